"""What the customers of today are worth by segment: together, each, and how much of it is at risk."""

from decimal import Decimal

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report import words, written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import bar, card, empty, explain_button, no_interval, value_of, why_undefined
from crmeter.evaluation.report.tables import scrolling
from crmeter.vocabulary import Reading, Text, formats

TITLE = Text("Theo phân khúc", "By segment")
SUB = Text(
    "khách đang có; khách sẽ có chưa thuộc phân khúc nào", "present customers; those to come have no segment yet"
)
SEGMENT = Text("Phân khúc", "Segment")
CUSTOMERS = Text("Khách", "Customers")
TOGETHER = Text("Giá trị", "Equity")
SHARE = Text("Phần của tất cả", "Part of all")
EACH = Text("Một khách", "Each")
AT_RISK = Text("Có thể mất", "At risk")
OTHER = Text("Phân khúc khác hoặc chưa rõ", "Other segments, or not known")
NOTHING = Text("Chưa chia theo phân khúc được", "Not divided by segment yet")
NOTHING_WHY = Text(
    "Cần dữ liệu khách hàng có từ hai phân khúc trở lên.", "It needs two segments or more in the data of customers."
)


def equity_by_segment(page: Page) -> Element:
    """Draw the table, the most valuable segment first; what is in none of them closes it."""
    cut = [each for each in page.figures.cut("customer_lifetime_value", "segment") if each.top is not None]
    whole = page.figures.reading("customer_lifetime_value")
    if not cut or whole is None or not whole.top:
        return card(page, TITLE, empty(page.say(NOTHING), page.say(NOTHING_WHY)))
    at_risk = {each.slice["segment"]: each for each in page.figures.cut("value_at_risk", "segment")}
    every = Decimal(str(whole.top))
    rows = [_row(page, each, every, at_risk) for each in sorted(cut, key=lambda one: -float(one.top or 0))]
    rest = every - sum((Decimal(str(each.top)) for each in cut), Decimal(0))
    rest_customers = int(whole.bottom or 0) - sum(int(each.bottom or 0) for each in cut)
    if rest_customers:
        rows.append(
            h.tr[
                h.th(scope="row", class_="name")[page.say(OTHER)],
                _cells(page, rest_customers, rest, every),
                h.td(class_="r")[formats.EMPTY],
                h.td(class_="r")[formats.EMPTY],
            ]
        )
    head = h.tr[
        h.th(scope="col")[page.say(SEGMENT)],
        [h.th(scope="col", class_="r")[page.say(each)] for each in (CUSTOMERS, TOGETHER)],
        h.th(scope="col", class_="hide-m")[h.span(class_="sr")[page.say(SHARE)]],
        [h.th(scope="col", class_="r")[page.say(each)] for each in (SHARE, EACH, AT_RISK)],
    ]
    table = scrolling(page, TITLE, h.table(class_="tbl")[h.thead[head], h.tbody[rows]])
    return card(page, TITLE, table, subtitle=SUB)


def _row(page: Page, each: Reading, every: Decimal, at_risk: dict[str, Reading]) -> Element:
    risk, interval = at_risk.get(each.slice["segment"]), each.interval()
    known = interval is not None and each.value is not None
    return h.tr[
        h.th(scope="row", class_="name")[words.code_words("segment", each.slice["segment"]).in_(page.language)],
        _cells(page, int(each.bottom or 0), Decimal(str(each.top)), every),
        h.td(class_="r two")[
            explain_button(page, each, str(value_of(page, each))),
            h.small[
                written.between(interval, each, page.language)
                if known and interval is not None
                else why_undefined(page, each)
                if each.value is None
                else no_interval(page, each)
            ],
        ],
        h.td(class_="r")[formats.EMPTY if risk is None else explain_button(page, risk, str(value_of(page, risk)))],
    ]


def _cells(page: Page, customers: int, value: Decimal, every: Decimal) -> Node:
    share = float(value / every)
    return [
        h.td(class_="r")[formats.number(customers, page.language, 0)],
        h.td(class_="r")[h.b[formats.compact_money(value, page.currency, page.language)]],
        h.td(class_="hide-m part-bar")[bar(share)],
        h.td(class_="r")[formats.percent(share, page.language)],
    ]
