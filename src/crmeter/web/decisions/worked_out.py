"""A decision worked out from what its evaluators judged; the first call loads the estimators."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from crmeter.records.judgements.kinds import Together, Weighing
from crmeter.records.judgements.pairs import Pair, times
from crmeter.records.judgements.queries import DecisionView, Seat, finished_judgements

if TYPE_CHECKING:
    from crmeter.estimators import AHP
    from crmeter.evaluation.external.decision_study import DecisionStudy

Given = Mapping[Pair, int]


def worked_out(decision: DecisionView) -> "DecisionStudy":
    """Return what a decision comes to by those who have finished, or by the weights that were set.

    Evaluators are known by the number of their seat.

    Raises:
        NotEnoughData: nobody has finished, and no weights were set.
    """
    from crmeter.evaluation.external.decision_study import study_decision  # noqa: PLC0415 - loads numpy

    return study_decision(
        [each.key for each in decision.criteria],
        [each.key for each in decision.alternatives],
        {str(seat.id): _times(given) for seat, given in _finished(decision).items()},
        together="judgements" if decision.together == Together.JUDGEMENTS else "priorities",
        set_weights=decision.set_weights if decision.weighing == Weighing.SET else None,
    )


def fits_so_far(decision: DecisionView, given: Given) -> "dict[str, AHP | None]":
    """Return the fit of what one evaluator has judged, by the criterion that it is under; "" for criteria."""
    from crmeter.evaluation.external.decision_study import consistency_of  # noqa: PLC0415 - loads numpy

    told, criteria = _times(given), [each.key for each in decision.criteria]
    found = {"": consistency_of(criteria, told)}
    if decision.alternatives:
        names = [each.key for each in decision.alternatives]
        found |= {under: consistency_of(names, told, under) for under in criteria}
    return found


def _finished(decision: DecisionView) -> Mapping[Seat, Given]:
    pairs = set(decision.pairs)
    return {
        seat: {pair: favour for pair, favour in given.items() if pair in pairs}
        for seat, given in finished_judgements(decision.id).items()
    }


def _times(given: Given) -> dict[tuple[str, str, str], float]:
    return {(pair.under, pair.left, pair.right): times(favour) for pair, favour in given.items()}
