"""The same figures read for the work of the day, or for what comes: the last month, and the months ahead (A2)."""

from collections.abc import Sequence

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report.changes import change_between
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import card, change_mark, empty, spark, value_of
from crmeter.evaluation.report.sections.forecast import fans, horizons_of
from crmeter.evaluation.report.tables import scrolling
from crmeter.vocabulary import Text, formats

LAST_MONTH = Text("Tháng vừa qua", "The last month")
LAST_MONTH_SUB = Text("so với tháng trước đó; bên 12 tháng gần nhất", "against the month before; beside the last 12")
NO_MONTHS = Text("Chưa có tháng tròn nào được đo", "No whole month has been measured")
NO_MONTHS_WHY = Text("Cần ít nhất một tháng có dữ liệu từ đầu đến cuối.", "It needs a month with data from end to end.")
MEASURE = Text("Chỉ số", "Measure")
BEFORE = Text("Tháng trước", "Month before")
CHANGE = Text("Thay đổi", "Change")
LINE = Text("12 tháng", "12 months")
NO_FORECAST = Text("Chưa dự báo được", "No forecast yet")
NO_FORECAST_WHY = Text(
    "Cần ít nhất bảy tháng tròn của các chỉ số ở đây.", "It needs at least seven whole months of what is here."
)


def last_months(page: Page, measures: Sequence[str]) -> Node:
    """Draw the last whole month of each measure beside the one before.

    Args:
        page: where.
        measures: which, in their order; those without a month are left out.
    """
    rows = [row for name in dict.fromkeys(measures) if (row := _month(page, name)) is not None]
    if not rows:
        return card(page, LAST_MONTH, empty(page.say(NO_MONTHS), page.say(NO_MONTHS_WHY)))
    month = max(reading.period.start for name in measures for reading in page.figures.months(name))
    head = h.thead[
        h.tr[
            h.th(scope="col")[page.say(MEASURE)],
            h.th(scope="col", class_="r")[formats.month(month, page.language)],
            h.th(scope="col", class_="r")[page.say(BEFORE)],
            h.th(scope="col", class_="r")[page.say(CHANGE)],
            h.th(scope="col", class_="hide-m")[page.say(LINE)],
        ]
    ]
    table = h.table(class_="tbl")[head, h.tbody[rows]]
    return card(page, LAST_MONTH, scrolling(page, LAST_MONTH, table), subtitle=LAST_MONTH_SUB)


def months_ahead(page: Page, forecasts: Sequence[str]) -> Node:
    """Draw what is foreseen: fans of the coming months, and their short and long term.

    Args:
        page: where.
        forecasts: names such as `forecast_revenue`; those that the run does not have are left out.
    """
    drawn = fans(page, forecasts)
    if not drawn:
        return card(page, NO_FORECAST, empty(page.say(NO_FORECAST), page.say(NO_FORECAST_WHY)))
    wide = 12 if len(drawn) == 1 else 6
    return [
        h.div(class_="grid")[[h.div(class_=f"s{wide} fill")[fan] for fan in drawn]],
        horizons_of(page, forecasts),
    ]


def _month(page: Page, name: str) -> Element | None:
    months = page.figures.months(name)
    if not months or all(each.value is None for each in months):
        return None
    now = months[-1]
    before = months[-2] if len(months) > 1 else None
    change = change_between(now, before, page.figures.good(name))
    title = page.say(page.figures.title(name))
    address = None if page.links is None else page.links.explain(name, {})
    line = [None if each.value is None else float(each.value) for each in months]
    return h.tr[
        h.th(scope="row", class_="name wrapped")[h.a(class_="link", href=address)[title] if address else title],
        h.td(class_="r")[str(value_of(page, now))],
        h.td(class_="r")[formats.EMPTY if before is None else str(value_of(page, before))],
        h.td(class_="r")[formats.EMPTY if change is None else change_mark(change, page.language)],
        h.td(class_="hide-m")[spark(line, f"{title}: {page.say(LINE)}")],
    ]
