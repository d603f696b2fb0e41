"""What a timeline is made of, and the place of an entry in it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.listing import Link
from crmeter.records.staff.queries import Person
from crmeter.vocabulary import Text


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands: by its moment, then by where it comes from, then by its number.

    Args:
        at: the moment.
        source: by name.
        id: the number among those of its source.
    """

    at: datetime
    source: str
    id: int

    def written(self) -> str:
        """Return it as an address holds it."""
        return f"{self.at.isoformat()}~{self.source}~{self.id}"

    @classmethod
    def read(cls, written: str) -> "Place | None":
        """Return the place that an address names, or None where it names none."""
        at, _, rest = written.partition("~")
        source, _, number = rest.partition("~")
        try:
            moment = datetime.fromisoformat(at)
            return cls(moment, source, int(number)) if moment.tzinfo is not None else None
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened around a record.

    Args:
        place: where it stands.
        kind: that of an activity, or `stage`, `ticket`, `order`, `field`.
        title: in a few words.
        body: what somebody wrote, as plain text.
        by: who did it; None for the product itself.
        concept: of the record that it opens.
        record: the number of that.
        is_own: the reader did it.
        details: further values of its kind.
    """

    place: Place
    kind: str
    title: Text
    body: str
    by: Link | None
    concept: str
    record: int
    is_own: bool
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def at(self) -> datetime:
        """The moment."""
        return self.place.at


@dataclass(frozen=True, slots=True)
class Question:
    """What a source is asked.

    Args:
        person: who reads.
        concept: of the record whose timeline it is.
        pk: the number of that.
        kinds: of the entries that are wanted.
        sight: by concept, which records the reader may see.
        most: how many entries.
    """

    person: Person
    concept: Concept
    pk: int
    kinds: Collection[str]
    sight: Mapping[str, Q]
    most: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where entries come from.

    Args:
        name: in places.
        kinds: of its entries.
        concept: whose records it tells of, which the reader must be allowed to see; none for the record itself.
        read: returns entries in their order, those of one condition on their moments and numbers only: the names of
            the two columns are given to it.
    """

    name: str
    kinds: frozenset[str]
    concept: str
    read: Callable[[Question, Callable[[str, str], Q]], list[Entry]]
