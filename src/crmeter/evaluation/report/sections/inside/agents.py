"""People who answer tickets, by name: time, reopened, satisfaction, each with its interval, and beside each other."""

from collections.abc import Sequence
from typing import Any

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report import written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import card, tag
from crmeter.evaluation.report.ranges import ranged
from crmeter.evaluation.report.tables import as_table, scrolling
from crmeter.vocabulary import Text, formats

# As many are drawn, those with the most tickets; the table below holds all.
MOST = 30
AGENTS = Text("Nhân viên", "Agents")
SUB = Text("theo tên; khoảng 80% bên cạnh mỗi số", "by name; the 80% interval beside each figure")
HEADS: Sequence[tuple[Text, str | None]] = (
    (Text("Nhân viên", "Agent"), None),
    (Text("Trả lời đầu, trung vị giờ", "First answer, median hours"), None),
    (Text("So trên phiếu cùng loại", "Beside others on the same kinds"), None),
    (Text("Giải quyết, trung vị giờ", "Solution, median hours"), None),
    (Text("So trên phiếu cùng loại", "Beside others on the same kinds"), None),
    (Text("Còn mở", "Still open"), "r"),
    (Text("Mở lại", "Reopened"), "r"),
    (Text("Hài lòng", "Satisfied"), "r"),
)
# Of each time: what holds its figures, and how many tickets they are of.
TIMES = (("answer", "answered"), ("solution", "timed"))
MEDIAN_LABEL = Text(
    "{agent}: trung vị {median} giờ, 80% {low} – {high}",
    "{agent}: median {median} hours, 80% {low} – {high}",
)
ALIKE = Text("không khác rõ", "no clear difference")


def agents(page: Page) -> Node:
    """Draw who answered and solved tickets."""
    table = page.figures.table("agents")
    if table is None:
        return None
    rows = table.records()
    foot = page.say(table.note) if table.note else None
    if any(name not in rows[0] for name, _ in TIMES):
        # A run of an older release tells less of each.
        return card(page, AGENTS, h.div(class_="card-b")[as_table(page, table)], foot=foot)
    most = sorted(rows, key=lambda row: -(row["answered"] + row["solved"] + row["open"]))[:MOST]
    ends = {name: (0.0, _furthest(most, name)) for name, _ in TIMES}
    head = h.tr[[h.th(scope="col", class_=style)[page.say(title)] for title, style in HEADS]]
    drawn = [_agent(page, row, ends) for row in rows if row in most]
    body = scrolling(page, AGENTS, h.table(class_="tbl")[h.thead[head], h.tbody[drawn]], "sticky-first")
    return card(page, AGENTS, [body, h.div(class_="card-b")[as_table(page, table)]], subtitle=SUB, foot=foot)


def _furthest(rows: Sequence[dict[str, Any]], name: str) -> float:
    told = [row[f"{name}_high"] or row[name] for row in rows if row[name] is not None]
    return max(told, default=0.0) * 1.05 or 1.0


def _agent(page: Page, row: dict[str, Any], ends: dict[str, tuple[float, float]]) -> Element:
    times = [
        (h.td[_time(page, row, name, row[counted], ends[name])], h.td(class_="two")[_beside(page, row, name)])
        for name, counted in TIMES
    ]
    return h.tr[
        h.th(scope="row", class_="name")[str(row["agent"])],
        times,
        h.td(class_="r")[formats.number(row["open"], page.language)],
        h.td(class_="r two")[_share(page, row, "reopened", row["reopened_of"])],
        h.td(class_="r two")[_share(page, row, "satisfied", row["answers"])],
    ]


def _time(page: Page, row: dict[str, Any], name: str, n: int, ends: tuple[float, float]) -> Node:
    if row[name] is None:
        return formats.EMPTY
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    told: list[Node] = [h.span(class_="r")[_hours(page, row[name])]]
    if low is not None:
        said = page.say(MEDIAN_LABEL).format(
            agent=row["agent"],
            median=_hours(page, row[name]),
            low=_hours(page, low),
            high=_hours(page, high),
        )
        told.append(ranged(row[name], low, high, ends, said))
    told.append(h.small(class_="t3")[_of(page, n)])
    return h.span(class_="meter wide")[told]


def _beside(page: Page, row: dict[str, Any], name: str) -> Node:
    ratio, differs = row[f"{name}_ratio"], row[f"{name}_differs"]
    if ratio is None:
        return formats.EMPTY

    def times(value: float) -> str:
        return f"{formats.number(value, page.language, 2)}×"

    tone = "" if differs is None else "warn" if ratio > 1 else "good"
    return [
        times(ratio),
        " ",
        tag(written.text(differs, page.language) if differs else page.say(ALIKE), tone),
        h.small[formats.span(times(row[f"{name}_ratio_low"]), times(row[f"{name}_ratio_high"]))],
    ]


def _share(page: Page, row: dict[str, Any], name: str, n: int) -> Node:
    if row[name] is None:
        return formats.EMPTY
    share, low, high = (formats.percent(row[f"{name}{end}"], page.language) for end in ("", "_low", "_high"))
    return [share, h.small[formats.span(low, high), " · ", _of(page, n)]]


def _hours(page: Page, value: float) -> str:
    return formats.number(value, page.language, 1)


def _of(page: Page, n: int) -> str:
    return f"n = {formats.number(n, page.language)}"
