"""What a decision comes to: weights of each evaluator and of all, what they rank, and how firm the ranking is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crmeter.estimators import AHP, CombinedPreference, WeightSensitivity, combine_evaluators, weight_sensitivity
from crmeter.estimators.preference.evaluators import Way
from crmeter.vocabulary import NotEnoughData, Text

Floats = NDArray[np.float64]
Given = Mapping[tuple[str, str, str], float]
"""By (under, left, right): how many times the left is preferred to the right; under a criterion, or "" for criteria."""


@dataclass(frozen=True, slots=True)
class DecisionStudy:
    """What a decision comes to.

    Args:
        criteria: what is weighed.
        alternatives: what is ranked; none where only the weights are asked for.
        weights: that count, they add up to 1; set ones where they were given.
        own: the fit of each evaluator over the criteria.
        by_judgements: combined where they decide as one; None where nobody has judged.
        by_priorities: combined where each stands for themselves; None likewise.
        scores: of each alternative by each criterion, shape (m, k); None where alternatives were not judged.
        totals: of each alternative; None likewise.
        own_totals: of each alternative by each evaluator's own weights and scores.
        sensitivity: of each weight, for the ranking of the alternatives, or of the criteria where there are none.
    """

    criteria: tuple[str, ...]
    alternatives: tuple[str, ...]
    weights: Floats
    own: Mapping[str, AHP]
    by_judgements: CombinedPreference | None
    by_priorities: CombinedPreference | None
    scores: Floats | None
    totals: Floats | None
    own_totals: Mapping[str, Floats]
    sensitivity: tuple[WeightSensitivity, ...]

    def spread(self, place: int) -> tuple[float, float] | None:
        """Return the least and the most that an evaluator gives a criterion; None for fewer than two."""
        given = [float(each.weights_[place]) for each in self.own.values()]
        return (min(given), max(given)) if len(given) > 1 else None


def study_decision(
    criteria: Sequence[str],
    alternatives: Sequence[str],
    judged: Mapping[str, Given],
    *,
    together: Way = "judgements",
    set_weights: Mapping[str, float] | None = None,
) -> DecisionStudy:
    """Work a decision out.

    Args:
        criteria: two at least.
        alternatives: none, or two at least.
        judged: of each evaluator.
        together: how evaluators are taken together.
        set_weights: of each criterion, positive parts of a whole; None: those that were judged count.

    Raises:
        NotEnoughData: nobody has judged and no weights were set, or judgements of somebody do not connect everything.
    """
    if not judged and set_weights is None:
        raise NotEnoughData(
            "no_evaluators",
            Text("chưa có người nào nộp đánh giá", "no evaluator has finished yet"),
            Text("một người nộp đánh giá, hoặc trọng số đặt bằng tay", "one who has finished, or weights set by hand"),
        )
    both = [_combined(judged, "", criteria, way) if judged else None for way in ("judgements", "priorities")]
    chosen = both[0] if together == "judgements" else both[1]
    if set_weights is not None:
        parts = np.array([set_weights[name] for name in criteria], dtype=np.float64)
        weights = parts / parts.sum()
    else:
        weights = np.asarray(chosen.weights if chosen is not None else [], dtype=np.float64)
    scores, own_scores = None, {}
    if alternatives and judged:
        by_criterion = [_combined(judged, name, alternatives, together) for name in criteria]
        scores = np.column_stack([each.weights for each in by_criterion])
        own_scores = {who: np.column_stack([each.own[who].weights_ for each in by_criterion]) for who in judged}
    own = {} if both[0] is None else dict(both[0].own)
    return DecisionStudy(
        criteria=tuple(criteria),
        alternatives=tuple(alternatives),
        weights=weights,
        own=own,
        by_judgements=both[0],
        by_priorities=both[1],
        scores=scores,
        totals=None if scores is None else scores @ weights,
        own_totals={who: each @ own[who].weights_ for who, each in own_scores.items()},
        sensitivity=_sensitivity(criteria, weights, alternatives, scores),
    )


def consistency_of(names: Sequence[str], given: Given, under: str = "") -> AHP | None:
    """Return the fit of what one evaluator has judged so far; None while it does not connect everything.

    Args:
        names: what is compared.
        given: so far.
        under: the criterion by which alternatives are compared; empty for criteria.
    """
    try:
        return AHP().fit(_matrix(names, given, under), names)
    except NotEnoughData:
        return None


def _combined(judged: Mapping[str, Given], under: str, names: Sequence[str], way: Way) -> CombinedPreference:
    return combine_evaluators({who: _matrix(names, given, under) for who, given in judged.items()}, names, way)


def _matrix(names: Sequence[str], given: Given, under: str) -> Floats:
    at = {name: place for place, name in enumerate(names)}
    matrix = np.where(np.eye(len(names)) == 1, 1.0, np.nan)
    for (of, left, right), times in given.items():
        if of == under:
            matrix[at[left], at[right]], matrix[at[right], at[left]] = times, 1 / times
    return matrix


def _sensitivity(
    criteria: Sequence[str], weights: Floats, alternatives: Sequence[str], scores: Floats | None
) -> tuple[WeightSensitivity, ...]:
    if np.any(weights > 1 - 1e-9):
        return ()
    if scores is not None:
        return weight_sensitivity(criteria, weights, alternatives, scores)
    # The order of the criteria themselves: each scores by its own weight alone.
    return weight_sensitivity(criteria, weights, criteria, np.eye(len(criteria)))
