"""The only writer of published runs."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from crmeter.records.jobs.actions import enqueue
from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.actor import SYSTEM, Actor
from crmeter.records.readings.foretold_actions import keep_foretold
from crmeter.records.readings.models import PartReadingRow, PublishedPart, PublishedRun, ReadingRow
from crmeter.records.readings.queries import hash_of, part_key
from crmeter.vocabulary import Scope

_BATCH = 500


def publish_run(document: Mapping[str, Any], actor: Actor | None = None, *, is_sample: bool = False) -> bool:
    """Make a finished evaluation the one that pages show; those before it stay to be compared.

    Everything is written in one transaction, so that readers see the old figures until the new ones are whole. The
    parts of the run before are removed, and what it foretells of months to come is kept to be judged.

    Args:
        document: the evaluation, with its readings, as `crmeter.evaluation.document.to_document` gives it.
        actor: who asked for it; by default the product itself.
        is_sample: it was made from the sample company.

    Returns:
        False where this run has been published before: nothing is written then.
    """
    run = document["run"]
    readings = document["readings"]
    with transaction.atomic():
        if PublishedRun.objects.filter(pk=run["id"]).exists():
            return False
        # Whoever publishes at the same time waits here for the other to end.
        before = PublishedRun.objects.select_for_update().filter(is_current=True).first()
        if before is not None:
            before.is_current = False
            before.save(update_fields=["is_current"])
        PublishedPart.objects.all().delete()
        published = PublishedRun.objects.create(
            id=run["id"],
            as_of=run["as_of"],
            snapshot=run["snapshot"],
            currency=run["currency"],
            period_start=run["period"][0],
            period_end=run["period"][1],
            made_at=_moment(run["made_at"]),
            published_at=timezone.now(),
            document=_without_readings(document),
            is_current=True,
            is_sample=is_sample,
        )
        ReadingRow.objects.bulk_create(
            (ReadingRow(run=published, **_columns(position, held)) for position, held in enumerate(readings)),
            batch_size=_BATCH,
        )
        foretold = keep_foretold(published, document, timezone.localdate())
        audit(
            actor or SYSTEM,
            "readings.run_published",
            published,
            before=None if before is None else {"current": before.pk},
            after={
                "current": published.pk,
                "as_of": run["as_of"],
                "readings": len(readings),
                "is_sample": is_sample,
                "foretold": foretold,
            },
        )
    return True


def forget_sample_runs(actor: Actor) -> tuple[str, ...]:
    """Remove the runs of the sample company, and return their ids.

    The latest run of other data becomes current; where there is none, pages show how to begin.
    """
    with transaction.atomic():
        gone = list(PublishedRun.objects.select_for_update().filter(is_sample=True).defer("document"))
        for run in gone:
            audit(actor, "readings.sample_removed", run, before={"as_of": run.as_of.isoformat()})
        ids = tuple(run.pk for run in gone)
        PublishedRun.objects.filter(pk__in=ids).delete()
        newest = PublishedRun.objects.defer("document").order_by("-published_at").first()
        if newest is not None and not newest.is_current:
            newest.is_current = True
            newest.save(update_fields=["is_current"])
    return ids


def keep_part(run_id: str, words: Collection[str], scope: Scope, document: Mapping[str, Any] | None) -> bool:
    """Keep the figures of a part of the current run for everybody who sees these rows.

    Args:
        run_id: the run that they were taken from.
        words: spelled names of the owners.
        scope: of whoever asked.
        document: as for `publish_run`; None where no row belongs to these owners.

    Returns:
        False where another run is current by now, or the part is there: nothing is written then.
    """
    now = timezone.now()
    with transaction.atomic():
        # A run that is published at the same time waits for this to end, and removes it.
        run = PublishedRun.objects.select_for_update().filter(pk=run_id, is_current=True).defer("document").first()
        hashed = hash_of(words)
        if run is None or PublishedPart.objects.filter(run=run, words_hash=hashed).exists():
            return False
        part = PublishedPart.objects.create(
            run=run,
            words_hash=hashed,
            scope_kind=scope.kind,
            scope_names=list(scope.names),
            is_empty=document is None,
            document="" if document is None else _without_readings(document),
            made_at=now,
            opened_on=timezone.localdate(now),
        )
        readings = () if document is None else document["readings"]
        PartReadingRow.objects.bulk_create(
            (PartReadingRow(part=part, **_columns(position, held)) for position, held in enumerate(readings)),
            batch_size=_BATCH,
        )
        audit(SYSTEM, "readings.part_kept", part, after={"run": run_id, "scope": [scope.kind, *scope.names]})
    return True


def ask_for_part(run_id: str, words: Collection[str], scope: Scope) -> int:
    """Ask for a part of a run to be worked out, and return the number of the job.

    Args:
        run_id: the current run.
        words: spelled names of the owners, as the scope has them now.
        scope: of whoever asks.
    """
    return enqueue(
        SYSTEM,
        "evaluate_part",
        {"run": run_id, "kind": scope.kind, "names": list(scope.names)},
        dedupe_key=part_key(run_id, words),
        # Somebody waits before a page; it takes seconds.
        priority=1,
    )


def note_opened(part: int) -> None:
    """Write down that somebody looks at a part today: those that are read are made again for the next run."""
    with transaction.atomic():
        today = timezone.localdate()
        PublishedPart.objects.filter(pk=part, opened_on__lt=today).update(opened_on=today)


def forget_parts(keep: Collection[str]) -> int:
    """Remove the parts of owners whose names are none of these any more, and return how many they were.

    Args:
        keep: hashes of the names by which people find their rows now.
    """
    with transaction.atomic():
        gone = PublishedPart.objects.exclude(words_hash__in=keep)
        n = gone.count()
        if n:
            for part in gone:
                audit(SYSTEM, "readings.part_removed", part, before={"scope": [part.scope_kind, *part.scope_names]})
            gone.delete()
    return n


def _without_readings(document: Mapping[str, Any]) -> str:
    return json.dumps({**document, "readings": []}, ensure_ascii=False, allow_nan=False)


def _columns(position: int, held: Mapping[str, Any]) -> dict[str, Any]:
    value = held["value"]
    return {
        "position": position,
        "measure": held["measure"],
        "cut": ",".join(held["slice"]),
        "slice": json.dumps(held["slice"], ensure_ascii=False),
        "period_start": held["period"][0],
        "period_end": held["period"][1],
        "unit": held["unit"],
        "value": value,
        "value_number": None if value is None else float(value),
        "n": held["n"],
        "rest": json.dumps(held["rest"], ensure_ascii=False, allow_nan=False),
    }


def _moment(written: str | None) -> datetime | None:
    if written is None:
        return None
    moment = datetime.fromisoformat(written)
    # A run writes the local time of the firm.
    return moment if moment.tzinfo else timezone.make_aware(moment)


def set_aside_runs(actor: Actor) -> None:
    """Show no run any more, for its data are gone; the runs stay to be looked up."""
    with transaction.atomic():
        current = PublishedRun.objects.select_for_update().filter(is_current=True).defer("document").first()
        if current is not None:
            current.is_current = False
            current.save(update_fields=["is_current"])
            audit(actor, "readings.set_aside", current, before={"current": current.pk}, after={"current": None})
