"""From when to when people had an account: what the product knows of who works for the firm."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from crmeter.records.ledger.models import AuditEntry
from crmeter.records.staff.models import User


@dataclass(frozen=True, slots=True)
class Service:
    """One person.

    Args:
        joined: the day on which their account was opened.
        left: the day on which it was closed for the last time; None while it is open.
    """

    joined: date
    left: date | None


def services() -> tuple[Service, ...]:
    """Return the times of all who have or had an account, in the order in which they came."""
    closed: dict[str, date] = {}
    entries = AuditEntry.objects.filter(action="staff.closed").order_by("at", "id").values_list("object_id", "at")
    for number, at in entries:
        closed[number] = timezone.localdate(at)
    rows = User.objects.order_by("created_at", "pk").values_list("pk", "created_at", "is_active")
    found = []
    for pk, created_at, is_active in rows:
        joined = timezone.localdate(created_at)
        # An account that was closed before there was a log is not known to have ended on any day.
        if is_active or str(pk) in closed:
            found.append(Service(joined, None if is_active else closed[str(pk)]))
    return tuple(found)
