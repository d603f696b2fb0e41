"""The only writer of renewals; pausing, resuming and cancelling are changes of the state."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from crmeter.records.concept.actions import changed_to, held_record
from crmeter.records.concept.concept import Draft
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.staff.rights import Deed
from crmeter.records.subscriptions.concept import SUBSCRIPTIONS
from crmeter.records.subscriptions.event_actions import write_event
from crmeter.records.subscriptions.renewals import renewal_from
from crmeter.vocabulary import Text


def renew(person: Person, subscription: int, *, version: int | None, why: str = "") -> int:
    """Let the period begin that is due next, and return the new version.

    Raises:
        Refusal: they may not, the subscription has changed or is gone, is not active, or ends before.
    """
    with transaction.atomic():
        row: Any = held_record(person, SUBSCRIPTIONS, subscription, version, Deed.CHANGE)
        due = row.renews_on
        if row.status != "active" or due is None:
            raise Refused("not_active", Text("thuê bao không đang dùng", "the subscription is not active"))
        if row.ends_on is not None and due >= row.ends_on:
            raise Refused(
                "ends", Text("thuê bao kết thúc trước kỳ sau", "the subscription ends before the next period")
            )
        following = renewal_from(row.starts_on, row.period, due + timedelta(days=1))
        changed_to(person, SUBSCRIPTIONS, row, {"renews_on": following}, why=why)
        write_event(Draft(row, None, actor_of(person), timezone.now()), "renewed", due)
    return int(row.version)
