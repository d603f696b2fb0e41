"""The only writer of published runs."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.actor import SYSTEM, Actor
from crmeter.records.readings.models import PublishedRun, ReadingRow

_BATCH = 500


def publish_run(document: Mapping[str, Any], actor: Actor | None = None, *, is_sample: bool = False) -> bool:
    """Make a finished evaluation the one that pages show; those before it stay to be compared.

    Everything is written in one transaction, so that readers see the old figures until the new ones are whole.

    Args:
        document: the evaluation, with its readings, as `crmeter.evaluation.document.to_document` gives it.
        actor: who asked for it; by default the product itself.
        is_sample: it was made from the sample company.

    Returns:
        False where this run has been published before: nothing is written then.
    """
    run = document["run"]
    readings = document["readings"]
    kept = {name: part for name, part in document.items() if name != "readings"}
    with transaction.atomic():
        if PublishedRun.objects.filter(pk=run["id"]).exists():
            return False
        # Whoever publishes at the same time waits here for the other to end.
        before = PublishedRun.objects.select_for_update().filter(is_current=True).first()
        if before is not None:
            before.is_current = False
            before.save(update_fields=["is_current"])
        published = PublishedRun.objects.create(
            id=run["id"],
            as_of=run["as_of"],
            snapshot=run["snapshot"],
            currency=run["currency"],
            period_start=run["period"][0],
            period_end=run["period"][1],
            made_at=_moment(run["made_at"]),
            published_at=timezone.now(),
            document=json.dumps({**kept, "readings": []}, ensure_ascii=False, allow_nan=False),
            is_current=True,
            is_sample=is_sample,
        )
        ReadingRow.objects.bulk_create(
            (_row(published, position, held) for position, held in enumerate(readings)), batch_size=_BATCH
        )
        audit(
            actor or SYSTEM,
            "readings.run_published",
            published,
            before=None if before is None else {"current": before.pk},
            after={"current": published.pk, "as_of": run["as_of"], "readings": len(readings), "is_sample": is_sample},
        )
    return True


def forget_sample_runs(actor: Actor) -> int:
    """Remove the runs of the sample company, and return how many they were.

    The latest run of other data becomes current; where there is none, pages show how to begin.
    """
    with transaction.atomic():
        gone = list(PublishedRun.objects.select_for_update().filter(is_sample=True).defer("document"))
        for run in gone:
            audit(actor, "readings.sample_removed", run, before={"as_of": run.as_of.isoformat()})
            run.delete()
        newest = PublishedRun.objects.defer("document").order_by("-published_at").first()
        if newest is not None and not newest.is_current:
            newest.is_current = True
            newest.save(update_fields=["is_current"])
    return len(gone)


def _row(run: PublishedRun, position: int, held: Mapping[str, Any]) -> ReadingRow:
    value = held["value"]
    return ReadingRow(
        run=run,
        position=position,
        measure=held["measure"],
        cut=",".join(held["slice"]),
        slice=json.dumps(held["slice"], ensure_ascii=False),
        period_start=held["period"][0],
        period_end=held["period"][1],
        unit=held["unit"],
        value=value,
        value_number=None if value is None else float(value),
        n=held["n"],
        rest=json.dumps(held["rest"], ensure_ascii=False, allow_nan=False),
    )


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
