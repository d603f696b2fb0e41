"""A made-up evaluation that is as rich, and as awkward, as a real one can be."""

import math
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from crmeter.evaluation.result import (
    Evaluation,
    Explanation,
    Finding,
    Level,
    ResultColumn,
    ResultTable,
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


class Dice:
    """Numbers that look drawn and are the same in every run and on every Python."""

    def __init__(self, seed: int) -> None:
        self.state = seed + 1

    def uniform(self, low: float, high: float) -> float:
        self.state = self.state * 48271 % 2147483647
        return low + (high - low) * self.state / 2147483647

    def randint(self, low: int, high: int) -> int:
        return round(self.uniform(low, high))


AS_OF = date(2026, 10, 31)
PERIOD = Period.trailing(AS_OF, 365)
HOSTILE = "<script>alert('x')</script>\"'&<img src=x onerror=alert(1)>"
LONG_NAME = "Công ty Trách nhiệm hữu hạn Thương mại Dịch vụ Kỹ thuật Cấp thoát nước Phường Ỷ La và Nguyễn Ngọc Ẩn"
SEGMENTS = ("Hộ gia đình", "Trường học", "Quán ăn, cà phê", "Văn phòng", HOSTILE)
STAGES = {"new": 318, "growing": 1240, "loyal": 1961, "at_risk": 402, "lost": 1187, "won_back": 74}

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
}
TITLES = {name: measure.title for name, measure in measures().items()}


def column(name: str, vi: str, en: str, kind: Any) -> ResultColumn:
    return ResultColumn(name, Text(vi, en), kind)


def table(name: str, vi: str, en: str, columns: list[ResultColumn], rows: list[Any]) -> ResultTable:
    return ResultTable(name, Text(vi, en), tuple(columns), tuple(tuple(row) for row in rows))


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


def tables() -> dict[str, ResultTable]:
    found = [
        at_risk(),
        *forecasts(),
        backtest(),
        models(),
        tracking(),
        repeats(),
        holdout(),
        matrix(),
        deciles(),
    ]
    found += [moves(), documents(), not_computed(), odd_table()]
    return {each.name: each for each in found}


def at_risk() -> ResultTable:
    people = [
        ("Chuỗi cà phê Nắng Sớm", "Quán ăn, cà phê", "Đà Nẵng", 94, 28.5, 412_000_000, 0.61),
        ("Khách sạn Biển Xanh", "Văn phòng", "Quy Nhơn", 131, 47.0, 388_000_000, 0.54),
        (LONG_NAME, "Trường học", "Thừa Thiên – Huế", 88, 30.25, 295_000_000, 0.48),
        (HOSTILE, "Hộ gia đình", None, 44, None, 176_000_000, 0.72),
        ('=HYPERLINK("http://x")', "Hộ gia đình", "Huế", 203, 61.0, 85_000, 0.09),
    ]
    rows = [
        (
            who,
            Text.same(segment),
            region,
            AS_OF - timedelta(days=silent),
            silent,
            gap,
            Decimal(value) / 2,
            Decimal(value),
            active,
            Decimal(str(round(value * (1 - active)))),
            Text("im lặng gấp 3,3 lần nhịp quen", "silent for 3.3 times the usual gap"),
            Text("Gọi trong tuần này, hỏi lý do", "Call this week and ask why"),
        )
        for who, segment, region, silent, gap, value, active in people
    ]
    columns = [
        column("customer", "Khách hàng", "Customer", "text"),
        column("segment", "Phân khúc", "Segment", "text"),
        column("region", "Khu vực", "Region", "text"),
        column("last_on", "Mua cuối", "Last bought", "date"),
        column("days_silent", "Im lặng", "Silent for", "days"),
        column("typical_gap", "Nhịp quen", "Usual gap", "days"),
        column("spend_in_window", "Chi trong kỳ", "Spend in the window", "money"),
        column("value_if_active", "Giá trị nếu còn", "Value if active", "money"),
        column("probability_active", "Còn hoạt động", "Still active", "share"),
        column("value_at_risk", "Giá trị có nguy cơ", "Value at risk", "money"),
        column("reasons", "Dấu hiệu", "Signs", "text"),
        column("next_action", "Việc tiếp theo", "Next action", "text"),
    ]
    return table("at_risk", "Cần giữ ngay", "Keep now", columns, rows)


