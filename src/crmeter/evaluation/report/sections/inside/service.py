"""Service: how long customers wait, what waits, who answers, what they ask about (C2, screen E)."""

from collections.abc import Sequence
from typing import Any

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report import written
from crmeter.evaluation.report.charts import Band, Line, LineChart, line_chart
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import card, tag
from crmeter.evaluation.report.ranges import ranged
from crmeter.evaluation.report.sections.inside.bands import bands
from crmeter.evaluation.report.sections.inside.chapters import Chapter, bodies
from crmeter.evaluation.report.sections.inside.load import load
from crmeter.evaluation.report.sections.inside.skeleton import (
    counted_bars,
    cuts,
    grid,
    has_any,
    nothing,
    over_time,
    six,
)
from crmeter.evaluation.report.tables import as_table, scrolling
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
    "service_level_attainment",
    "first_contact_resolution_rate",
    "reopen_rate",
    "reassignment_rate",
    "ticket_csat",
)
# By the clock, and by the calendar of the firm where it is known.
HOURS = ("first_response_time", "first_response_time_business_hours")
SHOWN = (*NUMBERS, *MEASURES)
CUTS = ("queue", "request_kind", "category", "priority", "channel", "segment", "owner")
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
AGENTS = Text("Nhân viên", "Agents")
MOST_AGENTS = 15
AGENT = Text("Nhân viên", "Agent")
TICKETS = Text("Phiếu", "Tickets")
MIDDLE = Text("Trung vị và 50% giữa", "Median and middle half")
BESIDE = Text("So với người khác, cùng loại phiếu", "Beside others on the same kinds")
OPEN = Text("Mở", "Open")
REOPENED = Text("Mở lại", "Reopened")
MIDDLE_LABEL = Text(
    "{agent}: trung vị {median} giờ, một nửa trong khoảng {low} – {high}",
    "{agent}: median {median} hours, the middle half {low} – {high}",
)
TOPICS_SUB = Text("{n} phiếu trong kỳ", "{n} tickets in the period")
NEW = Text("mới", "new")
ALIKE = Text("không khác rõ", "no clear difference")


def service(page: Page) -> Node:
    """Draw the section."""
    return bodies(chapters(page)) if is_shown(page) else nothing(page, TITLE, NEEDS)


def is_shown(page: Page) -> bool:
    """Return whether there is anything to draw."""
    return has_any(page, SHOWN)


def chapters(page: Page) -> list[Chapter]:
    """Return the parts of the section."""
    return _chapters(page, grid(("s7", _agents(page)), ("s5", _topics(page))), CUTS)


def chapters_of_one(page: Page) -> list[Chapter]:
    """Return the parts for somebody who sees their own tickets: others who had one of them are not named."""
    return _chapters(page, grid(("s12", _topics(page))), [cut for cut in CUTS if cut != "owner"])


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


def _agents(page: Page) -> Node:
    table = page.figures.table("agents")
    if table is None:
        return None
    rows = table.records()
    high = max((row["three_quarters"] for row in rows if row["three_quarters"] is not None), default=0.0) * 1.05
    head = h.tr[
        h.th(scope="col")[page.say(AGENT)],
        h.th(scope="col")[page.say(MIDDLE)],
        h.th(scope="col", class_="r")[page.say(TICKETS)],
        h.th(scope="col")[page.say(BESIDE)],
        h.th(scope="col", class_="r")[page.say(OPEN)],
        h.th(scope="col", class_="r")[page.say(REOPENED)],
    ]
    # Those with the most tickets, by how long they take, and never with a rank; the others are in the table.
    rows = sorted(rows, key=lambda row: -row["tickets"])[:MOST_AGENTS]
    rows.sort(key=lambda row: (row["median"] is None, row["median"] or 0.0))
    drawn = scrolling(
        page,
        AGENTS,
        h.table(class_="tbl")[h.thead[head], h.tbody[[_agent(page, row, high) for row in rows]]],
        "sticky-first",
    )
    median = next(column.title for column in table.columns if column.name == "median")
    foot = page.say(table.note) if table.note else None
    body = drawn if len(table.rows) <= MOST_AGENTS else [drawn, h.div(class_="card-b")[as_table(page, table)]]
    return card(page, AGENTS, body, subtitle=median, foot=foot)


def _agent(page: Page, row: dict[str, Any], high: float) -> Element:
    def hours(value: float) -> str:
        return formats.number(value, page.language, 1)

    return h.tr[
        h.th(scope="row", class_="name")[str(row["agent"])],
        h.td[
            formats.EMPTY
            if row["median"] is None
            else h.span(class_="meter wide")[
                h.span(class_="r")[hours(row["median"])],
                ranged(
                    row["median"],
                    row["quarter"],
                    row["three_quarters"],
                    (0.0, high or 1.0),
                    page.say(MIDDLE_LABEL).format(
                        agent=row["agent"],
                        median=hours(row["median"]),
                        low=hours(row["quarter"]),
                        high=hours(row["three_quarters"]),
                    ),
                ),
            ]
        ],
        h.td(class_="r")[formats.number(row["tickets"], page.language)],
        h.td(class_="two")[_beside(page, row)],
        h.td(class_="r")[formats.number(row["open"], page.language)],
        h.td(class_="r")[formats.EMPTY if row["reopened"] is None else formats.percent(row["reopened"], page.language)],
    ]


def _beside(page: Page, row: dict[str, Any]) -> Node:
    if row["ratio"] is None:
        return formats.EMPTY

    def times(value: float) -> str:
        return f"{formats.number(value, page.language, 2)}×"

    tone = "" if row["differs"] is None else "warn" if row["ratio"] > 1 else "good"
    return [
        times(row["ratio"]),
        " ",
        tag(written.text(row["differs"], page.language) if row["differs"] else page.say(ALIKE), tone),
        h.small[formats.span(times(row["low"]), times(row["high"]))],
    ]


def _topics(page: Page) -> Node:
    table = page.figures.table("ticket_topics")
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
