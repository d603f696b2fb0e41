"""The next twelve months with their intervals, and how such forecasts did in the past."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report import words, written
from crmeter.evaluation.report.charts import Band, Line, LineChart, line_chart
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import card, empty, tag
from crmeter.evaluation.report.sections.market import market
from crmeter.evaluation.report.tables import as_table, plain_table
from crmeter.evaluation.result import ResultTable
from crmeter.vocabulary import Text, formats

TARGETS = (
    "forecast_revenue",
    "forecast_orders",
    "forecast_buyers",
    "forecast_new_customers",
    "forecast_pipeline",
    "forecast_leads",
    "forecast_tickets",
)
ACTUALS_SHOWN = 24
TITLES = {
    "forecast_revenue": Text("Doanh thu 12 tháng tới", "Revenue, the next 12 months"),
    "forecast_orders": Text("Số đơn 12 tháng tới", "Orders, the next 12 months"),
    "forecast_buyers": Text("Khách mua mỗi tháng, 12 tháng tới", "Customers who buy a month, the next 12 months"),
    "forecast_pipeline": Text("Cơ hội đang mở, 12 tháng tới", "Value of open deals, the next 12 months"),
    "forecast_new_customers": Text("Khách mới 12 tháng tới", "New customers, the next 12 months"),
    "forecast_leads": Text("Khách tiềm năng 12 tháng tới", "Leads, the next 12 months"),
    "forecast_tickets": Text("Phiếu hỗ trợ 12 tháng tới", "Tickets, the next 12 months"),
}
ACTUAL = Text("Thực tế", "Actual")
FORECAST = Text("Dự báo", "Forecast")
BANDS = Text("Khoảng 80% và 95%", "80% and 95% intervals")
BEGINS = Text("dự báo", "forecast")
BACKTEST = Text("Cách dự báo này đã đúng tới đâu", "How well such forecasts did")
BACKTEST_SUB = Text("thử lại trên quá khứ, bên cách đơn giản", "tried on the past, beside the naive way")
HORIZONS = Text("Ngắn hạn và dài hạn", "Short and long term")
HORIZONS_SUB = Text("quý tới, năm tới, hai năm tới", "the coming quarter, year and two years")
NONE = Text("Chưa dự báo được", "No forecast yet")
NONE_WHY = Text(
    "Cần ít nhất bảy tháng tròn; mùa vụ được xét khi có hai năm và một quý.",
    "It needs at least seven whole months; seasons are looked for from two years and a quarter.",
)
LABEL = Text(
    "{title}: thực tế {last} ({month}), dự báo {forecast} ({end}), khoảng 80% {span}",
    "{title}: actual {last} ({month}), forecast {forecast} ({end}), 80% interval {span}",
)


def forecast(page: Page) -> Node:
    """Draw the section."""
    present = [(name, table) for name in TARGETS if (table := page.figures.table(name))]
    if not present:
        return card(page, FORECAST, empty(page.say(NONE), page.say(NONE_WHY)))
    fans = [_fan(page, name, table, wide=at == 0 or len(present) == 2) for at, (name, table) in enumerate(present)]
    rest = fans[1:]
    return [
        fans[0],
        rest and h.div(class_="grid")[[h.div(class_=f"s{_span(len(rest))} fill")[fan] for fan in rest]],
        horizons_of(page),
        _backtest(page),
    ]


def forecast_and_market(page: Page) -> Node:
    """Draw the section of the one-file report: the firm, and the market where figures speak of it."""
    speaks = any(page.figures.table(name) for name in ("market_size", "market_shares", "market_prices"))
    return [forecast(page), speaks and market(page)]


def _span(cards: int) -> int:
    """Return the width of each card, in twelfths: at most three stand side by side, four two by two."""
    return 6 if cards in (2, 4) else 4 if cards in (3, 5, 6) else 12


def fans(page: Page, names: Sequence[str]) -> list[Element]:
    """Draw the coming months of some forecasts, of those that the run has."""
    return [_fan(page, name, table, wide=False) for name in names if (table := page.figures.table(name))]


def horizons_of(page: Page, names: Sequence[str] = TARGETS) -> Node:
    """Draw the short and the long term of some forecasts."""
    found = page.figures.table("forecast_horizons")
    if found is None:
        return None
    at = [column.name for column in found.columns].index("name")
    rows = tuple(row for row in found.rows if f"forecast_{row[at]}" in names)
    table = ResultTable(found.name, found.title, found.columns, rows, found.note)

    def write(cell: Any, row: dict[str, Any]) -> Node:
        if cell is None:
            return formats.EMPTY
        if row["kind"] == "money":
            return formats.compact_money(cell, page.currency, page.language)
        return written.amount(cell, page.language)

    def change(cell: Any, _row: dict[str, Any]) -> Node:
        if cell is None:
            return formats.EMPTY
        return formats.signed(cell, lambda value: formats.percent(value, page.language))

    drawn = plain_table(
        page,
        table,
        leave=("name", "kind"),
        cells={**dict.fromkeys(("expected", "low_80", "high_80", "naive", "before"), write), "change": change},
    )
    return card(page, HORIZONS, drawn, subtitle=HORIZONS_SUB)


def _fan(page: Page, name: str, table: ResultTable, *, wide: bool) -> Element:
    records = table.records()
    first = next((at for at, r in enumerate(records) if r["forecast"] is not None), len(records))
    records = records[max(0, first - ACTUALS_SHOWN) :]
    first = min(first, ACTUALS_SHOWN)
    kind = next(column.kind for column in table.columns if column.name == "forecast")

    def write(value: Any) -> str:
        if kind == "money":
            return formats.compact_money(value, page.currency, page.language)
        return written.amount(value, page.language)

    def series(key: str) -> list[float | None]:
        return [None if record.get(key) is None else float(record[key]) for record in records]

    largest = max((abs(v) for key in ("actual", "high_95") for v in series(key) if v is not None), default=0.0)
    scale, unit = formats.money_scale(largest, page.currency, page.language)

    def tick(value: float) -> str:
        if kind == "money":
            return formats.number(Decimal(str(value)) / scale, page.language)
        return written.amount(value, page.language)

    actual, expected = series("actual"), series("forecast")
    sides = {key: series(key) for key in ("low_80", "high_80", "low_95", "high_95")}
    if 0 < first < len(records) and actual[first - 1] is not None:
        # The fan opens at the last actual value.
        for column in (expected, *sides.values()):
            column[first - 1] = actual[first - 1]
    last = next((value for value in reversed(expected) if value is not None), None)
    chart = LineChart(
        _label(page, name, records, write),
        [formats.month(record["month"], page.language) for record in records],
        [Line(actual, "us"), Line(expected, "us ahead", None if last is None else write(last))],
        [Band(sides["low_95"], sides["high_95"], "b95"), Band(sides["low_80"], sides["high_80"], "b80")],
        event=(first - 1, page.say(BEGINS)) if 0 < first < len(records) else None,
        height=240 if wide else 200,
        most_labels=9 if wide else 4,
    )
    legend = h.span(class_="keyline")[
        h.span[h.i(class_="k-line"), page.say(ACTUAL)],
        h.span[h.i(class_="k-dash us"), page.say(FORECAST)],
        h.span[h.i(class_="k-band"), page.say(BANDS)],
    ]
    body = h.div(class_="card-b column")[line_chart(chart, tick), as_table(page, table)]
    return card(
        page,
        TITLES.get(name, table.title),
        body,
        subtitle=unit if kind == "money" else None,
        end=legend,
        foot=page.say(table.note) if table.note else None,
    )


def _label(page: Page, name: str, records: list[dict[str, Any]], write: Callable[[Any], str]) -> str:
    actual = next((r for r in reversed(records) if r["actual"] is not None), None)
    ahead = next((r for r in reversed(records) if r["forecast"] is not None), None)
    if actual is None or ahead is None:
        return page.say(TITLES[name])
    known = ahead["low_80"] is not None and ahead["high_80"] is not None
    return page.say(LABEL).format(
        title=page.say(TITLES[name]),
        last=write(actual["actual"]),
        month=formats.month(actual["month"], page.language),
        forecast=write(ahead["forecast"]),
        end=formats.month(ahead["month"], page.language),
        span=written.span(write(ahead["low_80"]), write(ahead["high_80"])) if known else page.say(words.UNKNOWN),
    )


def _backtest(page: Page) -> Node:
    table = page.figures.table("forecast_backtest")
    if table is None:
        return None

    def chosen(cell: Any, _row: dict[str, Any]) -> Node:
        return tag(written.text(cell, page.language), "acc", "good") if cell is not None else formats.EMPTY

    def signed(cell: Any, _row: dict[str, Any]) -> Node:
        if cell is None:
            return formats.EMPTY
        return formats.signed(cell, lambda value: formats.percent(value, page.language))

    drawn = plain_table(page, table, cells={"chosen": chosen, "bias": signed})
    return card(page, BACKTEST, drawn, subtitle=BACKTEST_SUB)
