"""The only writer of invitations: who was asked, reminded, and whether the mail arrived."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.change_actions import note_changes
from crmeter.records.ledger.refusals import Refused
from crmeter.records.surveys.asking import Candidate
from crmeter.records.surveys.kinds import By, SurveyState
from crmeter.records.surveys.models import Survey, SurveyInvitation
from crmeter.records.surveys.queries import SurveyView, view_of
from crmeter.records.surveys.tokens import hash_of
from crmeter.vocabulary import Language, Text


@dataclass(frozen=True, slots=True)
class Silent:
    """Somebody who was asked and has neither answered nor been reminded."""

    invitation: int
    address: str
    language: Language
    expires_at: datetime


def hold_open_survey(pk: int) -> SurveyView:
    """Return an open survey, held until the caller's transaction ends: nobody is asked twice by two at once.

    Raises:
        Refused: it is gone or not open.
    """
    with transaction.atomic():
        row = Survey.objects.select_for_update().filter(pk=pk).first()
    if row is None or row.state != SurveyState.OPEN:
        raise Refused("not_open", _NOT_OPEN)
    return view_of(row)


def write_invitation(
    survey: int, candidate: Candidate, language: Language, token: str, message: int, life: timedelta
) -> int:
    """Write down, in the caller's transaction, that somebody is asked, and return the number of the invitation.

    Args:
        survey: that they are asked by.
        candidate: who.
        language: of the mail.
        token: of the link; only its hash is kept.
        message: the number of the mail in the room that sends it.
        life: for how long the link holds.
    """
    now = timezone.now()
    with transaction.atomic():
        row = SurveyInvitation.objects.create(
            survey_id=survey,
            customer_id=candidate.customer,
            contact_id=candidate.contact,
            user_id=candidate.user,
            address=candidate.address,
            channel=By.EMAIL,
            language=language,
            agent_id=candidate.agent,
            token_hash=hash_of(token),
            message=message,
            sent_at=now,
            expires_at=now + life,
        )
    return row.pk


def note_asked(actor: Actor, survey: int, what: str, asked: int, left_out: dict[str, int]) -> None:
    """Write down in the audit, inside the caller's transaction, how many were asked and left out.

    Args:
        actor: who asks.
        survey: by which.
        what: `invited` or `reminded`.
        asked: how many.
        left_out: by reason, how many.
    """
    row = Survey.objects.get(pk=survey)
    audit(actor, f"surveys.{what}", row, after={"asked": asked, "left_out": left_out})
    note_changes("surveys", [survey])


def hold_silent(survey: int, days: int) -> list[Silent]:
    """Return, held in the caller's transaction, who was asked so many days ago and may be reminded."""
    now = timezone.now()
    with transaction.atomic():
        rows = SurveyInvitation.objects.select_for_update().filter(
            survey=survey,
            is_answered=False,
            reminded_at=None,
            bounced_at=None,
            sent_at__lte=now - timedelta(days=days),
            expires_at__gt=now,
        )
        return [
            Silent(row.pk, row.address, "en" if row.language == "en" else "vi", row.expires_at)
            for row in rows.order_by("id")
        ]


def write_reminder(invitation: int, token: str, message: int) -> None:
    """Write down, in the caller's transaction, that somebody is reminded by another link to the same questions."""
    with transaction.atomic():
        SurveyInvitation.objects.filter(pk=invitation).update(
            reminder_hash=hash_of(token), reminder=message, reminded_at=timezone.now()
        )


def note_delivery(message: int, *, arrived: bool) -> None:
    """Write down, in the caller's transaction, whether the mail of an invitation arrived; other mail is passed over."""
    with transaction.atomic():
        SurveyInvitation.objects.filter(message=message).update(bounced_at=None if arrived else timezone.now())


_NOT_OPEN = Text("khảo sát không mở", "the survey is not open")
