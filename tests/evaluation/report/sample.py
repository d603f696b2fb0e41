"""A made-up evaluation that is as rich, and as awkward, as a real one can be."""

import math
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from crmeter.evaluation.result import (
    Evaluation,
    Explanation,
    Finding,
    Level,
    Run,
)
from crmeter.measures.catalogue import measures
from crmeter.measures.measure import Statistic
from crmeter.measures.view import Settings
from crmeter.vocabulary import (
    Coverage,
    Freshness,
    Interval,
    LeftOut,
    Period,
    Reading,
    Text,
    Trust,
    Undefined,
    Unit,
)

from . import sample_inside, sample_supply
from .sample_firm import AS_OF, HOSTILE, LONG_NAME, PERIOD, SEGMENTS, STAGES, Dice, column, table
from .sample_tables import tables

VALUES: dict[str, Any] = {
    "active_customers": 4289,
    "cohort_retention": 0.31,
    "days_since_last_interaction": 23.5,
    "expected_active_customers": 3911.4,
    "lifecycle_stage": sum(STAGES.values()),
    "lost_customer_rate": 0.187,
    "lost_customers": 802,
    "lost_value": Decimal("3400000000"),
    "net_revenue_retention": 1.043,
    "new_customer_rate": 0.074,
    "new_customers": 318,
    "reduced_customer_rate": 0.13,
    "reduced_customer_expected_rate": 0.121,
    "reduced_customers": 402,
    "reduced_customers_expected": 377.2,
    "relationship_freshness": 0.62,
    "relationship_freshness_week": 0.31,
    "relationship_freshness_quarter": 0.84,
    "days_in_lifecycle_stage": 214.0,
    "repeat_purchase_rate": 0.548,
    "retention_rate": 0.813,
    "won_back_customers": 74,
    "average_order_value": Decimal("1234567.8900"),
    "customer_equity": Decimal("182600000000"),
    "customer_lifetime_value": Decimal("37900000"),
    "gross_margin": 0.342,
    "orders": 61480,
    "purchase_frequency": 3.2,
    "revenue": Decimal("98700000000000"),
    "value_at_risk": Decimal("4300000000"),
    **sample_inside.VALUES,
    **sample_supply.VALUES,
}


def trust_for(name: str) -> Trust:
    if name == "customer_lifetime_value":
        return Trust({"completeness": 44.0, "validity": 91.0}, {"completeness": _thin})
    if name == "retention_rate":
        return Trust(
            {
                "completeness": 94.0,
                "uniqueness": 78.0,
                "timeliness": 96.0,
                "consistency": 88.0,
                "validity": 99.0,
            },
            {"uniqueness": Text("212 cặp khách trùng khóa chính xác", "212 pairs of customers share an exact key")},
        )
    if name == "won_back_customers":
        return Trust({})
    if name == "reduced_customers_expected":
        return Trust({"completeness": 61.0})
    return Trust(
        {"completeness": 93.0, "timeliness": 97.0, "validity": 99.2},
        {"timeliness": Text("dòng mới nhất cách nay 1 ngày", "the newest row is 1 day old")},
    )


_thin = Text("56% dòng không có giá bán", "56% of the rows have no price")
COVERAGE = Coverage(
    61480,
    (
        LeftOut("not_delivered", Text("đơn đã hủy trước khi giao", "orders cancelled before delivery"), 1904),
        LeftOut("no_customer", Text("đơn không có khách", "orders without a customer"), 38),
    ),
)
FRESH = Freshness(date(2026, 10, 31), datetime(2026, 11, 1, 6, 30, tzinfo=UTC))


