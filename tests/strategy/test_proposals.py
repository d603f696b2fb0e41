"""Drafts of targets from what came before, of this year and the next, and what targets take of people."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.strategy.months import Values, publish_months

from crmeter.records.readings.queries import current_run
from crmeter.strategy.targets.kinds import Span, Whose
from crmeter.strategy.targets.needs import needs_of
from crmeter.strategy.targets.proposals import Draft, drafts_of, this_year_and_next
from crmeter.strategy.targets.queries import TargetView
from crmeter.strategy.targets.standings import Measured, measured_by
from crmeter.vocabulary import Period, Reading, Scope, Text, Unit

pytestmark = pytest.mark.django_db
SEPTEMBER = date(2099, 9, 30)
DECEMBER = date(2099, 12, 31)
TODAY = date(2026, 11, 30)


def measured_of(as_of: date, lines: Mapping[str, Values]) -> Measured:
    publish_months("r", as_of, lines)
    run = current_run(Scope())
    assert run is not None
    return measured_by(run, set(lines))


def drafts(measured: Measured, span: Span, today: date = TODAY) -> list[Draft]:
    (name,) = measured.lines
    return drafts_of([name], measured, 0.1, span, this_year_and_next(measured), today)


def test_of_the_year_that_runs_what_has_come_stays_and_what_is_left_grows() -> None:
    # October to December 2098 brought 10 + 20 + 30 = 60, January to September 2099 nine times 40 = 360.
    measured = measured_of(SEPTEMBER, {"orders": (10.0, 20.0, 30.0, *[40.0] * 9)})

    this_year, next_year, after = drafts(measured, Span.YEAR)
    # 360 + 60 × 1.1; then 420 × 1.1 and 420 × 1.21 to three figures.
    assert [each.value for each in (this_year, next_year, after)] == [426, 462, 508]
    assert this_year.way.en == (
        "360\u00a0orders by the end of Sep 2099; the months that are left brought 60\u00a0orders "
        "a year before, growing 10.0% a year"
    )


def test_a_rate_of_the_year_that_runs_grows_for_the_months_that_are_left() -> None:
    measured = measured_of(SEPTEMBER, {"retention_rate": (0.6,) * 12})

    # 0.6 × 1.1^(3/12), then 0.6 × 1.1.
    assert [each.value for each in drafts(measured, Span.YEAR)][:2] == [Decimal("0.6145"), Decimal("0.66")]


def test_seasons_stay_in_the_quarters_of_this_year_that_are_to_come() -> None:
    measured = measured_of(SEPTEMBER, {"orders": (10.0, 20.0, 30.0, *[40.0] * 9)})

    found = {each.starts_on: each.value for each in drafts(measured, Span.QUARTER)}
    assert min(found) == date(2099, 10, 1)
    # (10 + 20 + 30) × 1.1, and (3 × 40) × 1.1.
    assert (found[date(2099, 10, 1)], found[date(2100, 1, 1)]) == (Decimal("66.0"), 132)


def test_what_is_over_today_gets_no_draft() -> None:
    measured = measured_of(DECEMBER, {"orders": (10.0,) * 12})

    starts = [each.starts_on for each in drafts(measured, Span.QUARTER, today=date(2100, 5, 1))]
    assert starts[0] == date(2100, 4, 1)


@pytest.mark.parametrize(("name", "value"), [("nps", -10.0), ("nps", 40.0), ("orders", 0.0)])
def test_points_and_nought_do_not_grow_by_per_cent(name: str, value: float) -> None:
    measured = measured_of(DECEMBER, {name: (value,) * 12})

    found = drafts(measured, Span.YEAR)
    assert [each.value for each in found] == [None, None]
    assert all(each.why is not None for each in found)


def test_of_what_should_be_low_nought_stays_nought() -> None:
    measured = measured_of(DECEMBER, {"lost_customers": (0.0,) * 12})

    assert [each.value for each in drafts(measured, Span.YEAR)] == [0, 0]


@pytest.mark.parametrize(("days", "people"), [(365, "4.0"), (90, None)])
def test_people_are_told_by_what_each_brings_in_a_year(days: int, people: str | None) -> None:
    measured = measured_of(DECEMBER, {"deals_won": (10.0,) * 12})
    window = Period(date.fromordinal(date(2100, 1, 1).toordinal() - days), date(2100, 1, 1))
    run = replace(measured.run, period=window)
    loads = {
        name: Reading("deals_won", window, Unit.DEALS, value, 10) for name, value in (("a", 9), ("b", 10), ("c", 11))
    }

    (need,) = needs_of([_target(40)], replace(measured, run=run, by_owner={"deals_won": loads}))
    # 40 deals a year, of which each wins 10.
    assert (None if need.value is None else need.value.en) == people
    assert (need.why is None) is (people is not None)


def _target(deals: int) -> TargetView:
    nothing = dict.fromkeys(
        ("floor", "benchmark", "owner_id", "goal", "perspective", "agreed_at", "way", "review", "reviewed_on", "chance")
    )
    return TargetView(
        id=1, version=1, measure="deals_won", whose=Whose.FIRM, whose_id=0, whose_name="", span=Span.YEAR,
        starts_on=date(2100, 1, 1), reach_by=date(2100, 12, 31), period_words=Text.same("2100"), value=Decimal(deals),
        currency="", benchmark_source="", benchmark_sector="", weight=Decimal(1), owner="", agreed_by="", set_by="",
        set_at=None, can_be_taken_back=False, **nothing,
    )  # fmt: skip
