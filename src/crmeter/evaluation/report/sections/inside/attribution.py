"""What campaigns brought and cost, the rules of attribution side by side (A5)."""

from collections.abc import Mapping
from typing import Any

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report import written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import card, explain_button
from crmeter.evaluation.report.tables import as_table, scrolling
from crmeter.vocabulary import Reading, Text, formats

TITLE = Text("Chiến dịch đem lại gì", "What campaigns brought")
SUBTITLE = Text(
    "lợi suất trên chi phí theo bốn cách chia đơn, khoảng 80% bên dưới",
    "return on cost by four rules of sharing orders, the 80% interval below",
)
CAMPAIGN = Text("Chiến dịch", "Campaign")
COST = Text("Chi phí", "Cost")
SHARED = Text("Doanh số chia đều", "Sales, shared evenly")
RULES: Mapping[str, Text] = {
    "first_touch": Text("Lần chạm đầu", "First touch"),
    "last_touch": Text("Lần chạm cuối", "Last touch"),
    "linear": Text("Chia đều", "Linear"),
    "time_decay": Text("Giảm dần", "Time decay"),
}
MEASURES = tuple(f"campaign_return_{rule}" for rule in RULES)


def attribution(page: Page) -> Node:
    """Draw the returns of each campaign by each rule; nothing where no campaign had part in an order."""
    table = page.figures.evaluation.tables.get("attribution")
    if table is None or not table.rows:
        return None
    of_campaign: dict[str, list[dict[str, Any]]] = {}
    for row in table.records():
        of_campaign.setdefault(written.text(row["campaign"], page.language), []).append(row)
    readings = {
        (name, reading.slice["campaign"]): reading
        for name in MEASURES
        for reading in page.figures.cut(name, "campaign")
    }
    head = h.tr[
        h.th(scope="col")[page.say(CAMPAIGN)],
        h.th(scope="col", class_="r")[page.say(COST)],
        h.th(scope="col", class_="r")[page.say(SHARED)],
        [h.th(scope="col", class_="r")[page.say(rule)] for rule in RULES.values()],
    ]
    rows = [
        h.tr[
            h.th(scope="row", class_="name")[campaign],
            h.td(class_="r")[_money(page, by_rule[0]["cost"])],
            h.td(class_="r")[_money(page, by_rule[2]["revenue"])],
            [_return(page, row, readings.get((name, campaign))) for name, row in zip(MEASURES, by_rule, strict=True)],
        ]
        for campaign, by_rule in of_campaign.items()
    ]
    drawn = scrolling(page, TITLE, h.table(class_="tbl")[h.thead[head], h.tbody[rows]], "sticky-first")
    note = page.say(table.note) if table.note else None
    return card(page, TITLE, [drawn, h.div(class_="card-b")[as_table(page, table)]], subtitle=SUBTITLE, foot=note)


def _money(page: Page, amount: Any) -> str:
    return formats.EMPTY if amount is None else formats.compact_money(amount, page.currency, page.language)


def _return(page: Page, row: Mapping[str, Any], reading: Reading | None) -> Element:
    if row["return"] is None:
        return h.td(class_="r")[formats.EMPTY]
    share = formats.percent(row["return"], page.language)
    low, high = row["low"], row["high"]
    return h.td(class_="r two")[
        share if reading is None else explain_button(page, reading, share),
        low is not None and h.small[formats.span(*(formats.percent(each, page.language) for each in (low, high)))],
    ]
