"""Which open leads to call first: the points of what is known, how the score did, whether it is still to be trusted."""

from typing import Any

from htpy import Node

from crmeter.evaluation.report import written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import card, empty, tag
from crmeter.evaluation.report.sections.inside.skeleton import NOTHING, curve, grid
from crmeter.evaluation.report.tables import plain_table
from crmeter.vocabulary import Text, formats

TEST_SUB = Text("điểm bên các quy tắc đơn giản", "the score beside simple rules")
POINTS_SUB = Text("điểm khách tiềm năng = 50 + tổng các điểm", "score of a lead = 50 + the sum of points")
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

    return card(page, table.title, plain_table(page, table, cells={"points": signed}), subtitle=POINTS_SUB)


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