def reading(name: str, period: Period, value: Any, factor: float = 1.0, **slices: str) -> Reading:
    measure = measures()[name]
    unit = measure.unit
    if isinstance(value, Decimal):
        value = (value * Decimal(str(factor))).quantize(Decimal("0.0001"))
    elif isinstance(value, int):
        value = round(value * factor)
    elif value is not None:
        value = min(0.99, value * factor) if unit is Unit.SHARE and value <= 1 else value * factor
    n = 4812 if not slices else 412
    intervals: tuple[Interval, ...] = ()
    if measure.statistic is not Statistic.SUM or measure.needs_model:
        width = Decimal("0.05") if isinstance(value, Decimal) else 0.02 if unit is Unit.SHARE else 0.06
        low80, high80 = (value * (1 - width), value * (1 + width))
        low95, high95 = (value * (1 - width * 2), value * (1 + width * 2))
        intervals = (Interval(0.8, low80, high80, "wilson"), Interval(0.95, low95, high95, "wilson"))
    top = bottom = None
    if unit is Unit.SHARE and value is not None:
        bottom, top = 4289, round(4289 * value)
    return Reading(
        name,
        period,
        unit,
        value,
        n,
        slices,
        "VND" if unit is Unit.MONEY else None,
        top,
        bottom,
        intervals,
        None,
        COVERAGE,
        trust_for(name),
        FRESH,
    )


def undefined(name: str, period: Period, **slices: str) -> Reading:
    reason = Undefined(
        "too_few_leads",
        Text("chưa có khách tiềm năng nào trong kỳ", "there is no lead in the period"),
        Text("khoảng 32 khách tiềm năng có ngày tạo", "about 32 leads with the day they were made"),
    )
    if name == "gross_margin":
        reason = Undefined("no_costs", Text("không dòng nào có giá vốn", "no line has a cost"))
    return Reading(
        name,
        period,
        measures()[name].unit,
        None,
        0,
        slices,
        "VND" if measures()[name].unit is Unit.MONEY else None,
        undefined=reason,
        trust=Trust({}),
    )


def _months() -> list[Period]:
    months, first = [], date(2025, 11, 1)
    for _ in range(12):
        months.append(Period.month_of(first))
        first = months[-1].end
    return months


def readings() -> list[Reading]:
    draw = Dice(7)
    found: list[Reading] = []
    for name, measure in measures().items():
        if name not in VALUES or name == "gross_margin":
            found += [undefined(name, PERIOD), undefined(name, PERIOD.before())]
            found += [undefined(name, PERIOD, segment=s) for s in SEGMENTS if "segment" in measure.slices]
            continue
        found.append(reading(name, PERIOD, VALUES[name]))
        if name == "new_customer_rate":
            found.append(undefined(name, PERIOD.before()))
        else:
            found.append(reading(name, PERIOD.before(), VALUES[name], draw.uniform(0.86, 1.1)))
        if measure.over_time:
            for at, month in enumerate(_months()):
                if at == 4 and name == "repeat_purchase_rate":
                    found.append(undefined(name, month))
                else:
                    found.append(reading(name, month, VALUES[name], 0.8 + at * 0.02 + draw.uniform(-0.03, 0.03)))
        found += cuts(name, draw)
    found += [replace(reading("lifecycle_stage", PERIOD, n, stage=stage), intervals=()) for stage, n in STAGES.items()]
    found += [reading("days_in_lifecycle_stage", PERIOD, 40.0 * at, stage=s) for at, s in enumerate(STAGES, 1)]
    found.append(reading("customer_equity", PERIOD, Decimal("141200000000"), part="current"))
    found.append(reading("customer_equity", PERIOD, Decimal("41400000000"), part="new"))
    found += cohorts()
    return found


def cuts(name: str, draw: Dice) -> list[Reading]:
    measure = measures()[name]
    found: list[Reading] = []
    for by, codes in (
        ("segment", SEGMENTS),
        ("region", ("Đà Nẵng", "Huế", "Thừa Thiên – Huế và các huyện phía tây")),
        *sample_inside.CUTS,
        *sample_supply.CUTS,
    ):
        if by in measure.slices:
            for code in codes:
                if code == "Văn phòng" and measure.needs_model:
                    found.append(undefined(name, PERIOD, **{by: code}))
                else:
                    found.append(reading(name, PERIOD, VALUES[name], draw.uniform(0.2, 1.2), **{by: code}))
    return found


