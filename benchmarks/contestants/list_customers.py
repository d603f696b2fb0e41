"""Customers listed on PostgreSQL, and what each page of the list costs: `list_customers.py COUNT ROUNDS`.

Django answers in this process, without a server around it; its CPU time is that of the process over `ROUNDS` requests.
That of the database is what Linux says of the one process that serves this connection.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crmeter.settings.test")

import django

# Models are there only after this.
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402 - see above
from django.core.management import call_command  # noqa: E402 - see above
from django.db import connection  # noqa: E402 - see above
from django.test import Client  # noqa: E402 - see above

from benchmarks.many_customers import RARE, many_customers  # noqa: E402 - see above
from benchmarks.published_run import published_run  # noqa: E402 - see above
from crmeter.records.customers import actions  # noqa: E402 - see above
from crmeter.records.customers.actions import publish_customers  # noqa: E402 - see above
from crmeter.records.customers.queries import SORTS  # noqa: E402 - see above
from crmeter.records.ledger.actor import SYSTEM  # noqa: E402 - see above
from crmeter.records.readings.actions import publish_run  # noqa: E402 - see above
from crmeter.records.staff.actions import add_user  # noqa: E402 - see above
from crmeter.records.staff.roles import Role  # noqa: E402 - see above

ADDRESS = "lan@example.vn"


def main() -> None:
    """Write the list, ask for its pages, print what they cost."""
    count, rounds = int(sys.argv[1]), int(sys.argv[2])
    call_command("migrate", verbosity=0)
    said: dict[str, Any] = {"customers": count, "writing": _written(count)}
    publish_run(published_run(f"run-{count}"))
    add_user(SYSTEM, ADDRESS, Role.DIRECTOR, name="Lan")
    client = Client()
    client.force_login(
        get_user_model().objects.get(email=ADDRESS), "allauth.account.auth_backends.AuthenticationBackend"
    )
    with connection.cursor() as cursor:
        # Work that other processes of the database did would not be counted.
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        cursor.execute("SELECT pg_backend_pid()")
        backend = int(cursor.fetchone()[0])
        cursor.execute("SELECT pg_table_size('records_customerrow'), pg_indexes_size('records_customerrow')")
        said["table_mib"], said["indexes_mib"] = (round(size / 2**20, 1) for size in cursor.fetchone())
        cursor.execute("SELECT count(*) FROM pg_indexes WHERE indexname = 'customer_words'")
        said["has_trigrams"] = bool(cursor.fetchone()[0])
    said["pages"] = {name: _cost(client, address, backend, rounds) for name, address in _addresses(count)}
    print(json.dumps(said))


def _written(count: int) -> dict[str, float]:
    batches: list[float] = []
    actions._write = _timed(actions._write, batches)
    began, cpu = time.perf_counter(), time.process_time()
    publish_customers(f"run-{count}", many_customers(count))
    return {
        "wall_s": round(time.perf_counter() - began, 1),
        "cpu_s": round(time.process_time() - cpu, 1),
        "longest_batch_ms": round(1000 * max(batches), 1),
        "median_batch_ms": round(1000 * sorted(batches)[len(batches) // 2], 1),
    }


def _timed(write: Callable[..., int], batches: list[float]) -> Callable[..., int]:
    def timed(*arguments: Any) -> int:
        began = time.perf_counter()
        size = write(*arguments)
        batches.append(time.perf_counter() - began)
        return size

    return timed


def _addresses(count: int) -> Iterator[tuple[str, str]]:
    yield "first page", "/customers"
    half = _middle(count)
    yield "deep page, after half of all", f"/customers?after={half}"
    yield "deep page, backwards", f"/customers?before={half}"
    for by in SORTS:
        yield f"sort {by}, descending", f"/customers?sort=-{by}"
        yield f"sort {by}, ascending", f"/customers?sort={by}"
    yield "stage, common", "/customers?stage=lost"
    yield "stage, common, latest first", "/customers?stage=lost&sort=-last_on"
    yield "stage, rare", "/customers?stage=won_back"
    yield "owner, one of fifty", "/customers?owner=sales7@example.vn"
    yield "region and stage", "/customers?region=tinh+3&stage=new"
    yield "search, very common word", "/customers?q=nguyen"
    yield "search, very common word, by name", "/customers?q=nguyen&sort=name"
    yield "search, rare name", f"/customers?q={RARE.replace(' ', '+')}"
    yield "search, three common words", "/customers?q=nguyen+van+an"
    yield "search, one key", f"/customers?q=kh{count - 1:07}"
    yield "search, nobody", "/customers?q=zzzz"


def _middle(count: int) -> int:
    """The key of a customer half way down the list in its own order."""
    from crmeter.records.customers.models import CustomerRow  # noqa: PLC0415 - models load after the settings

    rows = CustomerRow.objects.filter(value__isnull=False).order_by("-value", "-customer_key")
    return int(rows.values_list("customer_key", flat=True)[count // 2])


def _cost(client: Client, address: str, backend: int, rounds: int) -> dict[str, float]:
    for _ in range(2):
        answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    page, database = time.process_time(), _cpu_s(backend)
    began = time.perf_counter()
    for _ in range(rounds):
        answer = client.get(address)
    wall = time.perf_counter() - began
    return {
        "web_ms": round(1000 * (time.process_time() - page) / rounds, 2),
        "database_ms": round(1000 * (_cpu_s(backend) - database) / rounds, 2),
        "wall_ms": round(1000 * wall / rounds, 2),
        "bytes": len(answer.content),
    }


def _cpu_s(process: int) -> float:
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e9


if __name__ == "__main__":
    main()
