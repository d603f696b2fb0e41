"""Pages of records while rows of a file become records beside them: `read_while_importing.py CUSTOMERS DEALS ROWS`.

On the database that `DATABASE_URL` names. A worker, which is a process of its own, looks at a file of contacts and
writes it into records; somebody reads lists and changes a record now and then, as people do, in this process.
"""

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from benchmarks.contestants.work_on_records import reader_of

# isort: split
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client

from benchmarks.load_set import write_load_set
from benchmarks.many_customers import FAMILIES, GIVEN, MIDDLES
from benchmarks.request_cost import p95
from crmeter.records.change_sets.queries import change_set
from crmeter.records.deals.models import Deal
from crmeter.records.imports.queries import upload, uploads
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.record_imports.queries import RecordImportView, record_import_of
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role

# Between two requests of somebody who works quickly.
PAUSE_S = 0.05
LIMIT_S = 900


def main() -> None:
    """Write the load set, start a worker, import, and print how long pages took meanwhile."""
    customers, deals, rows = (int(word) for word in sys.argv[1:4])
    call_command("migrate", verbosity=0)
    owners = [add_user(SYSTEM, f"sales{n}@example.vn", Role.DIRECTOR, name=f"Sales {n}") for n in range(20)]
    write_load_set(customers, deals, owners)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        journal = _journal(cursor)
    client, reader = reader_of(owners[0]), person(owners[0])
    assert reader is not None
    work = _Work(client, deals)
    alone = work.until(lambda: len(work.waited["list"]) >= 100)
    with (settings.WORKSPACE.root / "worker.log").open("w", encoding="utf-8") as log:
        environment = {**os.environ, "CRMETER_TEST_FOLDER": str(settings.WORKSPACE.root)}
        worker = subprocess.Popen([sys.executable, "-m", "crmeter.worker"], stdout=log, stderr=log, env=environment)
    try:
        _asked_for(client, reader, rows)
        load = os.getloadavg()[0]
        began = time.perf_counter()
        meanwhile = work.until(lambda: _has_ended(reader) or time.perf_counter() - began > LIMIT_S)
        took = time.perf_counter() - began
    finally:
        worker.terminate()
        worker.wait()
    found = _there(reader)
    conflicts = _conflicts((settings.WORKSPACE.root / "worker.log").read_text(encoding="utf-8"))
    done = None if found.change_set is None else change_set(reader, found.change_set.id)
    print(
        json.dumps(
            {
                "journal": journal,
                "load": [load, os.getloadavg()[0]],
                "import": {
                    "state": "" if done is None else done.state,
                    "created": found.created,
                    "seconds": round(took, 1),
                    "conflicts": sum(conflicts.values()),
                    "conflicts_in": conflicts,
                },
                "alone": alone,
                "meanwhile": meanwhile,
            }
        )
    )


class _Work:
    """Somebody reads lists, pages and boards, and changes a record now and then."""

    def __init__(self, client: Client, deals: int) -> None:
        self._client, self._deals = client, deals
        self._draw = random.Random(5)  # noqa: S311 - it makes a sample, not a secret
        self.waited: dict[str, list[float]] = {}

    def until(self, is_over: Callable[[], bool]) -> dict[str, Any]:
        """Work until something has happened, and return how long each kind of request took."""
        self.waited = {"list": [], "record": [], "change": []}
        cpu: dict[str, float] = dict.fromkeys(self.waited, 0.0)
        conflicts = 0
        for kind, ask in self._asks():
            began, spent = time.perf_counter(), time.process_time()
            try:
                answer = ask()
                assert answer.status_code < 400, (kind, answer.status_code)
            except OperationalError as error:
                conflicts += "locked" in str(error)
            self.waited[kind].append(1000 * (time.perf_counter() - began))
            cpu[kind] += 1000 * (time.process_time() - spent)
            if is_over():
                break
            time.sleep(PAUSE_S)
        return {
            "conflicts": conflicts,
            **{
                kind: {
                    "requests": len(waited),
                    "cpu_ms": round(cpu[kind] / len(waited), 2),
                    "median_ms": round(sorted(waited)[len(waited) // 2], 2),
                    "p95_ms": round(p95(waited), 2),
                    "longest_ms": round(max(waited), 2),
                }
                for kind, waited in self.waited.items()
                if waited
            },
        }

    def _asks(self) -> Iterator[tuple[str, Callable[[], Any]]]:
        while True:
            yield "list", lambda: self._client.get("/deals")
            yield "list", lambda: self._client.get("/contacts")
            yield "list", lambda: self._client.get("/customers?sort=name")
            yield "list", lambda: self._client.get("/deals?where=owner.is.me")
            pk = 1 + self._draw.randrange(self._deals)
            yield "record", partial(self._client.get, f"/deals/{pk}")
            version = Deal.objects.values_list("version", flat=True).get(pk=pk)
            typed = {"next_step": f"Gọi {time.time()}", "version": version}
            yield "change", partial(self._client.post, f"/deals/{pk}/fields/next_step", typed)


def _asked_for(client: Client, reader: Person, rows: int) -> None:
    """Send a file, wait until it was looked at, and say what it is."""
    client.post("/imports/send", {"files": [SimpleUploadedFile("lien he.csv", _file(rows))], "source": "CRM"})
    _wait(lambda: (found := upload(uploads()[0].id)) is not None and found.look is not None)
    sent = upload(uploads()[0].id)
    assert sent is not None and sent.look is not None
    client.post(f"/imports/{sent.id}/records", {"concept": "contacts"})
    found = _there(reader)
    headers = [column["header"] for column in sent.look["columns"]]
    form = {f"column-{name}": str(headers.index(header) + 1) for name, header in found.plan.columns.items() if header}
    form |= {f"same-{name}": value for name, value in found.plan.same.items()}
    answer = client.post(f"/imports/{sent.id}/records/start", form | {"match": "", "version": str(found.version)})
    assert answer.status_code < 400, answer.status_code


def _file(rows: int) -> bytes:
    draw = random.Random(6)  # noqa: S311 - it makes a sample, not a secret
    lines = ["name,phone,email,position"]
    for number in range(rows):
        name = f"{draw.choice(list(FAMILIES))} {draw.choice(MIDDLES)} {draw.choice(GIVEN)}"
        lines.append(f"{name},+849{draw.randrange(10**8):08},lh{number}@example.vn,Kế toán")
    return "\n".join(lines).encode()


def _there(reader: Person) -> RecordImportView:
    found = record_import_of(reader, uploads()[0].id)
    assert found is not None
    return found


def _has_ended(reader: Person) -> bool:
    found = _there(reader)
    return found.change_set is not None and not found.change_set.is_at_work


def _conflicts(log: str) -> Counter[str]:
    """Return how often the worker found the database locked, by the place in its own code that was at work then."""
    found: Counter[str] = Counter()
    place = ""
    for line in log.splitlines():
        if "/crmeter/" in line and "patient_sqlite3" not in line:
            place = line.strip().split("/crmeter/")[-1]
        # What is raised again from another error tells of the same moment.
        elif line.startswith("django.db.utils.OperationalError: database is locked"):
            found[place] += 1
    return found


def _wait(is_there: Callable[[], bool]) -> None:
    until = time.monotonic() + LIMIT_S
    while not is_there():
        assert time.monotonic() < until, "the worker did not come to it"
        time.sleep(0.2)


def _journal(cursor: Any) -> str:
    if connection.vendor != "sqlite":
        return ""
    cursor.execute("PRAGMA journal_mode")
    return str(cursor.fetchone()[0])


if __name__ == "__main__":
    main()
