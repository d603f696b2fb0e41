"""A concept: a kind of record, described once for its lists, forms, filters, imports, exports and the warehouse."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any, TypeVar

from crmeter.records.concept.amount import LEAST
from crmeter.records.concept.field import Field, FieldGroup, Kind, Subject
from crmeter.records.concept.models import LONGEST_KEY, Record
from crmeter.records.concept.paging import Column
from crmeter.records.ledger.actor import Actor
from crmeter.vocabulary import Text

Answer = TypeVar("Answer")
_LEAST = -(2**63)
_FIRST_MOMENT = datetime.min.replace(tzinfo=UTC)
# Fields that the records of every concept have.
NAME_COLUMN = Column("by_name", "", descending=False)
OF_ALL = (
    Field("owner", Text("Phụ trách", "Owner"), Kind.PERSON, Subject.NOTHING, is_listed=True),
    Field("created_at", Text("Ngày tạo", "Created"), Kind.MOMENT, Subject.NOTHING, is_edited=False),
    Field("changed_at", Text("Sửa lần cuối", "Last changed"), Kind.MOMENT, Subject.NOTHING, is_edited=False),
    Field("created_by", Text("Người tạo", "Created by"), Kind.PERSON, Subject.NOTHING, is_edited=False),
    Field("external_source", Text("Hệ thống nguồn", "Source system"), Kind.LINE, Subject.NOTHING, is_edited=False),
    Field(
        "external_id",
        Text("Mã ở hệ thống nguồn", "Key in the source system"),
        Kind.LINE,
        Subject.NOTHING,
        longest=LONGEST_KEY,
    ),
)
SORTS_OF_ALL = {
    "name": NAME_COLUMN,
    "created_at": Column("created_at", _FIRST_MOMENT),
    "changed_at": Column("changed_at", _FIRST_MOMENT),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A record in the middle of a change, inside its transaction.

    Args:
        row: as it is about to be saved; rules may set what follows from what was asked.
        before: the columns that change, as they were; None for a new record.
        actor: who changes it.
        at: when.
        known: what rules have asked that is the same for all records that are changed together.
    """

    row: Any
    before: Mapping[str, Any] | None
    actor: Actor
    at: datetime
    known: dict[Hashable, Any] = field(default_factory=dict)

    def once(self, what: Hashable, ask: Callable[[], Answer]) -> Answer:
        """Return what is the same for all records that are changed together, asked for the first of them."""
        if what not in self.known:
            self.known[what] = ask()
        answer: Answer = self.known[what]
        return answer

    def changes(self, column: str) -> bool:
        """Return whether a column is new or not as it was."""
        return self.before is None or (column in self.before and self.before[column] != getattr(self.row, column))


Rule = Callable[[Draft], None]


def _nothing_more(_: Draft) -> None:
    return None


@dataclass(frozen=True)
class Concept:
    """A kind of record.

    Args:
        name: in the plural, as in addresses: `deals`.
        title: in the plural.
        one: in the singular.
        icon: Tabler name.
        table: the model of its rows.
        fields: those of its own, its name first.
        groups: how they stand on the page of a record.
        sorts: what lists can be put in order by, beside what all can; each has an index that ends with the key.
        settle: makes the row whole before it is saved, or refuses it.
        settled: writes what belongs beside it, after it was saved, in the same transaction.
        customer: the link to the customer whose owner sees the record too, where it has no owner of its own.
        team: the path to the team whose people have the record while it has no owner.
        opens_with: links to records of other concepts; whoever has one of those sees what belongs to it.
        default_sort: of lists.
        begins: what a form of a new record proposes beside the defaults of its table.
        key: the letter that makes a new one after N.
    """

    name: str
    title: Text
    one: Text
    icon: str
    table: type[Record]
    fields: tuple[Field, ...]
    groups: tuple[FieldGroup, ...] = ()
    sorts: Mapping[str, Column] = field(default_factory=dict)
    settle: Rule = _nothing_more
    settled: Rule = _nothing_more
    customer: str = ""
    team: str = ""
    opens_with: tuple[str, ...] = ()
    default_sort: str = "-changed_at"
    begins: Callable[[], Mapping[str, Any]] = dict
    key: str = ""

    def counted(self, count: int) -> Text:
        """Return its word beside a number of records: Vietnamese has one form, English two."""
        return Text(self.one.vi, self.one.en if count == 1 else self.title.en.lower())

    @cached_property
    def all_fields(self) -> Mapping[str, Field]:
        """By name, its own fields and those that every record has."""
        own = {each.name: each for each in self.fields}
        return own | {each.name: each for each in OF_ALL if each.name not in own}

    @cached_property
    def all_sorts(self) -> Mapping[str, Column]:
        """What its lists can be put in order by."""
        return {**SORTS_OF_ALL, **self.sorts}

    @cached_property
    def edited(self) -> tuple[Field, ...]:
        """The fields that people type, in their order."""
        return tuple(each for each in self.all_fields.values() if each.is_edited)

    @cached_property
    def listed(self) -> tuple[Field, ...]:
        """The fields of its lists until somebody chooses others."""
        return tuple(each for each in self.all_fields.values() if each.is_listed)


# Told of every change of any record, of those saved together at once, after they were and in their transaction.
Listener = Callable[[Concept, Sequence[Draft]], None]
# Takes from a held record what a change set wrote beside it, in the caller's transaction, or refuses to.
TakeBack = Callable[[Any, Record, str], None]
_KNOWN: dict[str, Concept] = {}
_LISTENERS: list[Listener] = []
_TAKEN_BACK: dict[str, TakeBack] = {}


def known(concept: Concept) -> Concept:
    """Let a concept be found by its name, and return it."""
    _KNOWN[concept.name] = concept
    return concept


def concept_named(name: str) -> Concept | None:
    """Return a concept by its name; `records.catalogue` has met all of them."""
    return _KNOWN.get(name)


def told_of_every_change(listener: Listener) -> None:
    """Let a room above be told of the changes of all concepts; `records.catalogue` says which are."""
    if listener not in _LISTENERS:
        _LISTENERS.append(listener)


def tell_listeners(concept: Concept, drafts: Sequence[Draft]) -> None:
    """Tell whoever listens of changes that were saved together."""
    for listener in _LISTENERS:
        listener(concept, drafts)


def taken_back_by(word: str, how: TakeBack) -> None:
    """Let what is written beside a record be taken back; change sets keep it under a word, beside the columns."""
    _TAKEN_BACK[word] = how


def beside_in(before: Mapping[str, Any]) -> Mapping[str, TakeBack]:
    """Return how what a change set keeps beside the columns of a record is taken back, by its word."""
    return {word: _TAKEN_BACK[word] for word in before if word in _TAKEN_BACK}


def known_concepts() -> tuple[Concept, ...]:
    """Return the concepts that have been met, in the order in which they were."""
    return tuple(_KNOWN.values())


def concept_of(table: type) -> Concept | None:
    """Return the concept whose records a table holds."""
    return next((each for each in _KNOWN.values() if each.table is table), None)


def by_amount(column: str) -> Column:
    """Return how rows are put in order by an amount."""
    return Column(column, LEAST)


def by_number(column: str) -> Column:
    """Return how rows are put in order by a whole number."""
    return Column(column, _LEAST)


def by_day(column: str) -> Column:
    """Return how rows are put in order by a day."""
    return Column(column, date.min)


def by_moment(column: str) -> Column:
    """Return how rows are put in order by a moment."""
    return Column(column, _FIRST_MOMENT)


def by_word(column: str) -> Column:
    """Return how rows are put in order by a word."""
    return Column(column, "", descending=False)