def forecasts() -> list[ResultTable]:
    found = []
    for name, vi, en, size in (
        ("revenue", "Dự báo doanh thu", "Revenue forecast", 8.2e9),
        ("orders", "Dự báo số đơn", "Order forecast", 5100),
        ("new_customers", "Dự báo khách mới", "New customer forecast", 310),
    ):
        kind = "money" if name == "revenue" else "number"
        rows: list[tuple[Any, ...]] = []
        month = date(2024, 11, 1)
        draw = Dice(len(name))
        for at in range(36):
            level = size * (1 + 0.012 * at + 0.11 * math.sin(at * math.pi / 6)) * (1 + draw.uniform(-0.02, 0.02))
            if at < 24:
                rows.append((month, _typed(level, kind), None, None, None, None, None))
            else:
                w = 0.05 + 0.012 * (at - 24)
                bounds = [level * (1 + s * w) for s in (-1, 1, -1.6, 1.6)]
                rows.append((month, None, *[_typed(v, kind) for v in (level, *bounds)]))
            month = Period.month_of(month).end
        columns = [
            column("month", "Tháng", "Month", "month"),
            *[
                column(key, v, e, kind)
                for key, v, e in (
                    ("actual", "Thực tế", "Actual"),
                    ("forecast", "Dự báo", "Forecast"),
                    ("low_80", "Thấp 80%", "Low 80%"),
                    ("high_80", "Cao 80%", "High 80%"),
                    ("low_95", "Thấp 95%", "Low 95%"),
                    ("high_95", "Cao 95%", "High 95%"),
                )
            ],
        ]
        found.append(table(f"forecast_{name}", vi, en, columns, rows))
    return found


def _typed(value: float, kind: str) -> Any:
    return Decimal(str(round(value))) if kind == "money" else value


def backtest() -> ResultTable:
    rows = [
        (Text("doanh thu", "revenue"), Text("mùa vụ mũ", "seasonal smoothing"), 0.031, -0.004, 0.71, Text("có", "yes")),
        (
            Text("doanh thu", "revenue"),
            Text("như cùng tháng năm trước", "same month last year"),
            0.094,
            -0.062,
            1.0,
            None,
        ),
    ]
    columns = [
        column("target", "Đại lượng", "Target", "text"),
        column("method", "Cách", "Method", "text"),
        column("wape", "Lệch trung bình", "Mean error", "share"),
        column("bias", "Thiên lệch", "Bias", "share"),
        column("mase", "MASE", "MASE", "number"),
        column("chosen", "Được chọn", "Chosen", "text"),
    ]
    return table("forecast_backtest", "Thử lại trên quá khứ", "Back-test", columns, rows)


def models() -> ResultTable:
    rows = [
        (
            "bg_nbd",
            "r 0,243 · α 4,414",
            -9582.43,
            19172.9,
            19196.1,
            0.041,
            0.82,
            Text("hội tụ", "converged"),
            Text("có", "yes"),
        ),
        ("mbg_nbd", "r 0,525 · α 6,183", -9586.0, 19180.0, 19203.2, 0.047, 0.84, Text("hội tụ", "converged"), None),
        (
            "pareto_nbd",
            "r 0,553 · α 10,58",
            None,
            None,
            None,
            None,
            None,
            Text("không hội tụ", "did not converge"),
            None,
        ),
    ]
    kinds = ("text", "text", "number", "number", "number", "share", "number", "text", "text")
    names = (
        ("model", "Mô hình", "Model"),
        ("parameters", "Tham số", "Parameters"),
        ("loglik", "Log khả năng", "Log-likelihood"),
        ("aic", "AIC", "AIC"),
        ("bic", "BIC", "BIC"),
        ("holdout_error", "Lệch khi giữ lại", "Holdout error"),
        ("holdout_mae", "Sai số tuyệt đối", "Absolute error"),
        ("converged", "Hội tụ", "Converged"),
        ("chosen", "Được chọn", "Chosen"),
    )
    columns = [column(n, vi, en, k) for (n, vi, en), k in zip(names, kinds, strict=True)]
    return table("model_comparison", "So sánh mô hình", "Models compared", columns, rows)


def tracking() -> ResultTable:
    draw = Dice(5)
    rows = []
    for at in range(30):
        expected = 900 + 420 * math.exp(-at / 12)
        phase = Text("ước lượng", "calibration") if at < 20 else Text("giữ lại", "holdout")
        rows.append((date(2026, 4, 5) + timedelta(weeks=at), expected * draw.uniform(0.93, 1.07), expected, phase))
    columns = [
        column("period_end", "Đến ngày", "Up to", "date"),
        column("actual", "Thực tế", "Actual", "number"),
        column("expected", "Mô hình", "Model", "number"),
        column("phase", "Giai đoạn", "Phase", "text"),
    ]
    return table("tracking", "Mô hình theo sát lần mua", "Model against purchases", columns, rows)


def repeats() -> ResultTable:
    actual = [1411, 439, 214, 100, 62, 38, 29, 64]
    expected = [1429.6, 421.9, 201.4, 111.0, 66.9, 42.8, 28.4, 55.0]
    rows = [(str(k) if k < 7 else "7+", a, e) for k, (a, e) in enumerate(zip(actual, expected, strict=True))]
    columns = [
        column("repeats", "Số lần mua lại", "Repeat purchases", "text"),
        column("customers", "Thực tế", "Actual", "count"),
        column("expected", "Mô hình", "Model", "number"),
    ]
    return table("repeat_histogram", "Số lần mua lại", "Repeat purchases", columns, rows)


