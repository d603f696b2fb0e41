"""Changes of many records, made and taken back batch by batch; what an earlier attempt did is not done again."""

import time
from collections.abc import Callable
from functools import partial

from django.db import connection

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.change_sets.bulk_actions import change_batch, stop_bulk
from crmeter.records.change_sets.queries import change_set
from crmeter.records.change_sets.undo_actions import undo_batch
from crmeter.records.jobs.queries import job
from crmeter.records.staff.queries import Person, person
from crmeter.vocabulary import Cancelled, Misused, Text, Work
from crmeter.worker.handlers import Order

CHANGING = Text("Sửa từng loạt bản ghi", "Changing the records")
UNDOING = Text("Hoàn tác từng loạt bản ghi", "Taking the changes back")
# On SQLite everybody who writes waits for a batch to end: it grows and shrinks towards this, and stays below 0.2 s.
_SECONDS = {"sqlite": 0.06, "postgresql": 0.08}
_FEWEST, _MOST = 10, 500


def bulk_change(order: Order, work: Work) -> dict[str, int]:
    """Do with each record of a set what was asked for; stopped, leave the others as they are."""
    who, pk = _who_and_what(order)
    found = change_set(who, pk)
    total = 0 if found is None else found.done + found.failed + found.not_processed
    done = 0 if found is None else total - found.not_processed
    try:
        _in_batches(partial(change_batch, who, pk), CHANGING, done, total, work)
    except Cancelled:
        stopped = job(order.job)
        if stopped is not None and stopped.cancel_requested:
            stop_bulk(who, pk)
        raise
    found = change_set(who, pk)
    return {} if found is None else {"done": found.done, "failed": found.failed, "left": found.not_processed}


def undo_change_set(order: Order, work: Work) -> dict[str, int]:
    """Take back what a set did to each record; stopped, it goes on when somebody asks again."""
    who, pk = _who_and_what(order)
    return {"gone_through": _in_batches(partial(undo_batch, who, pk), UNDOING, 0, None, work)}


def _in_batches(batch: Callable[[int], int], step: Text, done: int, total: int | None, work: Work) -> int:
    size, begun = _FEWEST, done
    wanted = _SECONDS.get(connection.vendor, 0.1)
    while True:
        work.step(step, done, total)
        started = time.monotonic()
        gone_through = batch(size)
        seconds = time.monotonic() - started
        done += gone_through
        if gone_through == 0:
            return done - begun
        size = min(max(int(size * min(wanted / max(seconds, 1e-3), 1.5)), _FEWEST), _MOST)


def _who_and_what(order: Order) -> tuple[Person, int]:
    who = None if order.asked_by is None else person(order.asked_by)
    if who is None:
        raise Misused("nobody", Text("không rõ ai yêu cầu việc này", "nobody is known to have asked for this"))
    pk = int(order.payload["change_set"])
    found = change_set(who, pk)
    # Concepts are known by their names once the catalogue has met them.
    if found is None or found.concept not in CONCEPTS:
        raise Misused("unknown", Text("không có loạt thay đổi này", "there is no such set of changes"))
    return who, pk
