"""What the customers are worth, where the value sits, and how well the model holds."""

from typing import Any

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report import words, written
from crmeter.evaluation.report.charts import BarChart, Line, LineChart, bar_chart, line_chart
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import (
    bar,
    card,
    delta,
    empty,
    explain_button,
    no_interval,
    tag,
    trust_ring,
    value_of,
    why_undefined,
)
from crmeter.evaluation.report.tables import as_table, plain_table
from crmeter.evaluation.result import ResultTable
from crmeter.vocabulary import Reading, Text, formats

EQUITY = Text("Giá trị tài sản khách hàng", "Customer equity")
ON_REVENUE = Text("tính theo doanh thu", "counted in revenue")
ON_MARGIN = Text("tính theo lợi nhuận gộp", "counted in gross margin")
AFTER_COST = Text("Sau chi phí có khách mới", "After the cost of winning them")
EACH = Text("Bình quân một khách", "Average of a customer")
COMING = Text(
    "Khách sẽ có: {n} người trong 12 tháng tới{between}, mỗi người đáng giá {value}{cost}; {note}.",
    "To come: {n} customers in the next 12 months{between}, each worth {value}{cost}; {note}.",
)
COMING_BETWEEN = Text(" (khoảng 80%: {low} – {high})", " (80% interval: {low} – {high})")
COMING_COST = Text(", tốn {cost} để có", ", costing {cost} to win")
DECILES = Text("Giá trị tập trung ở đâu", "Where the value sits")
DECILES_SUB = Text(
    "mười nhóm khách bằng nhau, từ giá trị nhất", "ten equal groups of customers, the most valuable first"
)
GROUP = Text("Nhóm {n}", "Group {n}")
# Of the bridge; all other rows are causes.
ENDS = ("before", "now")
BRIDGE_SUB = Text("từng nguyên nhân, cộng lại vừa đúng", "cause by cause, adding up exactly")
MODELS = Text("Mô hình nào hợp dữ liệu nhất", "Which model fits best")
TRACKING = Text("Mô hình có theo sát lần mua không", "Does the model keep up with purchases")
TRACKING_SUB = Text("lần mua lại trong mỗi khoảng", "repeat purchases in each span")
REPEATS = Text("Số lần mua lại: thực tế và mô hình", "Repeat purchases: counted and expected")
REPEATS_SUB = Text("số khách theo số lần mua lại", "customers by number of repeat purchases")
HOLDOUT = Text("Thử trên kỳ giữ lại", "Tried on the holdout")
HOLDOUT_SUB = Text("lần mua mỗi khách, theo số lần đã mua lại", "purchases per customer, by repeats before")
ACTUAL = Text("Thực tế", "Actual")
MODEL = Text("Mô hình", "Model")
MISSING = Text("Chưa đủ dữ liệu để vẽ", "Not enough data to draw this")


def value(page: Page) -> Node:
    """Draw the section."""
    return [
        h.div(class_="grid")[
            h.div(class_="s5 fill")[card(page, EQUITY, equity_body(page), subtitle=on_basis(page))],
            h.div(class_="s7 fill")[deciles(page)],
        ],
        behind_value(page),
    ]


def behind_value(page: Page) -> Node:
    """Draw what moved the value, and the models that it stands on."""
    return [
        _bridge(page),
        _models(page),
        _tracking(page),
        h.div(class_="grid")[h.div(class_="s6 fill")[_repeats(page)], h.div(class_="s6 fill")[_holdout(page)]],
    ]


def on_basis(page: Page) -> Text:
    """Return in what the value is counted."""
    return ON_MARGIN if page.figures.run.basis == "margin" else ON_REVENUE


