"""A scenario beside the forecast: what each assumption adds as columns, and the months of both as lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report import written
from crmeter.evaluation.report.charts import Band, Line, LineChart, line_chart
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.waterfall import Step, waterfall
from crmeter.vocabulary import Text, formats


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn.

    Args:
        is_money: whether the figures are amounts.
        base: the forecast of the year.
        value: under the assumptions.
        adds: what each assumption adds, by its title.
        months: the coming ones.
        expected: the forecast of each.
        low: of its 80 % interval.
        high: of the same.
        assumed: each under the assumptions.
    """

    is_money: bool
    base: float
    value: float
    adds: Sequence[tuple[Text, float]]
    months: Sequence[date]
    expected: Sequence[float]
    low: Sequence[float | None]
    high: Sequence[float | None]
    assumed: Sequence[float]


BASE = Text("Dự báo", "Forecast")
SCENARIO = Text("Kịch bản", "Scenario")
BAND = Text("Khoảng 80% của dự báo", "80% interval of the forecast")
LABEL = Text(
    "Mỗi tháng: dự báo {base}, kịch bản {value} (cả năm)", "By month: forecast {base}, scenario {value} a year"
)


def scenario_columns(page: Page, drawn: Drawn) -> Node:
    """Draw from the forecast to the scenario, assumption by assumption."""
    scale, unit = _scale(page, drawn, max(abs(drawn.base), abs(drawn.value)))

    def step(title: Text, amount: float, *, is_end: bool) -> Step:
        number = formats.number(Decimal(str(amount)) / scale, page.language, 2 if scale > 1 else 0)
        sign = "+" if not is_end and amount > 0 else ""
        return Step(page.say(title), f"{sign}{number}", amount, is_end)

    steps = [
        step(BASE, drawn.base, is_end=True),
        *(step(title, amount, is_end=False) for title, amount in drawn.adds),
        step(SCENARIO, drawn.value, is_end=True),
    ]
    label = "; ".join(f"{each.name}: {each.written} {unit}".strip() for each in steps)
    return [unit and h.p(class_="meta t3")[unit], waterfall(steps, label)]


def scenario_months(page: Page, drawn: Drawn) -> Node:
    """Draw the months of the forecast with its interval, and of the scenario, which has none."""
    scale, unit = _scale(page, drawn, max((value for value in (*drawn.expected, *drawn.assumed)), default=0.0))

    def write(value: float) -> str:
        if drawn.is_money:
            return formats.compact_money(value, page.currency, page.language)
        return written.amount(value, page.language)

    def tick(value: float) -> str:
        if drawn.is_money:
            return formats.number(Decimal(str(value)) / scale, page.language)
        return written.amount(value, page.language)

    chart = LineChart(
        page.say(LABEL).format(base=write(drawn.base), value=write(drawn.value)),
        [formats.month(month, page.language) for month in drawn.months],
        [Line(drawn.expected, "model"), Line(drawn.assumed, "us")],
        [Band(drawn.low, drawn.high, "b80")],
        height=200,
        most_labels=6,
    )
    return [_legend(page, unit), line_chart(chart, tick)]


def _legend(page: Page, unit: str) -> Element:
    return h.p(class_="keyline")[
        h.span[h.i(class_="k-dash"), page.say(BASE)],
        h.span[h.i(class_="k-line"), page.say(SCENARIO)],
        h.span[h.i(class_="k-band"), page.say(BAND)],
        unit and h.span(class_="t3")[unit],
    ]


def _scale(page: Page, drawn: Drawn, largest: float) -> tuple[Decimal, str]:
    if drawn.is_money:
        return formats.money_scale(largest, page.currency, page.language)
    return Decimal(1), ""
