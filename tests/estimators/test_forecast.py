"""Forecasts of monthly series: the two naive ones, Theta, and the trial on the past."""

import numpy as np
import pytest

from crmeter.estimators.forecast.back_test import back_test
from crmeter.estimators.forecast.forecast import MONTHS
from crmeter.estimators.forecast.scale import scale_of
from crmeter.estimators.forecast.seasonal_naive import Naive, SeasonalNaive
from crmeter.estimators.forecast.theta import Theta
from crmeter.vocabulary import NotEnoughData, Text

# Airline passengers per month, 1949 to 1960 (Box & Jenkins, series G), thousands; in the public domain.
AIRLINE = [
    [112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118],
    [115, 126, 141, 135, 125, 149, 170, 170, 158, 133, 114, 140],
    [145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166],
    [171, 180, 193, 181, 183, 218, 230, 242, 209, 191, 172, 194],
    [196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201],
    [204, 188, 235, 227, 234, 264, 302, 293, 259, 229, 203, 229],
    [242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278],
    [284, 277, 317, 313, 318, 374, 413, 405, 355, 306, 271, 306],
    [315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336],
    [340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337],
    [360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405],
    [417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432],
]
PASSENGERS = np.array(AIRLINE, dtype=np.float64).ravel()


@pytest.fixture(scope="module")
def airline_trial():
    return back_test([SeasonalNaive(12), Theta(12)], PASSENGERS, 12, season=12)


@pytest.mark.parametrize(("model", "smape", "mase"), [("naive", 16.12, 2.496), ("seasonal_naive", 10.57, 1.571)])
def test_naive_forecasts_of_the_last_airline_year_have_the_published_errors(airline_trial, model, smape, mase):
    score = airline_trial.of(model)
    assert score.smape == pytest.approx(smape, abs=0.005)
    assert score.mase == pytest.approx(mase, abs=0.0005)


def test_theta_is_near_the_published_automatic_theta_and_wins_the_airline_year(airline_trial):
    # A search over Theta variants reaches 3.93 and 0.636.
    assert airline_trial.of("theta").smape == pytest.approx(4.005, abs=0.005)
    assert airline_trial.of("theta").mase == pytest.approx(0.648, abs=0.001)
    assert airline_trial.winner == "theta"


def test_a_trial_always_holds_the_naive_and_names_what_it_compared(airline_trial):
    assert [score.model for score in airline_trial.scores] == ["naive", "seasonal_naive", "theta"]
    assert airline_trial.origins == (132,)
    assert {score.n for score in airline_trial.scores} == {12}


def test_errors_of_a_trial_are_those_counted_by_hand():
    # Naive from 10 says 10, 10 and from 14 says 14, 14; then came 14, 10 and 10, 20.
    trial = back_test([Naive()], [8, 10, 14, 10, 20], 2, origins=2)
    score = trial.of("naive")
    assert trial.origins == (2, 3)
    assert score.wape == pytest.approx((4 + 0 + 4 + 6) / 54)
    assert score.bias == pytest.approx((-4 + 0 + 4 - 6) / 54)
    assert score.mase == pytest.approx((2 / 2 + 5 / 3) / 2)
    assert score.smape == pytest.approx((200 * 4 / 24 + 0 + 200 * 4 / 24 + 200 * 6 / 34) / 4)


def test_errors_without_meaning_are_none_and_a_tie_goes_to_the_naive():
    trial = back_test([SeasonalNaive(2)], [0.0] * 8, 2, season=2)
    assert trial.winner == "naive"
    assert (trial.scores[0].wape, trial.scores[0].mase, trial.scores[0].coverage_80) == (None, None, None)
    assert trial.scores[0].smape == 0


def test_a_trial_refuses_too_short_a_series_and_two_models_of_one_name():
    with pytest.raises(NotEnoughData) as refused:
        back_test([SeasonalNaive(12)], np.ones(20), 12, season=12)
    assert refused.value.undefined.needs.en == "at least 25 months, has 20"
    with pytest.raises(ValueError, match="same name"):
        back_test([Theta(12), Theta()], PASSENGERS, 12)
    with pytest.raises(ValueError, match="at least one"):
        back_test([Naive()], PASSENGERS, 0)


