"""How a value of a unit, or of a column, is written in a language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from crmeter.evaluation.report.words import POINTS, UNIT_WORDS
from crmeter.evaluation.result import ColumnKind
from crmeter.vocabulary import Interval, Language, Reading, Text, Unit, formats

Number = int | float | Decimal
_FIGURE = re.compile(r"^([^\d]*[\d.,]+%?)(.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Written:
    """A figure in words: the number, and what follows it in smaller type."""

    number: str
    unit: str = ""

    def __str__(self) -> str:
        return self.number + self.unit


def figure(value: Number, unit: Unit, currency: str | None, language: Language) -> Written:
    """Write a value of a unit, money with three figures and a scale word."""
    match unit:
        case Unit.MONEY:
            return _split(formats.compact_money(value, currency or "", language))
        case Unit.SHARE:
            return Written(formats.percent(value, language))
        case Unit.DAYS:
            return _split(formats.days(value, language))
        case Unit.HOURS:
            return _split(formats.hours(value, language))
        case Unit.POINTS:
            shown = formats.signed(value, lambda v: formats.number(v, language, 1))
            return Written(shown, f"{formats.NO_BREAK}{UNIT_WORDS[unit].in_(language)}")
        case _:
            return Written(amount(value, language), f"{formats.NO_BREAK}{UNIT_WORDS[unit].in_(language)}")


def change(part: Number, unit: Unit, currency: str | None, language: Language) -> str:
    """Write what something adds to a figure, with its sign: shares in points, everything else in its unit."""
    if unit is Unit.SHARE:
        points = formats.signed(float(part) * 100, lambda value: formats.number(value, language, 1))
        return f"{points}{formats.NO_BREAK}{POINTS.in_(language)}"
    return formats.signed(part, lambda value: str(figure(value, unit, currency, language)))


def amount(value: Number, language: Language) -> str:
    """Write a number with as many decimals as a decision needs: none from a hundred on."""
    exact = Decimal(str(value))
    return formats.number(value, language, 0 if abs(exact) >= 100 else None)


def in_full(value: Number, unit: Unit, currency: str | None, language: Language) -> str:
    """Write a value with nothing rounded away that its currency has."""
    if unit is Unit.MONEY:
        return formats.money(value, currency or "", language)
    return str(figure(value, unit, currency, language))


def between(interval: Interval, reading: Reading, language: Language, *, units: bool = True) -> str:
    """Write an interval in the unit of its reading: 80,6 – 82,4%.

    Args:
        interval: the bounds.
        reading: whose unit and currency they have.
        language: in which words.
        units: name the unit even where it is a plain count.
    """
    low, high = (figure(bound, reading.unit, reading.currency, language) for bound in (interval.low, interval.high))
    if not units and reading.unit not in (Unit.MONEY, Unit.DAYS, Unit.HOURS):
        return span(low.number, high.number)
    return span(str(low), str(high))


def sentence(words: str) -> str:
    """Return words with a capital letter and a full stop."""
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "!", "?", "…")) else ".")


def inside_a_sentence(words: str) -> str:
    """Return words as they stand after others: without the capital letter, a sign such as Σ or letters as NPS as is."""
    first, rest = words[:1], words[1:]
    return words if rest.startswith(" ") or rest[:1].isupper() else first.lower() + rest


def span(low: str, high: str) -> str:
    """Write a range of two written figures; a unit that both end with is named once."""
    low_parts, high_parts = _FIGURE.match(low), _FIGURE.match(high)
    if low_parts and high_parts and low_parts[2] == high_parts[2]:
        low = low_parts[1]
    if low.endswith("%") and high.endswith("%"):
        low = low[:-1]
    return formats.span(low, high)


def text(value: Text | str | None, language: Language) -> str:
    """Write words, or a name as it is."""
    if value is None:
        return formats.EMPTY
    return value.in_(language) if isinstance(value, Text) else value


def cell(value: Any, kind: ColumnKind, currency: str, language: Language) -> str:
    """Write a value of a table; an empty one is a dash."""
    if value is None:
        return formats.EMPTY
    if isinstance(value, Text | str):
        return text(value, language)
    if isinstance(value, bool):
        return Text("có", "yes").in_(language) if value else Text("không", "no").in_(language)
    if isinstance(value, date):
        return formats.month(value, language) if kind == "month" else formats.day(value, language)
    match kind:
        case "money":
            return formats.compact_money(value, currency, language)
        case "share":
            return formats.percent(value, language)
        case "days":
            return formats.days(value, language)
        case "count":
            return formats.number(value, language, 0)
        case _:
            return amount(value, language)


def moment(value: datetime, language: Language) -> str:
    """Write a moment: 06:30 ngày 20/11/2026, 20 Nov 2026 06:30."""
    clock = value.strftime("%H:%M")
    day = formats.day(value, language)
    return f"{clock} ngày {day}" if language == "vi" else f"{day}, {clock}"


def setting(value: Any, name: str, language: Language) -> str:
    """Write a setting or a parameter of a query: rates as percentages, fitted numbers with four decimals."""
    if value == "":
        return formats.EMPTY
    if isinstance(value, date | Text | str) or value is None or isinstance(value, bool):
        return cell(value, "date", "", language)
    if name.endswith("_rate"):
        return formats.percent(value, language)
    if isinstance(value, float) and not value.is_integer():
        return formats.number(value, language, 4)
    if isinstance(value, int | float | Decimal):
        return formats.number(value, language)
    if isinstance(value, Sequence):
        return ", ".join(setting(each, name, language) for each in value)
    return str(value)


def _split(written: str) -> Written:
    parts = _FIGURE.match(written)
    return Written(parts[1], parts[2]) if parts else Written(written)
