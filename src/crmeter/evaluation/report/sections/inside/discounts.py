"""How deals ended, and the margin that was left, by how much was taken off their list price."""

from htpy import Node

from crmeter.evaluation.report import written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import card, empty
from crmeter.evaluation.report.sections.inside.ranged_cells import ranged_share
from crmeter.evaluation.report.sections.inside.skeleton import NOTHING
from crmeter.evaluation.report.tables import plain_table
from crmeter.vocabulary import Text

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
    cells = {
        "rate": ranged_share(page, RATE_LABEL, "low", "high"),
        "margin": ranged_share(page, MARGIN_LABEL, "margin_low", "margin_high"),
    }
    drawn = plain_table(page, table, leave=LEFT, cells=cells, tells_more=False)
    return card(page, table.title, drawn, subtitle=SUB, foot=page.say(table.note) if table.note else None)