def test_a_series_too_short_says_in_both_languages_what_it_has_and_needs():
    with pytest.raises(NotEnoughData) as refused:
        SeasonalNaive(12).fit([3, 1, 4, 1, 5])
    undefined = refused.value.undefined
    assert undefined.code == "series_too_short"
    assert undefined.reason == Text("chuỗi số liệu mới có 5 tháng", "the series has 5 months")
    assert undefined.needs == Text("ít nhất 12 tháng, hiện có 5", "at least 12 months, has 5")


def test_the_words_count_by_the_period_of_the_series():
    with pytest.raises(NotEnoughData, match="at least 4 weeks, has 2"):
        Theta(period=Text("tuần", "weeks")).fit([1, 2])
    assert MONTHS.vi == "tháng"


@pytest.mark.parametrize("series", [[1, 2, np.nan, 4, 5], [[1, 2], [3, 4]], [1, np.inf, 3, 4]])
def test_a_series_with_gaps_or_several_columns_is_refused(series):
    with pytest.raises(ValueError, match="finite"):
        Naive().fit(series)


@pytest.mark.parametrize("model", [SeasonalNaive, Theta])
def test_a_season_without_periods_is_refused(model):
    with pytest.raises(ValueError, match="season"):
        model(0)


def test_naive_repeats_the_last_figure_and_seasonal_naive_the_last_season():
    assert Naive().fit([1, 2, 3]).predict(2).value == (3, 3)
    assert SeasonalNaive(3).fit([9, 9, 9, 1, 2, 3]).predict(5).value == (1, 2, 3, 1, 2)


def test_bands_of_the_naive_on_even_doublings_are_those_of_ranks_by_hand():
    # Past one-step errors in logarithms are ±ln 2, all alike: the band is half to twice the last figure.
    series = [4, 8, 4, 8, 4, 8, 4]
    band = Naive().fit(series).predict(1, (0.8,)).intervals[0][0]
    assert (band.low, band.high) == pytest.approx((2, 8))
    assert band.method == "conformal"


def test_too_few_origins_fall_back_on_residuals_and_say_so():
    # Changes ln 2 and −ln 2: deviation ln 2, Student t(0.9; 2) = 1.885618.
    band = Naive().fit([4, 8, 4]).predict(1, (0.8,)).intervals[0][0]
    assert band.method == "residual_sd"
    assert band.high == pytest.approx(4 * 2**1.885618, rel=1e-5)


def test_the_fallback_grows_with_the_square_root_of_the_horizon_for_a_random_walk():
    forecast = Naive().fit([4, 8, 4]).predict(4, (0.8,))
    reach = [np.log(bands[0].high / 4) for bands in forecast.intervals]
    assert reach == pytest.approx([reach[0] * np.sqrt(k) for k in (1, 2, 3, 4)])


def test_an_even_series_has_a_forecast_but_no_band():
    forecast = Naive().fit([5.0] * 9).predict(3)
    assert forecast.value == (5, 5, 5)
    assert forecast.intervals == ((), (), ())
    assert Naive().fit([5.0] * 9).predict_total(3).intervals == ()


def test_wider_levels_have_wider_bands_even_where_the_methods_differ():
    rng = np.random.default_rng(8)
    for _ in range(20):
        forecast = Naive().fit(np.exp(rng.normal(0, 1, 12).cumsum())).predict(6)
        for narrow, wide in forecast.intervals:
            assert wide.low <= narrow.low <= narrow.high <= wide.high


def test_the_band_of_a_total_is_narrower_than_the_sum_of_the_single_bands():
    noise = np.random.default_rng(3).normal(0, 0.1, 72)
    theta = Theta().fit(np.exp(5 + noise))
    single = theta.predict(12)
    total = theta.predict_total(12)
    assert total.value == pytest.approx(sum(single.value))
    assert total.intervals[0].low > sum(bands[0].low for bands in single.intervals)
    assert total.intervals[0].high < sum(bands[0].high for bands in single.intervals)


