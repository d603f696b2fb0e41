"""How deals ended, what they brought and who came back, by the days until their quote."""

import htpy as h
from htpy import Node

from crmeter.evaluation.report import written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import card, empty
from crmeter.evaluation.report.sections.inside.ranged_cells import ranged_share
from crmeter.evaluation.report.sections.inside.skeleton import NOTHING
from crmeter.evaluation.report.tables import plain_table
from crmeter.vocabulary import Text

TITLE = Text("Báo giá sớm hay muộn", "Days until the quote")
SUB = Text(
    "tỷ lệ thắng và tỷ lệ mua lại theo số ngày đến khi báo giá, khoảng 80%",
    "win rate and share that ordered again by the days until the quote, 80% intervals",
)
RATE_LABEL = Text("{band}: thắng {rate}, 80% {low} – {high}", "{band}: {rate} won, 80% {low} – {high}")
LOYAL_LABEL = Text("{band}: {rate} mua lại, 80% {low} – {high}", "{band}: {rate} ordered again, 80% {low} – {high}")
# Shares are told with their bounds and of how many; how many of these follows. What is not known is said below.
LEFT = ("won", "low", "high", "value_low", "value_high", "again", "loyal_low", "loyal_high", "lacking")


def decisions(page: Page) -> Node:
    """Draw the card; nothing where there are no deals."""
    table = page.figures.evaluation.tables.get("decision_time")
    if table is None:
        return None
    note = None if table.note is None else page.say(table.note)
    if not table.rows:
        return card(page, table.title, empty(page.say(NOTHING), None if note is None else written.sentence(note)))
    cells = {
        "rate": ranged_share(page, RATE_LABEL, "low", "high"),
        "loyal": ranged_share(page, LOYAL_LABEL, "loyal_low", "loyal_high"),
    }
    drawn = plain_table(page, table, leave=LEFT, cells=cells, tells_more=False)
    lacking = [
        h.div[f"{written.text(row['band'], page.language)}: {written.text(row['lacking'], page.language)}."]
        for row in table.records()
        if row["lacking"] is not None
    ]
    return card(page, table.title, drawn, subtitle=SUB, foot=[h.div[note], lacking])
