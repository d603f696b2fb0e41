"""The load of a week by weekday and hour, and the agents that it takes."""

from collections.abc import Callable
from typing import Any

import htpy as h
from htpy import Node

from crmeter.evaluation.report import written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.heat import Cell, HeatRow, heat_table
from crmeter.evaluation.report.parts import card, empty
from crmeter.evaluation.report.sections.inside.skeleton import NOTHING
from crmeter.evaluation.report.tables import as_table
from crmeter.vocabulary import Text, formats

LOAD_SUB = Text("trung bình mỗi giờ, theo thứ trong tuần", "mean of each hour, by weekday")
WEEKDAY = Text("Thứ", "Weekday")
AGENTS = Text("Cần mấy người mỗi giờ", "Agents that each hour takes")
_DAY = 24


def load(page: Page) -> Node:
    """Draw the tickets of each hour of a week, and under them the agents where they can be told."""
    table = page.figures.evaluation.tables.get("ticket_load")
    if table is None:
        return None
    foot = None if table.note is None else page.say(table.note)
    rows = table.records()
    if not rows:
        return card(page, table.title, empty(page.say(NOTHING), None if foot is None else written.sentence(foot)))
    hours = _hours(rows)
    body: list[Node] = [_heat(page, table.title, rows, hours, lambda row: row["mean"], 1)]
    if any(row["agents"] is not None for row in rows):
        body += [h.b[page.say(AGENTS)], _heat(page, AGENTS, rows, hours, lambda row: row["agents"], 0)]
    drawn = h.div(class_="card-b column stacked")[body, as_table(page, table)]
    return card(page, table.title, drawn, subtitle=LOAD_SUB, foot=foot)


def _hours(rows: list[dict[str, Any]]) -> range:
    """Return the hours from the first to the last in which anything ever comes."""
    busy = [row["hour"] for row in rows if row["mean"] > 0]
    return range(min(busy, default=0), max(busy, default=_DAY - 1) + 1)


def _heat(
    page: Page,
    title: Text,
    rows: list[dict[str, Any]],
    hours: range,
    figure: Callable[[dict[str, Any]], float | None],
    decimals: int,
) -> Node:
    most = max((found for row in rows if (found := figure(row)) is not None), default=0) or 1
    drawn = []
    for begins in range(0, len(rows), _DAY):
        cells = []
        for hour in hours:
            found = figure(rows[begins + hour])
            words = "" if found is None else formats.number(found, page.language, decimals)
            cells.append(None if found is None else Cell(found / most, words))
        drawn.append(HeatRow(written.text(rows[begins]["weekday"], page.language), None, cells))
    return heat_table(page, title, [page.say(WEEKDAY)], [str(hour) for hour in hours], drawn)
