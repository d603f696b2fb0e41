"""What was foretold of months and what people were to win, judged: what counts, what is left out, why it is empty."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.measures.firm_facts import AS_OF

from crmeter.evaluation.result import Evaluation
from crmeter.evaluation.without_value import no_table
from crmeter.measures.catalogue import measures
from crmeter.measures.view import Settings
from crmeter.vocabulary import Period, Reading
from crmeter.warehouse.workspace import Workspace

BEFORE = Period(date(2024, 1, 2), date(2025, 1, 1))
MONTHS = [
    ("an", "2025-01-01", "2025-01-31", 100),
    ("an", "2025-02-01", "2025-02-28", 200),
    ("an", "2025-03-01", "2025-03-31", 60),
]
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


def test_a_month_or_quota_with_one_win_of_an_unknown_amount_is_left_out_whole(
    firm: Firm, written_firm: Write, taken: Take
) -> None:
    # February: 100 of deal 1, and 11 without an amount.
    rows = without_amount(firm(), deal=11)
    quotas = quotas_of([("an", "2025-02-01", "2025-02-28", 200), ("binh", "2025-03-01", "2025-03-31", 300)])
    workspace = written_firm(rows | {"quotas": quotas})

    found = taken(workspace, ["forecast_accuracy", "quota_attainment"], AS_OF, Settings(), "VND", None)

    # Of months, March and April are left; of quotas, that of Binh.
    assert [(r.top, r.bottom, r.n) for r in found.values()] == [(100, 270, 2), (270, 300, 1)]
    assert [[left.n for left in r.coverage.left_out] for r in found.values()] == [[3], [1]]


def without_amount(rows: dict[str, list[dict[str, Any]]], deal: int) -> dict[str, list[dict[str, Any]]]:
    held = {name: rows[name] for name in ("deals", "deal_stages")}
    return rows | {
        name: [row | {"amount": None} if row["deal_key"] == deal else row for row in those]
        for name, those in held.items()
    }


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


def test_a_quota_without_a_rate_or_won_for_an_unknown_amount_is_left_out(evaluated: Evaluation) -> None:
    reading = evaluated.reading("quota_attainment")

    (left,) = reading.coverage.left_out
    # An's in euro, Binh's of June.
    assert (left.n, left.reason) == (2, measures()["quota_attainment"].left_out)
    assert reading.intervals == ()


def test_quotas_are_reached_by_the_deals_of_whoever_holds_them(evaluated: Evaluation) -> None:
    found = {r.slice["owner"]: (r.top, r.bottom) for r in evaluated.sliced("quota_attainment", "owner")}

    # An's February does not count beside the quarter, of which no other month has a quota: 160 of 500, nothing of 50.
    assert found == {"an": (160, 550), "binh": (310, 400)}


@pytest.mark.parametrize(
    ("held", "figure"),
    [
        # A month does not cover its quarter: the quarter alone.
        ([("an", "2025-02-01", "2025-02-28", 200), ("an", "2025-01-01", "2025-03-31", 500)], (160, 500, 1)),
        # Three months do, and the quarter gives way.
        ([*MONTHS, ("an", "2025-01-01", "2025-03-31", 500)], (160, 360, 3)),
        # Nor do months at both ends, with none between.
        ([MONTHS[0], MONTHS[2], ("an", "2025-01-01", "2025-03-31", 500)], (160, 500, 1)),
        # Of a month that a longer one of them holds, the days after it are covered still.
        (
            [
                MONTHS[1],
                ("an", "2025-01-01", "2025-03-31", 500),
                ("an", "2025-04-01", "2025-06-30", 100),
                ("an", "2025-01-01", "2025-06-30", 700),
            ],
            (160, 600, 2),
        ),
        # The months of another leave a quarter alone.
        ([("binh", "2025-02-01", "2025-02-28", 200), ("an", "2025-01-01", "2025-03-31", 500)], (160, 700, 2)),
        # A month that only touches another period does not lie in it.
        ([("an", "2025-02-01", "2025-02-28", 200), ("an", "2025-02-15", "2025-05-15", 500)], (160, 700, 2)),
        # A year with a quarter and a month: the year and no more.
        (
            [
                ("an", "2025-01-01", "2025-12-31", 900),
                ("an", "2025-01-01", "2025-03-31", 500),
                ("an", "2025-02-01", "2025-02-28", 100),
            ],
            (160, 900, 1),
        ),
    ],
)
def test_of_quotas_that_lie_in_each_other_nothing_counts_twice(
    firm: Firm, written_firm: Write, taken: Take, held: list[tuple[str, str, str, int]], figure: tuple[int, int, int]
) -> None:
    workspace = written_firm(firm() | {"quotas": quotas_of(held)})

    found = taken(workspace, ["quota_attainment"], AS_OF, Settings(), "VND", None)["quota_attainment"]

    assert (found.top, found.bottom, found.n) == figure


@pytest.mark.parametrize(
    ("without_rate", "figure", "left_out"),
    [
        # A month that is worth nothing in this currency leaves the quarter to count.
        ("2025-02-01", (160, 500, 1), []),
        # Where the quarter is worth nothing, months count that do not cover it.
        ("2025-01-01", (160, 260, 2), [1]),
    ],
)
def test_a_quota_without_a_rate_hides_no_other(
    firm: Firm, written_firm: Write, taken: Take, without_rate: str, figure: tuple[int, int, int], left_out: list[int]
) -> None:
    quarter = ("an", "2025-01-01", "2025-03-31", 500)
    held = [*MONTHS, quarter] if without_rate == "2025-02-01" else [*MONTHS[1:], quarter]
    quotas = [row | {"currency": "EUR"} if row["starts_on"] == without_rate else row for row in quotas_of(held)]
    workspace = written_firm(firm() | {"quotas": quotas})

    found = taken(workspace, ["quota_attainment"], AS_OF, Settings(), "VND", None)["quota_attainment"]

    assert (found.top, found.bottom, found.n) == figure
    assert [left.n for left in found.coverage.left_out] == left_out


def test_a_month_counts_until_the_quarter_that_it_lies_in_is_over(firm: Firm, written_firm: Write, taken: Take) -> None:
    quotas = quotas_of([MONTHS[1], MONTHS[2], ("an", "2025-01-01", "2025-03-31", 500)])
    workspace = written_firm(firm() | {"quotas": quotas})

    months = [Period.month_of(date(2025, n, 1)) for n in (2, 3)]
    found = [taken(workspace, ["quota_attainment"], AS_OF, Settings(), "VND", each) for each in months]

    assert [(r.top, r.bottom) for each in found for r in each.values()] == [(160, 200), (160, 500)]


def test_a_quarter_gives_way_to_its_months_in_each_of_them(firm: Firm, written_firm: Write, taken: Take) -> None:
    quotas = quotas_of([*MONTHS, ("an", "2025-01-01", "2025-03-31", 500)])
    workspace = written_firm(firm() | {"quotas": quotas})

    march = Period.month_of(date(2025, 3, 1))
    found = taken(workspace, ["quota_attainment"], AS_OF, Settings(), "VND", march)["quota_attainment"]

    # Of the months that cover the quarter, only the last is measured here.
    assert (found.top, found.bottom, found.n) == (0, 60, 1)


def test_a_deal_of_files_counts_in_no_quota(firm: Firm, written_firm: Write, taken: Take) -> None:
    rows = firm()
    of_files = [row | {"source": "hand"} if row["deal_key"] == 11 else row for row in rows["deals"]]
    quotas = quotas_of([("an", "2025-02-01", "2025-02-28", 200)])
    workspace = written_firm(rows | {"deals": of_files, "quotas": quotas})

    found = taken(workspace, ["quota_attainment", "forecast_accuracy"], AS_OF, Settings(), "VND", None)

    # 100 of deal 1 on record; of the 60 of 11 the month of February knows all the same.
    assert (found["quota_attainment"].top, found["quota_attainment"].bottom) == (100, 200)
    assert found["forecast_accuracy"].bottom == 430


def test_a_quota_counts_where_it_ended_with_all_that_was_won_of_it(
    firm: Firm, written_firm: Write, taken: Take
) -> None:
    workspace = written_firm(firm() | {"quotas": quotas_of([("binh", "2025-01-01", "2025-03-31", 300)])})

    ended = taken(workspace, ["quota_attainment"], AS_OF, Settings(), "VND", Period.month_of(date(2025, 3, 1)))
    running = taken(workspace, ["quota_attainment"], AS_OF, Settings(), "VND", Period.month_of(date(2025, 2, 1)))

    assert ended["quota_attainment"].value == 0.9
    assert running["quota_attainment"].value is None


def test_while_no_deal_is_on_record_quotas_are_left_out_and_not_missed(
    firm: Firm, written_firm: Write, taken: Take
) -> None:
    workspace = written_firm(
        firm() | {"quotas": quotas_of([("an", "2025-02-01", "2025-02-28", 200)], is_countable=False)}
    )

    found = taken(workspace, ["quota_attainment"], AS_OF, Settings(), "VND", None)["quota_attainment"]

    assert found.value is None
    assert found.undefined is not None
    assert "while no deal is on record" in found.undefined.reason.en


def quotas_of(held: list[tuple[str, str, str, int]], *, is_countable: bool = True) -> list[dict[str, Any]]:
    return [
        {
            "quota_key": n,
            "owner": owner,
            "span": "month",
            "starts_on": first,
            "ends_on": last,
            "value": value,
            "currency": "VND",
            "is_countable": is_countable,
        }
        for n, (owner, first, last, value) in enumerate(held)
    ]


@pytest.mark.parametrize(
    ("tables", "needs"),
    [
        (["told_forecasts"], "an evaluation before a month begins"),
        (["quotas"], "quotas of people for a period that is over"),
        (["deals", "quotas"], "a table of: Deals, Quotas of people"),
    ],
)
def test_what_begins_with_a_deed_of_the_product_says_which(tables: list[str], needs: str) -> None:
    lacking = no_table(tables)

    assert lacking.needs is not None
    assert lacking.needs.en == needs
