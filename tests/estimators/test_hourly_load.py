"""The load of a week by the hour: planted patterns are found, and bounds hold."""

import numpy as np
import pytest

from crmeter.estimators.service.hourly_load import HOURS, hourly_load
from crmeter.vocabulary import NotEnoughData


def _office_week() -> np.ndarray:
    hour, day = np.arange(HOURS) % 24, np.arange(HOURS) // 24
    busy = 6 * np.exp(-(((hour - 10) / 3) ** 2)) + 4 * np.exp(-(((hour - 15) / 2) ** 2))
    return busy * np.where(day < 5, 1.0, np.where(day < 6, 0.4, 0.0))


def test_of_weeks_that_are_all_alike_everything_is_known() -> None:
    week = np.zeros(HOURS)
    week[[9, 10, 33]] = (4, 8, 2)

    load = hourly_load(np.tile(week, (10, 1)))

    # What the week before tells exactly, no smoothing tells better.
    assert load.method == "seasonal_naive"
    assert load.errors["seasonal_naive"] == 0
    assert load.errors["profile"] > 0
    np.testing.assert_array_equal(load.forecast, week)
    np.testing.assert_array_equal(load.mean, week)
    assert (load.weeks, load.tested, load.covered) == (10, 6, 1.0)


def test_a_pattern_under_chance_is_told_better_by_all_weeks_than_by_the_last() -> None:
    week = _office_week()
    load = hourly_load(np.random.default_rng(5).poisson(week, (26, HOURS)))

    assert load.method == "profile"
    assert load.errors["profile"] < load.errors["seasonal_naive"]
    assert np.corrcoef(load.forecast, week)[0, 1] > 0.97
    assert load.forecast.sum() == pytest.approx(week.sum(), rel=0.1)


def test_a_level_that_rises_is_followed() -> None:
    draw = np.random.default_rng(8)
    grown = draw.poisson(_office_week() * np.linspace(1, 3, 20)[:, None])

    load = hourly_load(grown)

    assert load.forecast.sum() > 1.15 * grown.mean(axis=0).sum()


def test_the_bounds_of_the_coming_week_and_of_the_mean_hold() -> None:
    week, held, kept, told = _office_week(), [], [], []
    for seed in range(40):
        draw = np.random.default_rng(seed)
        # Weeks are not alike: their levels differ by a tenth.
        seen = draw.poisson(np.exp(0.1 * draw.standard_normal(27))[:, None] * week)
        load = hourly_load(seen[:-1])
        busy = load.forecast >= 1
        held.append(((load.forecast_low <= seen[-1]) & (seen[-1] <= load.forecast_high))[busy].mean())
        told.append(load.covered)
        usual = week > 0.5
        kept.append(((load.low <= week) & (week <= load.high))[usual].mean())

    # Counts are whole: bounds of at least 80 % hold a few hours more.
    assert 0.8 <= np.mean(held) <= 0.92
    assert np.mean(told) == pytest.approx(np.mean(held), abs=0.02)
    assert 0.74 <= np.mean(kept) <= 0.86


@pytest.mark.parametrize("weeks", [np.ones((7, HOURS)), np.zeros((20, HOURS))])
def test_few_weeks_or_none_with_tickets_say_what_is_needed(weeks: np.ndarray) -> None:
    with pytest.raises(NotEnoughData) as lacking:
        hourly_load(weeks)

    assert lacking.value.undefined.code == "few_weeks"


def test_counts_of_other_hours_are_refused() -> None:
    with pytest.raises(ValueError, match="168"):
        hourly_load(np.ones((10, 24)))
