"""What stands on somebody's own page of surveys: those that wait for them, and those they have answered."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from crmeter.records.surveys.kinds import SurveyState
from crmeter.records.surveys.models import SurveyInvitation
from crmeter.records.surveys.queries import view_of
from crmeter.records.surveys.tokens import signed_token_of
from crmeter.records.surveys.visitors import Visitor, visitor
from crmeter.vocabulary import Language, Text

Asked = QuerySet[SurveyInvitation]
# Older ones are of no use to anybody on a phone.
_MOST_ANSWERED = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """A survey that waits for somebody.

    Args:
        title: of the survey.
        is_anonymous: answers are kept without whose they are.
        until: until when it can be answered.
        token: of a link that opens it.
    """

    title: Text
    is_anonymous: bool
    until: datetime
    token: str


@dataclass(frozen=True, slots=True)
class Done:
    """A survey that somebody has answered.

    Args:
        title: of the survey.
        answered_at: when; of an anonymous survey nobody knows.
    """

    title: Text
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Portal:
    """Somebody's own page of surveys.

    Args:
        language: of the mail that came last; None if there was none.
        waiting: what can be answered, the one that ends first on top.
        done: what was answered, the last first.
    """

    language: Language | None
    waiting: tuple[Waiting, ...]
    done: tuple[Done, ...]


def portal_of(whose: Visitor) -> Portal:
    """Return the page of a visitor: whatever was sent to their address."""
    # The firm's own people have a page of theirs, for which they sign in.
    return _page_of(SurveyInvitation.objects.filter(address=whose.address, user=None))


def portal_of_employee(user: int) -> Portal:
    """Return what a person of the firm sees of their own surveys when they are signed in.

    Args:
        user: the number of their account.
    """
    return _page_of(SurveyInvitation.objects.filter(user=user))


def waiting_for(user: int) -> int:
    """Return how many surveys wait for a person of the firm."""
    return _open_among(SurveyInvitation.objects.filter(user=user)).count()


def is_of_employee(invitation: int) -> bool:
    """Return whether a person of the firm was asked by an invitation."""
    return SurveyInvitation.objects.filter(pk=invitation).exclude(user=None).exists()


def _open_among(asked: Asked) -> Asked:
    return asked.filter(is_answered=False, survey__state=SurveyState.OPEN, expires_at__gt=timezone.now())


def _page_of(asked: Asked) -> Portal:
    asked = asked.select_related("survey")
    last = asked.order_by("-sent_at", "-id").values_list("language", flat=True).first()
    open_ones = _open_among(asked)
    return Portal(
        None if last is None else "en" if last == "en" else "vi",
        tuple(
            Waiting((view := view_of(row.survey)).title, view.is_anonymous, row.expires_at, signed_token_of(row.pk))
            for row in open_ones.order_by("expires_at", "id")
        ),
        tuple(
            Done(view_of(row.survey).title, row.answered_at)
            for row in asked.filter(is_answered=True).order_by("-sent_at", "-id")[:_MOST_ANSWERED]
        ),
    )


def visitor_invited(invitation: int) -> Visitor | None:
    """Return the visitor who was asked by an invitation, or None where they have no page of their own."""
    row = SurveyInvitation.objects.filter(pk=invitation).first()
    found = None if row is None else visitor_asked(row.customer_id, row.contact_id)
    return found if row is not None and found is not None and found.address == row.address else None


def visitor_asked(customer: int | None, contact: int | None) -> Visitor | None:
    """Return the visitor of somebody who is asked as a customer, or as a contact of one; None for all others."""
    if contact is not None:
        return visitor("contacts", contact)
    return None if customer is None else visitor("customers", customer)