def equity_body(page: Page) -> Element:
    """Draw customer equity with its intervals and its parts, without a card around it."""
    reading = page.figures.reading("customer_equity")
    if reading is None:
        return empty(page.say(MISSING))
    shown = value_of(page, reading)
    parts = [
        (page.say(words.PART_WORDS.get(r.slice["part"], Text.same(r.slice["part"]))), r)
        for r in page.figures.cut("customer_equity", "part")
    ]
    parts += [
        (page.say(words.PART_WORDS["acquisition"]), r)
        for r in page.figures.cut("customer_equity_after_acquisition", "part")
        if r.slice["part"] == "acquisition"
    ]
    shown_as = {"customer_equity_after_acquisition": AFTER_COST, "customer_lifetime_value": EACH}
    for name in (*shown_as, "value_at_risk", "lost_value"):
        found = page.figures.reading(name)
        if found:
            parts.append((page.say(shown_as.get(name, page.figures.title(name))), found))
    return h.div(class_="card-b equity")[
        explain_button(
            page,
            reading,
            [
                h.span(class_="hero")[shown.number, shown.unit and h.small[shown.unit.strip()]],
                trust_ring(page, reading.trust),
            ],
            style="figure large",
        ),
        h.p(class_="why")[why_undefined(page, reading)]
        if reading.value is None
        else h.p[delta(page, reading), h.span(class_="sure")[_intervals(page, reading)]],
        h.dl(class_="rows")[[_equity_row(page, name, part) for name, part in parts]],
        _coming(page),
    ]


def _coming(page: Page) -> Node:
    table = page.figures.table("coming_customers")
    if table is None:
        return None
    row = table.records()[0]

    def count(value: Any) -> str:
        return formats.number(round(value), page.language, 0)

    def money(value: Any) -> str:
        return written.cell(value, "money", page.currency, page.language)

    between = ""
    if row["low"] is not None:
        between = page.say(COMING_BETWEEN).format(low=count(row["low"]), high=count(row["high"]))
    cost = "" if row["cost_each"] is None else page.say(COMING_COST).format(cost=money(row["cost_each"]))
    told = page.say(COMING).format(
        n=count(row["customers"]),
        between=between,
        value=money(row["value_each"]),
        cost=cost,
        note=page.say(table.note) if table.note else "",
    )
    return h.p(class_="t3 meta")[told]


def _intervals(page: Page, reading: Reading) -> Node:
    return [
        h.span[
            page.say(words.INTERVAL.fill(level=round(i.level * 100))),
            " ",
            h.b[written.between(i, reading, page.language)],
        ]
        for i in sorted(reading.intervals, key=lambda i: i.level)
    ]


def _equity_row(page: Page, name: str, reading: Reading) -> Element:
    interval = reading.interval()
    return h.div[
        h.dt[name],
        h.dd[
            explain_button(page, reading, h.b[str(value_of(page, reading))]),
            h.small[
                why_undefined(page, reading)
                if reading.value is None
                else written.between(interval, reading, page.language)
                if interval
                else no_interval(page, reading)
            ],
        ],
    ]


def deciles(page: Page) -> Element:
    """Draw how much of the value each tenth of the customers has."""
    table = page.figures.table("value_deciles")
    if table is None:
        return card(page, DECILES, empty(page.say(MISSING)))
    most = max((float(record["share"] or 0) for record in table.records()), default=0) or 1.0
    rows = [
        [
            h.span(class_="nowrap")[page.say(GROUP).format(n=written.text(record["decile"], page.language))],
            bar(float(record["share"] or 0) / most),
            h.b[written.cell(record["share"], "share", page.currency, page.language)],
            h.span(class_="t3 nowrap")[written.cell(record["value"], "money", page.currency, page.language)],
        ]
        for record in table.records()
    ]
    body = h.div(class_="card-b")[h.div(class_="bars wide-end")[rows]]
    return card(page, DECILES, body, subtitle=DECILES_SUB)


