"""What a run says of the coming months: the short and the long term, and what scenarios stand on."""

from decimal import Decimal

import pytest

from crmeter.evaluation.monthly_forecast import best_method
from crmeter.evaluation.result import ResultTable
from crmeter.vocabulary import NotEnoughData, Text

from .conftest import Firm


def records(table: ResultTable) -> dict[tuple[str, int], dict[str, object]]:
    return {(row["name"], row["months"]): row for row in table.records()}


def test_a_term_is_the_sum_of_its_months_beside_as_many_before(trading: Firm) -> None:
    tables = trading.evaluation.tables
    horizons = records(tables["forecast_horizons"])
    months = tables["forecast_orders"].records()
    ahead = [row["forecast"] for row in months if row["forecast"] is not None]
    behind = [row["actual"] for row in months if row["actual"] is not None]

    assert horizons["orders", 3]["expected"] == pytest.approx(sum(ahead[:3]))
    assert horizons["orders", 3]["before"] == sum(behind[-3:])
    # Beside it the naive way: three months as the last one; and the way in use, as the chart names it.
    assert horizons["orders", 3]["naive"] == 3 * behind[-1]
    assert tables["forecast_orders"].note == Text("Phương pháp: {method}", "Method: {method}").fill(
        method=horizons["orders", 3]["method"]
    )
    # A year is looked ahead only from two of them.
    assert ("orders", 12) not in horizons
    assert len(behind) < 24


def test_customers_who_buy_are_those_of_the_last_month_and_no_sum(trading: Firm) -> None:
    horizons = records(trading.evaluation.tables["forecast_horizons"])
    rows = trading.evaluation.tables["forecast_buyers"].records()
    ahead = [row["forecast"] for row in rows if row["forecast"] is not None]

    assert horizons["buyers", 3]["expected"] == pytest.approx(ahead[2])
    assert horizons["buyers", 3]["naive"] == [row["actual"] for row in rows if row["actual"] is not None][-1]


def test_revenue_of_kept_and_new_customers_is_all_revenue_of_the_last_year(trading: Firm) -> None:
    parts = {row["part"]: row for row in trading.evaluation.tables["kept_and_new"].records()}
    months = trading.evaluation.tables["forecast_revenue"].records()
    behind = [Decimal(str(row["actual"])) for row in months if row["actual"] is not None][-12:]

    assert sum(row["revenue"] for row in parts.values()) == sum(behind)
    assert parts["kept"]["customers"] > 0
    assert parts["nameless"]["customers"] == 0


def test_seven_months_are_foreseen_and_seasons_are_looked_for_from_two_years_and_a_quarter() -> None:
    months = [100.0 + (7 * n) % 11 for n in range(27)]
    with pytest.raises(NotEnoughData) as short:
        best_method(months[:6])
    assert short.value.undefined.needs is not None
    assert short.value.undefined.needs.en == "at least 7 months, has 6"
    tried = {n: [score.model for score in best_method(months[:n])[1].scores] for n in (7, 26, 27)}
    assert tried == {
        7: ["naive", "theta"],
        26: ["naive", "theta", "ets"],
        27: ["naive", "seasonal_naive", "theta", "ets"],
    }
