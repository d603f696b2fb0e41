"""Pages and products beside the rate of all of them: which are seen much and acted on little (C5)."""

from typing import Any

import htpy as h
from htpy import Node

from crmeter.evaluation.report import written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import card, empty, tag
from crmeter.evaluation.report.ranges import ranged
from crmeter.evaluation.report.sections.inside.skeleton import NOTHING
from crmeter.evaluation.report.tables import plain_table
from crmeter.vocabulary import Text, formats

SUB = Text(
    "lượt xem dẫn tới điều mong muốn, khoảng 80%; trang thiếu nhiều nhất trước",
    "views that ended as wanted, 80% interval; the page that misses most first",
)
LABEL = Text(
    "{page}: {rate}, 80% {low} – {high}; ngẫu nhiên trong {from} – {to}",
    "{page}: {rate}, 80% {low} – {high}; by chance within {from} – {to}",
)
LEFT = ("low", "high", "limit_low", "limit_high")
DRAWN = 20


def page_outcomes(page: Page) -> Node:
    """Draw the card; nothing where nobody told of any view."""
    table = page.figures.evaluation.tables.get("page_outcomes")
    if table is None:
        return None
    if not table.rows:
        why = None if table.note is None else written.sentence(page.say(table.note))
        return card(page, table.title, empty(page.say(NOTHING), why))
    most = max(row["high"] for row in table.records())

    def share(value: float) -> str:
        return formats.percent(value, page.language)

    def rate(cell: Any, row: dict[str, Any]) -> Node:
        words = {
            "rate": cell,
            "low": row["low"],
            "high": row["high"],
            "from": row["limit_low"],
            "to": row["limit_high"],
        }
        label = page.say(LABEL).format(page=row["page"], **{name: share(each) for name, each in words.items()})
        drawn = ranged(cell, row["low"], row["high"], (0.0, most), label)
        return h.span(class_="meter wide")[h.span(class_="r")[share(cell)], drawn]

    def missed(cell: Any, _row: dict[str, Any]) -> Node:
        return formats.number(cell, page.language, 0) if cell > 0 else formats.EMPTY

    def finding(cell: Any, row: dict[str, Any]) -> Node:
        if cell is None:
            return formats.EMPTY
        said = written.text(cell, page.language)
        return tag(said, "warn", "warn") if row["missed"] > 0 and row["limit_low"] > row["rate"] else said

    drawn = plain_table(
        page,
        table,
        most=DRAWN,
        leave=LEFT,
        cells={"rate": rate, "missed": missed, "finding": finding},
        tells_more=False,
    )
    return card(page, table.title, drawn, subtitle=SUB, foot=page.say(table.note) if table.note else None)
