"""What is known of customers before a day, as columns that may go with what comes after it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from crmeter.vocabulary import Text
from crmeter.vocabulary.customer import kind_title


@dataclass(frozen=True, slots=True)
class Candidate:
    """A column.

    Args:
        name: its word in JSON.
        title: what it is called.
        table: of the warehouse, from which it comes; without a row there, nothing is known of anybody.
        sql: SELECT of `customer_key` and `value`, with `{day}` for the first day that is not seen.
        otherwise: of customers without a row: 0 for what is counted, None where nothing is known.
        is_of_words: each word is a column of its own.
        called: what a word is called where it is a code.
    """

    name: str
    title: Text
    table: str
    sql: str
    otherwise: float | None = None
    is_of_words: bool = False
    called: Callable[[str], Text] = Text.same


def _of_orders(value: str) -> str:
    return f"SELECT customer_key, {value} AS value FROM sales WHERE ordered_on < {{day}} GROUP BY customer_key"


def _of_lines(value: str) -> str:
    return (
        f"SELECT s.customer_key, {value} AS value FROM order_lines l JOIN sales s USING (order_key)"
        " WHERE l.kind = 'sale' AND s.ordered_on < {day} GROUP BY s.customer_key"
    )


def _of_tickets(value: str, until: str = "opened_on") -> str:
    return (
        f"SELECT customer_key, {value} AS value FROM tickets WHERE {until} < {{day}} AND duplicate_of IS NULL"
        " GROUP BY customer_key"
    )


def _of_deliveries(value: str) -> str:
    return (
        f"SELECT o.customer_key, {value} AS value FROM deliveries d JOIN orders o USING (order_key)"
        " WHERE d.delivered_on < {day} GROUP BY o.customer_key"
    )


def _of_touches(direction: str) -> str:
    return (
        "SELECT coalesce(t.customer_key, l.customer_key) AS customer_key, count(*) AS value"
        " FROM touches t LEFT JOIN leads l USING (lead_key)"
        f" WHERE t.direction = '{direction}' AND t.touched_on < {{day}} GROUP BY ALL"
    )


def _of_answers(kind: str) -> str:
    return (
        "SELECT customer_key, arg_max(value, answered_on) AS value FROM survey_answers"
        f" WHERE question_kind = '{kind}' AND answered_on < {{day}} GROUP BY customer_key"
    )


def _word(column: str) -> str:
    return f'SELECT customer_key, "{column}" AS value FROM customers WHERE coalesce(created_on < {{day}}, true)'


CANDIDATES: tuple[Candidate, ...] = (
    Candidate(
        "purchase_days", Text("Số ngày mua", "Days of purchase"), "orders", _of_orders("count(DISTINCT ordered_on)")
    ),
    Candidate(
        "spend",
        Text("Chi tiêu", "Spend"),
        "orders",
        _of_orders("CASE WHEN count(amount) = count(*) THEN sum(amount) END"),
    ),
    Candidate("average_order", Text("Giá trị một đơn", "Value of an order"), "orders", _of_orders("avg(amount)")),
    Candidate(
        "silence",
        Text("Số ngày từ lần mua cuối", "Days since the last purchase"),
        "orders",
        _of_orders("{day} - max(ordered_on)"),
    ),
    Candidate(
        "age",
        Text("Số ngày từ lần mua đầu", "Days since the first purchase"),
        "orders",
        _of_orders("{day} - min(ordered_on)"),
    ),
    Candidate(
        "products",
        Text("Số sản phẩm đã mua", "Different products"),
        "order_lines",
        _of_lines("count(DISTINCT l.product_key)"),
    ),
    Candidate(
        "discount",
        Text("Giảm giá so với đơn giá", "Discount on list prices"),
        "order_lines",
        _of_lines(
            "1 - sum(l.amount) FILTER (l.unit_price * l.quantity > 0)"
            " / nullif(sum(l.unit_price * l.quantity) FILTER (l.unit_price * l.quantity > 0), 0)"
        ),
    ),
    Candidate(
        "returns",
        Text("Số lần trả hàng", "Returns"),
        "returns",
        "SELECT customer_key, count(*) AS value FROM returns WHERE returned_on < {day} GROUP BY customer_key",
        0,
    ),
    Candidate(
        "delivery_days",
        Text("Số ngày chờ giao", "Days until delivery"),
        "deliveries",
        _of_deliveries("avg(d.delivered_on - o.ordered_on)"),
    ),
    Candidate(
        "late_deliveries",
        Text("Tỷ lệ giao trễ", "Share of late deliveries"),
        "deliveries",
        _of_deliveries("avg((d.delivered_on > d.promised_on)::INT)"),
    ),
    Candidate("tickets", Text("Số phiếu hỗ trợ", "Tickets"), "tickets", _of_tickets("count(*)"), 0),
    Candidate(
        "waiting",
        Text("Số giờ chờ trả lời", "Hours until the first answer"),
        "tickets",
        _of_tickets("avg(epoch(first_responded_at - opened_at)) / 3600", "first_responded_at"),
    ),
    Candidate("contacts_in", Text("Số lần khách liên hệ", "Contacts by the customer"), "touches", _of_touches("in"), 0),
    Candidate("contacts_out", Text("Số lần mình liên hệ", "Contacts by us"), "touches", _of_touches("out"), 0),
    Candidate(
        "from_campaigns",
        Text("Tỷ lệ đơn từ chiến dịch", "Share of orders from campaigns"),
        "orders",
        "SELECT s.customer_key, avg((o.campaign IS NOT NULL)::INT) AS value FROM sales s"
        " JOIN orders o USING (order_key) WHERE s.ordered_on < {day} GROUP BY s.customer_key",
    ),
    Candidate(
        "lost_deals",
        Text("Số cơ hội đã thua", "Deals lost"),
        "deals",
        "SELECT customer_key, count(*) AS value FROM deals WHERE lost_on < {day} GROUP BY customer_key",
        0,
    ),
    Candidate(
        "contracts",
        Text("Số hợp đồng đang chạy", "Contracts under way"),
        "subscriptions",
        "SELECT customer_key, count(*) AS value FROM subscriptions WHERE starts_on < {day}"
        " AND (ends_on IS NULL OR ends_on >= {day}) GROUP BY customer_key",
        0,
    ),
    Candidate(
        "nps_answer",
        Text("Điểm sẵn lòng giới thiệu", "Answer on recommending us"),
        "survey_answers",
        _of_answers("nps"),
    ),
    Candidate("csat_answer", Text("Điểm hài lòng", "Answer on satisfaction"), "survey_answers", _of_answers("csat")),
    Candidate("ces_answer", Text("Điểm dễ dàng", "Answer on effort"), "survey_answers", _of_answers("ces")),
    Candidate("segment", Text("Phân khúc", "Segment"), "customers", _word("segment"), is_of_words=True),
    Candidate("region", Text("Khu vực", "Region"), "customers", _word("region"), is_of_words=True),
    Candidate("channel", Text("Kênh đến", "Channel they came by"), "customers", _word("channel"), is_of_words=True),
    Candidate(
        "kind",
        Text("Loại khách", "Kind of customer"),
        "customers",
        _word("kind"),
        is_of_words=True,
        called=kind_title,
    ),
)

# Of which rows the trust in orders can be judged by more than by how many name their customer.
OF_ORDERS = frozenset({"orders", "order_lines", "returns", "deliveries"})

# What would have to be brought in.
NEEDS: Mapping[str, Text] = {
    "orders": Text("đơn hàng có mã khách hàng và số tiền", "orders that name their customer and amount"),
    "order_lines": Text("dòng hàng có đơn giá và số lượng", "order lines with price and quantity"),
    "returns": Text("hàng trả lại có mã khách hàng", "returns that name their customer"),
    "deliveries": Text(
        "lần giao hàng có ngày hẹn và ngày nhận", "deliveries with the day promised and the day received"
    ),
    "tickets": Text("phiếu hỗ trợ có khách hàng và giờ trả lời", "tickets with customer and time of the first answer"),
    "touches": Text("lần tiếp xúc có mã khách hàng", "contacts that name their customer"),
    "deals": Text("cơ hội bán hàng có khách hàng", "deals that name their customer"),
    "subscriptions": Text("hợp đồng định kỳ có ngày bắt đầu và kết thúc", "contracts with their first and last day"),
    "survey_answers": Text("câu trả lời khảo sát không ẩn danh", "answers to surveys that are not anonymous"),
    "customers": Text("phân khúc, khu vực, kênh của khách", "segment, region and channel of customers"),
}
