"""How many customers are in each stage, and who moved from which to which."""

from typing import Any

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report import words, written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.heat import Cell, HeatRow, heat_table
from crmeter.evaluation.report.parts import bar, card, empty, explain_button, value_of, why_measure
from crmeter.evaluation.report.tables import as_table
from crmeter.vocabulary import Text, formats

CUSTOMERS = Text(
    "số khách, phần của tổng, trung vị số ngày đã ở giai đoạn", "customers, share of all, median days in the stage"
)
STAGES = Text("Giai đoạn vòng đời", "Lifecycle stages")
MOVES = Text("Chuyển giai đoạn", "Moves between stages")
MOVES_SUB = Text("số khách, từ (hàng) sang (cột)", "customers, from (row) to (column)")
MISSING = Text("Chưa đủ dữ liệu để vẽ", "Not enough data to draw this")
BEFORE = Text("Trước", "Before")
NOW = Text("nay", "now")
NOT_YET = Text("chưa là khách", "not yet")


def stages(page: Page) -> Element:
    """Draw the stages as bars."""
    cut = {r.slice["stage"]: r for r in page.figures.cut("lifecycle_stage", "stage") if r.value is not None}
    if not cut:
        return card(page, STAGES, empty(page.say(MISSING), why_measure(page, "lifecycle_stage")))
    ordered = [code for code in words.STAGE_WORDS if code in cut] + [c for c in cut if c not in words.STAGE_WORDS]
    total = sum(float(reading.value or 0) for reading in cut.values()) or 1.0
    most = max(float(reading.value or 0) for reading in cut.values()) or 1.0
    rows = [
        [
            h.span[page.say(words.STAGE_WORDS.get(code, Text.same(code))).capitalize()],
            bar(float(cut[code].value or 0) / most, "worse" if code in ("at_risk", "lost") else ""),
            explain_button(page, cut[code], h.b[formats.number(cut[code].value or 0, page.language, 0)]),
            h.span(class_="t3 nowrap")[
                formats.percent(float(cut[code].value or 0) / total, page.language), _days(page, code)
            ],
        ]
        for code in ordered
    ]
    return card(page, STAGES, h.div(class_="card-b")[h.div(class_="bars wide-end")[rows]], subtitle=CUSTOMERS)


def _days(page: Page, stage: str) -> Node:
    reading = page.figures.reading("days_in_lifecycle_stage", stage=stage)
    if reading is None or reading.value is None:
        return None
    return [" · ", explain_button(page, reading, str(value_of(page, reading)))]


def moves(page: Page) -> Element:
    """Draw the moves between stages as a heat table."""
    table = page.figures.table("lifecycle")
    if table is None:
        return card(page, MOVES, empty(page.say(MISSING)))
    records = table.records()

    def named(value: Any) -> str:
        return written.text(value, page.language) if value is not None else page.say(NOT_YET)

    before = list(dict.fromkeys(named(record["stage_before"]) for record in records))
    now = list(dict.fromkeys(named(record["stage_now"]) for record in records))
    counts = {(named(r["stage_before"]), named(r["stage_now"])): r["customers"] for r in records}
    most = max((n or 0 for n in counts.values()), default=0) or 1
    rows = [
        HeatRow(
            row.capitalize(),
            None,
            [
                None
                if counts.get((row, column)) is None
                else Cell(counts[row, column] / most, formats.number(counts[row, column], page.language, 0))
                for column in now
            ],
        )
        for row in before
    ]
    corner = f"{page.say(BEFORE)} \\ {page.say(NOW)}"
    body = h.div(class_="card-b column")[heat_table(page, MOVES, (corner,), now, rows), as_table(page, table)]
    return card(page, MOVES, body, subtitle=MOVES_SUB)