def test_a_seasonal_theta_claims_no_band_of_a_total():
    theta = Theta(12).fit(PASSENGERS[:-12])
    total = theta.predict_total(12)
    assert total.value == pytest.approx(sum(theta.predict(12).value))
    assert total.intervals == ()


def test_theta_of_a_straight_line_goes_on_with_half_its_slope_on_top_of_the_level():
    # In the long run the smoothed line lags by b/α, which the closed form gives back.
    series = np.arange(-50.0, 50.0)
    theta = Theta().fit(series)
    assert np.diff(theta.predict(3, ()).value) == pytest.approx([0.5, 0.5])
    assert theta.drift_ == pytest.approx(0.5)


def test_theta_equals_the_mean_of_its_two_lines():
    rng = np.random.default_rng(2)
    y = rng.normal(0, 1, 40).cumsum()
    theta = Theta().fit(y)
    time = np.arange(1, 41)
    slope, start = np.polyfit(time, y, 1)
    curved = 2 * y - (start + slope * time)
    level = curved[0]
    for value in curved[1:]:
        level += theta.alpha_ * (value - level)
    by_lines = [(level + start + slope * (40 + k)) / 2 for k in (1, 2, 3)]
    assert theta.predict(3, ()).value == pytest.approx(by_lines)


def test_theta_sees_a_season_only_where_there_is_one_and_two_whole_ones_to_tell():
    rng = np.random.default_rng(6)
    season = np.exp(0.3 * np.sin(np.arange(48) * np.pi / 6) + rng.normal(0, 0.05, 48))
    assert Theta(12).fit(season).seasonal_
    assert Theta(12).fit(season[:24]).seasonal_
    assert not Theta(12).fit(season[:23]).seasonal_
    assert not Theta(12).fit(np.exp(rng.normal(0, 0.1, 48).cumsum())).seasonal_
    assert not Theta().fit(season).seasonal_
    assert not Theta(12).fit([7.0] * 30).seasonal_


def test_an_exact_season_is_found_and_continued():
    pattern = np.array([1.0, 2.0, 3.0, 6.0])
    theta = Theta(4).fit(np.tile(pattern, 6))
    assert theta.seasonal_
    assert theta.predict(4, ()).value == pytest.approx(pattern)


def test_a_falling_series_with_zeros_keeps_forecasts_and_bands_above_nought():
    series = np.array([40, 33, 30, 22, 21, 13, 9, 7, 0, 3, 1, 2, 0, 1], dtype=np.float64)
    for model in (Naive(), SeasonalNaive(4), Theta(4), Theta()):
        forecast = model.fit(series).predict(24)
        assert min(forecast.value) >= 0
        assert all(band.low >= 0 for bands in forecast.intervals for band in bands)
        assert all(band.low >= 0 for band in model.predict_total(24).intervals)


def test_months_that_never_sell_are_forecast_at_nought():
    year = np.array([0, 4, 8, 4], dtype=np.float64)
    rng = np.random.default_rng(1)
    series = np.tile(year, 8) * rng.uniform(0.9, 1.1, 32)
    value = Theta(4).fit(series).predict(4, ()).value
    assert value[0] == 0
    assert value[1:] == pytest.approx([4, 8, 4], rel=0.15)


def test_a_whole_season_of_nought_leaves_no_pattern_to_divide_by():
    series = np.concatenate([np.tile([2.0, 4, 6, 8], 4), np.zeros(6)])
    assert not Theta(4).fit(series).seasonal_


@pytest.mark.parametrize(("series", "kind"), [([1, 2], "log"), ([0, 2], "sqrt"), ([-1, 2], "identity")])
def test_the_scale_follows_what_a_series_can_be(series, kind):
    scale = scale_of(np.array(series, dtype=np.float64))
    assert scale.kind == kind
    assert scale.back(scale.to(np.array([1.0, 9.0]))) == pytest.approx([1, 9])
