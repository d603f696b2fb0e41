"""Who took part in activities and who is named in them, as frozen values."""

from dataclasses import dataclass

from crmeter.records.activities.models import Mention, Participation
from crmeter.records.concept.listing import Link


@dataclass(frozen=True, slots=True)
class Participants:
    """Who took part in an activity."""

    people: tuple[Link, ...]
    contacts: tuple[Link, ...]


def participants_of(activity: int) -> Participants:
    """Return who took part in an activity; whether it may be seen is asked before."""
    rows = list(Participation.objects.filter(activity=activity).select_related("user", "contact").order_by("id"))
    return Participants(
        tuple(Link(row.user_id, str(row.user)) for row in rows if row.user_id is not None),
        tuple(Link(row.contact_id, str(row.contact)) for row in rows if row.contact_id is not None),
    )


def mentioned_on(activity: int) -> tuple[Link, ...]:
    """Return who is named in an activity; whether it may be seen is asked before."""
    rows = Mention.objects.filter(activity=activity).select_related("user").order_by("id")
    return tuple(Link(row.user_id, str(row.user)) for row in rows)
