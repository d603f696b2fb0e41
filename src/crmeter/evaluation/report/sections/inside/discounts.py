"""How deals ended, and the margin that was left, by how much was taken off their list price."""

from typing import Any

import htpy as h
from htpy import Node

from crmeter.evaluation.report import written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import card, empty
from crmeter.evaluation.report.ranges import ranged
from crmeter.evaluation.report.sections.inside.skeleton import NOTHING
from crmeter.evaluation.report.tables import plain_table
from crmeter.vocabulary import Text, formats

SUB = Text("tỷ lệ thắng và biên lợi nhuận theo mức giảm, khoảng 80%", "win rate and margin by discount, 80% intervals")
RATE_LABEL = Text("{band}: thắng {rate}, 80% {low} – {high}", "{band}: {rate} won, 80% {low} – {high}")
MARGIN_LABEL = Text("{band}: biên {rate}, 80% {low} – {high}", "{band}: margin {rate}, 80% {low} – {high}")
LEFT = ("low", "high", "margin_low", "margin_high")


def discounts(page: Page) -> Node:
    """Draw the card; nothing where deals have no lines."""
    table = page.figures.evaluation.tables.get("discount_bands")
    if table is None:
        return None
    if not table.rows:
        why = None if table.note is None else written.sentence(page.say(table.note))
        return card(page, table.title, empty(page.say(NOTHING), why))

    def share(value: float) -> str:
        return formats.percent(value, page.language)

    def beside(label: Text, low_name: str, high_name: str, cell: Any, row: dict[str, Any]) -> Node:
        if cell is None:
            return formats.EMPTY
        low, high = row[low_name], row[high_name]
        if low is None or high is None:
            return share(cell)
        band = written.text(row["band"], page.language)
        said = page.say(label).format(band=band, rate=share(cell), low=share(low), high=share(high))
        drawn = ranged(cell, low, high, (min(0.0, low), 1.0), said)
        return h.span(class_="meter wide")[h.span(class_="r")[share(cell)], drawn]

    def rate(cell: Any, row: dict[str, Any]) -> Node:
        return beside(RATE_LABEL, "low", "high", cell, row)

    def margin(cell: Any, row: dict[str, Any]) -> Node:
        return beside(MARGIN_LABEL, "margin_low", "margin_high", cell, row)

    drawn = plain_table(page, table, leave=LEFT, cells={"rate": rate, "margin": margin}, tells_more=False)
    return card(page, table.title, drawn, subtitle=SUB, foot=page.say(table.note) if table.note else None)
