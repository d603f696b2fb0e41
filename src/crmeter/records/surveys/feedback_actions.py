"""A low score becomes a ticket of the team that serves, in the transaction of the answer."""

import logging
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from crmeter.records.concept.concept import Draft, tell_listeners
from crmeter.records.concept.row_actions import insert, note, put, settle, shown
from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.refusals import Refusal
from crmeter.records.surveys.kinds import KINDS, QuestionKind
from crmeter.records.surveys.models import SurveyAnswer, SurveyResponse
from crmeter.records.tickets.concept import TICKETS
from crmeter.records.tickets.models import Ticket
from crmeter.vocabulary import Language, Text

# The highest score that is a low one: detractors, and whoever is not satisfied.
LOW: dict[str, Decimal] = {QuestionKind.NPS: Decimal(6), QuestionKind.CSAT: Decimal(2)}
_LONGEST_SUBJECT = 200
_log = logging.getLogger(__name__)


def open_ticket_of_low_score(response: SurveyResponse, language: Language) -> int | None:
    """Open a ticket in the queue of the survey where a score is low, and return its number.

    An answer without a name opens none: a ticket of nobody could not be taken up, and would tell who wrote.

    Args:
        response: with its answers written.
        language: of the answers; the ticket is in the same.
    """
    survey, invitation = response.survey, response.invitation
    customer = None if invitation is None else invitation.customer
    if survey.queue_id is None or invitation is None or customer is None or customer.erased_at is not None:
        return None
    answers = SurveyAnswer.objects.filter(response=response).select_related("question").order_by("id")
    low = [each for each in answers if each.question.kind in LOW and _is_low(each)]
    if not low:
        return None
    scores = ", ".join(f"{_SHORT[each.question.kind]} {each.number:.0f}" for each in low)
    subject = _SUBJECT.fill(scores=scores, survey=survey.name).in_(language)[:_LONGEST_SUBJECT]
    values = {
        "name": subject,
        "customer": customer.pk,
        "contact": invitation.contact_id,
        "queue": survey.queue_id,
        "channel": "web",
        "description": "\n\n".join(filter(None, (_told(each, language) for each in answers))),
    }
    try:
        return _open(values)
    except Refusal:
        # The queue was closed since, or a rule of tickets forbids it: the answers are kept all the same.
        _log.warning("a low score of survey %s opened no ticket", survey.pk)
        return None


def _open(values: dict[str, object]) -> int:
    with transaction.atomic():
        now = timezone.now()
        row = Ticket(created_at=now, changed_at=now)
        put(TICKETS, row, values)
        draft = Draft(row, None, SYSTEM, now)
        settle(TICKETS, draft)
        insert(row)
        TICKETS.settled(draft)
        tell_listeners(TICKETS, (draft,))
        note(TICKETS, row)
        audit(SYSTEM, f"{TICKETS.name}.created", row, after=shown(TICKETS, row))
    return row.pk


def _is_low(answer: SurveyAnswer) -> bool:
    return answer.number is not None and answer.number <= LOW[answer.question.kind]


def _told(answer: SurveyAnswer, language: Language) -> str:
    title = answer.question.title_vi if language == "vi" else answer.question.title_en
    title = title or answer.question.title_vi or answer.question.title_en
    if answer.question.kind in LOW:
        return f"{title}\n{answer.number:.0f} – {KINDS[QuestionKind(answer.question.kind)].in_(language)}"
    return f"{title}\n{answer.text}" if answer.text else ""


_SHORT: dict[str, str] = {QuestionKind.NPS: "NPS", QuestionKind.CSAT: "CSAT"}
_SUBJECT = Text("Điểm thấp trong khảo sát ({scores}): {survey}", "Low score in a survey ({scores}): {survey}")
