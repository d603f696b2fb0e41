"""The only writer of renewals; pausing, resuming and cancelling are changes of the state."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from crmeter.records.concept.actions import changed_to, held_record
from crmeter.records.concept.concept import Draft
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.staff.rights import Deed
from crmeter.records.subscriptions.concept import SUBSCRIPTIONS
from crmeter.records.subscriptions.event_actions import write_event
from crmeter.records.subscriptions.renewals import next_period


def renew(person: Person, subscription: int, *, version: int | None, why: str = "") -> int:
    """Let the period begin that is due next, and return the new version.

    Raises:
        Refusal: they may not, the subscription has changed or is gone, is not active, or ends before.
    """
    with transaction.atomic():
        row: Any = held_record(person, SUBSCRIPTIONS, subscription, version, Deed.CHANGE)
        due = next_period(
            status=row.status,
            starts_on=row.starts_on,
            period=row.period,
            renews_on=row.renews_on,
            ends_on=row.ends_on,
        )
        changed_to(person, SUBSCRIPTIONS, row, {"renews_on": due.following}, why=why)
        write_event(Draft(row, None, actor_of(person), timezone.now()), "renewed", due.begins)
    return int(row.version)
