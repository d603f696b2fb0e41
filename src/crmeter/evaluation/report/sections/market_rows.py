"""The tables below the charts of a market: figures as they are, growth by its causes, and how forecasts did."""

from collections.abc import Sequence
from typing import Any

from htpy import Node

from crmeter.evaluation.report import written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import card, tag
from crmeter.evaluation.report.sections.market_words import period_words, who_words
from crmeter.evaluation.report.tables import as_table, plain_table
from crmeter.evaluation.result import ResultTable
from crmeter.vocabulary import Text, formats

Row = dict[str, Any]


def market_as_table(page: Page, table: ResultTable | None, rows: Sequence[Row]) -> Node:
    """Offer the rows of one set of products as a table below their chart."""
    if table is None:
        return None
    kept = {row["period"] for row in rows}
    names = [column.name for column in table.columns]
    product_set = rows[0]["product_set"]
    some = tuple(
        tuple(_cell(page, name, value, row) for name, value in zip(names, row, strict=True))
        for row in table.rows
        if row[names.index("product_set")] == product_set and row[names.index("period")] in kept
    )
    words = {"product_set", "span", "in_money"}
    columns = tuple(column for column in table.columns if column.name not in words)
    places = [names.index(column.name) for column in columns]
    return as_table(
        page, ResultTable(table.name, table.title, columns, tuple(tuple(r[at] for at in places) for r in some))
    )


def _cell(page: Page, name: str, value: Any, _row: tuple[Any, ...]) -> Any:
    return who_words(page, value) if name == "who" else value


def growth(page: Page, rows: Sequence[Row]) -> Node:
    """Draw what our growth owes to the market and what to our share."""
    table = page.figures.table("market_growth")
    if table is None or not rows:
        return None
    in_money = bool(rows[0]["in_money"])

    def write(value: Any, _row: Row) -> Node:
        return (
            formats.compact_money(value, page.currency, page.language)
            if in_money
            else written.amount(value, page.language)
        )

    def signed(value: Any, row: Row) -> Node:
        return formats.signed(value, lambda each: str(write(each, row)))

    def period(value: Any, row: Row) -> Node:
        return period_words(row["span"], value, page)

    def from_revenue(value: Any, _row: Row) -> Node:
        return tag(page.say(_REVENUE)) if value else formats.EMPTY

    names = [column.name for column in table.columns]
    own = tuple(row for row in table.rows if row[names.index("product_set")] == rows[0]["product_set"])
    drawn = plain_table(
        page,
        ResultTable(table.name, table.title, table.columns, own[::-1], table.note),
        leave=("product_set", "span", "in_money"),
        cells={
            "before": period, "period": period, "sold_before": write, "sold": write, "change": signed,
            "by_market": signed, "by_share": signed, "from_revenue": from_revenue,
        },
    )  # fmt: skip
    return card(page, GROWTH, drawn, subtitle=_YEAR_ON_YEAR)


def tried(page: Page, rows: Sequence[Row]) -> Node:
    """Draw how the ways of forecasting did on the past."""
    table = page.figures.table("market_backtest")
    if table is None or not rows:
        return None

    def chosen(cell: Any, _row: Row) -> Node:
        return tag(written.text(cell, page.language), "acc", "good") if cell is not None else formats.EMPTY

    def whose(value: Any, _row: Row) -> Node:
        return who_words(page, value) if value else formats.EMPTY

    names = [column.name for column in table.columns]
    own = tuple(row for row in table.rows if row[names.index("product_set")] == rows[0]["product_set"])
    drawn = plain_table(
        page,
        ResultTable(table.name, table.title, table.columns, own, table.note),
        leave=("product_set", "span", "in_money"),
        cells={"chosen": chosen, "who": whose},
    )
    return card(page, TRIED, drawn)


_REVENUE = Text("lấy từ doanh thu", "from revenue")
_YEAR_ON_YEAR = Text("so với cùng kỳ năm trước", "against the same period of the year before")
GROWTH = Text("Mình tăng nhờ thị trường hay nhờ thị phần", "Did we grow with the market or by our share")
TRIED = Text("Cách dự báo này đã đúng tới đâu", "How well such forecasts did")
