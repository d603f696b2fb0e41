"""How many of those who buy will buy again: methods that see the history up to a day, held against what came."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from crmeter.estimators import KaplanMeier, PurchaseHistory
from crmeter.estimators.delta_method import normal_quantile
from crmeter.estimators.intervals import wilson
from crmeter.evaluation.buying import DAYS_PER_WEEK, Histories, fit_buying, histories_until
from crmeter.evaluation.methods.catalogue import METHODS, QUESTIONS
from crmeter.evaluation.methods.side_by_side import Answer, Compared, apart, lacking, missing_what_came
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.warehouse.engine import Engine

Floats = NDArray[np.float64]
_LEVEL = 0.8
_FEWEST = 20
_LONGER = Text("lịch sử mua dài hơn", "a longer history")


def compare_buying_again(engine: Engine, day: date, until: date, methods: Sequence[str]) -> Compared:
    """Foretell which share of the customers of a period buys again in the next, and hold that against what came.

    Args:
        engine: where `sales` is readable.
        day: the first day that the methods do not see; customers are those who bought in as many days before it.
        until: the first day after the test.
        methods: of this question, by name.

    Raises:
        NotEnoughData: hardly anybody had bought.
    """
    span = until - day
    customers, came = _again(engine, day - span, day, until)
    if customers < _FEWEST:
        raise NotEnoughData(
            "few_customers",
            Text("chỉ {n} khách mua trong kỳ trước kỳ thử", "only {n} customers bought in the period before").fill(
                n=customers
            ),
            Text("ít nhất {n} khách", "{n} customers at least").fill(n=_FEWEST),
        )
    actual = came / customers
    histories = _active(histories_until(engine, day - timedelta(days=1)), span.days)
    answers = []
    for name in methods:
        kind = name.partition(".")[2]
        try:
            if kind == "past_rate":
                value, low, high = _past_rate(engine, day, span)
            elif kind == "gaps":
                value, low, high = _by_gaps(engine, histories, day, span.days)
            else:
                value, low, high = _by_model(engine, kind, histories, day, span.days)
        except NotEnoughData as few:
            answers.append(lacking(name, few.undefined))
            continue
        answers.append(Answer(METHODS[name], value, low, high, value - actual, low - actual, high - actual))
    return Compared(
        QUESTIONS["again"],
        "share",
        tuple(answers),
        customers,
        actual,
        tuple(apart(answers)),
        tuple(missing_what_came(answers, actual)),
    )


def _again(engine: Engine, first: date, day: date, end: date) -> tuple[int, int]:
    """Return how many bought between the first two days, and how many of them between the last two."""
    bought = f"ordered_on >= DATE '{first}' AND ordered_on < DATE '{day}'"
    later = f"ordered_on >= DATE '{day}' AND ordered_on < DATE '{end}'"
    ((customers, again),) = engine.rows(
        "SELECT count(*), count(*) FILTER (later) FROM (SELECT bool_or("
        f"{bought}) AS bought, bool_or({later}) AS later FROM sales WHERE customer_key IS NOT NULL"
        " GROUP BY customer_key) WHERE bought"
    )
    return int(customers), int(again)


def _past_rate(engine: Engine, day: date, span: timedelta) -> tuple[float, float, float]:
    customers, again = _again(engine, day - 2 * span, day - span, day)
    interval = wilson(again, customers, _LEVEL)
    if interval is None or customers < _FEWEST:
        raise NotEnoughData(
            "no_period_before",
            Text("chỉ {n} khách mua trong kỳ trước nữa", "only {n} customers bought in the period before that").fill(
                n=customers
            ),
            _LONGER,
        )
    return again / customers, float(interval.low), float(interval.high)


def _by_gaps(engine: Engine, active: Histories, day: date, days: int) -> tuple[float, float, float]:
    """1 − S(silence + days) / S(silence), averaged; S of the gaps between days of purchase, the last cut by the day."""
    rows = engine.arrays(
        f"SELECT coalesce(next_on, DATE '{day}') - bought_on AS gap, next_on IS NOT NULL AS ended FROM ("
        "SELECT ordered_on AS bought_on, lead(ordered_on) OVER own AS next_on FROM ("
        "SELECT DISTINCT customer_key, ordered_on FROM sales WHERE customer_key IS NOT NULL"
        f" AND ordered_on < DATE '{day}') WINDOW own AS (PARTITION BY customer_key ORDER BY ordered_on))"
    )
    if not rows["ended"].any():
        raise NotEnoughData("no_gaps", Text("chưa khách nào mua lần hai", "nobody has bought twice"), _LONGER)
    curve = KaplanMeier().fit(rows["gap"].astype(np.float64), rows["ended"])
    silence = (active.age_days - active.recency_days).astype(np.float64) + 1
    still = curve.survival(silence, with_interval=False).value
    later = curve.survival(silence + days, _LEVEL)
    assert later.low is not None  # noqa: S101 - they are asked for
    assert later.high is not None  # noqa: S101 - they are asked for
    if np.isnan(later.value).any() or (still <= 0).any():
        raise NotEnoughData(
            "gaps_too_short",
            Text("chưa quan sát được khoảng im lặng dài như kỳ thử", "no silence as long as the test has been seen"),
            _LONGER,
        )
    value, high, low = (float(np.mean(1 - each / still)) for each in (later.value, later.low, later.high))
    return value, max(low, 0.0), min(high, 1.0)


def _by_model(engine: Engine, kind: str, active: Histories, day: date, days: int) -> tuple[float, float, float]:
    """1 − P(no purchase in the test), averaged; bounds of parameters and of the draw of the customers."""
    buying = fit_buying(histories_until(engine, day - timedelta(days=1)), (kind,))
    if kind in buying.failures:
        why = buying.failures[kind]
        raise NotEnoughData(why.code, why.reason, why.needs)
    history = PurchaseHistory(
        active.frequency, active.recency_days / DAYS_PER_WEEK, active.age_days / DAYS_PER_WEEK, "week"
    )
    none = buying.models[kind].future_purchase_probabilities([0], days / DAYS_PER_WEEK, history, level=_LEVEL)
    assert none.low is not None  # noqa: S101 - they are asked for
    assert none.high is not None  # noqa: S101 - they are asked for
    chances = 1 - none.value[:, 0]
    value = float(chances.mean())
    # Parameters are the same for all customers, so their bounds move together; the draws are independent.
    of_parameters = float((none.high - none.low).mean()) / 2
    of_draws = normal_quantile(_LEVEL) * float(np.sqrt((chances * (1 - chances)).sum())) / len(chances)
    reach = float(np.hypot(of_parameters, of_draws))
    return value, max(value - reach, 0.0), min(value + reach, 1.0)


def _active(histories: Histories, days: int) -> Histories:
    keep = histories.age_days - histories.recency_days < days
    return Histories(
        histories.customer_key[keep],
        histories.frequency[keep],
        histories.recency_days[keep],
        histories.age_days[keep],
        histories.spend_frequency[keep],
        histories.mean_spend[keep],
    )
