"""The only writer of from when to when people work for the firm."""

from datetime import date

from django.db import transaction

from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.change_actions import note_changes
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.models import User
from crmeter.records.staff.naming import LONGEST_TEAM_NAME, named
from crmeter.records.staff.service_queries import SERVICE, Service
from crmeter.vocabulary import Text


def tell_service(actor: Actor, pk: int, service: Service, *, version: int | None) -> int:
    """Keep where in the firm somebody works, and from when to when; return the new version of the account.

    Raises:
        Refusal: the account is gone or has changed, the department is too long, or they left before they came.
    """
    department = named(service.department, LONGEST_TEAM_NAME)
    if service.left_on is not None and (service.joined_on is None or service.left_on < service.joined_on):
        raise Refused("left_before", _LEFT_BEFORE)
    with transaction.atomic():
        user = held(User, pk, version)
        before = _shown(user)
        user.department, user.joined_on, user.left_on = department, service.joined_on, service.left_on
        new = keep(user, "department", "joined_on", "left_on")
        note_changes(SERVICE, [pk])
        audit(actor, "staff.service_told", user, before=before, after=_shown(user))
    return new


def _shown(user: User) -> dict[str, str | None]:
    days: dict[str, date | None] = {"joined_on": user.joined_on, "left_on": user.left_on}
    return {"department": user.department} | {name: day.isoformat() if day else None for name, day in days.items()}


_LEFT_BEFORE = Text(
    "ngày làm cuối phải từ ngày vào làm trở đi", "the last day there is not before the day on which they came"
)
