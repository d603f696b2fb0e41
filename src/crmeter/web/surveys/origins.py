"""Where the figures of a survey come from, for whoever asks what is behind them."""

from django.urls import reverse

from crmeter.records.surveys.queries import SurveyView
from crmeter.vocabulary import Text
from crmeter.web.explain.worked_out import Origin


def answers_of(survey: SurveyView) -> Origin:
    """Return the answers of a wave; of an anonymous survey they are open as sums only, and the words say so."""
    return answers_of_wave(survey.id, survey.name, survey.wave, is_anonymous=survey.is_anonymous)


def answers_of_wave(number: int, name: str, wave: int, *, is_anonymous: bool) -> Origin:
    """Return the same of a wave by its number and name."""
    words = _ANONYMOUS if is_anonymous else _ANSWERS
    return Origin(words.fill(survey=name, wave=wave), reverse("survey_results", args=[number]))


_ANSWERS = Text("câu trả lời của khảo sát “{survey}”, đợt {wave}", "answers of the survey “{survey}”, wave {wave}")
_ANONYMOUS = Text(
    "khảo sát “{survey}”, đợt {wave}: chỉ xem được kết quả chung; từng câu trả lời không mở ra vì khảo sát ẩn danh",
    "the survey “{survey}”, wave {wave}: what all said together; single answers stay closed, for it is anonymous",
)
