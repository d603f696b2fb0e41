"""Shares seen ahead, checked by hand and by simulation."""

import numpy as np
import pytest

from crmeter.estimators.forecast.shares import Shares
from crmeter.vocabulary import NotEnoughData


def test_shares_that_never_moved_stay_as_they_are_by_the_naive_way():
    found = Shares().fit([[0.5, 0.3, 0.2]] * 10).predict(3)
    assert found.winner == "naive"
    assert [member.value for member in found.members] == [pytest.approx((each,) * 3) for each in (0.5, 0.3, 0.2)]
    # What never erred tells nothing of how far it errs.
    assert all(not bands for member in found.members for bands in member.intervals)


def test_a_steady_way_on_the_logarithms_is_followed():
    # ln(s / rest) rises by 0.1 a period: Theta takes half of the slope, smoothing all of it, and staying none.
    ratio = np.exp(-2 + 0.1 * np.arange(24))
    table = np.column_stack([ratio / (1 + ratio), 1 / (1 + ratio)])
    found = Shares().fit(table).predict(4)
    assert found.winner == "ets"
    assert [score.model for score in found.scores] == ["naive", "theta", "ets"]
    assert found.members[0].value[-1] > table[-1, 0]


def test_shares_that_come_again_each_year_are_followed_season_by_season():
    # Four quarters over and over: half, a third, a quarter, a fifth of the market.
    quarters = np.array([1 / 2, 1 / 3, 1 / 4, 1 / 5] * 4)
    found = Shares(4).fit(np.column_stack([quarters, 1 - quarters])).predict(4)
    assert found.winner == "seasonal_naive"
    assert found.members[0].value == pytest.approx([1 / 2, 1 / 3, 1 / 4, 1 / 5])
    assert [score.model for score in found.scores] == ["naive", "seasonal_naive", "theta", "ets"]
    # Of seven quarters a season learns nothing that could be tried.
    short = Shares(4).fit(np.column_stack([quarters, 1 - quarters])[:7]).predict(2)
    assert [score.model for score in short.scores] == ["naive"]


def test_how_often_the_band_of_the_errors_before_held_what_came_is_told_by_hand():
    # Logits of ours move by +1, -1, +1, -1, +0.9, +3: four errors of one give a band of one to each side, which holds
    # the fifth step; those five hold not the sixth.
    logit = np.cumsum([0, 1, -1, 1, -1, 0.9, 3])
    table = np.column_stack([1 / (1 + np.exp(-logit)), 1 / (1 + np.exp(logit))])
    (naive,) = Shares().fit(table).predict(1).scores
    assert naive.model == "naive"
    # Three errors of one give Student's band, wider than one: it holds the fourth step.
    assert naive.coverage_80 == pytest.approx(2 / 3)


def test_too_few_periods_tell_nothing_of_how_often_bands_held():
    table = np.array([[0.5, 0.5], [0.6, 0.4], [0.5, 0.5]])
    assert Shares().fit(table).predict(1).scores[0].coverage_80 is None


def test_shares_ahead_add_up_to_one_and_bounds_lie_within_nothing_and_all():
    rng = np.random.default_rng(5)
    walks = np.cumsum(rng.normal(0, 0.3, (20, 3)), axis=0)
    powers = np.exp(np.column_stack([walks, np.zeros(20)]))
    found = Shares().fit(powers / powers.sum(axis=1, keepdims=True)).predict(8)
    for step in range(8):
        assert sum(member.value[step] for member in found.members) == pytest.approx(1, abs=1e-12)
    bounds = [band for member in found.members for bands in member.intervals for band in bands]
    assert bounds
    assert all(0 <= band.low <= band.high <= 1 for band in bounds)


def test_too_few_periods_and_a_share_of_nought_are_refused():
    with pytest.raises(NotEnoughData) as short:
        Shares().fit([[0.5, 0.5]] * 2)
    with pytest.raises(NotEnoughData) as nought:
        Shares().fit([[0.5, 0.5], [0.0, 1.0], [0.5, 0.5]])
    assert (short.value.undefined.code, nought.value.undefined.code) == ("series_too_short", "share_of_nought")


@pytest.mark.prove
def test_intervals_of_shares_hold_as_often_as_they_say():
    # Random walks of the logarithms, as shares of brands move: 16 known periods, four ahead.
    rng = np.random.default_rng(11)
    held, told = 0, 0
    for _ in range(300):
        walks = np.array([-0.5, 0.3]) + np.cumsum(rng.normal(0, 0.08, (20, 2)), axis=0)
        powers = np.exp(np.column_stack([walks, np.zeros(20)]))
        table = powers / powers.sum(axis=1, keepdims=True)
        found = Shares().fit(table[:16]).predict(4, (0.8,))
        for at, member in enumerate(found.members):
            for step, bands in enumerate(member.intervals):
                told += len(bands)
                held += sum(band.low <= table[16 + step, at] <= band.high for band in bands)
    assert told == 300 * 3 * 4
    assert 0.75 <= held / told <= 0.88
