"""What is judged by what is foreseen is asked for by name: whoever watches loads nothing of what works it out."""

from django.db import transaction

from crmeter.records.jobs.actions import enqueue
from crmeter.records.ledger.actor import SYSTEM
from crmeter.strategy.alerts.kinds import FORESEEN
from crmeter.strategy.alerts.models import Watch
from crmeter.strategy.targets.asking import JOB


def ask_for_foreseen(run_id: str) -> None:
    """Ask for forecasts and chances of what is watched by them, by a run; once, however often it is asked.

    Args:
        run_id: which.
    """
    if Watch.objects.filter(is_on=True, kind__in=FORESEEN).exists():
        with transaction.atomic():
            enqueue(SYSTEM, JOB, {"run": run_id}, dedupe_key=f"{JOB}:{run_id}")
