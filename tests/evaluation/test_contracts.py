"""Contracts of a run: who stayed for how long, what comes due, who is about to leave, counted by hand and planted."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from crmeter.estimators import LogRank
from crmeter.evaluation.external.contract_leaving import Leaving
from crmeter.evaluation.external.contract_study import Projection, study_contracts
from crmeter.evaluation.external.contract_table import periods_of, renewals_of, standing_on, stays_of
from crmeter.evaluation.opened_run import OpenedRun
from crmeter.vocabulary import NotEnoughData, Undefined
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.tables import TABLES

from .report.sample import evaluation

AS_OF = date(2025, 12, 31)
_COLUMNS = ("customer_key", "period", "price", "starts_on", "ends_on", "cancelled_on", "renews_on", "status")


@pytest.fixture
def opened() -> Iterator[OpenedRun]:
    """A run of which nothing is known yet."""
    sample = evaluation()
    with Engine("256MB", 1) as engine:
        for name in ("subscriptions", "subscription_events", "tickets", "touches", "customers"):
            engine.run(f"CREATE TABLE {name} AS {TABLES[name].no_rows_sql()}")
        engine.run("CREATE TABLE sales (customer_key BIGINT, ordered_on DATE)")
        run = replace(sample.run, as_of=AS_OF, currency="VND")
        yield OpenedRun(engine, run, None, Path())  # type: ignore[arg-type]


def put(opened: OpenedRun, *rows: Sequence[Any]) -> None:
    """Add contracts: customer, period, price, first day, end, cancelled, next renewal, state."""
    told = [
        (place, *row, "VND")
        for place, row in enumerate(rows, opened.engine.rows("SELECT count(*) FROM subscriptions")[0][0])
    ]
    opened.engine.connection.executemany(
        f"INSERT INTO subscriptions (subscription_key, {', '.join(_COLUMNS)}, currency)"
        f" VALUES ({', '.join('?' * (len(_COLUMNS) + 2))})",
        told,
    )


def test_a_customer_stays_from_the_first_contract_until_the_last_one_ends(opened: OpenedRun) -> None:
    put(
        opened,
        (1, "month", 100, date(2025, 1, 1), None, date(2025, 3, 1), None, "cancelled"),
        (1, "month", 100, date(2025, 3, 1), date(2025, 7, 1), None, None, "ended"),
        (2, "year", 900, date(2025, 10, 1), None, None, date(2026, 10, 1), "active"),
        (3, "month", 100, date(2026, 1, 5), None, None, date(2026, 2, 5), "active"),
    )

    stays = stays_of(opened)

    assert stays.left.tolist() == [True, False]
    assert (stays.months * 30.4375).tolist() == pytest.approx([181, 91])


@pytest.mark.parametrize(
    ("ended", "renewals"),
    [
        (date(2025, 1, 15), 1),  # In the first month: at the first renewal.
        (date(2025, 3, 1), 2),  # On the day of the second renewal.
        (date(2025, 3, 15), 3),
        (None, 11),
    ],
)
def test_whoever_leaves_within_a_period_leaves_at_its_renewal(
    opened: OpenedRun, ended: date | None, renewals: int
) -> None:
    state = "active" if ended is None else "cancelled"
    put(opened, (1, "month", 100, date(2025, 1, 1), None, ended, None, state))

    periods = periods_of(opened)

    assert periods is not None
    assert (periods.renewals.tolist(), periods.left.tolist()) == ([renewals], [ended is not None])


def test_contracts_that_come_due_are_counted_with_the_money_of_their_next_period(opened: OpenedRun) -> None:
    put(
        opened,
        (1, "month", 100, date(2025, 1, 1), None, None, date(2026, 1, 1), "active"),
        (2, "year", 900, date(2025, 3, 1), None, None, date(2026, 3, 1), "active"),
        (3, "year", 900, date(2025, 6, 1), None, None, date(2026, 6, 1), "active"),
        (4, "month", 100, date(2025, 1, 1), None, date(2025, 11, 1), None, "cancelled"),
        (5, "month", 100, date(2025, 1, 1), None, None, date(2026, 1, 9), "paused"),
    )

    found = renewals_of(opened)

    assert (found.renewed, found.ended, found.due, found.due_money) == (0, 1, 2, 1000)


def test_what_is_known_of_a_day_in_the_past_holds_nothing_of_what_came_after(opened: OpenedRun) -> None:
    put(
        opened,
        (1, "month", 100, date(2025, 1, 1), None, date(2025, 11, 1), None, "cancelled"),
        (2, "quarter", 300, date(2025, 4, 1), None, None, date(2026, 1, 1), "active"),
        (3, "month", 100, date(2025, 11, 1), None, None, date(2026, 1, 1), "active"),
    )
    for key, on in ((1, "2025-09-30"), (1, "2025-06-01"), (2, "2025-10-20")):
        opened.engine.run(f"INSERT INTO tickets (customer_key, opened_on) VALUES ({key}, DATE '{on}')")

    then = standing_on(opened, date(2025, 10, 1), 90)

    assert (then.key.tolist(), then.left.tolist()) == ([1, 2], [True, False])
    assert then.numbers["tickets"].tolist() == [1, 0]
    assert then.numbers["monthly"].tolist() == [100, 100]
    assert then.yearly.tolist() == [1200, 1200]


def test_without_a_contract_nothing_is_studied(opened: OpenedRun) -> None:
    with pytest.raises(NotEnoughData) as refused:
        study_contracts(opened)

    assert refused.value.undefined.code == "no_contracts"


def test_few_contracts_say_how_long_they_stay_and_refuse_what_they_cannot_carry(opened: OpenedRun) -> None:
    put(
        opened,
        (1, "month", 100, date(2025, 1, 1), None, date(2025, 7, 2), None, "cancelled"),
        (2, "month", 100, date(2025, 1, 1), None, None, date(2026, 1, 1), "active"),
    )

    study = study_contracts(opened)

    assert (study.live, study.left) == (1, 1)
    assert study.curves[0].share.value[[0, 5, 6]].tolist() == [1, 1, 0.5]
    assert isinstance(study.test, Undefined)
    assert isinstance(study.projection, Undefined)
    assert isinstance(study.leaving, Undefined)
    assert study.renewal_rate is None


def test_planted_reasons_are_found_and_customers_with_them_stand_in_front(opened: OpenedRun) -> None:
    rng = np.random.default_rng(11)
    rows, tickets = [], []
    for key in range(600):
        starts_on = AS_OF - timedelta(days=int(rng.integers(200, 900)))
        annoyed = rng.random() < 0.3
        # Whoever asks for help leaves within the last quarter five times as often.
        leaves = rng.random() < (0.45 if annoyed else 0.09)
        gone = AS_OF - timedelta(days=int(rng.integers(0, 80))) if leaves else None
        state = "cancelled" if leaves else "active"
        rows.append((key, "month", 500_000, starts_on, None, gone, None if leaves else date(2026, 1, 9), state))
        if annoyed:
            # Before the day that is learnt from, and of those who stay also of late.
            tickets += [(key, AS_OF - timedelta(days=100)), (key, AS_OF - timedelta(days=10))]
    put(opened, *rows)
    opened.engine.connection.executemany("INSERT INTO tickets (customer_key, opened_on) VALUES (?, ?)", tickets)
    opened.engine.run(
        "INSERT INTO customers (customer_key, segment)"
        " SELECT DISTINCT customer_key, CASE WHEN customer_key % 2 = 0 THEN 'cafe' ELSE 'office' END FROM subscriptions"
    )

    study = study_contracts(opened)

    leaving = study.leaving
    assert isinstance(leaving, Leaving)
    assert leaving.days == 90
    assert leaving.effects[0].title.en == "tickets of late"
    assert leaving.effects[0].error is not None
    assert leaving.effects[0].log_odds - 2 * leaving.effects[0].error > 0
    assert leaving.model.check_.auc > 0.65
    assert leaving.at_risk[0].reasons[0].en == "tickets in 90 days: 1"
    assert leaving.at_risk[0].expected_loss == pytest.approx(leaving.at_risk[0].chance * 6_000_000)
    assert isinstance(study.test, LogRank)
    assert [each.name and each.name.en for each in study.curves] == [None, "cafe", "office"]
    assert isinstance(study.projection, Projection)
    assert len(study.projection.foretold.value) == len(study.projection.seen) + 12
