"""Fields of a concept, as lists, forms, filters, imports and exports need to know them."""

from dataclasses import dataclass
from enum import Enum

from crmeter.vocabulary import Text


class Kind(Enum):
    """What a field holds, and so how it is typed, shown, compared and put in order."""

    LINE = "line"
    LONG = "long"
    EMAIL = "email"
    PHONE = "phone"
    LINK = "link"
    WHOLE = "whole"
    NUMBER = "number"
    MONEY = "money"
    SHARE = "share"
    DAY = "day"
    MOMENT = "moment"
    FLAG = "flag"
    CHOICE = "choice"
    PERSON = "person"
    RECORD = "record"


class Subject(Enum):
    """What a field says of a natural person; decides what an export of their data holds and an erasure empties."""

    NOTHING = "nothing"
    # Who they are, and how they are reached.
    IDENTITY = "identity"
    # What somebody wrote of them, where anything may stand.
    FREE_TEXT = "free_text"
    # What they did, which stays as a figure without the person.
    BEHAVIOUR = "behaviour"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values that a field may have.

    Args:
        value: as it is kept.
        title: as it is read.
        tone: of its mark: `good`, `warn`, `bad` or nothing.
    """

    value: str
    title: Text
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a concept.

    Args:
        name: of the column; with `RECORD` and `PERSON` that of the link.
        title: its label.
        kind: what it holds.
        subject: what it says of a natural person.
        required: a record without it is refused.
        choices: the values of a `CHOICE`.
        to: the concept that a `RECORD` links to, by name.
        currency: the column that says in which currency a `MONEY` is.
        limited_by: the link whose record decides which records may be chosen: stages are those of a pipeline.
        is_listed: it stands in lists until somebody chooses columns.
        is_found_by: its words are searched.
        is_edited: people may type it; what only rules write is not.
        longest: how many letters a `LINE` may have; None for as many as any line.
        strictest_wins: of a `FLAG` that forbids something: of merged records, one that has it makes all have it.
        help: one sentence below the field.
    """

    name: str
    title: Text
    kind: Kind
    subject: Subject
    required: bool = False
    choices: tuple[Choice, ...] = ()
    to: str = ""
    currency: str = ""
    limited_by: str = ""
    is_listed: bool = False
    is_found_by: bool = False
    is_edited: bool = True
    longest: int | None = None
    strictest_wins: bool = False
    help: Text | None = None

    @property
    def column(self) -> str:
        """The column as the table has it."""
        return f"{self.name}_id" if self.kind in (Kind.PERSON, Kind.RECORD) else self.name

    def choice(self, value: str) -> Choice | None:
        """Return a choice by its value."""
        return next((choice for choice in self.choices if choice.value == value), None)


# Of records of people: when who it was about was erased.
ERASED_AT = Field(
    "erased_at", Text("Xóa dữ liệu cá nhân", "Personal data erased"), Kind.MOMENT, Subject.NOTHING, is_edited=False
)


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields that stand together on a record's page."""

    title: Text
    fields: tuple[str, ...]
