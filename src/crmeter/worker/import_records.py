"""Files written into records: read whole by a limited child, asked about once, then written batch by batch."""

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.jobs.queries import job
from crmeter.records.ledger.refusals import Refused
from crmeter.records.record_imports import actions
from crmeter.records.record_imports.queries import RecordImportView, record_import
from crmeter.records.record_imports.reading import FileRow, Reader
from crmeter.records.record_imports.targets import LINE, targets_of
from crmeter.records.staff.queries import Person, person
from crmeter.vocabulary import Cancelled, Misused, Text, Work
from crmeter.warehouse.connectors.files import Answers, FileRefused, NeedsAnswers
from crmeter.warehouse.files import read_json, write_json
from crmeter.warehouse.limited import cells_limited
from crmeter.worker.handlers import Order

WRITING = Text("Ghi từng loạt bản ghi", "Writing the records")
# Everybody else who writes on SQLite waits for a batch to end: it grows and shrinks towards this, its reading included,
# and its transaction stays below 0.2 s but for the odd one.
_SECONDS = 0.1
# Below so many, what each batch costs whatever its size would cost more than its rows, also where the machine is busy.
_FIRST, _FEWEST, _MOST = 10, 100, 1000
_READ = ("encoding", "sheet")


def import_records(order: Order, work: Work) -> dict[str, int] | None:
    """Read a file and write its rows into records; what an earlier attempt wrote is not written again."""
    who, found = _who_and_what(order)
    if found is None or found.job is None or found.job.id != order.job:
        return None
    try:
        read = _read(found, work)
        reader = Reader(who, CONCEPTS[found.concept], found.plan, read["headers"])
        unknown = reader.unknown_words(read["words"]) if found.change_set is None else {}
        if unknown:
            actions.ask(who, found.id, (), unknown)
            return None
        _write(who, found, reader, read["rows"], work)
    except NeedsAnswers as needs:
        actions.ask(who, found.id, [question.to_json() for question in needs.questions], {})
        return None
    except FileRefused as refused:
        actions.fail(who, found.id, refused.reason)
        return None
    except (Misused, Refused) as refused:
        actions.fail(who, found.id, refused.text)
        return None
    except Cancelled:
        ended = job(order.job)
        if ended is not None and ended.cancel_requested:
            actions.stopped(who, found.id)
            _sweep(found)
        raise
    _sweep(found)
    done = record_import(who, found.id)
    return None if done is None else {"created": done.created, "changed": done.changed, "skipped": done.skipped}


def _who_and_what(order: Order) -> tuple[Person, RecordImportView | None]:
    who = None if order.asked_by is None else person(order.asked_by)
    if who is None:
        raise Misused("nobody", Text("không rõ ai yêu cầu việc này", "nobody is known to have asked for this"))
    return who, record_import(who, int(order.payload["record_import"]))


def _lines(found: RecordImportView) -> Path:
    path: Path = settings.WORKSPACE.root / found.place
    return path.parent / f"records-{found.id}.jsonl"


def _read(found: RecordImportView, work: Work) -> dict[str, Any]:
    """Let a child write the rows of the file as lines, and return what they are; once they are there, that they are."""
    lines = _lines(found)
    told = lines.with_suffix(".json")
    if found.change_set is not None and told.exists() and lines.exists():
        return dict(read_json(told))
    plan, targets = found.plan, targets_of(CONCEPTS[found.concept])
    wanted = {
        "holds": {h: targets[name].holds for name, h in plan.columns.items() if targets[name].holds},
        "words": sorted({header for name, header in plan.columns.items() if targets[name].is_named}),
        "together": _together(plan.columns),
    }
    answers = {name: found.answers[name] for name in _READ if found.answers.get(name)}
    answers |= {n: v for n, v in (("date_order", plan.date_order), ("decimal", plan.decimal)) if v}
    path = settings.WORKSPACE.root / found.place
    read = cells_limited(path, Answers.from_json(answers), wanted, lines, work)
    write_json(told, read)
    return read


def _together(columns: Any) -> str | None:
    """Return the header that tells which rows are lines of one order."""
    if not any(name.startswith(LINE) for name in columns):
        return None
    header: str | None = columns.get("external_id") or columns.get("name")
    return header


def _write(who: Person, found: RecordImportView, reader: Reader, total: int, work: Work) -> None:
    offset = actions.run(who, found.id, total)
    size = _FIRST
    together = _together(found.plan.columns)
    key = None if together is None else read_json(_lines(found).with_suffix(".json"))["headers"].index(together)
    with _lines(found).open("rb") as file:
        file.seek(offset)
        now = record_import(who, found.id)
        done = 0 if now is None or now.change_set is None else now.change_set.done + now.change_set.failed
        while True:
            work.step(WRITING, done, total)
            started = time.monotonic()
            rows = list(_next(file, size, key))
            after = file.tell()
            if not actions.write_batch(who, found.id, reader, rows, offset, after):
                return
            offset, done = after, done + len(rows)
            seconds = time.monotonic() - started
            size = min(max(int(size * min(_SECONDS / max(seconds, 1e-3), 2)), _FEWEST), _MOST)


def _next(file: IO[bytes], most: int, key: int | None) -> Iterator[FileRow]:
    """Yield the next rows, to the end of what belongs together."""
    last: str | None = None
    count = 0
    while True:
        place = file.tell()
        data = file.readline()
        if not data:
            return
        line, read, cells = json.loads(data)
        if count >= most and (key is None or cells[key].strip() != last):
            file.seek(place)
            return
        last = None if key is None else cells[key].strip()
        count += 1
        yield FileRow(line, read, cells)


def _sweep(found: RecordImportView) -> None:
    lines = _lines(found)
    for path in (lines, lines.with_suffix(".json")):
        path.unlink(missing_ok=True)
    shutil.rmtree(lines.with_suffix(".parts"), ignore_errors=True)
