"""Pages of lists of deals, by how many there are: `list_deals.py ROUNDS COUNT...`; see `work_on_records.py`.

Each number of deals has a database of its own on one server; requests of all of them take turns, so that a busy minute
of the machine hits all alike.
"""

import json
import os
import sys
import time
from typing import Any

# It sets Django up, so it comes before whatever needs models.
from benchmarks.contestants.work_on_records import IN_A_TURN, OWNERS, Ask, reader_of

# isort: split
from django.core.management import call_command
from django.db import connection
from django.test import Client

from benchmarks.load_set import write_load_set
from benchmarks.request_cost import Spent, backend_of, spent_on, told
from crmeter.records.deals.models import Deal
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.roles import Role


def main() -> None:
    """Write as many deals, ask for pages of their lists, print what they cost."""
    rounds, *counts = (int(word) for word in sys.argv[1:])
    said: dict[int, dict[str, Any]] = {count: {"writing_s": _written(count)} for count in counts}
    asks = {count: _asks(count) for count in counts}
    spent: dict[int, dict[str, list[Spent]]] = {count: {name: [] for name in asks[count]} for count in counts}
    loads = [os.getloadavg()[0]]
    for _ in range(rounds // IN_A_TURN):
        for count in counts:
            _use(count)
            backend = backend_of()
            for name, ask in asks[count].items():
                # The connection is new to it.
                ask(0)
                spent[count][name] += [spent_on(ask, number, backend) for number in range(IN_A_TURN)]
    loads.append(os.getloadavg()[0])
    for count in counts:
        said[count]["requests"] = {name: told(each) for name, each in spent[count].items()}
    print(json.dumps({"load": loads, "deals": said}))


def _written(count: int) -> float:
    _use(0)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE deals_{count:d}")
    _use(count)
    call_command("migrate", verbosity=0)
    owners = [add_user(SYSTEM, f"sales{n}@example.vn", Role.DIRECTOR, name=f"Sales {n}") for n in range(OWNERS)]
    began = time.perf_counter()
    # Ten deals for each customer, and a contact for each of those.
    write_load_set(max(count // 5, 200), count, owners)
    took = time.perf_counter() - began
    with connection.cursor() as cursor:
        # As the database does by itself after a while.
        cursor.execute("VACUUM ANALYZE")
    return round(took, 1)


def _use(count: int) -> None:
    """Go to the database of a number of deals; 0 is the one that is there at the start."""
    connection.close()
    connection.settings_dict["NAME"] = f"deals_{count:d}" if count else "postgres"
    with connection.cursor() as cursor:
        # Work that other processes of the database did would not be counted.
        cursor.execute("SET max_parallel_workers_per_gather = 0")


def _asks(count: int) -> dict[str, Ask]:
    _use(count)
    client = reader_of(1)
    latest = Deal.objects.order_by("-changed_at", "-id").values_list("id", flat=True)
    addresses = {
        "first page": "/deals",
        "deep page": f"/deals?after={latest[count * 9 // 10]}",
        "by name": "/deals?sort=name",
        "by amount": "/deals?sort=-amount",
        "of one owner": "/deals?where=owner.is.me",
        "of one stage": "/deals?where=stage.is.3",
        "found by words": "/deals?q=may+777",
    }
    return {name: _asking(client, address) for name, address in addresses.items()}


def _asking(client: Client, address: str) -> Ask:
    def ask(_: int) -> Any:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer

    return ask


if __name__ == "__main__":
    main()