def holdout() -> ResultTable:
    rows = [
        ("0", 1411, 0.24, 0.22),
        ("1", 439, 0.68, 0.71),
        ("2", 214, 1.21, 1.15),
        ("3", 100, 1.9, 1.84),
        ("4+", 193, 3.9, 4.1),
    ]
    columns = [
        column("repeats", "Đã mua lại", "Repeats before", "text"),
        column("customers", "Khách", "Customers", "count"),
        column("actual", "Thực tế", "Actual", "number"),
        column("expected", "Mô hình", "Model", "number"),
    ]
    return table("holdout_by_frequency", "Lần mua trong kỳ giữ lại", "Purchases in the holdout", columns, rows)


def matrix() -> ResultTable:
    rows = [
        (x, float(m), 1 / (1 + (0.04 + 0.012 * x) * math.expm1(m * (0.03 + 0.012 * x))))
        for m in range(25)
        for x in range(1, 25)
    ]
    columns = [
        column("repeats", "Số lần mua lại", "Repeat purchases", "count"),
        column("months_silent", "Tháng từ lần mua cuối", "Months since last bought", "number"),
        column("probability", "Khả năng", "Probability", "share"),
    ]
    return table("active_matrix", "Khả năng còn hoạt động", "Probability of being active", columns, rows)


def deciles() -> ResultTable:
    shares = [0.41, 0.19, 0.12, 0.09, 0.07, 0.05, 0.03, 0.02, 0.015, 0.005]
    rows = [(str(k + 1), 481, Decimal(str(round(182.6e9 * s))), s) for k, s in enumerate(shares)]
    columns = [
        column("decile", "Nhóm mười", "Decile", "text"),
        column("customers", "Khách", "Customers", "count"),
        column("value", "Giá trị", "Value", "money"),
        column("share", "Phần", "Share", "share"),
    ]
    return table("value_deciles", "Giá trị tập trung ở đâu", "Where the value sits", columns, rows)


STAGE_WORDS = {
    "new": Text("mới", "new"),
    "growing": Text("đang lớn", "growing"),
    "loyal": Text("trung thành", "loyal"),
    "at_risk": Text("có nguy cơ", "at risk"),
    "lost": Text("rời bỏ", "lost"),
}


def moves() -> ResultTable:
    draw = Dice(2)
    rows = [
        (a, b, draw.randint(0, 900), Decimal(draw.randint(-5, 900)) * 1_000_000)
        for a in (*STAGE_WORDS.values(), None)
        for b in STAGE_WORDS.values()
        if not (a == STAGE_WORDS["lost"] and b == STAGE_WORDS["new"])
    ]
    columns = [
        column("stage_before", "Trước", "Before", "text"),
        column("stage_now", "Nay", "Now", "text"),
        column("customers", "Khách", "Customers", "count"),
        column("spend", "Chi", "Spend", "money"),
    ]
    return table("lifecycle", "Chuyển giai đoạn", "Moves between stages", columns, rows)


def documents() -> ResultTable:
    rows = [
        (Text("đơn giao", "orders delivered"), 61480, Decimal("98700000000000"), None),
        (
            Text("đơn hủy", "orders cancelled"),
            1904,
            Decimal("1900000000"),
            Text("không tính là mua", "not counted as bought"),
        ),
        (Text("trả hàng", "returns"), 212, Decimal("-310000000"), Text("trừ vào doanh thu", "taken off revenue")),
    ]
    columns = [
        column("kind", "Chứng từ", "Document", "text"),
        column("n", "Số", "Count", "count"),
        column("amount", "Số tiền", "Amount", "money"),
        column("note", "Ghi chú", "Note", "text"),
    ]
    return table("documents", "Chứng từ được phân loại", "How documents were told apart", columns, rows)


def not_computed() -> ResultTable:
    rows = [
        (
            TITLES["gross_margin"],
            Text("không dòng nào có giá vốn", "no line has a cost"),
            Text("giá vốn ở bảng sản phẩm", "costs in the products table"),
        ),
        (TITLES["lead_conversion_rate"], Text("chưa có khách tiềm năng", "there are no leads"), None),
    ]
    columns = [
        column("measure", "Chỉ số", "Measure", "text"),
        column("reason", "Lý do", "Reason", "text"),
        column("needs", "Cần thêm", "Needs", "text"),
    ]
    return table("not_computed", "Chưa tính được", "Not computed", columns, rows)


def odd_table() -> ResultTable:
    columns = [
        column("sku", "Mã hàng", "Product", "text"),
        column("first_month", "Tháng đầu", "First month", "month"),
        column("margin", "Biên", "Margin", "share"),
    ]
    rows = [("@SUM(A1)", date(2026, 1, 1), -0.12), ("-2+3", None, None), ("+84905318642", date(2026, 2, 1), 0.4)]
    return table("price_levels", "Mặt bằng giá", "Price levels", columns, rows)


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
