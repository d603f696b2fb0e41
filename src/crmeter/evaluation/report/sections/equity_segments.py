"""What the customers of today are worth by segment, or those of one: together, each, and how much of it is at risk."""

from decimal import Decimal

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report import words, written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import (
    bar,
    card,
    empty,
    explain_button,
    is_untrusted,
    no_interval,
    trust_ring,
    value_of,
    why_undefined,
)
from crmeter.evaluation.report.sections.value import on_basis
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
OF_SEGMENT = Text("Giá trị tài sản: {segment}", "Equity: {segment}")
ALONE = Text(
    "Giá trị của khách đang có trong phân khúc. Khách sẽ có, xu hướng và dự báo chưa chia theo phân khúc.",
    "What its present customers are worth. Those to come, trend and forecast are not divided by segment.",
)
NOT_IN_RUN = Text("Lần đánh giá chưa có phân khúc này", "The evaluation does not have this segment")
NOT_IN_RUN_WHY = Text(
    "Phân khúc có trong khảo sát, nhưng chưa có khách nào của nó có đơn hàng trong lần đánh giá.",
    "It is in the survey, and no customer of it has an order in the evaluation.",
)
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


def equity_of_segment(page: Page, segment: str) -> Element:
    """Draw what the customers of one segment are worth, in the place of the equity of all."""
    worth = next(
        (r for r in page.figures.cut("customer_lifetime_value", "segment") if r.slice["segment"] == segment), None
    )
    named = words.code_words("segment", segment).in_(page.language)
    title = OF_SEGMENT.fill(segment=named)
    if worth is None or worth.top is None:
        return card(page, title, empty(page.say(NOT_IN_RUN), page.say(NOT_IN_RUN_WHY)))
    whole = page.figures.reading("customer_lifetime_value")
    total = Decimal(str(worth.top))
    rows: list[Node] = [
        _fact(page, CUSTOMERS, formats.number(int(worth.bottom or 0), page.language, 0)),
        _fact(
            page, EACH, [explain_button(page, worth, h.b[str(value_of(page, worth))]), h.small[_spread(page, worth)]]
        ),
    ]
    if whole is not None and whole.top:
        share = float(total / Decimal(str(whole.top)))
        rows.append(_fact(page, SHARE, formats.percent(share, page.language)))
    risk = next((r for r in page.figures.cut("value_at_risk", "segment") if r.slice["segment"] == segment), None)
    if risk is not None:
        rows.append(_fact(page, AT_RISK, explain_button(page, risk, h.b[str(value_of(page, risk))])))
    # Where a mean is too untrusted to be told, so is the sum.
    told = value_of(page, worth)
    if not is_untrusted(worth.trust):
        told = written.figure(total, worth.unit, worth.currency or page.currency, page.language)
    hero = h.span(class_="hero")[told.number, told.unit and h.small[told.unit.strip()]]
    body = h.div(class_="card-b equity")[
        explain_button(page, worth, [hero, trust_ring(page, worth.trust)], style="figure large"),
        h.dl(class_="rows")[rows],
        h.p(class_="t3 meta")[page.say(ALONE)],
    ]
    return card(page, title, body, subtitle=on_basis(page))


def _fact(page: Page, name: Text, value: Node) -> Element:
    return h.div[h.dt[page.say(name)], h.dd[value]]


def _spread(page: Page, each: Reading) -> Node:
    interval = each.interval()
    if interval is not None and each.value is not None:
        return written.between(interval, each, page.language)
    return why_undefined(page, each) if each.value is None else no_interval(page, each)


def _row(page: Page, each: Reading, every: Decimal, at_risk: dict[str, Reading]) -> Element:
    risk = at_risk.get(each.slice["segment"])
    return h.tr[
        h.th(scope="row", class_="name")[words.code_words("segment", each.slice["segment"]).in_(page.language)],
        _cells(page, int(each.bottom or 0), Decimal(str(each.top)), every),
        h.td(class_="r two")[
            explain_button(page, each, str(value_of(page, each))),
            h.small[_spread(page, each)],
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
