"""A file of rows: nothing in it is a formula, and everything in it comes back."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import count

import pytest

from crmeter.vocabulary.formula_cells import neutral, restored
from crmeter.web.csv_export import csv_response

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\tplain",
    "\rplain",
    "\nplain",
    " =1",
    "   =1",
    "\u00a0=1",
    "\u2003=1",
    "\u3000=1",
    "\ufeff=1",
    "\ufeff\ufeff =1",
    "\u200b=1",
    "\u2060=1",
    "\u200e=1",
    "\u202e=1",
    "\u00ad=1",
    "\x00=1",
    "\x01=1",
    "\x0b=1",
    "\x0c=1",
    "\x1f=1",
    "\x7f=1",
    "\x85=1",
    "\u2028=1",
    " \t=1",
    "\uff1d1",
    "\uff0b1",
    "\uff0d1",
    "\uff20SUM(A1)",
    "\ufe621",
    "\ufe63" + "1",
    "\ufe661",
    "\ufe6bSUM(A1)",
    " \uff1dcmd|' /C calc'!A0",
    '=HYPERLINK("http://x.example")',
    "-2+3+cmd|' /C calc'!A0",
]
HARMLESS = [
    "",
    "Nguyễn Văn An",
    "a=1",
    "1-2",
    "'quoted",
    "an@ankhang.example",
    " x",
    "'",
    "12",
    "(-1)",
    "…",
    '"',
    "a\nb",
]
# Texts that were neutral already, or look so.
MARKED = ["'=1", "''=1", "'\t=1", "'''-1", "' =1"]


def cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", FORMULAS, ids=ascii)
def test_what_would_be_run_is_behind_an_apostrophe(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS, ids=ascii)
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    assert neutral(text) == text


@pytest.mark.parametrize("value", [-5, -1.5, Decimal("-12.50"), date(2026, 3, 2), True, None])
def test_typed_values_stay_typed(value: object) -> None:
    assert neutral(value) is value


@pytest.mark.parametrize("text", [*FORMULAS, *HARMLESS, *MARKED], ids=ascii)
def test_what_was_sent_comes_back(text: str) -> None:
    sent = b"".join(csv_response("a.csv", ["name"], [[text]]))  # type: ignore[arg-type]

    ((header,), (cell,)) = (row or [""] for row in cells(sent))

    assert (header, restored(cell)) == ("name", text)


def test_names_are_neutral_too_and_spreadsheets_are_told_of_utf8() -> None:
    response = csv_response("Dữ liệu; 1.csv", ["=name", "Tên"], [[Decimal("-12.50"), -1]])

    content = b"".join(response)  # type: ignore[arg-type]

    assert content.startswith(b"\xef\xbb\xbf")
    assert cells(content) == [["'=name", "Tên"], ["-12.50", "-1"]]
    assert response["Content-Disposition"] == "attachment; filename*=UTF-8''D%E1%BB%AF%20li%E1%BB%87u%3B%201.csv"


def test_rows_are_read_while_they_are_sent() -> None:
    read = []

    def endless() -> Iterator[list[int]]:
        for number in count():
            read.append(number)
            yield [number]

    lines = iter(csv_response("a.csv", ["n"], endless()))
    next(lines)
    next(lines)

    assert read == [0]
