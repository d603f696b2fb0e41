"""Work on records of the load set, and what each request costs: `work_on_records.py CUSTOMERS DEALS
ACTIVITIES ROUNDS`.

Django answers in this process, without a server around it; its CPU time is that of the process over `ROUNDS` requests.
That of PostgreSQL is what Linux says of the one process that serves this connection; SQLite works in this process.
"""

import json
import os
import re
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crmeter.settings.test")

import django

# Models are there only after this.
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402 - see above
from django.core.management import call_command  # noqa: E402 - see above
from django.db import connection  # noqa: E402 - see above
from django.test import Client  # noqa: E402 - see above

from benchmarks.load_set import write_load_set  # noqa: E402 - see above
from benchmarks.request_cost import Spent, backend_of, spent_on, told  # noqa: E402 - see above
from crmeter.records.deals.models import Deal, Stage  # noqa: E402 - see above
from crmeter.records.ledger.actor import SYSTEM  # noqa: E402 - see above
from crmeter.records.staff.actions import add_user  # noqa: E402 - see above
from crmeter.records.staff.roles import Role  # noqa: E402 - see above

OWNERS = 20
# Requests for one page in one turn of all of them, so that a busy minute of the machine hits all alike.
IN_A_TURN = 5
Ask = Callable[[int], Any]


def main() -> None:
    """Write the load set, do what people do, print what it costs."""
    customers, deals, activities, rounds = (int(word) for word in sys.argv[1:5])
    call_command("migrate", verbosity=0)
    owners = [add_user(SYSTEM, f"sales{n}@example.vn", Role.DIRECTOR, name=f"Sales {n}") for n in range(OWNERS)]
    began = time.perf_counter()
    write_load_set(customers, deals, owners, activities)
    writing = round(time.perf_counter() - began, 1)
    client = reader_of(owners[0])
    with connection.cursor() as cursor:
        # As the database does by itself after a while.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
        if connection.vendor == "postgresql":
            # Work that other processes of the database did would not be counted.
            cursor.execute("SET max_parallel_workers_per_gather = 0")
    loads = [os.getloadavg()[0]]
    asks = _asks(client)
    looked_at, costs = _looked_at(asks, rounds), _costs(asks, rounds)
    said = {name: costs[name] | looked_at[name] for name in asks}
    loads.append(os.getloadavg()[0])
    print(json.dumps({"database": connection.vendor, "writing_s": writing, "load": loads, "requests": said}))


def reader_of(user: int) -> Client:
    """Return a browser in which somebody is signed in."""
    client = Client()
    client.force_login(get_user_model().objects.get(pk=user), "allauth.account.auth_backends.AuthenticationBackend")
    return client


def _asks(client: Client) -> dict[str, Ask]:
    some = list(Deal.objects.order_by("id").values_list("id", flat=True)[:2000])
    middle = Deal.objects.order_by("-changed_at", "-id").values_list("id", flat=True)[Deal.objects.count() // 2]
    stages = list(Stage.objects.filter(kind="open").order_by("position").values_list("id", flat=True))
    return {
        "list of 50": lambda _: client.get("/deals"),
        "list, deep": lambda _: client.get(f"/deals?after={middle}"),
        "list by amount": lambda _: client.get("/deals?sort=-amount"),
        "list of one owner, filtered": lambda _: client.get("/deals?where=owner.is.me&where=amount.from.500000000"),
        "list of customers": lambda _: client.get("/customers"),
        "search by fragment, rare": lambda _: client.get("/customers?q=quynh+tram"),
        "search by fragment, common": lambda _: client.get("/customers?q=nguyen"),
        "search by digits of a phone": lambda _: client.get("/customers?q=318642"),
        "board of 8 x 20": lambda _: client.get("/deals/board"),
        "record": lambda n: client.get(f"/deals/{some[n]}"),
        "autocomplete": lambda _: client.get("/deals/choices/customer?q=tra"),
        "funnel": lambda _: client.get("/deals?group=stage"),
        "create": lambda n: client.post("/deals/new", _new(n, stages[0])),
        "change a field": lambda n: client.post(
            f"/deals/{some[n]}/fields/next_step", {"next_step": f"Gọi {n} {time.time()}", "version": _version(some[n])}
        ),
        "move stage": lambda n: client.post(
            f"/deals/{some[1000 + n]}/move", {"stage": stages[n % len(stages)], "version": _version(some[1000 + n])}
        ),
    }


def _new(number: int, stage: int) -> dict[str, Any]:
    pipeline = Stage.objects.get(pk=stage).pipeline_id
    return {"name": f"Cơ hội mới {number}", "pipeline": pipeline, "stage": stage, "amount": "120 triệu"}


def _version(deal: int) -> int:
    return int(Deal.objects.values_list("version", flat=True).get(pk=deal))


def _costs(asks: Mapping[str, Ask], rounds: int) -> dict[str, dict[str, float]]:
    """Ask for each page again and again, all of them in turns, and return what one request of each costs."""
    backend = backend_of()
    spent: dict[str, list[Spent]] = {name: [] for name in asks}
    for turn in range(rounds // IN_A_TURN):
        for name, ask in asks.items():
            numbers = range(turn * IN_A_TURN, (turn + 1) * IN_A_TURN)
            spent[name] += [spent_on(ask, number, backend) for number in numbers]
    return {name: told(each) for name, each in spent.items()}


def _looked_at(asks: Mapping[str, Ask], rounds: int) -> dict[str, dict[str, float]]:
    """Ask for each page twice, so that nothing is done for the first time any more, and return what it is made of."""
    seen = {}
    for name, ask in asks.items():
        counted: list[str] = []
        with connection.execute_wrapper(_counting(counted)):
            answer = ask(rounds + 1)
        words = re.sub(r"\s+", " ", str(answer.content))[:500]
        assert answer.status_code in (200, 302, 204), (name, answer.status_code, words)
        ask(rounds + 2)
        seen[name] = {"queries": len(counted), "bytes": len(answer.content)}
    return seen


def _counting(counted: list[str]) -> Callable[..., Any]:
    def count(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        counted.append(sql)
        return execute(sql, *rest)

    return count


if __name__ == "__main__":
    main()
