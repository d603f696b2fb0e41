"""What customers are worth today, beside what they were worth in the evaluations before and may be worth ahead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report import written
from crmeter.evaluation.report.charts import Band, Line, LineChart, line_chart
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import card, empty
from crmeter.evaluation.report.sections.value import EQUITY, equity_body, on_basis
from crmeter.evaluation.report.tables import as_table
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.vocabulary import Text, Undefined, formats

TREND = Text("Xu hướng và dự báo", "Trend and forecast")
BEFORE = Text("Đã qua", "Past months")
AHEAD = Text("Dự báo", "Forecast")
BANDS = Text("Khoảng 80% và 95%", "80% and 95% intervals")
MONTHLY = Text(
    "Mỗi tháng lấy lần đánh giá cuối, cùng cách tính giá trị, cùng chiết khấu và số tháng nhìn trước.",
    "The last evaluation of each month, with the same basis, discount rate and horizon.",
)
WORKED_OUT = Text(
    "Tháng chưa có lần đánh giá thì tính lại: mô hình chỉ thấy các đơn tới cuối tháng ấy, theo dữ liệu của hôm nay.",
    "A month without an evaluation is worked out now: the model sees only the orders up to its end, in today's data.",
)
EVALUATED, AFTERWARDS = Text("đã đánh giá", "evaluated"), Text("tính lại", "worked out now")
BY_METHOD = Text(
    "Dự báo: {method}, cách ít sai nhất ở các quý đã qua.", "Forecast: {method}, the best on the quarters before."
)
ONE_ONLY = Text("Chưa có xu hướng", "No trend yet")
ONE_ONLY_WHY = Text(
    "Đường này cần lần đánh giá của hai tháng trở lên, hoặc đơn hàng của hơn mười ba tháng để tính lại tháng trước.",
    "The line needs evaluations of two months or more, or orders of over thirteen months to work out the one before.",
)
OF_ALL = Text(
    "Các lần đánh giá trước được giữ cho toàn bộ khách, không giữ riêng phần của bạn.",
    "Earlier evaluations are kept for all customers, not for your part of them.",
)
NO_FORECAST = Text("Chưa dự báo: {why}.", "No forecast yet: {why}.")
LABEL = Text(
    "Giá trị tài sản từ {first} ({start}) đến {last} ({end})", "Equity from {first} ({start}) to {last} ({end})"
)
TARGET = Text("Mục tiêu {value}", "Target {value}")
LABEL_TARGET = Text("; mục tiêu {value}", "; target {value}")
LABEL_AHEAD = Text("; dự báo {value} ({month}){between}", "; forecast {value} ({month}){between}")
LABEL_BETWEEN = Text(", khoảng 80%: {span}", ", 80% interval {span}")

Bounds = tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the line.

    Args:
        month: its first day.
        value: equity by the last evaluation in it, or as today's works it out; None where neither is known.
        ahead: what is expected, where it has not come yet.
        within_80: between which bounds with 80 %, of the model in an evaluation or of the forecast.
        within_95: of a forecast with 95 %.
        is_worked_out: no evaluation of that month said it; today's does.
    """

    month: date
    value: float | None
    ahead: float | None = None
    within_80: Bounds = None
    within_95: Bounds = None
    is_worked_out: bool = False


@dataclass(frozen=True, slots=True)
class Trend:
    """Equity over months.

    Args:
        months: in their order, none left out; those ahead come last.
        method: by which it is seen ahead; None where it is not.
        missing: why it is not.
        is_part: the reader sees a part of the customers, of which nothing before is kept.
        target: what is to be reached, money; None where nobody has said.
    """

    months: Sequence[Month]
    method: Text | None = None
    missing: Undefined | None = None
    is_part: bool = False
    target: float | None = None


def equity_and_trend(page: Page, trend: Trend) -> Element:
    """Draw both in one card."""
    if page.figures.reading("customer_equity") is None:
        return card(page, EQUITY, equity_body(page))
    body = h.div(class_="equity-now")[
        equity_body(page), h.div(class_="equity-over")[h.h3[page.say(TREND)], _over_time(page, trend)]
    ]
    return card(page, EQUITY, body, subtitle=on_basis(page))


