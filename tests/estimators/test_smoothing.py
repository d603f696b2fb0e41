"""Exponential smoothing with a damped trend and a season (A1, level 3)."""

import numpy as np
import pytest
from tests.estimators.test_forecast import PASSENGERS

from crmeter.estimators.forecast.back_test import back_test
from crmeter.estimators.forecast.seasonal_naive import SeasonalNaive
from crmeter.estimators.forecast.smoothing import Smoothing
from crmeter.vocabulary import NotEnoughData


def test_the_airline_year_is_foretold_as_well_as_by_the_published_automatic_choice():
    # statsforecast 2.1.1, AutoETS: sMAPE 7.45, MASE 1.170; the naive of the season 10.57 and 1.571.
    score = back_test([SeasonalNaive(12), Smoothing(12)], PASSENGERS, 12, season=12).of("ets")

    assert score.smape is not None and score.smape < 7.5
    assert score.mase is not None and score.mase < 1.18


def test_a_level_that_jumps_about_is_carried_on_by_one_weight():
    series = np.array([10.0, 12, 9, 11, 10, 12, 9, 11, 10, 12, 9, 11]) - 20
    fitted = Smoothing().fit(series)

    assert (fitted.trending_, fitted.seasonal_) == (False, False)
    # The level goes on as it is: simple exponential smoothing, from the start of the line through the first ten.
    level = np.polyfit(np.arange(1, 11), series[:10], 1)[1]
    for value in series:
        level += fitted.alpha_ * (value - level)
    assert fitted.predict(3).value == pytest.approx([level] * 3)


def test_a_steady_rise_goes_on_and_fades():
    fitted = Smoothing().fit(np.arange(1.0, 25) - 100)
    ahead = np.array(fitted.predict(6).value)

    assert fitted.trending_
    steps = np.diff(ahead)
    assert steps == pytest.approx(steps[0] * fitted.phi_ ** np.arange(5))
    assert -76 < ahead[0] < -75


def test_a_season_is_carried_on_from_its_place():
    season = np.array([5.0, -2, -4, 1])
    fitted = Smoothing(4).fit(np.tile(season, 6) + 50 + np.random.default_rng(1).normal(0, 0.05, 24) - 60)

    assert fitted.seasonal_
    assert np.array(fitted.predict(6).value) == pytest.approx(np.resize(season, 6) - 10, abs=0.3)


def test_what_cannot_be_negative_is_not():
    forecast = Smoothing().fit([9, 7, 6, 4, 3, 2, 1, 1, 0, 0, 0, 0]).predict(6)

    assert min(forecast.value) >= 0
    assert all(band.low >= 0 for bands in forecast.intervals for band in bands)


def test_a_short_series_and_a_season_of_nothing_are_refused():
    with pytest.raises(NotEnoughData):
        Smoothing().fit([1, 2, 3, 4, 5])
    with pytest.raises(ValueError, match="season"):
        Smoothing(0)


@pytest.mark.prove
@pytest.mark.parametrize("wander", [0.05, 0.0])
def test_bands_hold_what_comes(wander):
    rng, held = np.random.default_rng(5), []
    for _ in range(500):
        time = np.arange(66)
        level = 4 + np.cumsum(rng.normal(0, 1, 66)) * wander + 0.004 * time
        y = np.exp(level + 0.2 * np.sin(time * np.pi / 6) + rng.normal(0, 0.05, 66))
        forecast = Smoothing(12).fit(y[:60]).predict(6, (0.8,))
        held += [b[0].low <= a <= b[0].high for a, b in zip(y[60:], forecast.intervals, strict=True)]
    assert 0.76 <= np.mean(held) <= 0.84, np.mean(held)
