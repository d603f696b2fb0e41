"""What happened to subscriptions, and which are to be renewed, as frozen values."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from crmeter.records.concept.listing import Link, visible
from crmeter.records.staff.queries import Person
from crmeter.records.subscriptions.concept import SUBSCRIPTIONS
from crmeter.records.subscriptions.models import SubscriptionEvent


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that happened to a subscription, with its terms from then on."""

    kind: str
    on: date
    quantity: Decimal | None
    price: Decimal | None
    currency: str
    period: str
    renews_on: date | None
    by: str
    recorded_at: datetime


def events_of(subscription: int) -> tuple[Happened, ...]:
    """Return what happened to a subscription, the latest first; whether it may be seen is asked before."""
    found = SubscriptionEvent.objects.filter(subscription=subscription).select_related("by").order_by("-on", "-id")
    return tuple(
        Happened(
            row.kind,
            row.on,
            row.quantity,
            row.price,
            row.currency,
            row.period,
            row.renews_on,
            "" if row.by is None else str(row.by),
            row.recorded_at,
        )
        for row in found
    )


def due_for_renewal(person: Person, until: date, most: int = 50) -> tuple[tuple[Link, date], ...]:
    """Return active subscriptions that renew on a day or before, the first one first.

    Args:
        person: who asks; only what they may see.
        until: the last day.
        most: how many.
    """
    rows = visible(person, SUBSCRIPTIONS).filter(status="active", renews_on__lte=until)
    found = rows.order_by("renews_on", "pk").values_list("pk", "name", "renews_on")[:most]
    return tuple((Link(pk, name), on) for pk, name, on in found)
