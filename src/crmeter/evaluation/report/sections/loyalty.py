"""Who came, who buys less, who left, who came back; who to keep now."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report import words, written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.heat import Cell, HeatRow, heat_grid, heat_table, ramp
from crmeter.evaluation.report.icons import icon
from crmeter.evaluation.report.parts import (
    bar,
    card,
    delta,
    empty,
    explain_button,
    spark_of,
    trust_ring,
    value_of,
    why_undefined,
)
from crmeter.evaluation.report.tables import as_table, plain_table
from crmeter.evaluation.result import ResultTable
from crmeter.vocabulary import Reading, Text, formats

COHORTS_SHOWN = 12
AT_RISK_SHOWN = 25
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
    "Khả năng còn hoạt động theo số lần mua lại và số tháng từ lần mua cuối: khách quen mua dày mà im lâu thì khả năng thấp",
    "Probability of being active by repeat purchases and months since the last: a frequent buyer who falls silent scores low",
)
REPEATS = Text("Số lần mua lại", "Repeat purchases")
SILENT = Text("Tháng từ lần mua cuối", "Months since last bought")
KEEP = Text("Cần giữ ngay", "Keep now")
KEEP_SUB = Text("{n} khách, giá trị có nguy cơ {money}", "{n} customers, {money} at risk")
NOBODY = Text("Không khách nào cần giữ ngay", "Nobody needs keeping now")
NOBODY_WHY = Text(
    "Không khách nào im lặng lâu hơn nhịp mua quen của mình.",
    "No customer has been silent for longer than their own rhythm.",
)
USUAL_GAP = Text("nhịp quen {gap}", "usually {gap}")
LAST_ON = Text("mua cuối {day}", "last {day}")
IF_ACTIVE = Text("nếu còn: {money}", "if active: {money}")
STAGES = Text("Giai đoạn vòng đời", "Lifecycle stages")
MOVES = Text("Chuyển giai đoạn", "Moves between stages")
MOVES_SUB = Text("số khách, từ (hàng) sang (cột)", "customers, from (row) to (column)")
MISSING = Text("Chưa đủ dữ liệu để vẽ", "Not enough data to draw this")
EXPECTED = Text("so với dự kiến của mô hình", "against the model's expectation")
BY_RULE = Text("so với kỳ trước, theo ngưỡng", "against the period before, by threshold")
RATE = Text("Tỷ lệ", "Rate")


def loyalty(page: Page) -> Node:
    """Draw the section."""
    return [
        h.div(class_="kpis four")[_tiles(page)],
        h.div(class_="grid")[
            h.div(class_="s7 fill")[_cohorts(page)],
            h.div(class_="s5 fill")[_matrix(page)],
        ],
        _at_risk(page),
        h.div(class_="grid")[h.div(class_="s5 fill")[_stages(page)], h.div(class_="s7 fill")[_moves(page)]],
    ]


def _tiles(page: Page) -> Node:
    expected = page.figures.reading("reduced_customers_expected")
    has_fit = expected is not None and expected.value is not None
    reduced = "reduced_customers_expected" if has_fit else "reduced_customers"
    tiles = (
        ("new_customer", "new_customers", "new_customer_rate", None),
        ("reduced", reduced, "reduced_customer_rate", EXPECTED if has_fit else BY_RULE),
        ("lost_customer", "lost_customers", "lost_customer_rate", None),
        ("back", "won_back_customers", None, None),
    )
    return [_tile(page, *tile) for tile in tiles]


def _tile(page: Page, symbol: str, count: str, rate: str | None, note: Text | None) -> Node:
    reading = page.figures.reading(count)
    if reading is None:
        return None
    value = value_of(page, reading)
    share = page.figures.reading(rate) if rate else None
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
                note and h.span(class_="ref")[page.say(note)],
            ],
            style="kpi",
        ),
        share is not None and _rate(page, share),
    ]


def _rate(page: Page, share: Reading) -> Element:
    interval = share.interval()
    return h.div(class_="rate")[
        explain_button(page, share, [page.say(RATE), " ", h.b[str(value_of(page, share))]]),
        interval
        and share.value is not None
        and h.span(class_="t3")[
            page.say(words.INTERVAL.fill(level=80)), " ", written.between(interval, share, page.language)
        ],
    ]


def _cohorts(page: Page) -> Element:
    cells = [r for r in page.figures.cut("cohort_retention", "cohort", "age") if r.value is not None]
    if not cells:
        return card(page, COHORTS, empty(page.say(MISSING), _why(page, "cohort_retention")))
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


def _why(page: Page, measure: str) -> str | None:
    reading = page.figures.reading(measure)
    return why_undefined(page, reading) if reading and reading.undefined else None


def _matrix(page: Page) -> Element:
    table = page.figures.table("active_matrix")
    if table is None:
        return card(page, MATRIX, empty(page.say(MISSING), _why(page, "expected_active_customers")))
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


def _at_risk(page: Page) -> Element:
    table = page.figures.table("at_risk")
    if table is None:
        return card(page, KEEP, empty(page.say(NOBODY), _why(page, "value_at_risk") or page.say(NOBODY_WHY)))
    total = sum((Decimal(str(r.get("value_at_risk") or 0)) for r in table.records()), Decimal(0))
    subtitle = page.say(KEEP_SUB).format(
        n=formats.number(len(table.rows), page.language),
        money=formats.compact_money(total, page.currency, page.language),
    )

    def who(value: Any, row: dict[str, Any]) -> Node:
        beside = [written.text(row[k], page.language) for k in ("segment", "region") if row.get(k) is not None]
        return h.span(class_="two")[
            h.span(class_="fw5")[written.text(value, page.language)], h.small[" · ".join(beside) or formats.EMPTY]
        ]

    def silent(value: Any, row: dict[str, Any]) -> Node:
        gap = row.get("typical_gap")
        days = formats.EMPTY if value is None else formats.days(value, page.language)
        usual = formats.EMPTY if gap is None else formats.days(round(gap), page.language)
        last = row.get("last_on")
        since = [page.say(USUAL_GAP).format(gap=usual)]
        if last is not None:
            since.append(page.say(LAST_ON).format(day=formats.day(last, page.language)))
        return h.span(class_="two")[days, [h.small[words_] for words_ in since]]

    def at_stake(value: Any, row: dict[str, Any]) -> Node:
        whole = row.get("value_if_active")
        return h.span(class_="two")[
            h.b[written.cell(value, "money", page.currency, page.language)],
            whole is not None
            and h.small[page.say(IF_ACTIVE).format(money=formats.compact_money(whole, page.currency, page.language))],
        ]

    def active(value: Any, _row: dict[str, Any]) -> Node:
        if value is None:
            return formats.EMPTY
        return h.span(class_="meter")[
            h.b[formats.percent(value, page.language, 0)], bar(float(value), "worse" if value < 0.5 else "")
        ]

    def next_action(value: Any, _row: dict[str, Any]) -> Node:
        return h.span(class_="fw5")[written.text(value, page.language)]

    drawn = plain_table(
        page,
        _first(table, ("customer", "value_at_risk", "days_silent", "probability_active", "reasons", "next_action")),
        most=AT_RISK_SHOWN,
        leave=("segment", "region", "typical_gap", "repeats", "last_on", "value_if_active"),
        cells={
            "customer": who,
            "value_at_risk": at_stake,
            "days_silent": silent,
            "probability_active": active,
            "next_action": next_action,
        },
        style="tall",
    )
    return card(page, KEEP, drawn, subtitle=subtitle)


def _first(table: ResultTable, names: Sequence[str]) -> ResultTable:
    """Return a table with the named columns in front."""
    order = [at for name in names for at, column in enumerate(table.columns) if column.name == name]
    order += [at for at in range(len(table.columns)) if at not in order]
    return replace(
        table,
        columns=tuple(table.columns[at] for at in order),
        rows=tuple(tuple(row[at] for at in order) for row in table.rows),
    )


def _stages(page: Page) -> Element:
    cut = {r.slice["stage"]: r for r in page.figures.cut("lifecycle_stage", "stage") if r.value is not None}
    if not cut:
        return card(page, STAGES, empty(page.say(MISSING), _why(page, "lifecycle_stage")))
    ordered = [code for code in words.STAGE_WORDS if code in cut] + [c for c in cut if c not in words.STAGE_WORDS]
    total = sum(float(reading.value or 0) for reading in cut.values()) or 1.0
    most = max(float(reading.value or 0) for reading in cut.values()) or 1.0
    rows = [
        [
            h.span[page.say(words.STAGE_WORDS.get(code, Text.same(code))).capitalize()],
            bar(float(cut[code].value or 0) / most, "worse" if code in ("at_risk", "lost") else ""),
            explain_button(page, cut[code], h.b[formats.number(cut[code].value or 0, page.language, 0)]),
            h.span(class_="t3")[formats.percent(float(cut[code].value or 0) / total, page.language)],
        ]
        for code in ordered
    ]
    return card(page, STAGES, h.div(class_="card-b")[h.div(class_="bars")[rows]], subtitle=CUSTOMERS)


def _moves(page: Page) -> Element:
    table = page.figures.table("lifecycle")
    if table is None:
        return card(page, MOVES, empty(page.say(MISSING)))
    records = table.records()

    def named(value: Any) -> str:
        return written.text(value, page.language) if value is not None else page.say(Text("chưa là khách", "not yet"))

    before = list(dict.fromkeys(named(record["stage_before"]) for record in records))
    now = list(dict.fromkeys(named(record["stage_now"]) for record in records))
    counts = {(named(r["stage_before"]), named(r["stage_now"])): r["customers"] for r in records}
    most = max((n or 0 for n in counts.values()), default=0) or 1
    rows = [
        HeatRow(
            row.capitalize(),
            None,
            [
                None
                if counts.get((row, column)) is None
                else Cell(counts[row, column] / most, formats.number(counts[row, column], page.language, 0))
                for column in now
            ],
        )
        for row in before
    ]
    corner = f"{page.say(Text('Trước', 'Before'))} \\ {page.say(Text('nay', 'now'))}"
    body = h.div(class_="card-b column")[heat_table(page, MOVES, (corner,), now, rows), as_table(page, table)]
    return card(page, MOVES, body, subtitle=MOVES_SUB)
