"""The only writer of answers: once for each link, all of them or none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.change_actions import note_changes
from crmeter.records.ledger.refusals import Refused
from crmeter.records.surveys.feedback_actions import open_ticket_of_low_score
from crmeter.records.surveys.given import Given, given
from crmeter.records.surveys.kinds import By
from crmeter.records.surveys.models import Survey, SurveyAnswer, SurveyInvitation, SurveyResponse
from crmeter.records.surveys.queries import opened_by, questions_of
from crmeter.vocabulary import Language, Text

# Whoever has the link is not known to be the person: the audit says how the answers came.
_BY_LINK = Actor(None, "survey link")


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of answers.

    Args:
        response: their number.
        ticket: that a low score opened, or None.
    """

    response: int
    ticket: int | None


def answer(token: str, typed: Mapping[str, str], language: Language, came_by: By = By.LINK) -> Answered:
    """Keep the answers to a survey.

    Args:
        token: of the link.
        typed: by field of the form.
        language: in which the survey was read.
        came_by: by which way, where the link is the one for everybody.

    Raises:
        WrongAnswers: one is missing or cannot be kept; nothing was written.
        Refused: the link is not valid, or was used before.
    """
    with transaction.atomic():
        opened = opened_by(token)
        if opened is None:
            raise Refused("not_valid", NOT_VALID)
        # Held, so that it is not closed meanwhile.
        survey = Survey.objects.select_for_update().get(pk=opened.survey.id)
        if survey.state != opened.survey.state:
            raise Refused("not_valid", NOT_VALID)
        answers = given(questions_of(survey.pk), typed)
        if not answers:
            raise Refused("nothing", _NOTHING)
        at = _kept_moment(timezone.now(), is_anonymous=survey.is_anonymous)
        invitation = None
        if opened.invitation is not None:
            # One statement decides between two who send at once.
            told_at = None if survey.is_anonymous else at
            silent = SurveyInvitation.objects.filter(pk=opened.invitation, is_answered=False)
            if not silent.update(is_answered=True, answered_at=told_at):
                raise Refused("answered", ALREADY)
            invitation = SurveyInvitation.objects.get(pk=opened.invitation)
            came_by = opened.came_by
        response = SurveyResponse.objects.create(
            survey=survey,
            invitation=None if survey.is_anonymous else invitation,
            came_by=came_by,
            language=language,
            answered_at=at,
        )
        SurveyAnswer.objects.bulk_create(_row(response, each) for each in answers)
        ticket = open_ticket_of_low_score(response, language)
        # The audit keeps no answer: it is never rewritten.
        audit(_BY_LINK, "surveys.answered", response, after={"survey": survey.pk, "answers": len(answers)})
        note_changes("surveys", [survey.pk])
    return Answered(response.pk, ticket)


def _row(response: SurveyResponse, each: Given) -> SurveyAnswer:
    return SurveyAnswer(
        response=response,
        question_id=each.question,
        driver=each.driver,
        brand=each.brand,
        number=each.number,
        text=each.text,
        is_text=bool(each.text),
    )


def _kept_moment(now: datetime, *, is_anonymous: bool) -> datetime:
    """Return when answers were given; the exact moment would tell from which invitation they came."""
    local = timezone.localtime(now)
    return local.replace(hour=0, minute=0, second=0, microsecond=0) if is_anonymous else now


NOT_VALID = Text("liên kết này không dùng được", "this link cannot be used")
ALREADY = Text("khảo sát này đã được trả lời", "this survey was answered")
_NOTHING = Text("hãy trả lời ít nhất một câu", "answer at least one of the questions")