def _bridge(page: Page) -> Node:
    table = page.figures.table("equity_bridge")
    if table is None:
        return None
    rows = table.records()
    most = max(abs(float(row["amount"])) for row in rows) or 1.0
    drawn = []
    for row in rows:
        is_end = row["cause"] in ENDS
        amount = written.cell(row["amount"], "money", page.currency, page.language)
        tone = "" if is_end else "good-t" if row["amount"] > 0 else "bad-t" if row["amount"] < 0 else ""
        sign = "+" if not is_end and row["amount"] > 0 else ""
        drawn.append(
            [
                h.span(class_="fw6" if is_end else None)[written.text(row["what"], page.language)],
                bar(abs(float(row["amount"])) / most, "warn" if row["amount"] < 0 else ""),
                h.b(class_=f"nowrap {tone}".strip())[f"{sign}{amount}"],
                h.span(class_="t3 nowrap")[written.cell(row["customers"], "count", page.currency, page.language)],
            ]
        )
    body = h.div(class_="card-b")[h.div(class_="bars worded")[drawn]]
    return card(page, table.title, body, subtitle=BRIDGE_SUB, foot=page.say(table.note) if table.note else None)


def _models(page: Page) -> Node:
    table = page.figures.table("model_comparison")
    if table is None:
        return None

    def chosen(cell: Any, _row: dict[str, Any]) -> Node:
        return tag(written.text(cell, page.language), "acc", "good") if cell is not None else formats.EMPTY

    def named(cell: Any, row: dict[str, Any]) -> Node:
        return h.span(class_="fw6" if row.get("chosen") is not None else None)[
            words.MODEL_NAMES.get(name := written.text(cell, page.language), name)
        ]

    drawn = plain_table(page, table, cells={"chosen": chosen, "model": named})
    return card(page, MODELS, drawn)


def _legend(page: Page, *marks: tuple[str, Text]) -> Element:
    return h.span(class_="keyline")[[h.span[h.i(class_=mark), page.say(name)] for mark, name in marks]]


def _tracking(page: Page) -> Element:
    table = page.figures.table("tracking")
    if table is None:
        return card(page, TRACKING, empty(page.say(MISSING)))
    records = table.records()
    phases = [written.text(record["phase"], page.language) for record in records]
    turn = next((at for at in range(1, len(phases)) if phases[at] != phases[at - 1]), None)
    chart = LineChart(
        f"{page.say(TRACKING)}: {page.say(ACTUAL)}, {page.say(MODEL)}",
        [formats.day(record["period_end"], page.language) for record in records],
        [
            Line([record["actual"] for record in records], "us"),
            Line([record["expected"] for record in records], "model"),
        ],
        event=(turn - 0.5, phases[turn]) if turn else None,
        most_labels=8,
        height=200,
    )
    body = h.div(class_="card-b column")[
        line_chart(chart, lambda v: written.amount(v, page.language)), as_table(page, table)
    ]
    return card(page, TRACKING, body, subtitle=TRACKING_SUB, end=_legend(page, ("k-line", ACTUAL), ("k-dash", MODEL)))


def _repeats(page: Page) -> Element:
    table = page.figures.table("repeat_histogram")
    if table is None:
        return card(page, REPEATS, empty(page.say(MISSING)))
    return _bars(page, table, REPEATS, REPEATS_SUB, "customers")


def _holdout(page: Page) -> Element:
    table = page.figures.table("holdout_by_frequency")
    if table is None:
        return card(page, HOLDOUT, empty(page.say(MISSING)))
    return _bars(page, table, HOLDOUT, HOLDOUT_SUB, "actual")


def _bars(page: Page, table: ResultTable, title: Text, subtitle: Text, counted: str) -> Element:
    records = table.records()
    counted = counted if counted in records[0] else "actual"
    chart = BarChart(
        f"{page.say(title)}: "
        + "; ".join(
            f"{written.text(r['repeats'], page.language)}: {written.cell(r[counted], 'number', '', page.language)}"
            for r in records
        ),
        [written.text(record["repeats"], page.language) for record in records],
        [None if record[counted] is None else float(record[counted]) for record in records],
        [None if record["expected"] is None else float(record["expected"]) for record in records],
        [written.cell(record[counted], "number", "", page.language) for record in records],
    )
    body = h.div(class_="card-b column")[
        bar_chart(chart, lambda v: written.amount(v, page.language)), as_table(page, table)
    ]
    return card(page, title, body, subtitle=subtitle, end=_legend(page, ("k-box", ACTUAL), ("k-tick", MODEL)))
