"""The only writer of invitations: who was asked, reminded, and whether the mail arrived."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.change_actions import note_changes
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person
from crmeter.records.surveys.asking import Candidate
from crmeter.records.surveys.kinds import By, SurveyState
from crmeter.records.surveys.models import Survey, SurveyDraw, SurveyInvitation, SurveyReminder
from crmeter.records.surveys.queries import SurveyView, view_of
from crmeter.records.surveys.sampling import SampleAsked
from crmeter.records.surveys.tokens import hash_of
from crmeter.vocabulary import Language, Text


@dataclass(frozen=True, slots=True)
class Silent:
    """Somebody who was asked and has not answered.

    Args:
        customer: as whom they were asked; None for a person of the firm.
        contact: likewise, where it was a contact of the customer.
        reminded: how often they were reminded.
    """

    invitation: int
    address: str
    language: Language
    expires_at: datetime
    customer: int | None
    contact: int | None
    reminded: int


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
    survey: int,
    candidate: Candidate,
    language: Language,
    token: str,
    message: int | None,
    life: timedelta,
    by: By = By.EMAIL,
    ticket: int | None = None,
) -> int:
    """Write down, in the caller's transaction, that somebody is asked, and return the number of the invitation.

    Args:
        survey: that they are asked by.
        candidate: who.
        language: of the mail.
        token: of the link; only its hash is kept.
        message: the number of the mail in the room that sends it; None where none is sent.
        life: for how long the link holds.
        by: the way they are asked.
        ticket: that they are asked about; None for none in particular.
    """
    now = timezone.now()
    with transaction.atomic():
        row = SurveyInvitation.objects.create(
            survey_id=survey,
            customer_id=candidate.customer,
            contact_id=candidate.contact,
            user_id=candidate.user,
            address=candidate.address,
            channel=by,
            language=language,
            agent_id=candidate.agent,
            ticket_id=ticket,
            token_hash=hash_of(token),
            message=message,
            sent_at=now,
            expires_at=now + life,
        )
    return row.pk


def keep_draw(person: Person, survey: int, sample: SampleAsked, of: int) -> None:
    """Write down, in the caller's transaction, by which sample people are asked.

    Args:
        person: who drew it.
        survey: by which they are asked.
        sample: that was drawn.
        of: how many it was drawn from.

    Raises:
        Refused: a sample by the same seed was asked before; a form that is sent twice asks nobody else.
    """
    with transaction.atomic():
        if SurveyDraw.objects.filter(survey=survey, seed=sample.seed).exists():
            raise Refused("drawn", _DRAWN.fill(seed=str(sample.seed)))
        SurveyDraw.objects.create(
            survey_id=survey,
            seed=sample.seed,
            size=sample.size,
            of=of,
            by_segment=sample.by_segment,
            drawn_at=timezone.now(),
            drawn_by_id=person.id,
        )


def note_asked(
    actor: Actor, survey: int, what: str, asked: int, left_out: dict[str, int], sample: SampleAsked | None = None
) -> None:
    """Write down in the audit, inside the caller's transaction, how many were asked and left out.

    Args:
        actor: who asks.
        survey: by which.
        what: `invited` or `reminded`.
        asked: how many.
        left_out: by reason, how many.
        sample: that was drawn, or None.
    """
    row = Survey.objects.get(pk=survey)
    drawn = {} if sample is None else {"sample": asdict(sample)}
    audit(actor, f"surveys.{what}", row, after={"asked": asked, "left_out": left_out, **drawn})
    note_changes("surveys", [survey])


def hold_silent(survey: int, days: int, most: int) -> list[Silent]:
    """Return, held in the caller's transaction, who has heard nothing for so many days and was not reminded so often.

    Args:
        survey: that they were asked by.
        days: since they were asked, or reminded last.
        most: how often somebody is reminded; who was so often is left out.
    """
    now = timezone.now()
    with transaction.atomic():
        rows = SurveyInvitation.objects.select_for_update().filter(
            survey=survey,
            # Whoever is asked by their own page is not written to.
            channel=By.EMAIL,
            is_answered=False,
            bounced_at=None,
            expires_at__gt=now,
            sent_at__lte=now - timedelta(days=days),
        )
        held = list(rows.order_by("id"))
        reminded: dict[int, list[datetime]] = {}
        sent = SurveyReminder.objects.filter(invitation__in=held).values_list("invitation", "sent_at")
        for invitation, at in sent:
            reminded.setdefault(invitation, []).append(at)
        return [
            Silent(
                row.pk,
                row.address,
                "en" if row.language == "en" else "vi",
                row.expires_at,
                row.customer_id,
                row.contact_id,
                len(times),
            )
            for row in held
            if len(times := reminded.get(row.pk, [])) < most and (not times or max(times) <= now - timedelta(days=days))
        ]


def write_reminder(invitation: int, token: str, message: int) -> None:
    """Write down, in the caller's transaction, that somebody is reminded by another link to the same questions."""
    with transaction.atomic():
        SurveyReminder.objects.create(
            invitation_id=invitation, token_hash=hash_of(token), message=message, sent_at=timezone.now()
        )


def note_delivery(message: int, *, arrived: bool) -> None:
    """Write down, in the caller's transaction, whether the mail of an invitation arrived; other mail is passed over."""
    with transaction.atomic():
        SurveyInvitation.objects.filter(message=message).update(bounced_at=None if arrived else timezone.now())


_DRAWN = Text(
    "mẫu với số gieo {seed} đã được mời rồi; muốn mời thêm người, hãy dùng số gieo khác",
    "the sample by the seed {seed} was asked before; take another seed to ask more people",
)
_NOT_OPEN = Text("khảo sát không mở", "the survey is not open")
