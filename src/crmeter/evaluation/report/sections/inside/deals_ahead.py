"""What deals will bring: past months beside what was foreseen, months to come, and whether chances come true."""

from decimal import Decimal
from typing import Any

import htpy as h
from htpy import Node

from crmeter.evaluation.report import written
from crmeter.evaluation.report.charts import Band, Line, LineChart, line_chart
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import card, empty, tag
from crmeter.evaluation.report.sections.inside.skeleton import NOTHING, curve, grid
from crmeter.evaluation.report.tables import as_table, plain_table
from crmeter.evaluation.result import ResultTable
from crmeter.vocabulary import Text, formats

ACTUAL = Text("Thực tế", "Actual")
FORESEEN = Text("Dự báo từ ngày trước tháng", "Forecast on the eve of the month")
BAND = Text("Khoảng 80%", "80% interval")
SUB = Text("giá trị thắng từng tháng", "won value by month")
LABEL = Text(
    "Tháng cuối: thực tế {actual}, dự báo {foreseen}. Dự báo {month}: {ahead}, khoảng 80% {span}",
    "Last month: actual {actual}, forecast {foreseen}. Forecast of {month}: {ahead}, 80% interval {span}",
)
TRIED_SUB = Text("cách này bên các cách đơn giản", "this way beside simpler ones")
KEPT_SUB = Text("giữ nguyên như lúc báo, bên thực tế", "as they were told, beside what came")
TRUE_AXIS = Text(
    "tỷ lệ thắng thật (nét mảnh) theo khả năng đã báo", "share that was won (thin line) by the chance that was told"
)
TRUE_LABEL = Text(
    "Tỷ lệ thắng thật từ {first} ở khả năng thấp nhất đến {last} ở khả năng cao nhất",
    "Share that was won from {first} at the lowest chances to {last} at the highest",
)


def deals_ahead(page: Page) -> Node:
    """Draw the cards; nothing without deals."""
    found = page.figures.evaluation.tables.get("deal_forecast")
    if found is None:
        return None
    if not found.rows:
        why = None if found.note is None else written.sentence(page.say(found.note))
        return [card(page, found.title, empty(page.say(NOTHING), why)), _kept(page)]
    return [
        _months(page, found),
        _tried(page),
        _kept(page),
        grid(("s6", _true(page, "deal_calibration")), ("s6", _true(page, "deal_calibration_at_all"))),
        _open(page),
    ]


def _months(page: Page, table: ResultTable) -> Node:
    records = table.records()

    def series(name: str) -> list[float | None]:
        return [None if record[name] is None else float(record[name]) for record in records]

    def write(value: Any) -> str:
        return formats.compact_money(value, page.currency, page.language)

    columns = [series(name) for name in ("actual", "forecast", "low_80", "high_80")]
    largest = max((abs(value) for column in columns for value in column if value is not None), default=0.0)
    scale, unit = formats.money_scale(Decimal(str(largest)), page.currency, page.language)
    actual, foreseen, low, high = columns
    # Of a month that has begun, what has been won in it already is part of the forecast.
    over = [record for record in records if record["actual"] is not None]
    ahead = next(record for record in records if record["actual"] is None)
    label = page.say(LABEL).format(
        actual=write(over[-1]["actual"]) if over else formats.EMPTY,
        foreseen=write(over[-1]["forecast"]) if over else formats.EMPTY,
        month=formats.month(ahead["month"], page.language),
        ahead=write(ahead["forecast"]),
        span=written.span(write(ahead["low_80"]), write(ahead["high_80"])),
    )
    chart = LineChart(
        label,
        [formats.month(record["month"], page.language) for record in records],
        [Line(actual, "us"), Line(foreseen, "us ahead", write(records[-1]["forecast"]))],
        [Band(low, high, "b80")],
        most_labels=9,
    )
    legend = h.span(class_="keyline")[
        h.span[h.i(class_="k-line"), page.say(ACTUAL)],
        h.span[h.i(class_="k-dash us"), page.say(FORESEEN)],
        h.span[h.i(class_="k-band"), page.say(BAND)],
    ]

    def tick(value: float) -> str:
        return formats.number(Decimal(str(value)) / scale, page.language)

    return card(
        page,
        table.title,
        h.div(class_="card-b column")[line_chart(chart, tick), as_table(page, table)],
        subtitle=f"{page.say(SUB)}, {unit}" if unit else page.say(SUB),
        end=legend,
        foot=page.say(table.note) if table.note else None,
    )


def _tried(page: Page) -> Node:
    table = page.figures.table("deal_forecast_test")
    if table is None:
        return None

    def chosen(cell: Any, _row: dict[str, Any]) -> Node:
        return tag(written.text(cell, page.language), "acc", "good") if cell is not None else formats.EMPTY

    def signed(cell: Any, _row: dict[str, Any]) -> Node:
        if cell is None:
            return formats.EMPTY
        return formats.signed(cell, lambda value: formats.percent(value, page.language))

    return card(
        page, table.title, plain_table(page, table, cells={"chosen": chosen, "bias": signed}), subtitle=TRIED_SUB
    )


def _kept(page: Page) -> Node:
    table = page.figures.evaluation.tables.get("deal_forecast_kept")
    if table is None:
        return None
    if table.rows:
        return card(page, table.title, plain_table(page, table), subtitle=KEPT_SUB)
    return card(page, table.title, empty(page.say(NOTHING), None if table.note is None else page.say(table.note)))


def _true(page: Page, name: str) -> Node:
    table = page.figures.table(name)
    if table is None:
        return None

    def along(row: dict[str, Any]) -> str:
        return formats.percent(row["fitted"], page.language, 0)

    return curve(page, name, table.title, along=along, counted="n", axis=TRUE_AXIS, label=TRUE_LABEL)


def _open(page: Page) -> Node:
    # On a page, whoever reads sees the deals that they may see, by name: it draws them itself.
    table = page.figures.table("deal_chances") if page.links is None else None
    return None if table is None else card(page, table.title, plain_table(page, table, leave=("deal_key", "source")))
