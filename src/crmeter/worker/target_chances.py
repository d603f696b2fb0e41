"""Chances of targets, worked out after a run has become current: no page and no evaluation waits for them."""

from django.conf import settings

from crmeter.evaluation.past_months import past_months
from crmeter.strategy.alerts.foreseen_actions import judge_foreseen, measures_with_forecasts
from crmeter.strategy.targets.asking import measures_of_holders, measures_with_targets
from crmeter.strategy.targets.judge_actions import judge_targets
from crmeter.strategy.targets.warning_actions import warn_holders
from crmeter.vocabulary import Text, Work
from crmeter.worker.handlers import Order


def judge(order: Order, work: Work) -> dict[str, int]:
    """Measure the past months of what has a target, and write down how probable it is that each is missed."""
    run_id = str(order.payload["run"])
    names = measures_with_targets() | measures_with_forecasts()
    try:
        months = past_months(settings.WORKSPACE, run_id, names, work, measures_of_holders())
    except FileNotFoundError:
        # Retention took the snapshot: the run is not the current one any more.
        return {"targets": 0}
    work.step(_STEP)
    judged = judge_targets(run_id, months.lines, months.by_owner)
    judge_foreseen(run_id, months.lines)
    warn_holders(run_id)
    return {"targets": judged}


_STEP = Text("tính xác suất hụt mục tiêu", "working out the chances of targets")
