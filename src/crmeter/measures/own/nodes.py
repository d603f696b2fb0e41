"""What a definition says, as a tree: nothing in it can be called."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table that a definition is about."""

    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, a text, or yes or no."""

    value: Decimal | str | bool
    at: int


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Two amounts joined."""

    sign: Literal["+", "-", "*"]
    left: "Amount"
    right: "Amount"
    at: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two amounts held against each other."""

    sign: Literal["=", "!=", "<", "<=", ">", ">="]
    left: "Amount"
    right: "Amount"
    at: int


@dataclass(frozen=True, slots=True)
class OneOf:
    """A column of words that holds one of some."""

    column: Column
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Empty:
    """A column that holds nothing."""

    column: Column


@dataclass(frozen=True, slots=True)
class Both:
    """Two conditions: both hold, or one at least."""

    word: Literal["and", "or"]
    left: "Condition"
    right: "Condition"


@dataclass(frozen=True, slots=True)
class Not:
    """A condition that does not hold."""

    condition: "Condition"


Amount: TypeAlias = Column | Constant | Arithmetic
Condition: TypeAlias = Comparison | OneOf | Empty | Both | Not | Column


@dataclass(frozen=True, slots=True)
class Aggregate:
    """What is made of the rows.

    Args:
        word: what is made.
        of: of sums and means what is added up; of shares the condition; None of counts.
        where: which rows take part; None all.
        at: its place.
    """

    word: Literal["sum", "mean", "count", "share"]
    of: "Amount | Condition | None"
    where: "Condition | None"
    at: int


@dataclass(frozen=True, slots=True)
class Definition:
    """A whole definition.

    Args:
        table: which table it is about.
        top: above the line.
        bottom: below it; None where there is no line.
        where: which rows the whole is about; None all.
    """

    table: str
    top: Aggregate
    bottom: Aggregate | None
    where: "Condition | None"