def cohorts() -> list[Reading]:
    draw = Dice(3)
    cells: list[Reading] = []
    first = date(2025, 3, 1)
    for cohort in range(20):
        for age in range(1, 20 - cohort):
            share = 0.42 * math.exp(-age / 9) + draw.uniform(-0.02, 0.02)
            size = 12 if cohort == 15 else 180 + 7 * cohort
            cell = reading("cohort_retention", PERIOD, share, cohort=first.isoformat(), age=str(age))
            cells.append(replace(cell, bottom=size, n=size, top=round(size * share)))
        first = Period.month_of(first).end
    return cells


def explanation(figure: Reading) -> Explanation:
    measure = measures()[figure.measure]
    figures = Text("–", "–")
    if figure.value is not None:
        figures = (
            Text("3.487 / 4.289 = 81,3%", "3,487 / 4,289 = 81.3%")
            if " / " in measure.formula.vi
            else Text("tổng của 4.812 dòng", "the sum of 4,812 rows")
        )
    rows = table(
        "rows",
        "Dòng phía sau",
        "Rows behind",
        [
            column("source_key", "Khách hàng", "Customer", "text"),
            column("last_on", "Mua cuối", "Last bought", "date"),
            column("spend_in_window", "Chi trong kỳ", "Spend in the window", "money"),
            column("top", "Được tính", "Counted", "count"),
        ],
        [
            ("KH-0412", date(2026, 10, 14), Decimal("38400000"), 1),
            ("KH-0007", date(2026, 10, 2), Decimal("61000000.5"), 1),
            (HOSTILE, None, Decimal("-120000"), 0),
            (LONG_NAME, date(2025, 9, 5), Decimal(0), 0),
        ],
    )
    sql = (
        'SELECT CAST(SUM("t0"."top") AS DOUBLE) / NULLIF(CAST(SUM("t0"."bottom") AS DOUBLE), 0) AS "value"\n'
        "FROM (SELECT * FROM customers WHERE first_on < DATE '2025-11-01' AND segment <> '</pre><script>') AS t0\n"
        "WHERE a_very_long_condition_without_a_single_place_to_break_a_line_at_all_because_names_are_joined = 1"
    )
    return Explanation(
        figure,
        measure.title,
        measure.meaning_under(Settings()),
        measure.formula_under(Settings()),
        figures,
        sql,
        "SELECT * FROM rows",
        {"window_days": 365, "r": 0.2426, "alpha": 4.4136, "as_of": AS_OF},
        rows if figure.n else replace(rows, rows=()),
        figure.n,
        ("orders", "customers", "scores"),
    )


def findings() -> tuple[Finding, ...]:
    return (
        Finding(
            "value_at_risk",
            "bad",
            Text(
                "38 khách giá trị cao có nguy cơ rời bỏ, 4,3 tỷ ₫ (khoảng 80%: 3,9 – 4,7).",
                "38 customers of high value may leave, ₫4.3 bn (80% interval: 3.9 – 4.7).",
            ),
            Text("Gọi 10 khách đầu danh sách trong tuần này.", "Call the first 10 on the list this week."),
            "value_at_risk",
            {},
            4.3e9,
        ),
        Finding(
            "retention_by_segment",
            "warn",
            Text(
                "Quán ăn, cà phê giữ được 69,9%, thấp hơn trung bình 11 điểm.",
                "Restaurants keep 69.9%, 11 points below the average.",
            ),
            Text("Xem dấu hiệu của từng khách trong phân khúc.", "Read the signs of each customer in the segment."),
            "retention_rate",
            {"segment": "Quán ăn, cà phê"},
        ),
        Finding(
            "new_up",
            "good",
            Text("Khách mới tăng 2,3% so với kỳ trước.", "New customers rose by 2.3%."),
            None,
            "new_customers",
        ),
        Finding(
            "no_costs",
            "info",
            Text(
                "Giá trị tính theo doanh thu vì chưa có giá vốn.", "Value is counted in revenue as no costs are known."
            ),
            Text("Thêm giá vốn vào bảng sản phẩm.", "Add costs to the products table."),
            "gross_margin",
        ),
    )


