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
            # The years that days are kept of: beyond them no time zone may add an hour.
            is_one = moment.tzinfo is not None and 1900 <= moment.year <= 2200 and len(number) < 19
            return cls(moment, source, int(number)) if is_one else None
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened around a record.

    Args:
        place: where it stands.
        kind: that of an activity, or `stage`, `ticket`, `order`, `subscription`, `campaign`, `survey`, `field`.
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
        follows: whether an entry of a place comes on the page, or on a later one.
    """

    person: Person
    concept: Concept
    pk: int
    kinds: Collection[str]
    sight: Mapping[str, Q]
    most: int
    follows: Callable[[Place], bool]


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


def belongs_to(question: Question, concept: str) -> Q | None:
    """Return which records of a concept belong to the record, or None where none can."""
    if question.concept.name == concept:
        return Q(pk=question.pk)
    link = {"customers": "customer", "contacts": "contact"}.get(question.concept.name)
    return None if link is None else Q(**{link: question.pk})


def entry_of(
    question: Question,
    place: Place,
    kind: str,
    title: Text,
    by: Link | None,
    opens: tuple[str, int],
    body: str = "",
    **details: Any,
) -> Entry:
    """Return an entry as it is told to whoever reads.

    Args:
        question: that it answers.
        place: where it stands.
        kind: of it.
        title: in a few words.
        by: who did it; None for the product itself.
        opens: concept and number of the record that it opens.
        body: what somebody wrote, as plain text.
        details: further values of its kind.
    """
    concept, record = opens
    is_own = by is not None and by.id == question.person.id
    return Entry(place, kind, title, body, by, concept, record, is_own, details)


def person_columns(link: str) -> tuple[str, ...]:
    """Return what `values` must be asked for, so that `person_in` knows a person that a row names."""
    return f"{link}_id", f"{link}__display_name", f"{link}__email"


def person_in(row: Mapping[str, Any], link: str) -> Link | None:
    """Return the person that a row names, with what they are called."""
    number, name, email = (row[column] for column in person_columns(link))
    return None if number is None else Link(number, name or email)
