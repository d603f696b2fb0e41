"""Suppliers beside each other, by name: promise, time, quantity and faults, each with its interval."""

from collections.abc import Sequence
from typing import Any

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report import written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import card, empty, opens_explanation, tag
from crmeter.evaluation.report.ranges import ranged
from crmeter.evaluation.report.sections.inside.skeleton import NOTHING
from crmeter.evaluation.report.tables import as_table, scrolling
from crmeter.vocabulary import Text, formats

# As many are drawn; the table below holds all.
MOST = 30
SUB = Text("theo tên; khoảng 80% bên cạnh mỗi số", "by name; the 80% interval beside each figure")
SUPPLIER = Text("Nhà cung cấp", "Supplier")
ON_TIME = Text("Đúng hẹn", "On time")
BESIDE = Text("So với nơi khác, cùng nhóm hàng", "Beside others on the same goods")
LEAD = Text("Ngày từ đặt đến nhận", "Days from order to receipt")
IN_FULL = Text("Nhận đủ số đặt", "Received in full")
DEFECTS = Text("Hàng lỗi", "Defective")
RANGE = Text("{supplier}: {share} đúng hẹn, 80% {low} – {high}", "{supplier}: {share} on time, 80% {low} – {high}")
_TONES = {"on time less often": "warn", "on time more often": "good"}


def suppliers(page: Page) -> Node:
    """Draw the scorecard of suppliers."""
    table = page.figures.evaluation.tables.get("supplier_scorecard")
    if table is None:
        return None
    note = None if table.note is None else page.say(table.note)
    if not table.rows:
        return card(page, table.title, empty(page.say(NOTHING), None if note is None else written.sentence(note)))
    heads: Sequence[tuple[Text, str | None]] = (
        (SUPPLIER, None),
        (ON_TIME, None),
        (BESIDE, None),
        (LEAD, "r"),
        (IN_FULL, "r"),
        (DEFECTS, "r"),
    )
    head = h.tr[[h.th(scope="col", class_=style)[page.say(title)] for title, style in heads]]
    rows = [_supplier(page, row) for row in table.records()[:MOST]]
    drawn = scrolling(page, table.title, h.table(class_="tbl")[h.thead[head], h.tbody[rows]], "sticky-first")
    return card(page, table.title, [drawn, h.div(class_="card-b")[as_table(page, table)]], subtitle=SUB, foot=note)


def _supplier(page: Page, row: dict[str, Any]) -> Element:
    name = str(row["supplier"])
    differs = written.text(row["differs"], page.language)
    defects = _share(page, row, "defects", "defect_lines")
    return h.tr[
        h.th(scope="row", class_="name two")[name],
        h.td[_on_time(page, row, name)],
        h.td[tag(differs, _TONES.get(row["differs"].en, ""))],
        h.td(class_="r two")[_days(page, row)],
        h.td(class_="r two")[_share(page, row, "in_full", "in_full_lines")],
        h.td(class_="r two")[_explained(page, "supplier_defect_rate", name, defects)],
    ]


def _on_time(page: Page, row: dict[str, Any], name: str) -> Node:
    if row["on_time"] is None:
        return formats.EMPTY
    share, low, high = (formats.percent(row[f"on_time{end}"], page.language) for end in ("", "_low", "_high"))
    said = page.say(RANGE).format(supplier=name, share=share, low=low, high=high)
    told = [
        h.span(class_="r")[_explained(page, "supplier_on_time_rate", name, share)],
        ranged(row["on_time"], row["on_time_low"], row["on_time_high"], (0.0, 1.0), said),
        h.small(class_="t3")[_of(page, row["lines"])],
    ]
    return h.span(class_="meter wide")[told]


def _days(page: Page, row: dict[str, Any]) -> Node:
    if row["lead_days"] is None:
        return formats.EMPTY

    def days(value: float) -> str:
        return formats.number(value, page.language, 0 if float(value).is_integer() else 1)

    bounds = None if row["lead_low"] is None else formats.span(days(row["lead_low"]), days(row["lead_high"]))
    return [days(row["lead_days"]), bounds and h.small[bounds]]


def _share(page: Page, row: dict[str, Any], name: str, counted: str) -> Node:
    if row[name] is None:
        return formats.EMPTY

    def share(value: float) -> str:
        return formats.percent(value, page.language)

    bounds = None if row[f"{name}_low"] is None else formats.span(share(row[f"{name}_low"]), share(row[f"{name}_high"]))
    return [share(row[name]), h.small[bounds and [bounds, " · "], _of(page, row[counted])]]


def _of(page: Page, n: int) -> str:
    return f"n = {formats.number(n, page.language)}"


def _explained(page: Page, measure: str, supplier: str, content: Node) -> Node:
    """Let a figure of a supplier open the lines behind it, where the run cut the measure by supplier."""
    found = next((r for r in page.figures.cut(measure, "supplier") if r.slice["supplier"] == supplier), None)
    return opens_explanation(page, found, content, "figure") or content
