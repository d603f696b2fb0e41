"""What moved the value of the customers: parts that add up, worked out again from histories."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import duckdb
import numpy as np
import pytest
from numpy.typing import NDArray
from tests.estimators.conftest import ORACLES

from crmeter.estimators import PurchaseHistory
from crmeter.evaluation.buying import Histories, fit_buying
from crmeter.evaluation.equity_bridge import Coming, equity_bridge
from crmeter.evaluation.model_tables import BackTested
from crmeter.evaluation.price_change import Repriced
from crmeter.evaluation.scores import WEEKS_PER_YEAR, Assumptions
from crmeter.measures.view import Settings

AS_OF = date(2025, 12, 31)
Floats = NDArray[np.float64]


def by_cause(table: Any) -> dict[str, Any]:
    return {row["cause"]: row for row in table.records()}


def test_the_causes_add_up_to_the_last_unit_of_money(trading: Any) -> None:
    rows = by_cause(trading.evaluation.tables["equity_bridge"])

    before, now = rows.pop("before"), rows.pop("now")
    assert before["amount"] + sum(row["amount"] for row in rows.values()) == now["amount"]
    assert all(row["amount"] == int(row["amount"]) for row in (before, now, *rows.values()))
    assert before["customers"] + rows["new"]["customers"] == now["customers"]
    assert rows["new"]["amount"] > 0 > rows["silent"]["amount"]


def test_the_value_now_is_that_of_all_customers(trading: Any) -> None:
    path = trading.workspace.runs / trading.evaluation.run.id / "customer_scores.parquet"
    with duckdb.connect() as engine:
        ((value, n),) = engine.sql(
            f"SELECT sum(lifetime_value)::DOUBLE, count(*) FROM read_parquet('{path}')"
        ).fetchall()

    now = by_cause(trading.evaluation.tables["equity_bridge"])["now"]
    equity = trading.evaluation.reading("customer_equity").value
    coming = trading.evaluation.reading("customer_equity", slice={"part": "new"}).value
    # Scores are kept with four decimals.
    assert float(now["amount"]) == pytest.approx(float(equity), abs=1)
    assert float(now["amount"]) == pytest.approx(value + float(coming), abs=1)
    assert now["customers"] == n


def histories(until: date) -> Histories:
    """The customers of the CDNOW sample as they stood on a day, put together by hand."""
    days: dict[int, dict[date, float]] = {}
    for line in (ORACLES / "lifetimes" / "datasets" / "CDNOW_sample.txt").read_text(encoding="ascii").splitlines():
        _, customer, day, _, amount = line.split()
        bought_on = datetime.strptime(day, "%Y%m%d").date()  # noqa: DTZ007 - a day has no time zone
        if bought_on <= until:
            bought = days.setdefault(int(customer), {})
            bought[bought_on] = bought.get(bought_on, 0.0) + float(amount)
    keys = sorted(days)
    repeats = [[amount for day, amount in days[key].items() if day != min(days[key])] for key in keys]
    count = np.array([len(each) for each in repeats])
    return Histories(
        np.array(keys),
        count,
        np.array([(max(days[key]) - min(days[key])).days for key in keys]),
        np.array([(until - min(days[key])).days for key in keys]),
        count,
        np.array([sum(each) / len(each) if each else np.nan for each in repeats]),
    )


@pytest.fixture(scope="module")
def two_days() -> tuple[Histories, Histories]:
    """Ten weeks in, when some customers had not come yet, and half a year later."""
    return histories(date(1997, 3, 10)), histories(date(1997, 9, 30))


@pytest.mark.parametrize("told_apart", [False, True], ids=["customers_only", "with_prices_and_those_to_come"])
def test_each_cause_is_what_a_hand_works_out(two_days: tuple[Histories, Histories], *, told_apart: bool) -> None:
    then, now = (fit_buying(each) for each in two_days)
    tested = BackTested(29, date(1997, 3, 10), then, {})
    assumptions = Assumptions(date(1997, 9, 30), Settings(horizon_months=24, annual_discount_rate=0.1), 0.5)
    old, new = two_days
    known = np.isin(new.customer_key, old.customer_key)
    bought = new.frequency[known] > old.frequency
    # Whoever came again would have paid a fifth less at the old prices.
    buyers = np.flatnonzero(known)[bought]
    paid = new.mean_spend[buyers] * new.spend_frequency[buyers]
    repriced = Repriced(new.customer_key[buyers], paid, 0.8 * paid, 1.0)
    coming = Coming(30.0, 20.0)

    table = equity_bridge(
        tested,
        now,
        assumptions,
        "USD",
        coming=coming if told_apart else None,
        repriced=repriced if told_apart else None,
    )

    def purchases(fit: Any, seen: Histories) -> Floats:
        history = PurchaseHistory(seen.frequency, seen.recency_days / 7, seen.age_days / 7, "week")
        weeks = 24 * WEEKS_PER_YEAR / 12
        found = fit.model.discounted_expected_residual(0.1, history, horizon=weeks, with_interval=False)
        return np.asarray(found.value)

    def spend(fit: Any, seen: Histories) -> Floats:
        mean = np.nan_to_num(seen.mean_spend)
        return np.asarray(fit.spend.expected_spend(seen.spend_frequency, mean, with_interval=False).value)

    def value(fit: Any, seen: Histories) -> Floats:
        return purchases(fit, seen) * spend(fit, seen) * 0.5

    def to_come(fit: Any) -> float:
        weeks = 24 * WEEKS_PER_YEAR / 12
        first = PurchaseHistory([0], [0.0], [0.0], "week")
        after = fit.model.discounted_expected_residual(0.1, first, horizon=weeks, with_interval=False).value[0]
        each = (1 + float(after)) * fit.spend.population_mean_ * 0.5
        return each * sum(1.1 ** (-(month - 0.5) / 12) for month in range(1, 13))

    assert table is not None
    found = {cause: float(row["amount"]) for cause, row in by_cause(table).items()}
    before, later = value(then, old), value(then, new)
    at_old_spend = purchases(then, new)[known] * spend(then, old) * 0.5
    moved = at_old_spend - before
    expected = {
        "before": before.sum(),
        "new": later[~known].sum(),
        "bought_more": moved[moved > 0].sum(),
        "bought_less": moved[(moved <= 0) & bought].sum(),
        "silent": moved[(moved <= 0) & ~bought].sum(),
        "spend": (later[known] - at_old_spend).sum(),
        "model": (value(now, new) - later).sum(),
        "now": value(now, new).sum(),
    }
    if told_apart:
        cheaper = new.mean_spend.copy()
        cheaper[buyers] *= 0.8
        at_old_prices = spend(then, replace(new, mean_spend=cheaper))[known]
        expected |= {
            "before": before.sum() + 30 * to_come(then),
            "price": (purchases(then, new) * spend(then, new))[known].sum() * 0.5
            - (purchases(then, new)[known] * at_old_prices).sum() * 0.5,
            "basket": (purchases(then, new)[known] * (at_old_prices - spend(then, old))).sum() * 0.5,
            "to_come": -10 * to_come(then),
            "model": (value(now, new) - later).sum() + 20 * (to_come(now) - to_come(then)),
            "now": value(now, new).sum() + 20 * to_come(now),
        }
        assert expected.pop("spend") == pytest.approx(expected["price"] + expected["basket"])
        assert expected["price"] > 0
    assert found == pytest.approx({cause: float(amount) for cause, amount in expected.items()}, abs=0.02)
    assert sum(row["amount"] for row in by_cause(table).values()) == 2 * by_cause(table)["now"]["amount"]
    assert all(Decimal(row["amount"]).as_tuple().exponent == -2 for row in by_cause(table).values())


def test_without_a_fitted_spend_there_is_no_value_to_move(two_days: tuple[Histories, Histories]) -> None:
    then, now = (fit_buying(each) for each in two_days)
    spendless = BackTested(26, AS_OF, type(then)(then.histories, then.models, then.failures, then.name, None, None), {})

    assert equity_bridge(spendless, now, Assumptions(AS_OF, Settings(), 1.0), "VND") is None
