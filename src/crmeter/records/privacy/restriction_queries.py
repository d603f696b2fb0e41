"""Whether an address is one of somebody of whom nothing may be used."""

from collections.abc import Iterable, Iterator

from crmeter.records.concept.concept import concept_named
from crmeter.records.consent.addresses import normalised
from crmeter.records.consent.purposes import Channel
from crmeter.records.consent.restriction_queries import all_restricted
from crmeter.records.ledger.refusals import Refused
from crmeter.records.privacy.same_person import merged_with

_FIELDS = {Channel.EMAIL: "email", Channel.PHONE: "phone", Channel.SMS: "phone", Channel.ZALO: "phone"}


def is_of_restricted(address: str, channel: Channel) -> bool:
    """Return whether somebody who is reached by an address is restricted today, whatever their record says now.

    Raises:
        Refused: the address is none of that channel.
    """
    return normalised(address, channel) in addresses_of_restricted(channel)


def addresses_of_restricted(channel: Channel) -> frozenset[str]:
    """Return by which addresses those are reached who are restricted today, as `normalised` writes them."""
    field = _FIELDS.get(channel)
    if field is None:
        return frozenset()
    found: set[str] = set()
    for name, number in all_restricted():
        concept = concept_named(name)
        if concept is None or field not in concept.all_fields:
            continue
        # Also the addresses of those that were merged into it: they are the same person's.
        rows = concept.table._default_manager.filter(pk__in=merged_with(name, number))
        found.update(_known_by(rows.values_list(field, flat=True), channel))
    return frozenset(found)


def _known_by(written: Iterable[str], channel: Channel) -> Iterator[str]:
    for each in written:
        try:
            yield normalised(each, channel)
        except Refused:
            # What stands there reaches nobody.
            continue
