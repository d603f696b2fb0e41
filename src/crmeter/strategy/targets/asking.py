"""The chances of targets are asked for by name: whoever sets one loads nothing of what works them out."""

from django.db import transaction

from crmeter.records.jobs.actions import enqueue
from crmeter.records.ledger.actor import SYSTEM
from crmeter.strategy.targets.kinds import Whose
from crmeter.strategy.targets.models import Target

JOB = "judge_targets"


def ask_for_chances(run_id: str) -> None:
    """Ask for the chances of the targets there are, by a run; once, however often it is asked.

    Args:
        run_id: which.
    """
    # An alert of one that was dropped ends with the next judgement, so the last one that is dropped asks too.
    if Target.objects.exists():
        with transaction.atomic():
            enqueue(SYSTEM, JOB, {"run": run_id}, dedupe_key=f"{JOB}:{run_id}")


def measures_with_targets() -> frozenset[str]:
    """Return the measures whose past months are needed."""
    return frozenset(Target.objects.filter(is_on=True).values_list("measure", flat=True))


def measures_of_holders() -> frozenset[str]:
    """Return the measures of which a team or a person has a target: their months are needed by owner too."""
    rows = Target.objects.filter(is_on=True).exclude(whose=Whose.FIRM)
    return frozenset(rows.values_list("measure", flat=True))
