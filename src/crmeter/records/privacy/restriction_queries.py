"""Whether an address is one of somebody of whom nothing may be used."""

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
    known_by, field = normalised(address, channel), _FIELDS.get(channel)
    if field is None:
        return False
    for name, number in all_restricted():
        concept = concept_named(name)
        if concept is None or field not in concept.all_fields:
            continue
        # Also the addresses of those that were merged into it: they are the same person's.
        rows = concept.table._default_manager.filter(pk__in=merged_with(name, number))
        if any(_reaches(written, channel, known_by) for written in rows.values_list(field, flat=True)):
            return True
    return False


def _reaches(written: str, channel: Channel, known_by: str) -> bool:
    try:
        return bool(written) and normalised(written, channel) == known_by
    except Refused:
        # What stands there reaches nobody.
        return False
