"""When somebody was asked by a survey and what scores they gave, as timelines tell it."""

from collections.abc import Callable

from django.db.models import Q

from crmeter.records.surveys.kinds import QuestionKind
from crmeter.records.surveys.models import SurveyAnswer, SurveyResponse
from crmeter.records.timeline.entry import Entry, Place, Question, entry_of
from crmeter.vocabulary import Text

_LINKS = {"customers": "invitation__customer", "contacts": "invitation__contact"}
_NAMES: dict[str, str] = {QuestionKind.NPS: "NPS", QuestionKind.CSAT: "CSAT", QuestionKind.CES: "CES"}
_ANSWERED = Text("Trả lời khảo sát {survey}", "Answered the survey {survey}")
_SCORED = Text("Trả lời khảo sát {survey}: {scores}", "Answered the survey {survey}: {scores}")


def surveys(question: Question, stretch: Callable[[str, str], Q]) -> list[Entry]:
    """Return the surveys that a customer or a contact answered under their name, with their scores and words."""
    link = _LINKS.get(question.concept.name)
    if link is None:
        return []
    rows = SurveyResponse.objects.filter(stretch("answered_at", "id"), **{link: question.pk}).select_related("survey")
    told = list(rows.order_by("-answered_at", "-id")[: question.most])
    answers: dict[int, list[SurveyAnswer]] = {}
    if told:
        kinds = (*_NAMES, QuestionKind.TEXT)
        found = SurveyAnswer.objects.filter(response__in=told, question__kind__in=kinds).select_related("question")
        for each in found.order_by("question__position", "id"):
            answers.setdefault(each.response_id, []).append(each)
    return [
        entry_of(
            question,
            Place(row.answered_at, "surveys", row.pk),
            "survey",
            _title(row, answers.get(row.pk, [])),
            None,
            (question.concept.name, question.pk),
            "\n\n".join(each.text for each in answers.get(row.pk, []) if each.text),
        )
        for row in told
    ]


def _title(row: SurveyResponse, answers: list[SurveyAnswer]) -> Text:
    scores = ", ".join(f"{_NAMES[each.question.kind]} {each.number:.0f}" for each in answers if each.number is not None)
    return _SCORED.fill(survey=row.survey.name, scores=scores) if scores else _ANSWERED.fill(survey=row.survey.name)
