"""Result tables as HTML tables: words left, numbers right, money in one unit per column."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report import words, written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.icons import icon
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.vocabulary import Text, formats

WORDS = ("text", "date", "month")


def scrolling(page: Page, name: Text | str, content: Node, style: str = "") -> Element:
    """Let a wide table scroll inside its card, never the page."""
    label = page.say(name) if isinstance(name, Text) else name
    return h.div(class_=f"scroll {style}".strip(), tabindex="0", role="region", aria_label=label)[content]


def plain_table(
    page: Page,
    table: ResultTable,
    *,
    most: int = 200,
    leave: Sequence[str] = (),
    cells: dict[str, Callable[[Any, dict[str, Any]], Node]] | None = None,
    style: str = "",
    beside: bool = False,
    tells_more: bool = True,
) -> Element:
    """Draw a result table.

    Args:
        page: where.
        table: what.
        most: how many rows are drawn; a line says how many more there are.
        leave: columns that are not drawn.
        cells: how to draw a cell of a column, from its value and its row by name.
        style: further classes.
        beside: it stands below a chart of the same name.
        tells_more: say below how many more rows there are, and the note of the table.
    """
    drawn = cells or {}
    columns = [
        (at, column, _money_scale(page, table, at) if column.kind == "money" and column.name not in drawn else None)
        for at, column in enumerate(table.columns)
        if column.name not in leave
    ]
    names = [column.name for column in table.columns]

    def cell(row: tuple[Any, ...], at: int, column: ResultColumn, scale: tuple[Decimal, str] | None) -> Element:
        custom = drawn.get(column.name)
        content: Node
        title = None
        if custom:
            content = custom(row[at], dict(zip(names, row, strict=True)))
        elif scale and row[at] is not None:
            content = _scaled(row[at], scale[0], page)
            title = formats.money(row[at], page.currency, page.language)
        else:
            content = written.cell(row[at], column.kind, page.currency, page.language)
        return h.td(class_=None if column.kind in WORDS else "r", title=title)[content]

    head = h.thead[
        h.tr[
            [
                h.th(scope="col", class_=None if column.kind in WORDS else "r")[
                    page.say(column.title), scale and f", {scale[1]}"
                ]
                for _, column, scale in columns
            ]
        ]
    ]
    if not table.rows:
        return h.p(class_="none")[page.say(words.EMPTY_TABLE)]
    body = h.tbody[[h.tr[[cell(row, *column) for column in columns]] for row in table.rows[:most]]]
    more = len(table.rows) - most
    name = f"{page.say(table.title)}: {page.say(words.AS_TABLE)}" if beside else table.title
    return h.div[
        scrolling(page, name, h.table(class_=f"tbl {style}".strip())[head, body]),
        tells_more and more > 0 and h.p(class_="more")[page.say(words.MORE_ROWS.fill(n=more))],
        tells_more and table.note is not None and h.p(class_="more")[page.say(table.note)],
    ]


def _money_scale(page: Page, table: ResultTable, at: int) -> tuple[Decimal, str]:
    largest = max((abs(Decimal(str(row[at]))) for row in table.rows if row[at] is not None), default=Decimal(0))
    return formats.money_scale(largest, page.currency, page.language)


def _scaled(value: Any, scale: Decimal, page: Page) -> str:
    exact = Decimal(str(value)) / scale
    digits = 0 if scale == 1 and exact == exact.to_integral_value() else 0 if abs(exact) >= 100 else 1
    if exact != 0 and abs(exact) < Decimal("0.05") and scale > 1:
        # A small amount beside large ones is not nothing.
        return ("−" if exact < 0 else "") + "<" + formats.NO_BREAK + formats.number(0.1, page.language, 1)
    return formats.number(exact, page.language, digits)


def as_table(page: Page, table: ResultTable) -> Element:
    """Offer the same data as a table below a chart."""
    return h.details(class_="as-table")[
        h.summary[icon("table"), page.say(words.AS_TABLE)], plain_table(page, table, beside=True)
    ]
