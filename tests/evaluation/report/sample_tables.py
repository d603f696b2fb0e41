"""The result tables of the sample evaluation."""

import math
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from crmeter.evaluation.result import (
    ResultTable,
)
from crmeter.vocabulary import (
    Period,
    Text,
)

from . import sample_inside, sample_sales, sample_supply
from .sample_firm import AS_OF, HOSTILE, LONG_NAME, TITLES, Dice, column, table


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
    found += [bridge(), suggestions(), moves(), documents(), not_computed(), odd_table()]
    found += [*sample_inside.tables(), *sample_sales.tables(), *sample_supply.tables()]
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


def bridge() -> ResultTable:
    causes = [
        ("before", Text("Giá trị ngày 01/10/2025", "Value on 1 Oct 2025"), 175_200_000_000, 4_100),
        ("new", Text("Khách mới", "New customers"), 10_900_000_000, 312),
        ("bought_less", Text("Mua ít hơn", "Bought less"), -3_500_000_000, 640),
        ("price", Text("Giá", "Price"), 0, 0),
        ("now", Text("Giá trị ngày 20/11/2025", "Value on 20 Nov 2025"), 182_600_000_000, 4_412),
    ]
    return table(
        "equity_bridge",
        "Điều gì làm giá trị thay đổi",
        "What changed the value",
        [
            column("cause", "Mã", "Code", "text"),
            column("what", "Nguyên nhân", "Cause", "text"),
            column("amount", "Giá trị", "Value", "money"),
            column("customers", "Khách", "Customers", "count"),
        ],
        [(code, what, Decimal(amount), n) for code, what, amount, n in causes],
    )


def suggestions() -> ResultTable:
    alike = Text("so khách giống nhau", "like customers compared")
    late = Text(f"Giao đúng hẹn cho {HOSTILE}", f"Deliver on time to {HOSTILE}")
    keep = Text("Giữ khách có nguy cơ", "Keep the customers at risk")
    why = Text("212 khách chi ít hơn.", "212 customers spent less.")
    return table(
        "suggestions",
        "Điều chỉnh đề xuất",
        "Suggested adjustments",
        [
            column("code", "Mã", "Code", "text"),
            column("change", "Nên làm", "What to do", "text"),
            *(column(name, name, name.upper(), "money") for name in ("gain", "low", "high")),
            *(column(name, name, name.upper(), "count") for name in ("customers", "compared")),
            column("reason", "Vì sao", "Why", "text"),
            column("evidence", "Dựa trên", "It stands on", "text"),
            column("measure", "Chỉ số", "Measure", "text"),
        ],
        [
            ("late_deliveries", late, 1.9e9, 0.8e9, 3.1e9, 212, 900, why, alike, "on_time_delivery_rate"),
            ("late_answers", late, 0.6e9, -0.1e9, 1.2e9, 80, 300, why, alike, "lead_answered_next_day_rate"),
            ("customers_to_keep", keep, None, None, None, None, None, why, alike, "value_at_risk"),
        ],
    )


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
