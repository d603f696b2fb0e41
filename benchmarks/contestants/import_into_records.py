"""A file of contacts and one of orders written into records: `import_into_records.py CONTACTS ORDERS LINES_OF_EACH`.

By the clock, from the accepted page to the last row: read whole by a child, then written batch by batch, with history,
what takes it back and what the warehouse is told. Beside it the same rows of the table alone, as fast as the database
takes them: by COPY or executemany, in one transaction, with the same indexes.
"""

import json
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crmeter.settings.test")

import django

# Models are there only after this.
django.setup()

from django.conf import settings  # noqa: E402 - see above
from django.core.management import call_command  # noqa: E402 - see above
from django.db import connection, transaction  # noqa: E402 - see above
from django.utils import timezone  # noqa: E402 - see above

from benchmarks.many_customers import FAMILIES, GIVEN, MIDDLES  # noqa: E402 - see above
from crmeter.records.contacts.models import Contact  # noqa: E402 - see above
from crmeter.records.imports.models import Upload, UploadState  # noqa: E402 - see above
from crmeter.records.ledger.actor import SYSTEM  # noqa: E402 - see above
from crmeter.records.orders.models import OrderLine  # noqa: E402 - see above
from crmeter.records.products.models import Product  # noqa: E402 - see above
from crmeter.records.record_imports import actions  # noqa: E402 - see above
from crmeter.records.record_imports.models import RecordImport  # noqa: E402 - see above
from crmeter.records.record_imports.plan import Plan  # noqa: E402 - see above
from crmeter.records.staff.actions import add_user  # noqa: E402 - see above
from crmeter.records.staff.queries import Person, person  # noqa: E402 - see above
from crmeter.records.staff.roles import Role  # noqa: E402 - see above
from crmeter.vocabulary import Work  # noqa: E402 - see above
from crmeter.warehouse.workspace import Workspace  # noqa: E402 - see above
from crmeter.worker import import_records as worker  # noqa: E402 - see above
from crmeter.worker.handlers import Order  # noqa: E402 - see above

_BARE = 10**9
_WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
CONTACT = Plan(
    "bench",
    {"external_id": "key", "name": "name", "email": "email", "phone": "phone", "position": "position"},
    match="external_id",
)
LINES = Plan(
    "bench",
    {
        "external_id": "order",
        "name": "order",
        "ordered_at": "day",
        "line.product": "product",
        "line.quantity": "quantity",
        "line.unit_price": "price",
    },
    {"currency": "VND", "status": "confirmed"},
    match="external_id",
)


