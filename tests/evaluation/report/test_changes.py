from dataclasses import replace

import pytest

from crmeter.evaluation.report.changes import change_between
from crmeter.vocabulary import Good, Interval, Reading, Unit

from .sample_firm import PERIOD


def reading(value: float | None, unit: Unit = Unit.CUSTOMERS, half_width: float | None = None) -> Reading:
    intervals = ()
    if value is not None and half_width is not None:
        intervals = (Interval(0.8, value - half_width, value + half_width, "test"),)
    return Reading("retention_rate", PERIOD, unit, value, 100, intervals=intervals)


def test_counts_change_by_percent() -> None:
    change = change_between(reading(110), reading(100), Good.HIGHER)
    assert change is not None
    assert (change.direction, change.kind, change.tone) == ("up", "relative", "good")
    assert change.size == pytest.approx(0.1)


def test_shares_change_by_points() -> None:
    change = change_between(reading(0.75, Unit.SHARE), reading(0.8, Unit.SHARE), Good.HIGHER)
    assert change is not None
    assert (change.direction, change.kind, change.tone) == ("down", "points", "bad")
    assert change.size == pytest.approx(0.05)


@pytest.mark.parametrize(("unit", "kind"), [(Unit.DAYS, "days"), (Unit.HOURS, "hours")])
def test_a_rise_of_what_should_fall_is_bad(unit: Unit, kind: str) -> None:
    change = change_between(reading(12.0, unit), reading(10.0, unit), Good.LOWER)
    assert change is not None
    assert (change.direction, change.kind, change.tone) == ("up", kind, "bad")


def test_where_neither_way_is_better_there_is_no_colour() -> None:
    change = change_between(reading(12), reading(10), Good.NEITHER)
    assert change is not None
    assert (change.direction, change.tone) == ("up", "flat")


@pytest.mark.parametrize(("difference", "direction"), [(0.013, "flat"), (0.015, "up")])
def test_noise_is_the_80_percent_interval_of_a_difference(difference: float, direction: str) -> None:
    # Two half widths of 0.01 make one of 0.01 * sqrt(2) = 0.01414 for the difference.
    before = reading(0.5, Unit.SHARE, half_width=0.01)
    change = change_between(reading(0.5 + difference, Unit.SHARE, half_width=0.01), before, Good.HIGHER)
    assert change is not None
    assert change.direction == direction


def test_what_shows_as_zero_is_no_change() -> None:
    change = change_between(reading(100_001), reading(100_000), Good.HIGHER)
    assert change is not None
    assert change.direction == "flat"


@pytest.mark.parametrize("before", [None, reading(None), reading(0)], ids=["none", "undefined", "zero"])
def test_without_a_figure_before_there_is_no_change(before: Reading | None) -> None:
    assert change_between(reading(10), before, Good.HIGHER) is None


def test_a_loss_that_shrinks_has_grown() -> None:
    change = change_between(replace(reading(-50)), reading(-100), Good.HIGHER)
    assert change is not None
    assert (change.direction, change.size) == ("up", 0.5)
