"""The customers of a run, as lists get them: those of the measures, to the digit."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from crmeter.evaluation.customer_list import customers_of
from crmeter.evaluation.explain_run import open_run
from crmeter.vocabulary import Customer

from .conftest import Firm


def listed(firm: Firm) -> list[Customer]:
    return list(customers_of(firm.workspace, firm.evaluation.run.id))


def test_everybody_on_record_is_there_once_in_the_order_of_the_keys(trading: Firm) -> None:
    found = listed(trading)

    keys = [customer.key for customer in found]
    assert keys == sorted(set(keys))
    assert sorted(c.source_key for c in found) == [f"K{number:03}" for number in range(150)]
    assert {c.title for c in found} == {f"Customer {number}" for number in range(150)}
    assert {c.source for c in found} == {"shop"}


def test_what_is_listed_adds_up_to_what_the_measures_say(trading: Firm) -> None:
    found = listed(trading)

    assert added(c.value for c in found) == taken(trading, "customer_equity", part="current")
    assert added(c.value_at_risk for c in found) == taken(trading, "value_at_risk")
    assert sum(bool(c.spend) for c in found) == taken(trading, "active_customers")
    for stage in ("new", "growing", "loyal", "at_risk", "lost", "won_back"):
        assert sum(c.stage == stage for c in found) == taken(trading, "lifecycle_stage", stage=stage)


def test_the_last_contact_is_the_one_that_measures_count_from(trading: Firm) -> None:
    with open_run(trading.workspace, trading.evaluation.run.id) as run:
        columns, rows = run.all_rows(run.explain("days_since_last_interaction"))

    place, day = columns.index("source_key"), columns.index("last_contact_on")
    counted = {row[place]: row[day] for row in rows}
    assert {c.source_key: c.last_contact_on for c in listed(trading) if c.last_contact_on} == counted


def added(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), Decimal(0))


def taken(firm: Firm, measure: str, **cut: str) -> Any:
    for reading in firm.evaluation.readings:
        if (reading.measure, dict(reading.slice), reading.period) == (measure, cut, firm.evaluation.run.period):
            return reading.value
    return 0
