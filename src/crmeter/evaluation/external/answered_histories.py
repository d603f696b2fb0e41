"""What customers answered, what they did before and what they bought after: one row for each, from a run's tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crmeter.evaluation.basis import basis_of
from crmeter.evaluation.opened_run import opened_run
from crmeter.vocabulary import LeftOut, NotEnoughData, Text
from crmeter.warehouse.connectors.files.session import literal
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.workspace import Workspace

Floats = NDArray[np.float64]
_MEMORY, _THREADS = "512MB", 2
DAYS = 180
# Nobody is sent to look at less than a quarter, within which hardly anybody buys again.
SHORTEST = 90
REACTIONS: Mapping[str, Text] = {
    "complaints": Text("Phiếu hỗ trợ đã gửi", "Tickets opened"),
    "replies": Text("Lần khách liên hệ lại", "Contacts from the customer"),
    "returns": Text("Lần trả hàng", "Goods sent back"),
    "orders": Text("Đơn đã mua", "Orders"),
}
KINDS: Mapping[str, Text] = {
    "csat": Text("Hài lòng chung", "Overall satisfaction"),
    "nps": Text("Sẵn lòng giới thiệu", "Would recommend"),
    "ces": Text("Dễ dàng", "Ease"),
}


@dataclass(frozen=True, slots=True, eq=False)
class AnsweredHistories:
    """Customers who answered, n of them, seen whole for some time after.

    Args:
        components: what they rated, by key; a driver by its name, a question by its kind.
        ratings: a column for each component, not a number where it was left out, shape (n, C).
        before: by reaction, how often in the time before the answer, shape (n,).
        revenue_before: money in the time before, shape (n,).
        revenue: money in the time after, shape (n,).
        margin: what is left of it after the cost of goods, not a number where that is not known, shape (n,); None
            where value is counted in revenue.
        bought_again: whether anything was bought in the time after, shape (n,).
        days: how long before and after.
        currency: of all money.
        as_of: the last day that is seen.
        left_out: who answered and is not among them.
    """

    components: tuple[str, ...]
    ratings: Floats
    before: Mapping[str, Floats]
    revenue_before: Floats
    revenue: Floats
    margin: Floats | None
    bought_again: NDArray[np.bool_]
    days: int
    currency: str
    as_of: date
    left_out: tuple[LeftOut, ...]

    def __len__(self) -> int:
        return len(self.revenue)

    @property
    def rated(self) -> NDArray[np.int64]:
        """How many rated each component, shape (C,)."""
        return np.asarray(np.isfinite(self.ratings).sum(axis=0), dtype=np.int64)


def answered_histories(
    workspace: Workspace, run_id: str, survey: int, *, us: str | None = None, days: int = DAYS
) -> AnsweredHistories:
    """Read who answered a survey, with the time before and after the answer.

    The day of the answer is in neither; who answered more than once counts with the last answer.

    Args:
        workspace: where the run lies.
        run_id: the evaluation whose data are read.
        survey: the number of the wave.
        us: our brand, whose ratings count where several brands are rated; without it none of those do.
        days: how long before and after.

    Raises:
        FileNotFoundError: there is no such run, or retention removed its snapshot.
        NotEnoughData: nobody who answered is known by name, only brands were rated and none is ours, or nobody was
            seen long enough after.
    """
    with opened_run(workspace, run_id, _MEMORY, _THREADS) as opened:
        opened.tables()
        engine, as_of, currency = opened.engine, opened.run.as_of, opened.run.currency
        rated = _rated(engine, survey, us)
        if not rated:
            raise NotEnoughData(*(_NO_BRAND if us is None and _names_customers(engine, survey) else _NOBODY_KNOWN))
        until = as_of - timedelta(days=days)
        basis, _ = basis_of(engine, currency)
        _ask(engine, rated)
        rows = _windows(engine, days, until, currency, has_cost=basis == "margin")
    return _put_together(rated, rows, days, currency, as_of, has_cost=basis == "margin")


def _rated(engine: Engine, survey: int, us: str | None) -> dict[int, tuple[date, dict[str, float]]]:
    """Return by customer the day of the last answer and what was rated in it."""
    found: dict[int, tuple[date, int, dict[str, float]]] = {}
    for customer, response, day, kind, driver, brand, value in engine.rows(
        "SELECT customer_key, response_key, answered_on, question_kind, driver, brand, value::DOUBLE"
        f" FROM survey_answers WHERE survey_key = {int(survey)} AND customer_key IS NOT NULL AND value IS NOT NULL"
        " AND question_kind IN ('csat', 'nps', 'ces', 'rating', 'price') ORDER BY answered_on, response_key, answer_key"
    ):
        if kind in ("rating", "price") and brand is not None and brand != us:
            continue
        _, latest, ratings = found.get(customer, (day, response, {}))
        if latest != response:
            ratings = {}
        ratings[kind if kind in KINDS else driver or kind] = value
        found[customer] = (day, response, ratings)
    return {customer: (day, ratings) for customer, (day, _, ratings) in found.items()}


def _names_customers(engine: Engine, survey: int) -> bool:
    """Whether any answer that rates a brand is of a customer."""
    ((n,),) = engine.rows(
        f"SELECT count(*) FROM survey_answers WHERE survey_key = {int(survey)} AND customer_key IS NOT NULL"
        " AND value IS NOT NULL AND question_kind IN ('rating', 'price') AND brand IS NOT NULL"
    )
    return bool(n)


def _ask(engine: Engine, rated: Mapping[int, tuple[date, Mapping[str, float]]]) -> None:
    engine.run("CREATE OR REPLACE TEMP TABLE asked (customer_key BIGINT, asked_on DATE)")
    engine.connection.executemany("INSERT INTO asked VALUES (?, ?)", [(key, day) for key, (day, _) in rated.items()])


def _windows(engine: Engine, days: int, until: date, currency: str, *, has_cost: bool) -> list[tuple[Any, ...]]:
    def counted(table: str, day: str, condition: str = "true") -> str:
        return (
            f"(SELECT count(*) FROM {table} t WHERE t.customer_key = a.customer_key AND {condition}"
            f" AND t.{day} < a.asked_on AND t.{day} >= a.asked_on - {days})"
        )

    margin = "NULL"
    if has_cost:
        engine.run(
            f"""
            CREATE OR REPLACE TEMP TABLE order_margins AS
            SELECT order_key, CASE WHEN bool_and(cost IS NOT NULL) AND sum(amount) > 0
                THEN sum(amount - cost) / sum(amount) END AS share
            FROM (
                SELECT l.order_key, l.amount::DOUBLE AS amount, CASE WHEN o.currency = {literal(currency)}
                    THEN coalesce(l.unit_cost, p.unit_cost)::DOUBLE * l.quantity::DOUBLE END AS cost
                FROM order_lines l JOIN orders o USING (order_key) LEFT JOIN products p USING (product_key)
                WHERE l.kind = 'sale'
            ) GROUP BY order_key
            """
        )
        margin = (
            "CASE WHEN count(*) FILTER (after AND m.share IS NULL) = 0"
            " THEN coalesce(sum(s.amount::DOUBLE * m.share) FILTER (after), 0) END"
        )
    joined = "LEFT JOIN order_margins m USING (order_key)" if has_cost else ""
    return engine.rows(
        f"""
        SELECT a.customer_key, a.asked_on <= DATE '{until}' AS seen_long_enough,
            {counted("tickets", "opened_on", "t.duplicate_of IS NULL")},
            {counted("touches", "touched_on", "t.direction = 'in'")},
            {counted("returns", "returned_on")},
            b.orders, b.before, b.after, b.margin, b.bought, b.unknown
        FROM asked a LEFT JOIN (
            SELECT customer_key,
                count(*) FILTER (earlier) AS orders,
                sum(amount) FILTER (earlier)::DOUBLE AS before,
                sum(amount) FILTER (after)::DOUBLE AS after,
                {margin} AS margin,
                count(*) FILTER (after) AS bought,
                count(*) FILTER ((earlier OR after) AND amount IS NULL) AS unknown
            FROM (
                SELECT x.customer_key, s.order_key, s.amount,
                    s.ordered_on < x.asked_on AND s.ordered_on >= x.asked_on - {days} AS earlier,
                    s.ordered_on > x.asked_on AND s.ordered_on <= x.asked_on + {days} AS after
                FROM asked x JOIN sales s ON s.customer_key = x.customer_key
            ) s {joined} GROUP BY customer_key
        ) b USING (customer_key) ORDER BY a.customer_key
        """
    )


def _put_together(
    rated: Mapping[int, tuple[date, Mapping[str, float]]],
    rows: list[tuple[Any, ...]],
    days: int,
    currency: str,
    as_of: date,
    *,
    has_cost: bool,
) -> AnsweredHistories:
    reasons = {
        "too_early": sum(not row[1] for row in rows),
        "never_bought": sum(bool(row[1]) and row[5] is None for row in rows),
        "no_rate": sum(bool(row[1]) and bool(row[10]) for row in rows),
    }
    kept = [row for row in rows if row[1] and row[5] is not None and not row[10]]
    left_out = tuple(LeftOut(code, _REASONS[code].fill(days=days), n) for code, n in reasons.items() if n)
    if not kept:
        raise NotEnoughData(
            "too_early",
            Text(
                "chưa ai trả lời cách ngày đánh giá ít nhất {days} ngày và có đơn hàng",
                "nobody answered {days} days or more before the day of the evaluation and has orders",
            ).fill(days=days),
            _SHORTER_OR_LATER if SHORTEST <= (as_of - min(day for day, _ in rated.values())).days < days else _LATER,
        )
    components = tuple(dict.fromkeys(name for row in kept for name in rated[row[0]][1]))
    ratings = np.array([[rated[row[0]][1].get(name, np.nan) for name in components] for row in kept])

    def column(place: int) -> Floats:
        return np.array([0.0 if row[place] is None else float(row[place]) for row in kept])

    margin = np.array([np.nan if row[8] is None else float(row[8]) for row in kept]) if has_cost else None
    return AnsweredHistories(
        components=components,
        ratings=ratings,
        before=dict(zip(REACTIONS, (column(place) for place in (2, 3, 4, 5)), strict=True)),
        revenue_before=column(6),
        revenue=column(7),
        margin=margin,
        bought_again=column(9) > 0,
        days=days,
        currency=currency,
        as_of=as_of,
        left_out=left_out,
    )


_REASONS = {
    "too_early": Text("trả lời chưa đủ {days} ngày", "answered less than {days} days ago"),
    "never_bought": Text("chưa mua gì trong dữ liệu", "bought nothing in the data"),
    "no_rate": Text("có đơn chưa có tỷ giá", "have an order without an exchange rate"),
}
_LATER = Text("thêm thời gian sau khi hỏi", "more time after asking")
_SHORTER_OR_LATER = Text(
    "thêm thời gian sau khi hỏi, hoặc khoảng ngắn hơn", "more time after asking, or a shorter span"
)
_NOBODY_KNOWN = (
    "nobody_known",
    Text("không có câu trả lời nào ghi tên khách", "no answer names a customer"),
    Text(
        "khảo sát không ẩn danh, và một lần đánh giá sau khi có câu trả lời",
        "a survey that is not anonymous, and an evaluation after its answers",
    ),
)
_NO_BRAND = (
    "no_brand",
    Text(
        "khảo sát này chấm điểm các thương hiệu, và chưa chọn đâu là thương hiệu của ta",
        "this survey rates brands, and which of them is ours has not been said",
    ),
    Text("thương hiệu của ta", "our brand"),
)