def evaluation() -> Evaluation:
    """Return the whole of it: five headline figures, one of them undefined before, one below trust 50."""
    all_readings = readings()
    explained = {r.measure: explanation(r) for r in all_readings if r.period == PERIOD and not r.slice}
    explained |= {
        f"{r.measure}?{by}={code}": explanation(r)
        for r in all_readings
        if r.period == PERIOD and len(r.slice) == 1
        for by, code in r.slice.items()
        if by in ("segment", "part")
    }
    levels = (
        Level(
            "loyalty",
            Text("Trung thành", "Loyalty"),
            3,
            {1: 5, 2: 12, 3: 4},
            (Text("ngày liên hệ để có số ngày từ lần liên hệ cuối", "dates of contacts, for the days since the last"),),
        ),
        Level(
            "value",
            Text("Giá trị", "Value"),
            2,
            {1: 2, 2: 3, 3: 0},
            (Text("giá vốn để có biên lợi nhuận gộp", "costs, for the gross margin"),),
        ),
    )
    run = Run(
        "20261101-063012-7c1f",
        AS_OF,
        "2026-11-01T06-30-00-9f2c",
        {
            "window_days": 365,
            "reduced_percent": 30,
            "lead_days": 90,
            "horizon_months": 36,
            "annual_discount_rate": 0.12,
        },
        "0.1.0",
        "VND",
        ("An Khang Water",),
        PERIOD,
        "revenue",
        "bg_nbd",
        {
            "bg_nbd": {"r": 0.2426, "alpha": 4.4136, "a": 0.7929, "b": 2.4259},
            "gamma_gamma": {"p": 6.25, "q": 3.744, "v": 15.448},
        },
        datetime(2026, 11, 1, 6, 31, 5, tzinfo=UTC),
    )
    headline = ("customer_equity", "retention_rate", "customer_lifetime_value", "revenue", "new_customer_rate")
    return Evaluation(run, tuple(all_readings), tables(), levels, findings(), headline, explained)


def bare_evaluation() -> Evaluation:
    """Return what little remains when the data carry almost nothing: no table, no finding, all undefined."""
    whole = evaluation()
    nothing = tuple(undefined(name, PERIOD) for name in measures())
    empty = {"at_risk": replace(whole.tables["at_risk"], rows=())}
    return Evaluation(
        replace(whole.run, model=None, parameters={}, made_at=None, sources=()),
        nothing,
        empty,
        tuple(replace(level, reached=0, figures={}) for level in whole.levels),
        (),
        ("customer_equity", "retention_rate", "revenue"),
    )


def small_evaluation() -> Evaluation:
    """Return one of every kind of thing on the page, few of each, for looks that take long."""
    whole = evaluation()
    kept = (*whole.headline, "leads_converted", "new_customers", "lifecycle_stage", "cohort_retention")
    readings = [
        r
        for r in whole.readings
        if r.measure in kept
        and r.slice.get("segment", SEGMENTS[0]) == SEGMENTS[0]
        and r.slice.get("cohort", "2026-06-01") >= "2026-06-01"
    ]
    grid = replace(whole.tables["active_matrix"], rows=tuple(r for r in whole.tables["active_matrix"].rows if r[0] < 4))
    short = {name: replace(each, rows=each.rows[-14:]) for name, each in whole.tables.items()}
    explanations = {key: each for key, each in whole.explanations.items() if key in whole.headline}
    return replace(whole, readings=tuple(readings), tables={**short, "active_matrix": grid}, explanations=explanations)
