"""The segment that a list of customers is narrowed down to, as its address holds it."""

from dataclasses import dataclass

from django.db.models import Q

from crmeter.records.customers.queries import current_listing
from crmeter.records.segments.queries import membership_of, segment_at
from crmeter.records.staff.queries import Person
from crmeter.vocabulary import Text
from crmeter.vocabulary.customer import RFM_CELLS

_CELL = "rfm."


@dataclass(frozen=True, slots=True)
class BuiltWithin:
    """Whom a segment holds.

    Args:
        title: what it is called.
        within: what rows of the list must fulfil.
    """

    title: Text
    within: Q


def built_within(reader: Person, word: str) -> BuiltWithin | None:
    """Return what an address asks for, or None where it asks for nothing that the reader finds."""
    cell = RFM_CELLS.get(word.removeprefix(_CELL)) if word.startswith(_CELL) else None
    if cell is not None:
        return BuiltWithin(cell, Q(rfm=word.removeprefix(_CELL)))
    if not (word.isascii() and word.isdecimal()) or len(word) > 18:
        return None
    listing, segment = current_listing(), segment_at(reader, int(word))
    if listing is None or segment is None:
        return None
    return BuiltWithin(Text.same(segment.name), membership_of(listing, segment))
