"""Shares of satisfied answers by bands of what customers went through, each with its interval."""

import htpy as h
from htpy import Node

from crmeter.evaluation.report import written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import card, empty
from crmeter.evaluation.report.ranges import ranged
from crmeter.evaluation.report.sections.inside.skeleton import NOTHING
from crmeter.evaluation.report.tables import as_table
from crmeter.vocabulary import Text, formats

BANDS_SUB = Text("phần câu trả lời ở hai mức cao nhất", "answers in the top two boxes")
BAND_LABEL = Text("{band}: {rate} hài lòng, 80% {low} – {high}", "{band}: {rate} satisfied, 80% {low} – {high}")


def bands(page: Page, name: str) -> Node:
    """Draw a study of answers by bands.

    Args:
        page: where.
        name: of its table, with the columns of `answers_by_band`.
    """
    table = page.figures.evaluation.tables.get(name)
    if table is None:
        return None
    note = None if table.note is None else page.say(table.note)
    if not table.rows:
        return card(page, table.title, empty(page.say(NOTHING), None if note is None else written.sentence(note)))

    def share(value: float) -> str:
        return formats.percent(value, page.language)

    drawn = []
    for row in table.records():
        band = written.text(row["band"], page.language)
        label = page.say(BAND_LABEL).format(
            band=band, rate=share(row["rate"]), low=share(row["low"]), high=share(row["high"])
        )
        drawn.append(
            [
                h.span[band],
                ranged(row["rate"], row["low"], row["high"], (0.0, 1.0), label),
                h.span[share(row["rate"])],
                h.span(class_="t3")[f"n = {formats.number(row['answers'], page.language)}"],
            ]
        )
    body = h.div(class_="card-b column")[h.div(class_="bars worded")[drawn], as_table(page, table)]
    return card(page, table.title, body, subtitle=BANDS_SUB, foot=note)
