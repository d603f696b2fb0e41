"""Marketing: what leads and customers cost, how often people reply, when they fall silent (C3, C5, C7)."""

from collections.abc import Callable
from functools import partial
from typing import Any

import htpy as h
from htpy import Node

from crmeter.evaluation.report import written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import card
from crmeter.evaluation.report.sections.inside.attribution import attribution
from crmeter.evaluation.report.sections.inside.chapters import Chapter, bodies
from crmeter.evaluation.report.sections.inside.drop_off import drop_off
from crmeter.evaluation.report.sections.inside.page_outcomes import page_outcomes
from crmeter.evaluation.report.sections.inside.skeleton import (
    curve,
    cuts,
    grid,
    has_any,
    nothing,
    over_time,
    plain_figures,
    six,
)
from crmeter.evaluation.report.tables import plain_table
from crmeter.vocabulary import Text, formats

TITLE = Text("Tiếp thị", "Marketing")
NEEDS = Text(
    "Trang này cần khách tiềm năng, các lần liên hệ, và chi phí chiến dịch.",
    "It needs leads, contacts, and the costs of campaigns.",
)
NUMBERS = (
    "leads_created",
    "lead_conversion_rate",
    "cost_per_lead",
    "customer_acquisition_cost",
    "reply_rate",
    "actions_per_engagement",
)
# Beside the numbers, where data tell them.
FIGURES = (
    "customer_acquisition_cost_of_cohort",
    "qualified_leads",
    "conversion_rate",
    "view_rate",
    "page_views",
    "view_action_rate",
    "delivery_rate",
    "bounce_rate",
)
MEASURES = (
    "leads_created",
    "lead_conversion_rate",
    "cost_per_lead",
    "customer_acquisition_cost",
    "reply_rate",
    "actions_per_engagement",
    "campaign_open_rate",
    "campaign_unread_rate",
    "campaign_click_rate",
    "campaign_unclicked_rate",
    "campaign_reply_rate",
    "campaign_conversion_rate",
    "campaign_unsubscribe_rate",
    "campaign_spam_complaint_rate",
    *FIGURES,
)
SHOWN = (*NUMBERS, *MEASURES)
CUTS = ("campaign", "channel", "segment", "owner")
NUMBERS_TITLE = Text("Con số chính", "Main figures")
REPLIES_TITLE = Text("Trả lời và rơi rụng", "Replies and losses")
PAGES_TITLE = Text("Lượt xem và hành động", "Views and actions")
CAMPAIGNS_TITLE = Text("Chiến dịch", "Campaigns")
CUTS_TITLE = Text("Theo từng nhóm", "By group")
LEADS = Text("Khách tiềm năng mới", "New leads")
REPLIES = Text("Liên hệ mấy lần thì ngừng", "After how many contacts replies end")
REPLIES_AXIS = Text("tỷ lệ trả lời theo lần liên hệ thứ mấy", "reply rate by the number of the contact")
REPLIES_LABEL = Text(
    "Tỷ lệ trả lời: {first} ở lần đầu, {last} ở lần cuối",
    "Reply rate: {first} at the first contact, {last} at the last",
)
EFFECTS = Text("Chiến dịch có tác dụng không", "Whether campaigns had an effect")
EFFECTS_SUB = Text(
    "người được gửi tới so với người để riêng theo bốc thăm", "whom they reached beside whom a lot held out"
)
RFM = Text("Khách theo RFM", "Customers by RFM")
RFM_SUB = Text("lần mua cuối, số ngày có mua, số tiền", "last purchase, days of purchase, money")


def marketing(page: Page) -> Node:
    """Draw the section."""
    if not is_shown(page):
        return nothing(page, TITLE, NEEDS)
    return bodies(chapters(page))


def is_shown(page: Page) -> bool:
    """Return whether there is anything to draw."""
    return has_any(page, SHOWN)


def chapters(page: Page) -> list[Chapter]:
    """Return the parts of the section."""
    return [
        Chapter("numbers", NUMBERS_TITLE, [six(page, NUMBERS), plain_figures(page, FIGURES)]),
        Chapter("replies", REPLIES_TITLE, grid(("s7", replies(page)), ("s5", drop_off(page)))),
        Chapter("pages", PAGES_TITLE, page_outcomes(page)),
        Chapter("campaigns", CAMPAIGNS_TITLE, [grid(("s12", attribution(page))), grid(("s12", _effects(page)))]),
        Chapter(
            "leads",
            LEADS,
            [grid(("s12", over_time(page, LEADS, ("leads_created",)))), _cohorts(page)],
        ),
        Chapter("rfm", RFM, grid(("s12", _rfm(page))), is_folded=True),
        Chapter("cuts", CUTS_TITLE, cuts(page, CUTS, MEASURES), is_folded=True),
    ]


def _cohorts(page: Page) -> Node:
    """Draw how the leads of each month converted, the bounds of a share below it."""
    table = page.figures.table("lead_cohorts")
    if table is None:
        return None
    names = [column.name for column in table.columns]
    bounds = [name for name in names if name.endswith(("_low", "_high"))]

    def share(name: str, value: float | None, row: dict[str, Any]) -> Node:
        drawn = written.cell(value, "share", page.currency, page.language)
        if row.get(f"{name}_low") is None:
            return drawn
        low, high = (formats.percent(row[f"{name}{end}"], page.language) for end in ("_low", "_high"))
        return h.span(class_="two")[drawn, h.small[formats.span(low, high)]]

    cells: dict[str, Callable[[Any, dict[str, Any]], Node]] = {
        name: partial(share, name) for name in names if name.startswith("days_") and name not in bounds
    }
    drawn = plain_table(page, table, leave=bounds, cells=cells, tells_more=False)
    return card(page, table.title, drawn, foot=page.say(table.note) if table.note else None)


def _effects(page: Page) -> Node:
    """Draw what campaigns changed, as far as anybody was held out of them."""
    table = page.figures.evaluation.tables.get("campaign_effects")
    if table is None or not table.rows:
        return None
    drawn = plain_table(page, table, tells_more=False)
    return card(page, EFFECTS, drawn, subtitle=EFFECTS_SUB, foot=page.say(table.note) if table.note else None)


def _rfm(page: Page) -> Node:
    """Draw the cells of recency, frequency and money, with who bought again."""
    table = page.figures.evaluation.tables.get("rfm")
    if table is None or not table.rows:
        return None
    drawn = plain_table(page, table, tells_more=False)
    return card(page, RFM, drawn, subtitle=RFM_SUB, foot=page.say(table.note) if table.note else None)


def replies(page: Page) -> Node:
    """Draw the reply rate by the number of the contact, with the point after which people fall silent."""

    def along(row: dict[str, Any]) -> str:
        return formats.number(row["number"], page.language)

    return curve(page, "reply_curve", REPLIES, along=along, counted="contacts", axis=REPLIES_AXIS, label=REPLIES_LABEL)
