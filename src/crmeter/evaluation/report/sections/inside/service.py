"""Service: how long customers wait, what waits, who answers, what they ask about (C2, screen E)."""

from collections.abc import Sequence
from typing import Any

import htpy as h
from htpy import Node

from crmeter.evaluation.report import written
from crmeter.evaluation.report.charts import Band, Line, LineChart, line_chart
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import card, empty
from crmeter.evaluation.report.sections.inside.agents import agents
from crmeter.evaluation.report.sections.inside.bands import bands
from crmeter.evaluation.report.sections.inside.chapters import Chapter, bodies
from crmeter.evaluation.report.sections.inside.load import load
from crmeter.evaluation.report.sections.inside.skeleton import (
    NOTHING,
    counted_bars,
    cuts,
    grid,
    has_any,
    nothing,
    over_time,
    six,
)
from crmeter.evaluation.report.tables import as_table, plain_table
from crmeter.vocabulary import Text, formats

TITLE = Text("Dịch vụ", "Service")
NEEDS = Text(
    "Trang này cần phiếu hỗ trợ với thời điểm mở, trả lời và giải quyết.",
    "It needs tickets with when they were opened, answered and solved.",
)
NUMBERS = (
    "ticket_backlog",
    "breached_tickets",
    "first_response_time",
    "resolution_time",
    "first_contact_resolution_rate",
    "csat",
)
MEASURES = (
    "tickets_created",
    "tickets_resolved",
    "first_response_time",
    "first_response_time_business_hours",
    "first_response_time_p90",
    "resolution_time",
    "resolution_time_business_hours",
    "waiting_time",
    "waiting_time_business_hours",
    "waiting_time_p90",
    "waiting_time_business_hours_p90",
    "service_level_attainment",
    "first_contact_resolution_rate",
    "reopen_rate",
    "reassignment_rate",
    "escalation_rate",
    "ticket_csat",
)
# By the clock, and by the calendar of the firm where it is known.
HOURS = ("first_response_time", "first_response_time_business_hours")
SHOWN = (*NUMBERS, *MEASURES)
CUTS = ("queue", "request_kind", "product", "cause", "category", "priority", "channel", "segment", "owner")
NUMBERS_TITLE = Text("Con số chính", "Main figures")
QUEUE_TITLE = Text("Hàng chờ", "Queue")
LOAD_TITLE = Text("Tải theo giờ", "Load by hour")
WAITING_TITLE = Text("Chờ lâu và hài lòng", "Waiting and satisfaction")
PEOPLE_TITLE = Text("Nhân viên và yêu cầu", "Agents and requests")
CUTS_TITLE = Text("Theo từng nhóm", "By group")
QUEUE_SUB = Text("số phiếu mở cuối tuần", "open tickets at the end of the week")
QUEUE_LABEL = Text(
    "Hàng chờ phiếu: {first} cuối tuần đầu, {last} cuối tuần sau cùng",
    "Queue of tickets: {first} at first, {last} at last",
)
STATES = (
    ("working", Text("Đang xử lý", "Being worked on")),
    ("unanswered", Text("Chưa phản hồi", "Not answered")),
    ("late", Text("Trễ cam kết", "Late")),
)
ANSWERED = Text("Giờ đến phản hồi đầu tiên", "Hours until the first answer")
MOST_PAIRS = 20
TOPICS = ("ticket_topics", "ticket_products", "ticket_causes")
TOPICS_SUB = Text("{n} phiếu trong kỳ", "{n} tickets in the period")
NEW = Text("mới", "new")


def service(page: Page) -> Node:
    """Draw the section."""
    return bodies(chapters(page)) if is_shown(page) else nothing(page, TITLE, NEEDS)


def is_shown(page: Page) -> bool:
    """Return whether there is anything to draw."""
    return has_any(page, SHOWN)


def chapters(page: Page) -> list[Chapter]:
    """Return the parts of the section."""
    return _chapters(page, [grid(("s12", agents(page))), _requests(page)], CUTS)


def chapters_of_one(page: Page) -> list[Chapter]:
    """Return the parts for somebody who sees their own tickets: others who had one of them are not named."""
    return _chapters(page, _requests(page), [cut for cut in CUTS if cut != "owner"])


def _chapters(page: Page, people: Node, by: Sequence[str]) -> list[Chapter]:
    return [
        Chapter("numbers", NUMBERS_TITLE, six(page, NUMBERS)),
        Chapter("queue", QUEUE_TITLE, grid(("s7", _queue(page)), ("s5", over_time(page, ANSWERED, HOURS)))),
        Chapter("load", LOAD_TITLE, grid(("s12", load(page)))),
        Chapter("waiting", WAITING_TITLE, grid(("s12", bands(page, "waiting_satisfaction")))),
        Chapter("people", PEOPLE_TITLE, people),
        Chapter("cuts", CUTS_TITLE, cuts(page, by, MEASURES), is_folded=True),
    ]


def _queue(page: Page) -> Node:
    table = page.figures.table("ticket_queue")
    if table is None:
        return None
    rows = table.records()
    floor = [0.0] * len(rows)
    bands, lines = [], []
    for state, title in STATES:
        top = [low + row[state] for low, row in zip(floor, rows, strict=True)]
        bands.append(Band(list(floor), top, state))
        # What is nothing at the end has no room for a word there.
        lines.append(Line(top, f"edge {state}", page.say(title) if rows[-1][state] else None))
        floor = top
    chart = LineChart(
        page.say(QUEUE_LABEL).format(
            first=formats.number(floor[0], page.language), last=formats.number(floor[-1], page.language)
        ),
        [formats.day(row["week"], page.language) for row in rows],
        lines,
        bands,
    )
    body = h.div(class_="card-b column stacked")[
        line_chart(chart, lambda value: written.amount(value, page.language)), as_table(page, table)
    ]
    return card(page, table.title, body, subtitle=QUEUE_SUB)


def _requests(page: Page) -> Node:
    """What tickets are about; a list by product or cause is drawn where any ticket tells it."""
    by = [_topics(page, name) for name in TOPICS]
    return grid(*(("s6", drawn) for drawn in by if drawn is not None), ("s12", _causes_on_products(page)))


def _causes_on_products(page: Page) -> Node:
    table = page.figures.evaluation.tables.get("causes_on_products")
    if table is None:
        return None
    if not table.rows:
        why = None if table.note is None else written.sentence(page.say(table.note))
        return card(page, table.title, empty(page.say(NOTHING), why))
    return card(page, table.title, plain_table(page, table, most=MOST_PAIRS))


def _topics(page: Page, name: str) -> Node:
    table = page.figures.table(name)
    if table is None:
        return None
    rows = table.records()
    total = sum(row["tickets"] for row in rows)
    drawn = [(written.text(row["topic"], page.language), row["tickets"], _change(page, row)) for row in rows[:8]]
    subtitle = page.say(TOPICS_SUB.fill(n=total))
    return card(page, table.title, counted_bars(page, table, drawn), subtitle=subtitle)


def _change(page: Page, row: dict[str, Any]) -> Node:
    before = row["before"]
    if before is None:
        return formats.EMPTY
    if not before:
        return page.say(NEW)
    return formats.signed(row["tickets"] / before - 1, lambda value: formats.percent(value, page.language, 0))
