"""Tables about customers: who is at risk and why, stages and moves between them, how value is spread."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.vocabulary import Text
from crmeter.warehouse.engine import Engine

MOST_AT_RISK = 50
# A purchase gap this many times the usual one is a sign of its own.
LONG_GAP = 1.5

# What a document `o` is that may be among the sales `s`; {day} is the last one that is seen.
TOLD_APART = """CASE
    WHEN o.ordered_on > {day} THEN 'later'
    WHEN o.status = 'cancelled' THEN 'cancelled'
    WHEN o.kind <> 'sale' THEN o.kind
    WHEN o.reversed_on <= {day} THEN 'reversed'
    WHEN o.amount <= 0 THEN 'not_positive'
    WHEN s.amount IS NULL THEN 'no_rate'
    WHEN o.customer_key IS NULL THEN 'no_customer'
    ELSE 'sale'
END"""

STAGES: dict[str, Text] = {
    "new": Text("mới", "new"),
    "growing": Text("đang lớn", "growing"),
    "loyal": Text("trung thành", "loyal"),
    "at_risk": Text("có nguy cơ", "at risk"),
    "lost": Text("rời bỏ", "lost"),
    "won_back": Text("quay lại", "won back"),
    "none": Text("chưa mua", "not yet a customer"),
}


def at_risk(engine: Engine, window_days: int) -> ResultTable:
    """Return the customers at risk, most valuable first, each with its reasons and a next action.

    Args:
        engine: where `customers_now`, `customer_scores` and `identities` are readable.
        window_days: the trailing window of the run.
    """
    found = engine.records(
        f"""
        SELECT
            customer_key, c.source_key, i.name, c.segment, c.region, c.last_on, c.days_silent, c.reduced, c.purchases,
            c.compared_spend, c.compared_unknown, c.spend_in_window, s.below_expected, s.probability_active,
            s.lifetime_value_if_active AS value_if_active,
            s.value_at_risk,
            (c.last_on - c.first_on) / nullif(c.purchases - 1, 0) AS typical_gap
        FROM customers_now c
        LEFT JOIN customer_scores s USING (customer_key)
        LEFT JOIN identities i USING (customer_key)
        WHERE c.stage = 'at_risk' AND c.purchases > 1
        ORDER BY s.value_at_risk DESC NULLS LAST, c.spend_in_window DESC NULLS LAST, c.source_key
        LIMIT {MOST_AT_RISK}
        """
    )
    rows = tuple(
        (
            _who(row),
            row["segment"],
            row["region"],
            row["purchases"] - 1,
            row["last_on"],
            row["days_silent"],
            row["typical_gap"],
            row["spend_in_window"],
            row["value_if_active"],
            row["probability_active"],
            row["value_at_risk"],
            Text.join(signs_of(row), "; "),
            next_action(row, place),
            str(row["customer_key"]),
        )
        for place, row in enumerate(found)
    )
    return ResultTable(
        "at_risk",
        Text("Cần giữ ngay", "Keep now"),
        (
            ResultColumn("customer", Text("Khách hàng", "Customer"), "text"),
            ResultColumn("segment", Text("Phân khúc", "Segment"), "text"),
            ResultColumn("region", Text("Khu vực", "Region"), "text"),
            ResultColumn("repeats", Text("Số lần mua lại", "Repeats"), "count"),
            ResultColumn("last_on", Text("Lần mua cuối", "Last purchase"), "date"),
            ResultColumn("days_silent", Text("Im lặng", "Silent for"), "days"),
            ResultColumn("typical_gap", Text("Nhịp mua", "Usual gap"), "days"),
            ResultColumn(
                "spend_in_window",
                Text("Chi tiêu {days} ngày", "Spend, {days} days").fill(days=window_days),
                "money",
            ),
            ResultColumn("value_if_active", Text("Giá trị nếu còn mua", "Value if active"), "money"),
            ResultColumn("probability_active", Text("Còn hoạt động", "Active"), "share"),
            ResultColumn("value_at_risk", Text("Giá trị có nguy cơ", "Value at risk"), "money"),
            ResultColumn("reasons", Text("Dấu hiệu", "Signs"), "text"),
            ResultColumn("next_action", Text("Việc tiếp theo", "Next action"), "text"),
            ResultColumn("customer_key", Text("Khóa khách hàng", "Customer key"), "text"),
        ),
        rows,
        Text(
            "Khách mua lặp lại đang ở giai đoạn có nguy cơ, xếp theo giá trị có thể mất; nhiều nhất {most} khách",
            "Repeat customers in the stage at risk, by the value that may be lost; {most} at most",
        ).fill(most=MOST_AT_RISK),
    )


def lifecycle(engine: Engine, *, has_before: bool) -> ResultTable:
    """Return how many customers moved from which stage to which, with their spend in the window.

    Args:
        engine: where `customers_now` and, with `has_before`, `customers_before` are readable.
        has_before: whether the history carries the period before.
    """
    before = "b.stage" if has_before else "NULL"
    join = "LEFT JOIN customers_before b USING (customer_key)" if has_before else ""
    found = engine.records(
        f"""
        SELECT coalesce({before}, 'none') AS stage_before, c.stage AS stage_now, count(*) AS customers,
            sum(c.spend_in_window) AS spend
        FROM customers_now c {join}
        GROUP BY 1, 2 ORDER BY customers DESC, stage_before, stage_now
        """
    )
    return ResultTable(
        "lifecycle",
        Text("Chuyển giai đoạn so với kỳ trước", "Moves between stages since the period before"),
        (
            ResultColumn("stage_before", Text("Kỳ trước", "Before"), "text"),
            ResultColumn("stage_now", Text("Nay", "Now"), "text"),
            ResultColumn("customers", Text("Khách", "Customers"), "count"),
            ResultColumn("spend", Text("Chi tiêu trong cửa sổ", "Spend in the window"), "money"),
        ),
        tuple((STAGES[row["stage_before"]], STAGES[row["stage_now"]], row["customers"], row["spend"]) for row in found)
        if has_before
        else (),
    )


def value_deciles(engine: Engine) -> ResultTable:
    """Return how lifetime value is spread: customers in ten groups of equal size, the most valuable first.

    Args:
        engine: where `customer_scores` is readable.
    """
    found = engine.records(
        """
        SELECT decile, count(*) AS customers, sum(lifetime_value) AS value,
            sum(lifetime_value)::DOUBLE / nullif(sum(sum(lifetime_value)) OVER (), 0)::DOUBLE AS share
        FROM (
            SELECT lifetime_value, ntile(10) OVER (ORDER BY lifetime_value DESC, customer_key) AS decile
            FROM customer_scores WHERE lifetime_value IS NOT NULL
        ) GROUP BY decile ORDER BY decile
        """
    )
    return ResultTable(
        "value_deciles",
        Text("Giá trị trải trên khách hàng", "How value is spread over customers"),
        (
            ResultColumn("decile", Text("Nhóm 10%", "Tenth"), "text"),
            ResultColumn("customers", Text("Khách", "Customers"), "count"),
            ResultColumn("value", Text("Giá trị trọn đời", "Lifetime value"), "money"),
            ResultColumn("share", Text("Phần của tổng", "Share of all"), "share"),
        ),
        tuple((str(row["decile"]), row["customers"], row["value"], row["share"]) for row in found),
    )


def documents(engine: Engine, as_of: date) -> ResultTable:
    """Return how the documents and returns up to a day were told apart, with their number and amount.

    Args:
        engine: where `orders`, `returns` and `sales` are readable.
        as_of: the day.
    """
    day = f"DATE '{as_of.isoformat()}'"
    found = engine.rows(
        f"""
        SELECT {TOLD_APART.format(day=day)} AS told, o.currency, count(*) AS n, sum(o.amount)
        FROM orders o LEFT JOIN sales s USING (order_key) GROUP BY ALL
        UNION ALL
        SELECT 'sent_back', currency, count(*), sum(amount) FROM returns WHERE returned_on <= {day} GROUP BY ALL
        ORDER BY n DESC, told, currency
        """
    )
    rows = tuple((TOLD[told][0], n, amount, currency, TOLD[told][1]) for told, currency, n, amount in found)
    return ResultTable(
        "documents",
        Text("Chứng từ được phân loại", "Documents told apart"),
        (
            ResultColumn("kind", Text("Loại", "Kind"), "text"),
            ResultColumn("n", Text("Số chứng từ", "Documents"), "count"),
            ResultColumn("amount", Text("Số tiền", "Amount"), "number"),
            ResultColumn("currency", Text("Tiền tệ", "Currency"), "text"),
            ResultColumn("note", Text("Được tính thế nào", "How it counts"), "text"),
        ),
        rows,
    )


NO_RATE = Text("tiền tệ khác, không có tỷ giá", "another currency without a rate")
TOLD: dict[str, tuple[Text, Text]] = {
    "sale": (
        Text("đơn bán", "sales"),
        Text("tính vào doanh thu và khách hàng", "count for revenue and for customers"),
    ),
    "no_customer": (
        Text("đơn bán không rõ khách", "sales without a customer"),
        Text("tính vào doanh thu, không tính vào khách hàng", "count for revenue, not for customers"),
    ),
    "return": (
        Text("chứng từ trả hàng", "credit notes"),
        Text("trừ vào doanh thu ở ngày trả", "taken from revenue on their day"),
    ),
    "sent_back": (
        Text("dòng hàng trả lại, khoản ghi giảm", "lines sent back and credits"),
        Text(
            "trừ vào doanh thu ở ngày trả, nếu đơn gốc được tính và tiền tệ có tỷ giá",
            "taken from revenue on their day, if their order counts and their currency has a rate",
        ),
    ),
    "no_rate": (
        NO_RATE,
        Text(
            "tính vào số đơn và số khách, không tính vào số tiền; làm giảm độ đầy đủ",
            "count as orders and for customers, not for amounts; they lower completeness",
        ),
    ),
    "not_positive": (Text("số tiền không dương", "amount not positive"), Text("không tính", "do not count")),
    "later": (Text("sau ngày đánh giá", "after the day of the evaluation"), Text("chưa thấy", "not seen yet")),
    "reversed": (
        Text("đơn bị trả lại toàn bộ", "sales sent back whole"),
        Text("không tính, khoản trả của chúng cũng không", "do not count, nor do their returns"),
    ),
    "cancelled": (Text("đơn đã hủy", "cancelled orders"), Text("không tính", "do not count")),
    "free": (Text("không thu tiền", "nothing charged"), Text("không tính", "do not count")),
    "adjustment": (Text("bút toán điều chỉnh", "corrections of the books"), Text("không tính", "do not count")),
    "unpriced": (
        Text("không có số tiền", "without an amount"),
        Text("không tính, làm giảm độ đầy đủ", "do not count, and lower completeness"),
    ),
}


def _who(row: dict[str, Any]) -> str:
    return f"{row['name']} ({row['source_key']})" if row["name"] else str(row["source_key"])


def signs_of(row: Mapping[str, Any]) -> list[Text]:
    """Return by what a customer shows that they may leave, from their state, their scores and their usual gap."""
    signs = []
    gap = row["typical_gap"]
    if gap and row["days_silent"] > LONG_GAP * gap:
        signs.append(
            Text(
                "im lặng {silent} ngày, thường mua mỗi {gap} ngày",
                "silent for {silent} days, usually buys every {gap} days",
            ).fill(silent=row["days_silent"], gap=round(gap))
        )
    if row["reduced"]:
        fall = 1 - float(row["spend_in_window"]) / float(row["compared_spend"])
        words = (
            # What was spent before is not known whole, so the fall is at least this.
            Text("chi tiêu giảm ít nhất {fall}% so với trước", "spend down at least {fall}% on before")
            if row["compared_unknown"]
            else Text("chi tiêu giảm {fall}% so với trước", "spend down {fall}% on before")
        )
        signs.append(words.fill(fall=round(100 * fall)))
    if row["below_expected"]:
        signs.append(Text("mua ít hơn nhịp của chính mình", "buys less than the own rhythm"))
    if row["probability_active"] is not None:
        chance = round(100 * float(row["probability_active"]))
        signs.append(Text("khả năng còn mua {chance}%", "{chance}% likely to be active").fill(chance=chance))
    return signs


def next_action(row: Mapping[str, Any], place: int) -> Text:
    """Return what to do for a customer at risk, by how many of those to keep are worth more."""
    if place < MOST_AT_RISK // 5:
        return Text("Người phụ trách gọi trong tuần này", "Have the owner call this week")
    if row["reduced"]:
        return Text("Hỏi lý do mua ít đi, đề xuất gói phù hợp", "Ask why they buy less, offer what fits")
    return Text("Nhắc mua lại khi tới nhịp", "Remind them when their rhythm is due")
