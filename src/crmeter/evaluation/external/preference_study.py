"""What several evaluators find more important: each for themselves, and together by both ways of combining."""

from collections.abc import Mapping
from dataclasses import dataclass

from crmeter.estimators import AHP, CombinedPreference, combine_evaluators
from crmeter.estimators.preference.random_index import TableName
from crmeter.evaluation.external.judgement_file import Judgements
from crmeter.vocabulary import Misused, Text


@dataclass(frozen=True, slots=True)
class PreferenceStudy:
    """Weights of what was compared.

    Args:
        judged: by the evaluators.
        own: the fit of each.
        votes: how much each counts, they add up to 1.
        by_judgements: combined where they decide as one (AIJ).
        by_priorities: combined where each stands for themselves (AIP).
    """

    judged: Judgements
    own: Mapping[str, AHP]
    votes: Mapping[str, float]
    by_judgements: CombinedPreference
    by_priorities: CombinedPreference


def study_preferences(
    judged: Judgements, *, table: TableName = "saaty_1980", votes: Mapping[str, float] | None = None
) -> PreferenceStudy:
    """Find the weights of each evaluator and of all.

    Args:
        judged: by the evaluators.
        table: of the random index.
        votes: how much each counts, positive; all alike where there are none.

    Raises:
        Misused: votes name others than those who judged.
        NotEnoughData: there is no judgement, or those of one evaluator, who is named, do not connect everything.
    """
    if votes is not None and set(votes) != set(judged.matrices):
        raise Misused("wrong_evaluators", _WRONG_EVALUATORS.fill(names=", ".join(judged.matrices)))
    combined, each = (
        combine_evaluators(judged.matrices, judged.names, way, votes, table) for way in ("judgements", "priorities")
    )
    return PreferenceStudy(judged, combined.own, combined.evaluator_weights, combined, each)


_WRONG_EVALUATORS = Text(
    "mỗi người đánh giá cần một trọng số; có: {names}", "each evaluator needs a weight; there are: {names}"
)
