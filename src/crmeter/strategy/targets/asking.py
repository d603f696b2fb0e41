"""The chances of targets are asked for by name: whoever sets one loads nothing of what works them out."""

from django.db import transaction

from crmeter.records.jobs.actions import enqueue
from crmeter.records.ledger.actor import SYSTEM
from crmeter.strategy.targets.models import Target

JOB = "judge_targets"


def ask_for_chances(run_id: str) -> None:
    """Ask for the chances of the targets there are, by a run; once, however often it is asked.

    Args:
        run_id: which.
    """
    if measures_with_targets():
        with transaction.atomic():
            enqueue(SYSTEM, JOB, {"run": run_id}, dedupe_key=f"{JOB}:{run_id}")


def measures_with_targets() -> frozenset[str]:
    """Return the measures whose past months are needed."""
    return frozenset(Target.objects.filter(is_on=True).values_list("measure", flat=True))
