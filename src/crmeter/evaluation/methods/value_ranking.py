"""Which customers will be worth most: methods that see the history up to a day, held against what came after it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from crmeter.estimators import Estimates
from crmeter.estimators.preference.rank_agreement import rank_correlation, shared_top
from crmeter.evaluation.buying import DAYS_PER_WEEK, MODELS, Buying, Histories, fit_buying, histories_until
from crmeter.evaluation.methods.catalogue import METHODS, QUESTIONS
from crmeter.evaluation.methods.side_by_side import Answer, Compared, apart, lacking, missing_what_came
from crmeter.evaluation.scores import expected_spend
from crmeter.vocabulary import NotEnoughData, Text, Undefined
from crmeter.warehouse.engine import Engine

Floats = NDArray[np.float64]
TOP = 0.2
# Of the top fifth, fewer than so many in common is another list.
_SHARED = 0.6
_FEWEST = 20
_STEPS = 5


def compare_value(engine: Engine, day: date, until: date, methods: Sequence[str]) -> Compared:
    """Rank customers by each method as of a day, and hold that against their spend from it on.

    Args:
        engine: where `sales` is readable.
        day: the first day that the methods do not see.
        until: the first day after the test.
        methods: of this question, by name.

    Raises:
        NotEnoughData: hardly anybody had bought.
    """
    histories = histories_until(engine, day - timedelta(days=1))
    if len(histories) < _FEWEST:
        raise NotEnoughData(
            "few_customers",
            Text("chỉ {n} khách đã mua trước kỳ thử", "only {n} customers had bought before the test").fill(
                n=len(histories)
            ),
            Text("ít nhất {n} khách", "{n} customers at least").fill(n=_FEWEST),
        )
    actual = _spend(engine, histories, day, until)
    before = _spend(engine, histories, day - (until - day), day)
    ranked: dict[str, Floats] = {}
    answers: list[Answer] = []
    buying = _fit(histories, methods)
    for name in methods:
        kind = name.partition(".")[2]
        if kind in MODELS:
            foretold = _foretold(buying, kind, (until - day).days)
            if isinstance(foretold, Undefined):
                answers.append(lacking(name, foretold))
                continue
            ranked[name], total = foretold
            answers.append(_answer(name, ranked[name], actual, total))
        elif kind == "rfm":
            ranked[name] = _rfm(histories, before)
            answers.append(_answer(name, ranked[name], actual, None))
        else:
            ranked[name] = before
            answers.append(_answer(name, before, actual, Estimates(np.asarray(before.sum()), None, None, 0.8)))
    return Compared(
        QUESTIONS["value"],
        "money",
        tuple(answers),
        len(histories),
        float(actual.sum()),
        (*apart(answers), *_other_lists(ranked)),
        tuple(missing_what_came(answers, float(actual.sum()))),
    )


def _fit(histories: Histories, methods: Sequence[str]) -> Buying | Undefined | None:
    wanted = tuple(kind for kind in MODELS if f"value.{kind}" in methods)
    if not wanted:
        return None
    try:
        return fit_buying(histories, wanted)
    except NotEnoughData as few:
        return few.undefined


def _foretold(buying: Buying | Undefined | None, kind: str, days: int) -> tuple[Floats, Estimates] | Undefined:
    if not isinstance(buying, Buying):
        assert buying is not None  # noqa: S101 - asked for with a model only
        return buying
    if kind in buying.failures:
        return buying.failures[kind]
    if buying.spend is None:
        assert buying.no_spend is not None  # noqa: S101 - one of both is there
        return buying.no_spend
    history, weeks = buying.histories.in_weeks(), days / DAYS_PER_WEEK
    model = buying.models[kind]
    each = expected_spend(buying.spend, buying.histories)
    purchases = model.expected_purchases(weeks, history, with_interval=False).value
    foretold = purchases * each.value
    whole = model.total_expected_purchases(weeks, history)
    assert each.low is not None  # noqa: S101 - they are asked for
    assert each.high is not None  # noqa: S101 - they are asked for
    assert whole.low is not None  # noqa: S101 - they are asked for
    assert whole.high is not None  # noqa: S101 - they are asked for
    # Bounds of purchases and of spend are set on the log scale; errors of both are independent.
    of_spend = float(np.average(np.log(each.high / each.low), weights=np.maximum(foretold, 1e-12))) / 2
    of_purchases = float(np.log(whole.high / whole.low)) / 2
    spread, total = float(np.exp(np.hypot(of_spend, of_purchases))), foretold.sum()
    return foretold, Estimates(np.asarray(total), np.asarray(total / spread), np.asarray(total * spread), whole.level)


def _answer(name: str, foretold: Floats, actual: Floats, total: Estimates | None) -> Answer:
    low, high = (None, None) if total is None else (total.low, total.high)
    if np.ptp(foretold) == 0 or np.ptp(actual) == 0:
        rho, interval = None, None
    else:
        rho, interval = rank_correlation(foretold, actual)
    return Answer(
        METHODS[name],
        None if total is None else float(total.value),
        None if low is None else float(low),
        None if high is None else float(high),
        rho,
        None if interval is None else float(interval.low),
        None if interval is None else float(interval.high),
    )


def _spend(engine: Engine, histories: Histories, first: date, end: date) -> Floats:
    """Return what each customer spent between two days; amounts without a rate are left out."""
    found = engine.arrays(
        "SELECT customer_key, coalesce(sum(amount), 0)::DOUBLE AS spent FROM sales WHERE customer_key IS NOT NULL"
        f" AND ordered_on >= DATE '{first}' AND ordered_on < DATE '{end}' GROUP BY customer_key ORDER BY customer_key"
    )
    spent = np.zeros(len(histories))
    _, at, of = np.intersect1d(histories.customer_key, found["customer_key"], assume_unique=True, return_indices=True)
    spent[at] = found["spent"][of]
    return spent


def _rfm(histories: Histories, before: Floats) -> Floats:
    """Return the sum of recency, frequency and money, five steps each, with as equal numbers in each as can be."""
    silence = histories.age_days - histories.recency_days
    return np.asarray(sum(_step(each) for each in (-silence, histories.frequency, before)), dtype=np.float64)


def _step(values: NDArray[np.int64] | Floats) -> Floats:
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    grade = ((np.cumsum(counts) - counts / 2) / len(values))[place]
    return np.asarray(np.minimum(np.floor(grade * _STEPS), _STEPS - 1) + 1)


def _other_lists(ranked: Mapping[str, Floats]) -> list[Text]:
    found = []
    for (one, by_one), (other, by_other) in combinations(ranked.items(), 2):
        if np.ptp(by_one) == 0 or np.ptp(by_other) == 0:
            continue
        shared = shared_top(by_one, by_other, TOP)
        if shared < _SHARED:
            rho, _ = rank_correlation(by_one, by_other)
            words = Text(
                "Một phần năm khách đứng đầu theo {one} và {other} chỉ chung {shared}% (tương quan hạng {rho}).",
                "The top fifth by {one} and by {other} have only {shared}% in common (rank correlation {rho}).",
            )
            titles = {"one": METHODS[one].title, "other": METHODS[other].title}
            found.append(words.fill(shared=round(100 * shared), rho=round(rho, 2), **titles))
    return found