def main() -> None:
    """Write both files, import them, print the rates."""
    contacts, orders, of_each = (int(word) for word in sys.argv[1:4])
    call_command("migrate", verbosity=0)
    with tempfile.TemporaryDirectory() as folder:
        settings.WORKSPACE = Workspace(Path(folder))
        who = person(add_user(SYSTEM, "bench@example.vn", Role.DIRECTOR))
        assert who is not None
        _write_products(who)
        said = {
            "contacts": _timed(who, "contacts", CONTACT, _contacts(contacts)),
            "contacts again, all changed": _timed(who, "contacts", CONTACT, _contacts(contacts // 4, "x")),
            "lines of orders": _timed(who, "orders", LINES, _lines(orders, of_each)),
        }
        bare = {"contacts": _bare(Contact, {"external_source": "bare"}), "lines of orders": _bare(OrderLine, {})}
    print(json.dumps({"database": connection.vendor, "imports": said, "bare": bare}))


def _contacts(rows: int, more: str = "") -> Iterator[str]:
    draw = random.Random(7)  # noqa: S311 - it makes a sample, not a secret
    families = list(FAMILIES)
    yield "key,name,email,phone,position"
    for n in range(rows):
        name = f"{draw.choice(families)} {draw.choice(MIDDLES)} {draw.choice(GIVEN)}"
        yield f"K{n},{name},kh{n}@example.vn,09{draw.randrange(10**8):08},Kế toán{more}"


def _lines(orders: int, of_each: int) -> Iterator[str]:
    draw = random.Random(8)  # noqa: S311 - see above
    yield "order,day,product,quantity,price"
    for n in range(orders):
        for _ in range(of_each):
            yield f"D{n},2025-{1 + n % 12:02}-{1 + n % 28:02},P{draw.randrange(200)},{1 + n % 5},{1000 * (1 + n % 90)}"


def _write_products(who: Person) -> None:
    now = timezone.now()
    Product.objects.bulk_create(
        Product(
            name=f"P{n}",
            by_name=f"p{n}",
            folded=f" p{n}",
            external_id=f"P{n}",
            external_source="bench",
            created_at=now,
            changed_at=now,
            created_by_id=who.id,
        )
        for n in range(200)
    )


def _timed(who: Person, concept: str, plan: Plan, lines: Iterator[str]) -> dict[str, Any]:
    place = Path("files") / f"{time.monotonic_ns()}" / "sent.csv"
    path = settings.WORKSPACE.root / place
    path.parent.mkdir(parents=True)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    file = Upload.objects.create(
        file_name="sent.csv",
        size=path.stat().st_size,
        sha256="0" * 64,
        place=str(place),
        source=plan.source,
        sent_by_id=who.id,
        sent_at=timezone.now(),
        state=UploadState.LOOKED,
    )
    pk = actions.begin(who, file.pk, concept, path.read_text("utf-8").split("\n", 1)[0].split(","))
    actions.start(who, pk, plan, version=1)
    row = RecordImport.objects.get(pk=pk)
    batches: list[float] = []
    plain = actions.write_batch
    actions.write_batch = _clocked(plain, batches)  # type: ignore[assignment]
    began, cpu = time.perf_counter(), _cpu_s()
    worker.import_records(Order(row.job or 0, {"record_import": pk}, who.id, 1), Work())
    seconds, cpu = time.perf_counter() - began, _cpu_s() - cpu
    actions.write_batch = plain
    row.refresh_from_db()
    rows = row.created + row.changed
    assert row.change_set is not None
    assert row.change_set.failed == 0
    batches.sort()
    return {
        "rows": rows,
        "seconds": round(seconds, 2),
        "rows_per_s": round(rows / seconds),
        "rows_per_cpu_s": round(rows / cpu),
        "transactions": len(batches),
        "transaction_p50_ms": round(1000 * batches[len(batches) // 2]),
        "transaction_p99_ms": round(1000 * batches[len(batches) * 99 // 100]),
        "transaction_most_ms": round(1000 * batches[-1]),
    }


def _clocked(does: Callable[..., bool], batches: list[float]) -> Callable[..., bool]:
    def clocked(*arguments: Any) -> bool:
        began = time.perf_counter()
        goes_on = does(*arguments)
        batches.append(time.perf_counter() - began)
        return goes_on

    return clocked


def _bare(table: Any, differs: dict[str, Any]) -> dict[str, Any]:
    """Write the rows of a table once more, as fast as the database takes them."""
    fields = [each.column for each in table._meta.concrete_fields]
    name, columns = table._meta.db_table, ", ".join(f'"{each}"' for each in fields)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {name}")
        rows = [
            tuple(
                value + _BARE if column == "id" else differs.get(column, value)
                for column, value in zip(fields, row, strict=True)
            )
            for row in cursor.fetchall()
        ]
    rows = [tuple(json.dumps(value) if isinstance(value, dict) else value for value in row) for row in rows]
    began, cpu = time.perf_counter(), _cpu_s()
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {name} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            holes = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {name} ({columns}) VALUES ({holes})", rows)
    seconds, cpu = time.perf_counter() - began, _cpu_s() - cpu
    return {
        "rows": len(rows),
        "seconds": round(seconds, 2),
        "rows_per_s": round(len(rows) / seconds),
        "rows_per_cpu_s": round(len(rows) / cpu),
    }


def _cpu_s() -> float:
    """Return the CPU time of this process, its children, and the process of the database that serves it."""
    used = sum(resource.getrusage(who).ru_utime + resource.getrusage(who).ru_stime for who in _WHO)
    if connection.vendor != "postgresql":
        return used
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    return used + int(Path(f"/proc/{backend}/schedstat").read_text().split()[0]) / 1e9


if __name__ == "__main__":
    main()
