"""What the sample company is to reach: set beside its first figures, so that home and early warning are alive."""

from decimal import Decimal

from crmeter.evaluation.result import Evaluation
from crmeter.records.staff.queries import administrators
from crmeter.strategy.targets.rights import may_set
from crmeter.strategy.targets.sample_actions import set_sample_targets


def give_targets(evaluation: Evaluation) -> int:
    """Set targets beside the figures of an evaluation in the name of whoever administers, and return how many."""
    setter = next((each for each in administrators() if may_set(each)), None)
    if setter is None:
        return 0
    run = evaluation.run
    figures = {
        reading.measure: Decimal(str(reading.value))
        for reading in evaluation.readings
        if reading.period == run.period and not reading.slice and reading.value is not None
    }
    return set_sample_targets(setter, figures, run.as_of, run.currency)
