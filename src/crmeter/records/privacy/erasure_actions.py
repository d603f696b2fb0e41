"""The only writer of erasures: asked for, done step by step by a job, ended. None of it can be taken back."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from crmeter.records.concept.concept import Concept, concept_named
from crmeter.records.jobs.actions import enqueue
from crmeter.records.jobs.queries import job
from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.change_actions import note_changes
from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.records.privacy.erasure_queries import traces_of
from crmeter.records.privacy.keepers import record_of_person
from crmeter.records.privacy.models import Erasure
from crmeter.records.privacy.same_person import same_person
from crmeter.records.staff.queries import Person, actor_of
from crmeter.vocabulary import Text
from crmeter.vocabulary.folding import spelled

JOB = "erase_person"
# Somebody waits for it, and the law gives them little time.
_BEFORE_EVALUATIONS = 2


def ask_erasure(person: Person, concept: Concept, pk: int, *, version: int | None, confirmation: str) -> int:
    """Ask for everything to be erased that tells who somebody is, and return the number of the job.

    From now on their records cannot be changed.

    Args:
        person: who answers for it.
        concept: of the record.
        pk: which.
        version: that they have seen.
        confirmation: the name of the record, typed.

    Raises:
        Refusal: they do not answer for it, the record has changed, was erased before or is of a firm, or what was typed
            is not its name.
    """
    with transaction.atomic():
        seen = record_of_person(person, concept, pk)
        if Erasure.objects.filter(concept=concept.name, record=pk).exists() or seen.erased_at is not None:
            raise Refused("erased", Text("bản ghi này đã được xóa dữ liệu", "this record was erased before"))
        if spelled(confirmation) != spelled(seen.name):
            raise Refused(
                "not_confirmed",
                Text("tên gõ vào chưa khớp với tên của bản ghi", "what was typed is not the name of the record"),
            )
        records = same_person(concept.name, pk)
        rows = _held(records)
        if version != seen.version:
            raise Stale(seen.version)
        # Read before anything goes: by it the copies are found.
        traces = traces_of(records)
        for name, found in rows.items():
            for row in found:
                row.erased_at = timezone.now()
                row.version += 1
                row.save(update_fields=["erased_at", "version"])
            note_changes(name, [row.pk for row in found])
        row = Erasure.objects.create(
            concept=concept.name,
            record=pk,
            records=records,
            keys=sorted({key for each in rows.get("customers", ()) for key in (each.pk, each.customer_key) if key}),
            traces=traces.to_json(),
            asked_by_id=person.id,
            asked_at=timezone.now(),
        )
        row.job = enqueue(actor_of(person), JOB, {"erasure": row.pk}, priority=_BEFORE_EVALUATIONS)
        row.save(update_fields=["job"])
        told = {"concept": concept.name, "record": pk, "records": records}
        audit(actor_of(person), "privacy.erasure_asked", row, after=told)
    return row.job


def go_on(person: Person, concept: Concept, pk: int) -> None:
    """Ask once more for an erasure that stopped before its end; one at work, or done, is left as it is.

    Raises:
        Refused: they do not answer for it, or none was asked for.
    """
    with transaction.atomic():
        record_of_person(person, concept, pk)
        row = Erasure.objects.select_for_update().filter(concept=concept.name, record=pk, done_at=None).first()
        if row is None:
            raise Refused("unknown", Text("không có việc xóa nào dở dang", "no erasure stopped before its end"))
        at_work = None if row.job is None else job(row.job)
        if at_work is None or not at_work.is_open:
            row.job = enqueue(actor_of(person), JOB, {"erasure": row.pk}, priority=_BEFORE_EVALUATIONS)
            row.save(update_fields=["job"])


def do_step(pk: int, name: str, step: Callable[[], Mapping[str, int]]) -> None:
    """Do a step of an erasure once: what it erased is counted in its own transaction.

    Args:
        pk: of the erasure.
        name: of the step.
        step: returns how much was erased, by what it was.
    """
    with transaction.atomic():
        row = Erasure.objects.select_for_update().get(pk=pk)
        if name in row.counts:
            return
        row.counts = {**row.counts, name: dict(step())}
        row.save(update_fields=["counts"])


def note_step(pk: int, name: str, counts: Mapping[str, int]) -> None:
    """Keep what a step erased that is done bit by bit; after a stop it comes again, with what was left."""
    with transaction.atomic():
        row = Erasure.objects.select_for_update().get(pk=pk)
        former: Mapping[str, int] = row.counts.get(name, {})
        row.counts = {
            **row.counts,
            name: {what: former.get(what, 0) + counts.get(what, 0) for what in {**former, **counts}},
        }
        row.save(update_fields=["counts"])


def add_keys(pk: int, keys: frozenset[int]) -> None:
    """Keep the keys by which files know somebody, so that no later file names them again."""
    with transaction.atomic():
        row = Erasure.objects.select_for_update().get(pk=pk)
        row.keys = sorted({*row.keys, *keys})
        row.save(update_fields=["keys"])


def end_erasure(pk: int) -> None:
    """Note that an erasure is done, and forget by what the person was found."""
    with transaction.atomic():
        row = Erasure.objects.select_for_update().select_related("asked_by").get(pk=pk)
        if row.done_at is not None:
            return
        row.traces, row.done_at = {}, timezone.now()
        row.save(update_fields=["traces", "done_at"])
        asker = Actor(row.asked_by_id, str(row.asked_by))
        audit(asker, "privacy.erased", row, after={"concept": row.concept, "record": row.record, "erased": row.counts})


def _held(records: Mapping[str, list[int]]) -> dict[str, list[Any]]:
    """Lock all records of a person, always in one order."""
    found: dict[str, list[Any]] = {}
    for name in sorted(records):
        concept = concept_named(name)
        if concept is not None:
            rows = concept.table._default_manager.select_for_update().filter(pk__in=records[name])
            found[name] = list(rows.order_by("pk"))
    return found
