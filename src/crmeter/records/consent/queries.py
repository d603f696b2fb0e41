"""What people have said, for whoever wants to write to them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from crmeter.records.consent.addresses import normalised
from crmeter.records.consent.erased import either, either_of_each
from crmeter.records.consent.models import ConsentStatement
from crmeter.records.consent.purposes import Channel, Consent, Purpose


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody said once."""

    id: int
    address: str
    channel: Channel
    purpose: Purpose
    says_yes: bool
    said_at: datetime
    written_at: datetime
    source: str
    about: tuple[str, int] | None
    actor: str


def consent_of(address: str, channel: Channel, purpose: Purpose) -> Consent:
    """Return what somebody last said about a purpose.

    Raises:
        Refused: the address is none of that channel.
    """
    said = (
        ConsentStatement.objects.filter(
            address__in=either(normalised(address, channel)), channel=channel, purpose=purpose
        )
        .order_by("-said_at", "-id")
        .values_list("says_yes", flat=True)
        .first()
    )
    if said is None:
        return "never_asked"
    return "yes" if said else "no"


def consents_of(addresses: Collection[str], channel: Channel, purpose: Purpose) -> Mapping[str, Consent]:
    """Return what each of many last said about a purpose, by address; see `consent_of`.

    Args:
        addresses: as `normalised` writes them.
        channel: on which they are reached.
        purpose: asked about.
    """
    found: dict[str, Consent] = dict.fromkeys(addresses, "never_asked")
    for kept in either_of_each(sorted(found)):
        rows = ConsentStatement.objects.filter(address__in=kept, channel=channel, purpose=purpose)
        # What was said last is read last.
        for address, says_yes in rows.order_by("said_at", "id").values_list("address", "says_yes"):
            found[kept[address]] = "yes" if says_yes else "no"
    return found


def is_restricted(address: str, channel: Channel) -> bool:
    """Return whether nothing may be sent to an address, whatever it is for.

    Raises:
        Refused: the address is none of that channel.
    """
    return consent_of(address, channel, Purpose.ALL) == "no"


def statements_of(address: str, channel: Channel) -> list[Statement]:
    """Return all that somebody ever said on a channel, the latest first.

    Raises:
        Refused: the address is none of that channel.
    """
    rows = ConsentStatement.objects.filter(address__in=either(normalised(address, channel)), channel=channel)
    return [_view(row) for row in rows.order_by("-said_at", "-id")]


def _view(row: ConsentStatement) -> Statement:
    return Statement(
        id=row.pk,
        address=row.address,
        channel=Channel(row.channel),
        purpose=Purpose(row.purpose),
        says_yes=row.says_yes,
        said_at=row.said_at,
        written_at=row.written_at,
        source=row.source,
        about=(row.about_kind, row.about_id) if row.about_id is not None else None,
        actor=row.actor_name,
    )
