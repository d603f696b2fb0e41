"""What a source holds written into the records and taken out of them, batch by batch, going on behind a stop."""

import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import islice

from django.db import connection

from crmeter.records.adoption.decision_actions import BRAND, DECISIONS
from crmeter.records.adoption.known import Known
from crmeter.records.adoption.round_actions import ROUNDS
from crmeter.records.adoption.staff_actions import STAFF
from crmeter.records.adoption.survey_actions import ANSWERS, SURVEYS
from crmeter.records.adoption.take_out_actions import forget_source, leave, take_out_batch, take_out_beside
from crmeter.records.adoption.write_actions import MEMBERS, STEPS, write_batch
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.ledger.actor import Actor
from crmeter.vocabulary import ForeignRecord, Text, Work

WRITING = Text("Ghi {what} vào bản ghi", "Writing {what} into the records")
REMOVING = Text("Gỡ khỏi bản ghi", "Taking out of the records")
_BESIDE = {
    STAFF: Text("nhân viên", "employees"),
    MEMBERS: Text("người nhận của chiến dịch", "whom campaigns reached"),
    SURVEYS: Text("khảo sát", "surveys"),
    ANSWERS: Text("câu trả lời khảo sát", "answers to surveys"),
    ROUNDS: Text("các lượt giữ khách", "rounds of keeping customers"),
    DECISIONS: Text("quyết định", "decisions"),
    BRAND: Text("cách đo thương hiệu", "how the brand is measured"),
}
# On SQLite everybody who writes waits for a batch to end: it grows and shrinks towards this, and stays below 0.2 s.
_SECONDS = {"sqlite": 0.1, "postgresql": 0.12}
_FEWEST, _MOST = 50, 2_000


def write_source(
    adoption: int,
    written: Mapping[str, int],
    step_of: Callable[[str], Iterable[ForeignRecord]],
    known: Known,
    work: Work,
    total: int | None = None,
) -> int:
    """Write all steps of a source, and return how many records there are.

    Args:
        adoption: its number.
        written: how many of each step are there already.
        step_of: gives the records of a step, in the same order each time.
        known: what its links stand for.
        work: told of each batch; stops the writing between them.
        total: how many there are, where it is known.
    """
    done, size, wanted = 0, _FEWEST, _SECONDS.get(connection.vendor, 0.1)
    for step in STEPS:
        place = written.get(step, 0)
        rows = islice(iter(step_of(step)), place, None)
        what = _BESIDE[step] if step in _BESIDE else CONCEPTS[step].title
        while records := list(islice(rows, size)):
            work.step(WRITING.fill(what=what), done + place, total)
            started = time.monotonic()
            write_batch(adoption, step, records, known, place=place)
            place += len(records)
            seconds = time.monotonic() - started
            size = _next(size, wanted, seconds)
        done += place
    return done


def take_out_source(actor: Actor, source: str, counted: Callable[[], object], work: Work) -> int:
    """Take a source out of the records, and return how many records went; 0 where nothing of it was there.

    Args:
        actor: who wants it out.
        source: its name.
        counted: brings to the warehouse that it counts no more, before its records go one after the other.
        work: told of each batch; stops it between them.
    """
    adoption = leave(actor, source)
    if adoption is None:
        return 0
    # These carry no source, by which the warehouse would know that they count no more.
    _in_batches(partial(take_out_beside, adoption), work)
    counted()
    gone = _in_batches(partial(take_out_batch, adoption), work)
    forget_source(actor, adoption)
    return gone


def _in_batches(take_out: Callable[[int], int], work: Work) -> int:
    gone, size, wanted = 0, _FEWEST, _SECONDS.get(connection.vendor, 0.1)
    while True:
        work.step(REMOVING, gone)
        started = time.monotonic()
        went = take_out(size)
        if went == 0:
            return gone
        gone += went
        size = _next(size, wanted, time.monotonic() - started)


def _next(size: int, wanted: float, seconds: float) -> int:
    return min(max(int(size * min(wanted / max(seconds, 1e-3), 1.5)), _FEWEST), _MOST)
