"""Sales: what is open, what it becomes, where deals are lost, how fast leads are answered (C4, screen F)."""

from typing import Any

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report import written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import bar, card, explain_button, value_of
from crmeter.evaluation.report.sections.inside.chapters import Chapter, bodies
from crmeter.evaluation.report.sections.inside.deals_ahead import deals_ahead
from crmeter.evaluation.report.sections.inside.decisions import TITLE as DECISIONS_TITLE
from crmeter.evaluation.report.sections.inside.decisions import decisions
from crmeter.evaluation.report.sections.inside.discounts import discounts
from crmeter.evaluation.report.sections.inside.leads_scored import leads_scored
from crmeter.evaluation.report.sections.inside.skeleton import (
    curve,
    cuts,
    grid,
    has_any,
    nothing,
    over_time,
    plain_card,
    plain_figures,
    six,
)
from crmeter.evaluation.report.tables import scrolling
from crmeter.vocabulary import Reading, Text, formats

TITLE = Text("Bán hàng", "Sales")
NEEDS = Text(
    "Trang này cần cơ hội với các lần chuyển giai đoạn; khách tiềm năng cho thời gian trả lời.",
    "It needs deals with their changes of stage, and leads for the time until an answer.",
)
NUMBERS = (
    "pipeline_value",
    "weighted_pipeline",
    "win_rate",
    "deal_cycle_length",
    "overdue_deals",
    "lead_response_time",
)
# Beside the numbers, where data tell them.
FIGURES = (
    "deal_age",
    "sales_cycle_length",
    "decision_time",
    "lead_response_time_hours",
    "lead_response_time_ninth_decile_hours",
    "deals_lost",
    "lost_deal_value",
    "discount_rate",
    "activities_per_deal",
    "activities_per_deal_median",
    "quota_attainment",
    "forecast_accuracy",
)
MEASURES = (
    "deals_created",
    "deals_won",
    "won_value",
    "win_rate",
    "win_value_rate",
    "deal_cycle_length",
    "stage_conversion_rate",
    "deal_drop_off_rate",
    "touches_per_conversion",
    "lead_response_time_business_hours",
    *FIGURES,
)
SHOWN = (*NUMBERS, *MEASURES)
CUTS = ("pipeline", "channel", "segment", "owner", "category", "lost_reason")
NUMBERS_TITLE = Text("Con số chính", "Main figures")
FUNNEL_TITLE = Text("Phễu và giá trị thắng", "Funnel and won value")
LOSSES_TITLE = Text("Tốc độ và chỗ mất", "Pace and losses")
DISCOUNTS_TITLE = Text("Giảm giá", "Discounts")
AHEAD_TITLE = Text("Sẽ đem lại gì", "What deals will bring")
LEADS_TITLE = Text("Gọi ai trước", "Whom to call first")
CUTS_TITLE = Text("Theo từng nhóm", "By group")
WON = Text("Giá trị thắng", "Won value")
FUNNEL = Text("Phễu cơ hội", "Funnel of deals")
FUNNEL_SUB = Text("lượt vào mỗi giai đoạn trong kỳ", "entries into each stage in the period")
STAGE = Text("Giai đoạn", "Stage")
ENTRIES = Text("Lượt vào", "Entries")
MOVED = Text("Đi tiếp", "Moved on")
LOST = Text("Mất", "Lost")
STAYED = Text("Ở lại (trung vị)", "Time there (median)")
FUNNEL_FOOT = Text(
    "Lượt vào tính cả cơ hội còn ở đó; “đi tiếp” là phần trong số đã đi tiếp hoặc thua. Giai đoạn để mất nhiều nhất "
    "tô cam. Mỗi số mở ra các cơ hội phía sau.",
    "Entries count deals that are still there; “moved on” is of those that came further or were lost. The stage that "
    "loses most is orange. Each figure opens the deals behind it.",
)
RESPONSE = Text("Trả lời chậm mất gì", "What slow answers cost")
RESPONSE_AXIS = Text(
    "tỷ lệ thành khách hàng theo thời gian đến lần liên hệ đầu, {unit}",
    "conversion by time until the first contact, {unit}",
)
RESPONSE_LABEL = Text(
    "Tỷ lệ thành khách hàng từ {first} khi được liên hệ nhanh nhất xuống {last}",
    "Conversion falls from {first} of those contacted fastest to {last}",
)


def sales(page: Page) -> Node:
    """Draw the section."""
    if not is_shown(page):
        return nothing(page, TITLE, NEEDS)
    return bodies(chapters(page))


