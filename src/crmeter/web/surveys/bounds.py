"""How sure the scores of a survey are; the first call loads the estimators."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from crmeter.records.surveys.kinds import SCALES, QuestionKind
from crmeter.records.surveys.result_queries import QuestionResult

if TYPE_CHECKING:
    from crmeter.estimators.satisfaction.scores import Score

# The share that finds it easy is that of the three highest answers of seven, as the results count it.
_BOXES = {QuestionKind.CSAT: 2, QuestionKind.CES: 3}


def bounds_of(questions: Iterable[QuestionResult]) -> dict[int, tuple[float, float]]:
    """Return the 80 % interval of each score by its question: points of NPS, shares of the others.

    Args:
        questions: of a survey, scored or not; one without an answer, or whose interval cannot be told, has none.
    """
    scored = [each for each in questions if each.question.kind in SCALES and each.n]
    if not scored:
        return {}
    # Surveys that nobody has answered, and all other pages of them, stay small.
    import numpy as np  # noqa: PLC0415 - see above

    from crmeter.estimators import AnswerScale, net_promoter_score, satisfaction_share  # noqa: PLC0415 - see above

    found = {}
    for each in scored:
        low, high = SCALES[each.question.kind]
        answers = np.repeat(np.arange(low, high + 1), [bar.count for bar in each.bars])
        scale = AnswerScale(low, high)
        is_nps = each.question.kind == QuestionKind.NPS
        score: Score = (
            net_promoter_score(answers, scale)
            if is_nps
            else satisfaction_share(answers, scale, boxes=_BOXES[each.question.kind])
        )
        if score.low is not None and score.high is not None:
            found[each.question.id] = (score.low, score.high)
    return found
