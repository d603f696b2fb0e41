"""How important people said each aspect is."""

from collections.abc import Mapping
from dataclasses import dataclass

from crmeter.records.surveys.kinds import QuestionKind
from crmeter.records.surveys.models import SurveyAnswer
from crmeter.records.surveys.queries import questions_of
from crmeter.vocabulary import Text


@dataclass(frozen=True, slots=True)
class StatedPoints:
    """What was answered to the question how important each aspect is.

    Args:
        words: what each aspect is called, by its key, in the order of the question.
        points: by response, then by aspect: how far the answer lies above the least on the scale.
    """

    words: Mapping[str, Text]
    points: Mapping[int, Mapping[str, float]]


def stated_points(survey: int) -> StatedPoints | None:
    """Return what was answered to the first such question of a survey; None where it asks none."""
    asked = next((each for each in questions_of(survey) if each.kind == QuestionKind.IMPORTANCE), None)
    if asked is None:
        return None
    points: dict[int, dict[str, float]] = {}
    rows = SurveyAnswer.objects.filter(question=asked.id, number__isnull=False).order_by("response", "id")
    for response, driver, number in rows.values_list("response", "driver", "number"):
        if number is not None:
            points.setdefault(response, {})[driver] = float(number) - (asked.options.low or 0)
    return StatedPoints({each.key: each.words for each in asked.options.rows}, points)