def is_shown(page: Page) -> bool:
    """Return whether there is anything to draw; leads that can be scored are enough."""
    return has_any(page, SHOWN) or page.figures.table("lead_scores") is not None


def chapters(page: Page) -> list[Chapter]:
    """Return the parts of the section."""
    losses = grid(("s6", plain_card(page, "pipeline_velocity")), ("s6", plain_card(page, "stage_losses")))
    return [
        Chapter("numbers", NUMBERS_TITLE, [six(page, NUMBERS), plain_figures(page, FIGURES)]),
        Chapter("funnel", FUNNEL_TITLE, grid(("s7", _funnel(page)), ("s5", over_time(page, WON, ("won_value",))))),
        Chapter("losses", LOSSES_TITLE, losses),
        Chapter("discounts", DISCOUNTS_TITLE, grid(("s12", discounts(page)))),
        Chapter("ahead", AHEAD_TITLE, deals_ahead(page)),
        Chapter("response", RESPONSE, grid(("s12", response(page)))),
        Chapter("decisions", DECISIONS_TITLE, grid(("s12", decisions(page)))),
        Chapter("leads", LEADS_TITLE, leads_scored(page), is_folded=True),
        Chapter("cuts", CUTS_TITLE, cuts(page, CUTS, MEASURES), is_folded=True),
    ]


def response(page: Page) -> Node:
    """Draw how conversion falls with the time until the first contact."""
    table = page.figures.table("lead_response")
    axis = RESPONSE_AXIS.fill(unit=table.records()[0]["unit"]) if table is not None and table.rows else RESPONSE

    def along(row: dict[str, Any]) -> str:
        low, high = (written.amount(row[end], page.language) for end in ("fastest", "slowest"))
        return low if low == high else formats.span(low, high)

    return curve(page, "lead_response", RESPONSE, along=along, counted="leads", axis=axis, label=RESPONSE_LABEL)


def _funnel(page: Page) -> Node:
    moved = {r.slice["deal_stage"]: r for r in page.figures.cut("stage_conversion_rate", "deal_stage")}
    if not moved:
        return None
    lost = {r.slice["deal_stage"]: r for r in page.figures.cut("deal_drop_off_rate", "deal_stage")}
    stayed = {r.slice["deal_stage"]: r for r in page.figures.cut("stage_duration", "deal_stage")}
    # Of whom the way is decided are fewer: whoever entered counts, though they are still there.
    entries = {stage: stayed[stage].n for stage in moved if stage in stayed}
    # The order of a pipeline is not among the data; deals pass through stages in their order, fewer through each.
    stages = sorted(moved, key=lambda stage: (-entries.get(stage, 0), -moved[stage].n))
    known = {stage: float(r.value) for stage, r in lost.items() if r.value is not None and stage in moved}
    worst = max(known, key=lambda stage: known[stage]) if any(known.values()) else ""
    most = max(entries.values(), default=0)
    head = h.tr[
        h.th(scope="col")[page.say(STAGE)],
        h.th(scope="col")[page.say(ENTRIES)],
        h.th(scope="col", class_="r")[page.say(MOVED)],
        h.th(scope="col", class_="r")[page.say(LOST)],
        h.th(scope="col", class_="r")[page.say(STAYED)],
    ]
    rows = [
        h.tr[
            h.th(scope="row", class_="name")[stage],
            _entered(page, entries.get(stage), most, "warn" if stage == worst else ""),
            _cell(page, moved[stage]),
            _cell(page, lost.get(stage)),
            _cell(page, stayed.get(stage)),
        ]
        for stage in stages
    ]
    table = scrolling(page, FUNNEL, h.table(class_="tbl")[h.thead[head], h.tbody[rows]], "sticky-first")
    return card(page, FUNNEL, table, subtitle=FUNNEL_SUB, foot=page.say(FUNNEL_FOOT))


def _entered(page: Page, n: int | None, most: int, tone: str) -> Element:
    if n is None or not most:
        return h.td[formats.EMPTY]
    return h.td[h.span(class_="meter wide")[h.span(class_="r")[formats.number(n, page.language)], bar(n / most, tone)]]


def _cell(page: Page, reading: Reading | None) -> Element:
    if reading is None:
        return h.td(class_="r")[formats.EMPTY]
    interval = reading.interval() if reading.value is not None else None
    return h.td(class_="r two")[
        explain_button(page, reading, str(value_of(page, reading))),
        interval is not None and h.small[written.between(interval, reading, page.language, units=False)],
    ]
