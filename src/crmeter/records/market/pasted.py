"""A table of figures of the market as it is pasted: each line by itself, what cannot be read is said with its line."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from crmeter.records.concept.values import read_amount
from crmeter.records.firm.rates import day_written
from crmeter.records.ledger.refusals import Refused
from crmeter.records.market.actions import add_figure
from crmeter.records.market.kinds import Span, Who
from crmeter.records.market.meaning import Said
from crmeter.records.staff.queries import Person
from crmeter.vocabulary import Text
from crmeter.vocabulary.folding import folded

MOST_LINES = 2000
YEARS = (1900, 2100)
# In this order; what lies behind may be missing.
COLUMNS = ("period", "who", "amount", "units", "share", "price", "product_set")
_YEAR = re.compile(r"(\d{4})")
_QUARTER = re.compile(r"(?:q|quy|quy )\s*([1-4])\s*[/\-. ]?\s*(\d{4})|(\d{4})\s*[/\-. ]?\s*q\s*([1-4])")
_MONTH = re.compile(r"(?:thang |t)?(\d{1,2})\s*[/\-.]\s*(\d{4})|(\d{4})\s*[/\-.]\s*(\d{1,2})")
_OF_MARKET = ("", "market", "thi truong", "ca thi truong", "whole market", "the whole market", "total", "tong")
_OF_US = ("us", "we", "ourselves", "minh", "ta", "chung ta", "cong ty")


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line that was not taken.

    Args:
        line: its number, from 1.
        words: as it stands there.
        reason: why.
    """

    line: int
    words: str
    reason: Text


def take_figures(
    person: Person, lines: Iterable[str], *, currency: str, said_by: str, said_on: date, product_set: str = ""
) -> tuple[int, list[RefusedLine]]:
    """Keep the figures of a pasted table, and return how many were kept and the lines that were not.

    Args:
        person: who brings them.
        lines: as they stand there; empty ones and a first line of headings are left out.
        currency: of amounts and prices.
        said_by: who says so.
        said_on: when.
        product_set: of lines that name none.

    Raises:
        Refused: they may not.
    """
    kept, refused = 0, []
    with transaction.atomic():
        for number, line in enumerate(lines, 1):
            words = line.strip().lstrip("\ufeff")
            if not words or (number == 1 and not any(letter.isdigit() for letter in words)):
                continue
            try:
                if number > MOST_LINES:
                    raise Refused("too_many", Text("quá {most} dòng", "beyond {most} lines").fill(most=MOST_LINES))
                add_figure(person, _said(_cells(words), currency, said_by, said_on, product_set))
            except Refused as reason:
                if reason.code == "not_allowed":
                    raise
                refused.append(RefusedLine(number, words[:80], reason.text))
            else:
                kept += 1
    return kept, refused


def period_written(words: str) -> tuple[Span, date]:
    """Return the period that was typed: 2025, Q3/2025, 2025-Q3, 7/2025, 2025-07.

    Raises:
        Refused: it is none, or of no year of which figures are kept.
    """
    span, year, month = _period_in(folded(words).strip()) or (Span.YEAR, 0, 1)
    if not (YEARS[0] <= year <= YEARS[1] and 1 <= month <= 12):
        raise Refused("no_period", _NO_PERIOD.fill(words=words.strip()[:40], first=str(YEARS[0]), last=str(YEARS[1])))
    return span, date(year, month, 1)


def who_written(words: str) -> tuple[Who, str]:
    """Return whose figure it is: the market, ourselves, or the competitor of that name."""
    name = " ".join(words.split())
    key = folded(name)
    if key in _OF_MARKET:
        return Who.MARKET, ""
    return (Who.US, "") if key in _OF_US else (Who.COMPETITOR, name)


def number_written(words: str, *, is_share: bool = False) -> Decimal | None:
    """Return a figure as it was typed, or None where nothing stands there; shares in per cent.

    Raises:
        Refused: it is no number.
    """
    typed = words.strip().removesuffix("%").strip() if is_share else words.strip()
    if not typed:
        return None
    try:
        value = read_amount(typed)
    except ValueError:
        raise Refused("no_number", _NO_NUMBER.fill(words=words.strip()[:40])) from None
    return value / 100 if is_share else value


def day_said(words: str) -> date:
    """Return the day on which something was said.

    Raises:
        Refused: there is no such day.
    """
    return day_written(words)


def _period_in(typed: str) -> tuple[Span, int, int] | None:
    """Return the length of a period, its year and first month as they are written; None where it is not written so."""
    if found := _YEAR.fullmatch(typed):
        return Span.YEAR, int(found[1]), 1
    if found := _QUARTER.fullmatch(typed):
        return Span.QUARTER, int(found[2] or found[3]), 3 * int(found[1] or found[4]) - 2
    if found := _MONTH.fullmatch(typed):
        return Span.MONTH, int(found[2] or found[3]), int(found[1] or found[4])
    return None


def _cells(words: str) -> Sequence[str]:
    return [cell.strip().strip('"') for cell in words.split("\t" if "\t" in words else ";")]


def _said(cells: Sequence[str], currency: str, said_by: str, said_on: date, product_set: str) -> Said:
    if not 3 <= len(cells) <= len(COLUMNS):
        raise Refused("cells", _CELLS)
    by_name = dict(zip(COLUMNS, (*cells, *[""] * (len(COLUMNS) - len(cells))), strict=True))
    span, starts_on = period_written(by_name["period"])
    who, name = who_written(by_name["who"])
    return Said(
        span,
        starts_on,
        who,
        said_by.strip(),
        said_on,
        " ".join((by_name["product_set"] or product_set).split()),
        name,
        number_written(by_name["amount"]),
        currency,
        number_written(by_name["units"]),
        number_written(by_name["share"], is_share=True),
        number_written(by_name["price"]),
    )


_NO_PERIOD = Text(
    "“{words}” không phải một kỳ từ năm {first} đến {last}; hãy viết như 2025, Q3/2025 hoặc 7/2025",
    "“{words}” is no period of the years {first} to {last}; write it as 2025, Q3/2025 or 7/2025",
)
_NO_NUMBER = Text("“{words}” không phải một con số", "“{words}” is no number")
_CELLS = Text(
    "mỗi dòng: kỳ; ai; số tiền; số lượng; thị phần %; giá; nhóm sản phẩm – ít nhất ba ô",
    "each line: period; who; amount; units; share %; price; set of products – at least three cells",
)
