"""What was foretold of months, judged: which months count, what is left out, and why a figure is empty."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.measures.firm_facts import AS_OF

from crmeter.evaluation.result import Evaluation
from crmeter.measures.catalogue import measures
from crmeter.measures.view import Settings
from crmeter.vocabulary import Period, Reading
from crmeter.warehouse.workspace import Workspace

BEFORE = Period(date(2024, 1, 2), date(2025, 1, 1))
Firm = Callable[[], dict[str, list[dict[str, Any]]]]
Write = Callable[..., Workspace]
Take = Callable[..., dict[str, Reading]]


def test_months_in_another_currency_or_won_for_an_unknown_amount_are_left_out(evaluated: Evaluation) -> None:
    reading = evaluated.reading("forecast_accuracy")

    (left,) = reading.coverage.left_out
    # June and September.
    assert (left.n, left.reason) == (2, measures()["forecast_accuracy"].left_out)
    # Of all months there are, none is drawn by lot.
    assert reading.intervals == ()


@pytest.mark.parametrize(("month", "top", "bottom"), [(2, 40, 160), (3, 70, 270)])
def test_a_month_is_judged_by_what_was_told_last_before_it_began(
    evaluated: Evaluation, month: int, top: int, bottom: int
) -> None:
    reading = evaluated.reading("forecast_accuracy", Period.month_of(date(2025, month, 1)))

    assert (reading.top, reading.bottom) == (top, bottom)


@pytest.mark.parametrize("period", [BEFORE, Period.month_of(date(2025, 4, 1))])
def test_where_nothing_was_won_there_is_no_error_relative_to_it(evaluated: Evaluation, period: Period) -> None:
    reading = evaluated.reading("forecast_accuracy", period)

    assert (reading.value, reading.n) == (None, 1)
    assert reading.undefined is not None
    assert reading.undefined.code == "nothing_below"


def test_a_month_counts_where_it_ended_with_all_that_was_won_in_it(
    firm: Firm, written_firm: Write, taken: Take
) -> None:
    workspace = written_firm(firm())

    # From 15 February to 14 March: February ended in it, March did not.
    days = Period(date(2025, 2, 15), date(2025, 3, 15))
    found = taken(workspace, ["forecast_accuracy"], AS_OF, Settings(), "VND", days)["forecast_accuracy"]

    assert (found.top, found.bottom, found.n) == (40, 160, 1)


def test_what_a_month_brought_is_what_the_measure_of_won_value_says(evaluated: Evaluation) -> None:
    for month in (2, 3):
        period = Period.month_of(date(2025, month, 1))
        won = evaluated.reading("forecast_accuracy", period).bottom
        assert won == evaluated.reading("won_value", period).value


def test_without_a_stored_forecast_it_says_what_it_needs(firm: Firm, written_firm: Write, taken: Take) -> None:
    workspace = written_firm(firm() | {"told_forecasts": []})

    found = taken(workspace, ["forecast_accuracy"], AS_OF, Settings(), "VND", None)["forecast_accuracy"]

    assert found.value is None
    assert found.undefined is not None
    assert (found.undefined.code, found.undefined.reason.en) == ("no_table", "no data yet: Stored forecasts")


def test_in_another_currency_only_months_told_in_it_count(firm: Firm, written_firm: Write, taken: Take) -> None:
    workspace = written_firm(firm())

    found = taken(workspace, ["forecast_accuracy"], AS_OF, Settings(), "USD", None)["forecast_accuracy"]

    # September was told in dollars, and what was won in it has no rate to them.
    assert (found.value, found.n) == (None, 0)
    assert found.undefined is not None
    assert found.undefined.code == "left_out"
    assert [left.n for left in found.coverage.left_out] == [5]
