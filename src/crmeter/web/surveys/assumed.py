"""Numbers that somebody states in the address of a page; nothing is assumed in their place."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from crmeter.records.concept.values import read_amount
from crmeter.vocabulary import Text


@dataclass(frozen=True, slots=True)
class Wanted:
    """A number that a page asks for.

    Args:
        name: in the address.
        title: for people.
        most: it lies above 0 and is at most this.
        first: what stands in the field at first.
    """

    name: str
    title: Text
    most: float
    first: str = ""


@dataclass(frozen=True, slots=True)
class Assumed:
    """A number as it was typed.

    Args:
        wanted: what was asked.
        typed: what stands in the field.
        value: what it is; None where it is no such number.
        error: why not, where something was typed.
    """

    wanted: Wanted
    typed: str
    value: float | None
    error: Text | None


def assumed(asked: QueryDict, wanted: Iterable[Wanted]) -> tuple[Assumed, ...]:
    """Read numbers of an address.

    Args:
        asked: of the address.
        wanted: which.
    """
    return tuple(_read(each, asked.get(each.name, each.first).strip()) for each in wanted)


def _read(wanted: Wanted, typed: str) -> Assumed:
    if not typed:
        return Assumed(wanted, typed, None, None)
    try:
        value = float(read_amount(typed))
    except ValueError:
        value = 0.0
    if not 0 < value <= wanted.most:
        return Assumed(wanted, typed, None, _OUT_OF_RANGE.fill(most=round(wanted.most)))
    return Assumed(wanted, typed, value, None)


_OUT_OF_RANGE = Text("một số dương, nhiều nhất {most}", "a positive number, {most} at most")
