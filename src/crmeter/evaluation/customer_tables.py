"""Tables about customers: stages and moves between them, how value is spread, how documents were told apart."""

from datetime import date

from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.vocabulary import Text
from crmeter.warehouse.engine import Engine

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
