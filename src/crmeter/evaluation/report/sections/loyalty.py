"""Who came, who buys less, who left, who came back; cohorts, and who is still active."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report import words, written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.heat import Cell, HeatRow, heat_grid, heat_table, ramp
from crmeter.evaluation.report.icons import icon
from crmeter.evaluation.report.parts import (
    card,
    delta,
    empty,
    explain_button,
    spark_of,
    trust_ring,
    value_of,
    why_measure,
    why_undefined,
)
from crmeter.evaluation.report.sections.at_risk import at_risk
from crmeter.evaluation.report.sections.contact import conversion, freshness
from crmeter.evaluation.report.sections.lifecycle import moves, stages
from crmeter.evaluation.result import ResultTable
from crmeter.vocabulary import Reading, Text, formats

COHORTS_SHOWN = 12
FEW = 20
COHORTS = Text("Giữ chân theo lứa khách", "Retention by cohort")
COHORTS_SUB = Text("% khách của lứa có mua trong tháng thứ…", "% of the cohort that bought in month…")
COHORT = Text("Lứa", "Cohort")
CUSTOMERS = Text("Khách", "Customers")
COHORTS_FOOT = Text(
    "{shown} lứa gần nhất trong {all}. Ô gạch chéo: lứa dưới 20 khách.",
    "The last {shown} of {all} cohorts. Hatched: fewer than 20 customers.",
)
MATRIX = Text("Khả năng còn hoạt động", "Probability of being active")
MATRIX_LABEL = Text(
    "Khả năng còn hoạt động theo số lần mua lại và số tháng từ lần mua cuối: "
    "khách quen mua dày mà im lâu thì khả năng thấp",
    "Probability of being active by repeat purchases and months since the last: "
    "a frequent buyer who falls silent scores low",
)
REPEATS = Text("Số lần mua lại", "Repeat purchases")
SILENT = Text("Tháng từ lần mua cuối", "Months since last bought")
MISSING = Text("Chưa đủ dữ liệu để vẽ", "Not enough data to draw this")
EXPECTED = Text("so với dự kiến của mô hình", "vs. the model's expectation")
BY_RULE = Text("so với kỳ trước, theo ngưỡng", "vs. the period before, by threshold")
RATE = Text("Tỷ lệ", "Rate")


def loyalty(page: Page) -> Node:
    """Draw the section."""
    return [came_and_left(page), at_risk(page), moved_and_spoken_to(page)]


def came_and_left(page: Page, segment: str = "") -> Node:
    """Draw what stands above the list of those to keep: who came and left, cohorts, who is still active.

    Args:
        page: where.
        segment: whose figures are told; cohorts and chances are those of all customers. Empty for all.
    """
    return [
        h.div(class_="kpis four")[_tiles(page, {"segment": segment} if segment else {})],
        h.div(class_="grid")[
            h.div(class_="s7 fill")[_cohorts(page)],
            h.div(class_="s5 fill")[_matrix(page)],
        ],
    ]


def moved_and_spoken_to(page: Page) -> Node:
    """Draw what stands below the list of those to keep: stages, moves between them, contacts, conversion."""
    return [
        h.div(class_="grid")[h.div(class_="s5 fill")[stages(page)], h.div(class_="s7 fill")[moves(page)]],
        h.div(class_="grid")[h.div(class_="s6 fill")[freshness(page)], h.div(class_="s6 fill")[conversion(page)]],
    ]


def _tiles(page: Page, cut: Mapping[str, str]) -> Node:
    expected = page.figures.reading("reduced_customers_expected", **cut)
    has_fit = expected is not None and expected.value is not None
    reduced = "reduced_customers_expected" if has_fit else "reduced_customers"
    reduced_rate = "reduced_customer_expected_rate" if has_fit else "reduced_customer_rate"
    tiles = (
        ("new_customer", "new_customers", "new_customer_rate", None),
        ("reduced", reduced, reduced_rate, EXPECTED if has_fit else BY_RULE),
        ("lost_customer", "lost_customers", "lost_customer_rate", None),
        ("back", "won_back_customers", None, None),
    )
    return [_tile(page, cut, *tile) for tile in tiles]


def _tile(page: Page, cut: Mapping[str, str], symbol: str, count: str, rate: str | None, note: Text | None) -> Node:
    reading = page.figures.reading(count, **cut)
    if reading is None:
        return None
    value = value_of(page, reading)
    share = page.figures.reading(rate, **cut) if rate else None
    return h.div(class_="tile")[
        explain_button(
            page,
            reading,
            [
                h.span(class_="lab")[
                    icon(symbol),
                    h.span(class_="name")[page.say(page.figures.title(count))],
                    trust_ring(page, reading.trust),
                ],
                h.span(class_="val")[
                    h.span(class_="num" + (" long" if len(value.number) > 9 else ""))[value.number],
                    spark_of(page, reading, quiet=True),
                ],
                h.span(class_="chg")[
                    delta(page, reading)
                    if reading.value is not None
                    else h.span(class_="why")[why_undefined(page, reading)]
                ],
                note is not None and h.span(class_="ref")[page.say(note)],
            ],
            style="kpi",
        ),
        share is not None and _rate(page, share),
    ]


def _rate(page: Page, share: Reading) -> Element:
    interval = share.interval()
    return h.div(class_="rate")[
        explain_button(page, share, [page.say(RATE), " ", h.b[str(value_of(page, share))]]),
        interval is not None
        and share.value is not None
        and h.span(class_="t3")[
            page.say(words.INTERVAL.fill(level=80)), " ", written.between(interval, share, page.language)
        ],
    ]


def _cohorts(page: Page) -> Element:
    cells = [r for r in page.figures.cut("cohort_retention", "cohort", "age") if r.value is not None]
    if not cells:
        return card(page, COHORTS, empty(page.say(MISSING), why_measure(page, "cohort_retention")))
    cohorts = sorted({cell.slice["cohort"] for cell in cells})
    shown = cohorts[-COHORTS_SHOWN:]
    found = {(cell.slice["cohort"], int(cell.slice["age"])): cell for cell in cells}
    ages = sorted({age for cohort, age in found if cohort in shown})[:COHORTS_SHOWN]
    shares = [float(cell.value or 0) for (cohort, age), cell in found.items() if cohort in shown and age in ages]
    # The ramp ends at the next ten percent: monthly shares would all be pale on a ramp to 100%.
    high = min(1.0, max(0.1, -(-max(shares) * 10 // 1) / 10))

    def drawn(cohort: str, age: int) -> Cell | None:
        cell = found.get((cohort, age))
        if cell is None or cell.value is None:
            return None
        words_ = formats.number(float(cell.value) * 100, page.language, 0)
        return Cell(float(cell.value) / high, words_, small=cell.n < FEW)

    def size(cohort: str) -> str:
        first = next((found[cohort, age] for age in ages if (cohort, age) in found), None)
        return formats.number(first.n, page.language, 0) if first else formats.EMPTY

    rows = [
        HeatRow(
            formats.month(date.fromisoformat(cohort), page.language),
            size(cohort),
            [drawn(cohort, age) for age in ages],
        )
        for cohort in shown
    ]
    table = heat_table(page, COHORTS, (page.say(COHORT), page.say(CUSTOMERS)), [str(age) for age in ages], rows)
    foot = page.say(COHORTS_FOOT.fill(shown=len(shown), all=len(cohorts)))
    return card(page, COHORTS, h.div(class_="card-b")[table], subtitle=COHORTS_SUB, end=ramp(page, high), foot=foot)


def _matrix(page: Page) -> Element:
    table = page.figures.table("active_matrix")
    if table is None:
        return card(page, MATRIX, empty(page.say(MISSING), why_measure(page, "expected_active_customers")))
    records = table.records()
    columns = sorted({record["repeats"] for record in records})
    rows = sorted({record["months_silent"] for record in records})
    found = {(record["repeats"], record["months_silent"]): record["probability"] for record in records}
    shares = [[found.get((column, row)) for column in columns] for row in rows]
    grid = heat_grid(
        page.say(MATRIX_LABEL),
        [formats.number(column, page.language, 0) for column in columns],
        [formats.number(row, page.language, 0) for row in rows],
        shares,
        (page.say(REPEATS), page.say(SILENT)),
        _pins(page, columns, rows),
    )
    body = h.div(class_="card-b column")[grid, _matrix_table(page, table, columns, rows, shares)]
    return card(page, MATRIX, body, end=ramp(page, 1.0))


def _pins(page: Page, columns: list[Any], rows: list[Any]) -> list[tuple[float, float, str]]:
    table = page.figures.table("at_risk")
    if table is None or "repeats" not in {column.name for column in table.columns}:
        return []
    pins = []
    for record in table.records()[:3]:
        repeats, months = record["repeats"], (record["days_silent"] or 0) / 30.4375
        if repeats is not None and columns[0] <= repeats <= columns[-1] and months <= rows[-1]:
            left = (columns.index(repeats) + 0.5) / len(columns) if repeats in columns else 0.0
            pins.append((left, (months + 0.5) / (float(rows[-1]) + 1), written.text(record["customer"], page.language)))
    return pins


def _matrix_table(
    page: Page, table: ResultTable, columns: list[Any], rows: list[Any], shares: list[list[float | None]]
) -> Element:
    wide = columns[:: max(1, -(-len(columns) // 8))]
    heads = [formats.number(column, page.language, 0) for column in wide]
    lines = [
        HeatRow(
            formats.number(row, page.language, 0),
            None,
            [
                None if share is None else Cell(share, formats.number(share * 100, page.language, 0))
                for share in (shares[up][columns.index(column)] for column in wide)
            ],
        )
        for up, row in enumerate(rows)
    ]
    corner = f"{page.say(SILENT)} \\ {page.say(REPEATS)}"
    return h.details(class_="as-table")[
        h.summary[icon("table"), page.say(words.AS_TABLE), " (%)"],
        heat_table(page, table.title, (corner,), heads, lines),
    ]
