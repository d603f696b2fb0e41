"""Values of records in words: what a list writes fifty times is decided once for its column."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from html import escape
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from crmeter.records.concept.field import Field, Kind
from crmeter.records.concept.listing import Link, Row
from crmeter.vocabulary import Language, Text, formats
from crmeter.web.templatetags.figures import language

NUMBERS = frozenset({Kind.WHOLE, Kind.NUMBER, Kind.MONEY, Kind.SHARE})
_DAYS = frozenset({Kind.DAY, Kind.MOMENT})
YES = Text("có", "yes")
NO = Text("không", "no")


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as it is shown.

    Args:
        words: what is read.
        in_full: what is read on hover, where it says more.
        address: where it leads, or nothing.
        tone: of its mark; None for words without one.
        style: of its place: `r` for numbers.
    """

    words: str
    in_full: str = ""
    address: str = ""
    tone: str | None = None
    style: str = ""

    @property
    def drawn(self) -> SafeString:
        """How it is drawn: the words, in a link or a mark where it is one."""
        # Every value is escaped, everything else is written here.
        words = escape(self.words)
        if self.address:
            return SafeString(f'<a class="cell-link" href="{escape(self.address)}">{words}</a>')
        if self.tone is not None:
            return SafeString(f'<span class="tag {escape(self.tone)}">{words}</span>')
        return SafeString(words)


EMPTY = Cell(formats.EMPTY)
CellWriter = Callable[[Row], Cell]


def cell_of(field: Field, row: Row) -> Cell:
    """Return one value as it is shown."""
    return writer_of(field)(row)


def writer_of(field: Field) -> CellWriter:
    """Return what writes the values of a field in the language of the page."""
    words = language()
    write = _WRITERS.get(field.kind, _letters)(field, words)
    empty = Cell(formats.EMPTY, style="r") if field.kind in NUMBERS else EMPTY

    def written(row: Row) -> Cell:
        value = row.values.get(field.name)
        return empty if value is None or value == "" else write(row, value)

    return written


Write = Callable[[Row, Any], Cell]


def _letters(_: Field, __: Language) -> Write:
    return lambda _row, value: Cell(str(value))


def _phone(_: Field, __: Language) -> Write:
    return lambda _row, value: Cell(formats.phone(value), address=f"tel:{value}")


def _email(_: Field, __: Language) -> Write:
    return lambda _row, value: Cell(value, address=f"mailto:{value}")


def _web(_: Field, __: Language) -> Write:
    return lambda _row, value: Cell(value.removeprefix("https://").removeprefix("http://").rstrip("/"), address=value)


def _money(field: Field, words: Language) -> Write:
    def write(row: Row, value: Decimal) -> Cell:
        currency = row.values.get(field.currency) or "VND"
        full = formats.money(value, currency, words)
        return Cell(formats.compact_money(value, currency, words), in_full=full, style="r")

    return write


def _number(_: Field, words: Language) -> Write:
    return lambda _row, value: Cell(formats.number(value, words), style="r")


def _share(_: Field, words: Language) -> Write:
    return lambda _row, value: Cell(formats.percent(value, words, 0), style="r")


def _day(_: Field, words: Language) -> Write:
    year = timezone.localdate().year

    def write(_row: Row, value: date) -> Cell:
        full = formats.day(value, words)
        return Cell(_without_year(full, value, year), in_full=full)

    return write


def _moment(_: Field, words: Language) -> Write:
    year = timezone.localdate().year

    def write(_row: Row, value: datetime) -> Cell:
        local = timezone.localtime(value)
        full = formats.day(local, words)
        return Cell(_without_year(full, local, year), in_full=f"{local:%H:%M}, {full}")

    return write


def short_day(value: date, words: Language) -> str:
    """Write a day; its year only where it is not this one."""
    return _without_year(formats.day(value, words), value, timezone.localdate().year)


def _without_year(full: str, value: date, year: int) -> str:
    return full if value.year != year else full[:-5]


def _flag(_: Field, words: Language) -> Write:
    yes, no = Cell(YES.in_(words)), Cell(NO.in_(words))
    return lambda _row, value: yes if value else no


def _choice(field: Field, words: Language) -> Write:
    cells = {each.value: Cell(each.title.in_(words), tone=each.tone) for each in field.choices}
    return lambda _row, value: cells.get(value) or Cell(str(value))


def _person(_: Field, __: Language) -> Write:
    return lambda _row, value: Cell(value.name)


def _record(field: Field, _: Language) -> Write:
    root = reverse("record", args=[field.to, 0]).removesuffix("0") if field.to else ""

    def write(_row: Row, value: Link) -> Cell:
        return Cell(value.name, address=f"{root}{value.id}" if root else "")

    return write


_WRITERS: Mapping[Kind, Callable[[Field, Language], Write]] = {
    Kind.PHONE: _phone,
    Kind.EMAIL: _email,
    Kind.LINK: _web,
    Kind.MONEY: _money,
    Kind.WHOLE: _number,
    Kind.NUMBER: _number,
    Kind.SHARE: _share,
    Kind.DAY: _day,
    Kind.MOMENT: _moment,
    Kind.FLAG: _flag,
    Kind.CHOICE: _choice,
    Kind.PERSON: _person,
    Kind.RECORD: _record,
}
