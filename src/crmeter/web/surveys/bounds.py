"""How sure the scores of a survey are; the first call loads the estimators."""

from collections.abc import Iterable

from crmeter.records.surveys.group_queries import rated_by
from crmeter.records.surveys.kinds import SCORES
from crmeter.records.surveys.result_queries import QuestionResult
from crmeter.web.surveys.scored import score_of


def bounds_of(questions: Iterable[QuestionResult]) -> dict[int, tuple[float, float]]:
    """Return the 80 % interval of each score by its question: points of NPS, shares of the others.

    Args:
        questions: of a survey, scored or not; one without an answer, or whose interval cannot be told, has none.
    """
    found = {}
    for each in questions:
        if each.question.kind not in SCORES or not each.n:
            continue
        (rated,) = rated_by([each.question])
        scale = range(rated.low, rated.high + 1)
        answers = [score for score, bar in zip(scale, each.bars, strict=True) for _ in range(bar.count)]
        score = score_of(rated, answers)
        if score.low is not None and score.high is not None:
            found[each.question.id] = (score.low, score.high)
    return found
