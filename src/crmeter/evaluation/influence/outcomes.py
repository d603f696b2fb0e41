"""What becomes of customers from a day on: the outcomes that influence is asked of."""

from collections.abc import Mapping
from dataclasses import dataclass

from crmeter.vocabulary import Text


@dataclass(frozen=True, slots=True)
class Outcome:
    """An outcome.

    Args:
        name: its word in addresses and JSON.
        title: what it is called.
        meaning: what is counted.
        is_good: whether more of it is better.
        sql: SELECT of `customer_key` and `value`, with `{day}` for the first day and `{until}` for the one after the
            last.
        otherwise: of customers without a row, or None where nothing is known of them.
        needs: what it is made of.
    """

    name: str
    title: Text
    meaning: Text
    is_good: bool
    sql: str
    otherwise: float | None
    needs: Text


_ORDERS = Text("đơn hàng của hai kỳ liền nhau", "orders of two periods, one after the other")
_SALES = "FROM sales WHERE ordered_on >= {day} AND ordered_on < {until} GROUP BY customer_key"

OUTCOMES: Mapping[str, Outcome] = {
    each.name: each
    for each in (
        Outcome(
            "bought_again",
            Text("Mua lại", "Bought again"),
            Text("mua ít nhất một lần trong kỳ kết quả", "bought at least once in the period of the outcome"),
            True,
            f"SELECT customer_key, 1 AS value {_SALES}",
            0,
            _ORDERS,
        ),
        Outcome(
            "revenue",
            Text("Doanh thu kỳ sau", "Revenue of the next period"),
            Text(
                "chi tiêu trong kỳ kết quả, 0 nếu không mua", "spend in the period of the outcome, 0 without a purchase"
            ),
            True,
            f"SELECT customer_key, CASE WHEN count(amount) = count(*) THEN sum(amount) END AS value {_SALES}",
            0,
            _ORDERS,
        ),
        Outcome(
            "contract_ended",
            Text("Chấm dứt hợp đồng", "Contract ended"),
            Text(
                "mọi hợp đồng đang chạy lúc đầu kỳ đã kết thúc trong kỳ",
                "all contracts under way at the beginning ended in the period",
            ),
            False,
            "SELECT customer_key, min((ends_on IS NOT NULL AND ends_on < {until})::INT) AS value FROM subscriptions"
            " WHERE starts_on < {day} AND (ends_on IS NULL OR ends_on >= {day}) GROUP BY customer_key",
            None,
            Text("hợp đồng định kỳ có ngày bắt đầu và kết thúc", "contracts with their first and last day"),
        ),
        Outcome(
            "satisfaction",
            Text("Mức hài lòng kỳ sau", "Satisfaction in the next period"),
            Text(
                "điểm hài lòng và sẵn lòng giới thiệu trả lời trong kỳ, đưa về 0–100",
                "answers on satisfaction and recommending in the period, on 0 to 100",
            ),
            True,
            "SELECT customer_key, avg(CASE question_kind WHEN 'nps' THEN value * 10 ELSE (value - 1) * 25 END) AS value"
            " FROM survey_answers WHERE question_kind IN ('nps', 'csat') AND answered_on >= {day}"
            " AND answered_on < {until} GROUP BY customer_key",
            None,
            Text(
                "câu trả lời khảo sát không ẩn danh trong kỳ", "answers in the period to surveys that are not anonymous"
            ),
        ),
        Outcome(
            "lifetime_value",
            Text("Giá trị trọn đời còn lại", "Residual lifetime value"),
            Text(
                "giá trị còn lại theo mô hình mua, tính đến ngày đánh giá",
                "residual value by the buying process, as of the evaluation",
            ),
            True,
            "SELECT customer_key, lifetime_value AS value FROM customer_scores",
            None,
            Text("đơn mua lại đủ để ước lượng nhịp mua", "enough repeat purchases to fit the buying process"),
        ),
    )
}