def _over_time(page: Page, trend: Trend) -> Node:
    known = [each for each in trend.months if each.value is not None]
    if len(known) < 2:
        return empty(page.say(ONE_ONLY), page.say(OF_ALL if trend.is_part else ONE_ONLY_WHY))
    notes = [page.say(MONTHLY), *([page.say(WORKED_OUT)] if any(each.is_worked_out for each in known) else [])]
    if trend.method is not None:
        notes.append(page.say(BY_METHOD.fill(method=trend.method)))
    elif trend.missing is not None:
        notes.append(page.say(NO_FORECAST.fill(why=trend.missing.reason)))
    return [
        _legend(page, is_ahead=trend.method is not None),
        _chart(page, trend.months, trend.target),
        h.p(class_="t3 meta")[" ".join(notes)],
        as_table(page, _table(trend.months)),
    ]


def _legend(page: Page, *, is_ahead: bool) -> Element:
    return h.span(class_="keyline")[
        h.span[h.i(class_="k-line"), page.say(BEFORE)],
        is_ahead and [h.span[h.i(class_="k-dash us"), page.say(AHEAD)], h.span[h.i(class_="k-band"), page.say(BANDS)]],
    ]


def _chart(page: Page, months: Sequence[Month], target: float | None) -> Element:
    actual, expected = [each.value for each in months], [each.ahead for each in months]
    last = max(at for at, value in enumerate(actual) if value is not None)
    bands = {
        name: [_side(each, name) if each.ahead is not None else None for each in months]
        for name in ("low_80", "high_80", "low_95", "high_95")
    }
    is_ahead = any(value is not None for value in expected)
    if is_ahead:
        # The fan opens at the last evaluation.
        for column in (expected, *bands.values()):
            column[last] = actual[last]
    end = expected[-1] if is_ahead else actual[last]
    largest = max(abs(value) for each in (actual, expected, bands["high_80"]) for value in each if value is not None)
    scale, _ = formats.money_scale(largest, page.currency, page.language)

    def tick(value: float) -> str:
        return formats.number(Decimal(str(value)) / scale, page.language)

    told = None if end is None else formats.compact_money(end, page.currency, page.language)
    chart = LineChart(
        _label(page, months, target),
        [formats.month(each.month, page.language) for each in months],
        [
            Line(actual, "us", None if is_ahead else told),
            *([Line(expected, "us ahead", told)] if is_ahead else []),
        ],
        [Band(bands["low_95"], bands["high_95"], "b95"), Band(bands["low_80"], bands["high_80"], "b80")],
        height=240,
        from_zero=False,
        most_labels=6,
        level=None if target is None else (target, page.say(TARGET).format(value=tick(target))),
    )
    return line_chart(chart, tick)


def _side(month: Month, name: str) -> float | None:
    side, level = name.split("_")
    bounds = month.within_80 if level == "80" else month.within_95
    return None if bounds is None else bounds[side == "high"]


def _label(page: Page, months: Sequence[Month], target: float | None) -> str:
    def money(value: float) -> str:
        return formats.compact_money(value, page.currency, page.language)

    known = [each for each in months if each.value is not None]
    said = page.say(LABEL).format(
        first=money(known[0].value or 0.0),
        start=formats.month(known[0].month, page.language),
        last=money(known[-1].value or 0.0),
        end=formats.month(known[-1].month, page.language),
    )
    if target is not None:
        said += page.say(LABEL_TARGET).format(value=money(target))
    end = months[-1]
    if end.ahead is None:
        return said
    spread = ""
    if end.within_80 is not None:
        spread = page.say(LABEL_BETWEEN).format(span=written.span(*(money(each) for each in end.within_80)))
    month = formats.month(end.month, page.language)
    return said + page.say(LABEL_AHEAD).format(value=money(end.ahead), month=month, between=spread)


def _table(months: Sequence[Month]) -> ResultTable:
    return ResultTable(
        "equity_over_time",
        TREND,
        (
            ResultColumn("month", Text("Tháng", "Month"), "month"),
            ResultColumn("actual", BEFORE, "money"),
            ResultColumn("known_by", Text("Biết từ", "Known by"), "text"),
            ResultColumn("forecast", AHEAD, "money"),
            ResultColumn("low_80", Text("Cận dưới 80%", "Lower 80%"), "money"),
            ResultColumn("high_80", Text("Cận trên 80%", "Upper 80%"), "money"),
            ResultColumn("low_95", Text("Cận dưới 95%", "Lower 95%"), "money"),
            ResultColumn("high_95", Text("Cận trên 95%", "Upper 95%"), "money"),
        ),
        tuple(
            (
                each.month,
                each.value,
                _known_by(each),
                each.ahead,
                *(each.within_80 or (None, None)),
                *(each.within_95 or (None, None)),
            )
            for each in months
        ),
    )


def _known_by(month: Month) -> Text | None:
    if month.value is None:
        return None
    return AFTERWARDS if month.is_worked_out else EVALUATED
