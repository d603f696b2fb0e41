"""Which sentence of a survey's results is worth a review; made of its figures, by rule."""

from crmeter.records.surveys.queries import SurveyView
from crmeter.vocabulary import Language, Text, formats
from crmeter.web.surveys.driven import Driven

# In the list of findings: what the score goes with.
SOURCE = "survey_drivers"


def fix_first(survey: SurveyView, found: Driven | None) -> Text | None:
    """Return that the most important aspect among those to be improved first does badly; None where there is none.

    Args:
        survey: whose answers were read.
        found: what its score goes with.
    """
    if found is None or not found.drivers:
        return None
    from crmeter.estimators import Place  # noqa: PLC0415 - surveys without answers stay small

    first = next((each for each in found.drivers if each.mapped.place == Place.FIX_FIRST), None)
    if first is None:
        return None
    one = first.mapped

    def say(words: Language) -> str:
        return _SENTENCE.in_(words).format(
            survey=survey.name,
            wave=survey.wave,
            n=formats.number(found.n, words),
            aspect=first.words.in_(words),
            mean=formats.number(one.performance, words, 2),
            lead=formats.number(-one.lead, words, 2),
            share=formats.percent(one.importance, words, 0),
            low=formats.percent(one.importance_interval.low, words, 0),
            high=formats.percent(one.importance_interval.high, words, 0),
        )

    return Text(say("vi"), say("en"))


_SENTENCE = Text(
    "Khảo sát “{survey}”, đợt {wave}: {aspect} được {mean} điểm, thấp hơn trung bình các mặt {lead} điểm, mà chiếm "
    "{share} (80% {low} – {high}) mức hài lòng chung; n = {n}. Nên cải thiện mặt này trước.",
    "Survey “{survey}”, wave {wave}: {aspect} is rated {mean}, {lead} below the mean of all aspects, and has {share} "
    "(80% {low} – {high}) of the overall score; n = {n}. Improve it first.",
)
