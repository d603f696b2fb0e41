"""What the sample company is to reach: set beside its first figures, so that home and early warning are alive."""

from decimal import Decimal

from crmeter.evaluation.result import Evaluation
from crmeter.records.staff.queries import administrators
from crmeter.strategy.goals.sample_actions import set_sample_goals
from crmeter.strategy.targets.rights import may_set
from crmeter.strategy.targets.sample_actions import set_sample_targets


def give_targets(evaluation: Evaluation) -> int:
    """Set targets beside the figures of an evaluation, with goals over them, in the name of whoever administers.

    Returns:
        How many targets.
    """
    setter = next((each for each in administrators() if may_set(each)), None)
    if setter is None:
        return 0
    run = evaluation.run
    figures = {
        reading.measure: Decimal(str(reading.value))
        for reading in evaluation.readings
        if reading.period == run.period and not reading.slice and reading.value is not None
    }
    given = set_sample_targets(setter, figures, run.as_of, run.currency)
    # Asked for again after a stop, the targets are there and may hang under nothing yet.
    set_sample_goals(setter)
    return given
