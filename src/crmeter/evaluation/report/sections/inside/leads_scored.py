"""Which open leads to call first: the points of what is known, how the score did, whether it is still to be trusted."""

from dataclasses import replace
from typing import Any

import htpy as h
from htpy import Node

from crmeter.evaluation.report import written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import card, empty, tag
from crmeter.evaluation.report.sections.inside.skeleton import NOTHING, curve, grid
from crmeter.evaluation.report.tables import as_table, plain_table
from crmeter.vocabulary import Text, formats

TEST_SUB = Text("điểm bên các quy tắc đơn giản", "the score beside simple rules")
MOST_POINTS = 12
POINTS_SUB = Text(
    "điểm = 50 + tổng các điểm này; chấm {when}, nặng nhất trước",
    "a score is 50 and the sum of these; scored {when}, the heaviest first",
)
DRIFT_SUB = Text("lúc học và gần đây", "when it was learnt, and of late")
TRUE_AXIS = Text(
    "tỷ lệ thành khách hàng thật (nét mảnh) theo khả năng đã báo",
    "share that became customers (thin line) by the chance that was told",
)
TRUE_LABEL = Text(
    "Tỷ lệ thành khách hàng từ {first} ở khả năng thấp nhất đến {last} ở khả năng cao nhất",
    "Share that became customers from {first} at the lowest chances to {last} at the highest",
)


def leads_scored(page: Page) -> Node:
    """Draw the cards; nothing without leads."""
    found = page.figures.evaluation.tables.get("lead_scores")
    if found is None:
        return None
    if page.figures.table("lead_score_points") is None:
        why = None if found.note is None else written.sentence(page.say(found.note))
        return card(page, found.title, empty(page.say(NOTHING), why))
    return [
        _test(page),
        grid(("s7", _points(page)), ("s5", _true(page))),
        _drift(page),
        # On a page, whoever reads sees the leads that they may see, by name: it draws them itself.
        page.links is None
        and found.rows
        and card(page, found.title, plain_table(page, found, leave=("lead_key", "source"))),
    ]


def _test(page: Page) -> Node:
    table = page.figures.table("lead_score_test")
    if table is None:
        return None

    def chosen(cell: Any, _row: dict[str, Any]) -> Node:
        return tag(written.text(cell, page.language), "acc", "good") if cell is not None else formats.EMPTY

    return card(page, table.title, plain_table(page, table, cells={"chosen": chosen}), subtitle=TEST_SUB)


def _points(page: Page) -> Node:
    table = page.figures.table("lead_score_points")
    if table is None:
        return None

    def signed(cell: Any, _row: dict[str, Any]) -> Node:
        return formats.signed(cell, lambda value: formats.number(value, page.language, 1))

    # Of the last scoring, by which a lead is known best, what weighs most; all of it is in the table below.
    places = {column.name: at for at, column in enumerate(table.columns)}
    last = table.rows[-1][places["scored"]]
    rows = [row for row in table.rows if row[places["scored"]] == last]
    rows.sort(key=lambda row: -abs(row[places["points"]]))
    strongest = replace(table, rows=tuple(rows[:MOST_POINTS]))
    drawn = plain_table(page, strongest, leave=("scored",), cells={"points": signed}, tells_more=False)
    body = h.div[drawn, h.div(class_="card-b column")[as_table(page, table)]]
    foot = page.say(table.note) if table.note else None
    return card(page, table.title, body, subtitle=POINTS_SUB.fill(when=last), foot=foot)


def _true(page: Page) -> Node:
    table = page.figures.table("lead_calibration")
    if table is None:
        return None

    def along(row: dict[str, Any]) -> str:
        return formats.percent(row["fitted"], page.language, 0)

    return curve(page, table.name, table.title, along=along, counted="n", axis=TRUE_AXIS, label=TRUE_LABEL)


def _drift(page: Page) -> Node:
    table = page.figures.table("lead_drift")
    return None if table is None else card(page, table.title, plain_table(page, table), subtitle=DRIFT_SUB)
