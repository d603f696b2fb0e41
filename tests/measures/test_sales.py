"""Sales of the hand-made firm beyond the figures of its year: months, parts, and what is not known."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.measures.firm_facts import AS_OF

from crmeter.evaluation.result import Evaluation
from crmeter.measures.catalogue import measures, subject_of
from crmeter.measures.view import Settings
from crmeter.vocabulary import Period, Reading
from crmeter.warehouse.workspace import Workspace

BEFORE = Period(date(2024, 1, 2), date(2025, 1, 1))
DEALS = [name for name, measure in measures().items() if measure.rows in ("deals", "stage_stays")]
Firm = Callable[[], dict[str, list[dict[str, Any]]]]
Write = Callable[..., Workspace]
Take = Callable[..., dict[str, Reading]]


@pytest.mark.parametrize(
    ("name", "value", "n"),
    [
        # 3 and 7.
        ("deals_created", 2, 2),
        # 7 was recorded in 2025 with the day of 2024 on which it was lost.
        ("win_rate", 0.0, 1),
        # 3 was worth 250 when it last moved before the end of the year, and is won by now.
        ("pipeline_value", Decimal(250), 1),
        # From 1 Nov to 31 Dec 2024.
        ("deal_age", 60, 1),
        # 3 at new and at quote.
        ("deal_drop_off_rate", 0.0, 2),
        # What is seen by the end of 2025: 3 won after 120 days; 7 lost after 31 (+).
        ("deal_cycle_length", 120, 2),
        # 3 was quoted after 30 days; of 7 nobody knows whether it was.
        ("decision_time", 30, 1),
        # New 30 days, quote 45.
        ("stage_duration", 30, 2),
    ],
)
def test_a_past_year_is_told_as_it_stood(evaluated: Evaluation, name: str, value: Any, n: int) -> None:
    reading = evaluated.reading(name, BEFORE)

    assert (reading.value, reading.n) == (value, n)


@pytest.mark.parametrize(
    ("month", "won", "top", "bottom"),
    [
        # 3 is won, 2 lost.
        (3, 1, 1, 2),
        # 3 is won once more, and its win stays in March.
        (5, 0, None, None),
        # 10 is lost, reopened and won.
        (6, 1, 1, 1),
        # 4 is lost; that it is reopened in August does not take that back.
        (7, 0, 0, 1),
        (8, 0, None, None),
    ],
)
def test_a_win_stays_where_it_was_and_a_loss_until_it_is_reopened(
    evaluated: Evaluation, month: int, won: int, top: int | None, bottom: int | None
) -> None:
    period = Period.month_of(date(2025, month, 1))

    rate = evaluated.reading("win_rate", period)

    assert evaluated.reading("deals_won", period).value == won
    if bottom is None:
        assert (rate.value, rate.undefined and rate.undefined.code) == (None, "empty")
    else:
        assert (rate.top, rate.bottom) == (top, bottom)


def test_a_year_was_worth_what_its_months_were(evaluated: Evaluation) -> None:
    months = [
        evaluated.reading("won_value", Period.month_of(date(2025, month, 1))).value or 0 for month in (2, 3, 6, 9)
    ]

    # 1 and 11; 3 as it was worth at its first win; 10 without an amount; 12.
    assert months == [160, 270, 0, 40]
    assert evaluated.reading("won_value").value == 470


@pytest.mark.parametrize(
    ("name", "by", "values"),
    [
        # 1, 11 against 2; 3, 10, 12.
        ("win_rate", "owner", {"an": 2 / 3, "binh": 1.0}),
        ("win_rate", "pipeline", {"goods": 4 / 5, "service": 1.0}),
        # 2, and that alone: 4 was reopened.
        ("deals_lost", "lost_reason", {"price": 1}),
        ("lost_deal_value", "lost_reason", {"price": 200}),
        # 4 stands at new, 6 too without a rate; 5 and 8 at quote.
        ("pipeline_value", "deal_stage", {"new": 500, "quote": 550}),
        ("overdue_deals", "deal_stage", {"new": 1, "quote": 1}),
        # New: 1, 2, 3, 4 twice, 5, 6, 10, 11, 12, of which 2, 4, 10 are lost; quote: 1, 3 three times, 5, 8, 10, 12.
        ("deal_drop_off_rate", "deal_stage", {"new": 3 / 10, "quote": 0.0}),
        # New: 1, 3, 5, 10, 11, 12 against 2; quote: 1, 3 twice, 10, 12.
        ("stage_conversion_rate", "deal_stage", {"new": 6 / 7, "quote": 1.0}),
        # C of homes 0, H of shops 2.
        ("touches_per_conversion", "segment", {"homes": 0, "shops": 2}),
    ],
)
def test_figures_by_parts(evaluated: Evaluation, name: str, by: str, values: dict[str, Any]) -> None:
    assert {r.slice[by]: r.value for r in evaluated.sliced(name, by)} == pytest.approx(values, rel=1e-14)


@pytest.mark.parametrize(
    ("name", "left"),
    [
        # Lead 7 had been contacted before it was recorded.
        ("lead_response_time", 1),
        ("lead_answered_next_day_rate", 1),
        # 10 has no amount.
        ("won_value", 1),
        ("win_value_rate", 1),
        # 6 has no rate; the chance of 5 was another then.
        ("pipeline_value", 1),
        ("weighted_pipeline", 2),
        # 6 names no day.
        ("overdue_deals", 1),
        # 4 twice, 5 at quote and 6 are open and came no further; 8 came to its stage nobody knows when.
        ("stage_conversion_rate", 5),
        ("stage_duration", 1),
        # 8 was recorded with its quote; in the pipeline of 12 no stage is marked.
        ("decision_time", 2),
        # A, B, D; leads 2, 4.
        ("sales_cycle_length", 5),
    ],
)
def test_what_is_not_known_is_left_out_and_counted(evaluated: Evaluation, name: str, left: int) -> None:
    told = {each.code: each for each in evaluated.reading(name).coverage.left_out}

    assert told["not_among"].n == left
    assert told["not_among"].reason == measures()[name].left_out


def test_what_happens_later_changes_nothing(firm: Firm, written_firm: Write, taken: Take) -> None:
    rows = firm()
    # As they were on the last day of 2025.
    before = {**rows, "deal_stages": [row for row in rows["deal_stages"] if row["happened_on"] <= str(AS_OF)]}
    before["deals"] = [
        {**row, "status": "open", "stage": "quote", "won_on": None, "amount": 20} if row["deal_key"] == 5 else row
        for row in rows["deals"]
        if row["created_on"] <= str(AS_OF)
    ]
    before["touches"] = [row for row in rows["touches"] if row["touched_on"] <= str(AS_OF)]
    names = [name for name in measures() if subject_of(name) == "sales" and name != "weighted_pipeline"]

    then, now = (taken(written_firm(each), names, AS_OF, Settings(), "VND", None) for each in (before, rows))

    for name in names:
        assert (then[name].value, then[name].n, then[name].intervals) == (
            now[name].value,
            now[name].n,
            now[name].intervals,
        ), name


def test_deals_without_any_amount_say_so(firm: Firm, written_firm: Write, taken: Take) -> None:
    rows = firm()
    rows["deals"] = [{**row, "amount": None} for row in rows["deals"]]
    rows["deal_stages"] = [{**row, "amount": None} for row in rows["deal_stages"]]

    found = taken(written_firm(rows), ["won_value", "pipeline_value", "win_value_rate"], AS_OF, Settings(), "VND", None)

    for name, reading in found.items():
        assert (reading.value, reading.n) == (None, 0)
        assert reading.undefined is not None
        assert (reading.undefined.code, reading.undefined.reason) == ("left_out", measures()[name].left_out)


def test_without_deals_nothing_is_told_of_them(firm: Firm, written_firm: Write, taken: Take) -> None:
    found = taken(written_firm({**firm(), "deals": [], "deal_stages": []}), DEALS, AS_OF, Settings(), "VND", None)

    assert {reading.undefined.code for reading in found.values() if reading.undefined} == {"no_table"}
    assert all(reading.value is None for reading in found.values())


def test_where_no_stage_is_marked_the_time_until_quotes_is_empty(firm: Firm, written_firm: Write, taken: Take) -> None:
    rows = firm()
    rows["deals"] = [{**row, "is_quoted": None, "quoted_on": None} for row in rows["deals"]]

    found = taken(written_firm(rows), ["decision_time", "deal_cycle_length"], AS_OF, Settings(), "VND", None)

    lacking = found["decision_time"].undefined
    assert lacking is not None
    assert (found["decision_time"].value, lacking.code) == (None, "no_column")
    assert lacking.reason.en == "no row tells: Deals · Quote or approval sent"
    assert found["deal_cycle_length"].value == 60


@pytest.mark.parametrize("ended", ["won_on", "lost_on"])
def test_a_deal_that_ended_without_a_quote_before_it_was_created_is_counted_as_left_out(
    firm: Firm, written_firm: Write, taken: Take, ended: str
) -> None:
    rows = firm()
    ends = {"won_on": None, "lost_on": None, ended: "2025-05-01"}
    # Of 4 nothing but its end is told.
    rows["deals"] = [{**row, **(ends if row["deal_key"] == 4 else {})} for row in rows["deals"]]
    rows["deal_stages"] = [row for row in rows["deal_stages"] if row["deal_key"] != 4]

    told = taken(written_firm(rows), ["decision_time"], AS_OF, Settings(), "VND", None)["decision_time"]

    assert told.n == 6
    assert [(each.code, each.n) for each in told.coverage.left_out] == [("not_among", 3)]


def test_what_lost_deals_were_worth_is_unknown_where_nobody_writes_it_down(
    firm: Firm, written_firm: Write, taken: Take
) -> None:
    rows = firm()
    rows["deals"] = [{**row, "amount": None if row["lost_on"] else row["amount"]} for row in rows["deals"]]
    rows["deal_stages"] = [
        {**row, "amount": None if row["kind"] == "lost" else row["amount"]} for row in rows["deal_stages"]
    ]

    found = taken(written_firm(rows), ["win_value_rate", "win_rate"], AS_OF, Settings(), "VND", None)

    assert found["win_rate"].value is not None
    assert found["win_value_rate"].value is None
    assert found["win_value_rate"].undefined is not None
