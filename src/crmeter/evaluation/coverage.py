"""Which documents a figure could have used, and why some are left out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import ibis
import ibis.expr.types as ir

from crmeter.measures.measure import Measure
from crmeter.measures.rows import ROWS, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Coverage, LeftOut, Period, Text, Undefined
from crmeter.vocabulary.reading import Value
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.sql import to_sql

REASONS: Mapping[str, Text] = MappingProxyType(
    {
        "return": Text("chứng từ trả hàng, tính riêng", "credit notes, counted apart"),
        "free": Text("không thu tiền", "nothing charged"),
        "adjustment": Text("bút toán điều chỉnh", "corrections of the books"),
        "unpriced": Text("không có số tiền cũng không có dòng hàng", "neither an amount nor lines"),
        "cancelled": Text("đơn đã hủy", "cancelled"),
        "reversed": Text("đã trả lại toàn bộ", "sent back whole"),
        "not_positive": Text("số tiền không dương", "amount not positive"),
        "no_customer": Text("không rõ khách hàng", "customer not known"),
        "later": Text("sau ngày đánh giá", "after the day of the evaluation"),
    }
)


# Stands for a currency that the order does not name.
UNKNOWN_CURRENCY = "?"
NO_RATE = Text("chưa có tỷ giá {currency} của ngày bán", "no exchange rate for {currency} on the day of the sale")


def documents_told_apart_sql(tables: Tables, view: View) -> str:
    """Return a SELECT of how many documents of each day are used, under `used`, or left out by reason.

    What becomes of a document does not depend on the period, so that this is worked out once for all of them.

    Of a document that counts but whose amount has no rate, the currency stands behind the word: `used USD`.

    Args:
        tables: the warehouse tables.
        view: from where they are looked at.
    """
    orders = tables["orders"]
    used = tables["sales"].select(used_key="order_key", used_amount="amount")
    joined = orders.left_join(used, orders.order_key == used.used_key)
    by_day = joined.mutate(reason=_reason(joined, view)).group_by("ordered_on", "reason")
    return to_sql(by_day.aggregate(n=lambda r: r.count()))


def document_counts(
    engine: Engine, view: View, periods: Sequence[Period], whole_history: bool
) -> Sequence[Mapping[str, int]]:
    """Return of each period how many documents were used, under `used`, and left out by reason.

    Args:
        engine: where `documents_told_apart` is readable, as its SQL gives it.
        view: from where the periods are looked at.
        periods: which.
        whole_history: all documents up to the end of the period, not only those in it.
    """
    # A past period does not use what was bought between its end and the day of the evaluation.
    within = "ordered_on < ends OR ordered_on >= ?" if whole_history else "ordered_on >= starts AND ordered_on < ends"
    asked = ", ".join(f"({nth}, ?::DATE, ?::DATE)" for nth in range(len(periods)))
    days = [day for period in periods for day in (period.start, period.end)]
    counts: list[dict[str, int]] = [{} for _ in periods]
    for nth, reason, n in engine.rows(
        f"SELECT nth, reason, sum(n)::BIGINT FROM documents_told_apart JOIN (VALUES {asked}) AS p(nth, starts, ends)"
        f" ON {within} GROUP BY ALL ORDER BY ALL",
        [*days, *([view.seen_until] if whole_history else [])],
    ):
        counts[nth][reason] = n
    return counts


def coverage_of(measure: Measure, counts: Mapping[str, int], n: int) -> Coverage:
    """Return the coverage of a figure.

    Args:
        measure: what was taken; what counts orders misses none for want of a rate, what adds amounts does.
        counts: documents used and left out, as `document_counts` gives them.
        n: how many rows the figure itself stands on, for rows that are not made of documents.
    """
    stands_on = ROWS[measure.rows].stands_on
    if stands_on == "own":
        return Coverage(n)
    used = 0
    left: Counter[str] = Counter()
    for told, k in counts.items():
        code, _, without_rate = told.partition(" ")
        counts_here = code == "used" or (code == "no_customer" and stands_on != "customers")
        if not counts_here:
            left[code] += k
        elif without_rate and measure.needs_amounts:
            left[f"no_rate {without_rate}"] += k
        else:
            used += k
    return Coverage(used, tuple(_left_out(told, k) for told, k in sorted(left.items()) if k))


def _without_rate(coverage: Coverage) -> int:
    return sum(left.n for left in coverage.left_out if left.code == "no_rate")


def lacks_amounts(coverage: Coverage, value: Value | None) -> bool:
    """Whether a figure without rows is without them because amounts are unknown: some of its own, or all there are."""
    return _without_rate(coverage) > 0 and (value is None or not coverage.used)


def no_amount(measure: Measure, coverage: Coverage) -> Undefined:
    """Return why a figure that stands on amounts is empty: an order lacks a rate, other rows may lack the amount."""
    if ROWS[measure.rows].stands_on == "own" and measure.left_out is not None:
        return Undefined(
            "left_out",
            measure.left_out,
            Text("số tiền và tiền tệ của các dòng này", "amount and currency of these rows"),
        )
    return no_rate(coverage)


def no_rate(coverage: Coverage) -> Undefined:
    """Return why a figure that stands on amounts is empty where none of them has a rate."""
    reasons = Text.join(left.reason for left in coverage.left_out if left.code == "no_rate")
    return Undefined(
        "no_rate",
        reasons if reasons.vi else Text("chưa có tỷ giá của ngày phát sinh", "no exchange rate for the day"),
        Text("tệp tỷ giá cho các tiền tệ đó", "a file of exchange rates for these currencies"),
    )


def _left_out(told: str, n: int) -> LeftOut:
    code, _, currency = told.partition(" ")
    return LeftOut(code, NO_RATE.fill(currency=currency) if currency else REASONS[code], n)


def _reason(orders: ir.Table, view: View) -> ir.Value:
    used = ibis.ifelse(orders.customer_key.isnull(), "no_customer", "used")
    currency = orders.currency.coalesce(UNKNOWN_CURRENCY)
    return ibis.cases(
        (orders.used_key.notnull() & orders.used_amount.isnull(), used.concat(" ", currency)),
        (orders.used_key.notnull(), used),
        (orders.ordered_on >= view.seen_until, "later"),
        (orders.status == "cancelled", "cancelled"),
        (orders.kind != "sale", orders.kind),
        (orders.reversed_on < view.seen_until, "reversed"),
        else_="not_positive",
    )
