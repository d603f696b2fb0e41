"""Chances of deals by stage and days there: by hand, and against deals that were simulated."""

import numpy as np
import pytest

from crmeter.estimators.pipeline.calibration import brier, calibration
from crmeter.estimators.pipeline.deal_chances import EDGES, LOST, MOVED, STAYED, WON, DealChances
from crmeter.estimators.pipeline.deals_ahead import DealsAhead
from crmeter.estimators.pipeline.won_value import Begun, unlikeness, won_value
from crmeter.vocabulary import NotEnoughData


def test_daily_chances_are_ends_over_days_at_risk() -> None:
    # 40 deals last 30 days each: on the day of number 29 20 are won and 10 lost; 10 are still there after it.
    cause = np.repeat([WON, LOST, STAYED], [20, 10, 10])
    model = DealChances(1).fit(np.zeros(40), np.full(40, 29), cause, np.full(40, -1), [0])

    # Days 21 to 29: 9 × 40 days at risk, of which 20 end in a win. One stage is its own pool, so the pool is drawn to
    # the rate of all days, 20 in 1,200, and then weighs once more.
    m, band = model.weight_, EDGES.index(21)
    pool = (20 + m * 20 / 1200) / (360 + m)
    assert model.daily_[0, band, WON] == pytest.approx((20 + m * pool) / (360 + m))
    assert model.ended_ == (20, 10)
    assert model.daily_.sum(axis=2) == pytest.approx(1.0)


def test_a_deal_of_two_stages_by_hand() -> None:
    # Each day at the first stage: 0.5 moves on, 0.1 lost. On a day at the second: 0.2 won. A move is followed by what
    # happens at the second stage on the same day.
    daily = np.array([[[[0.4, 0.0, 0.1, 0.5]], [[0.8, 0.2, 0.0, 0.0]]]])
    ahead = DealsAhead.of(daily, np.array([[0.0, 1.0], [0.0, 0.0]]), np.array([1.0, 0.0]), (1, 2))

    assert ahead.within(1, np.array([0, 1]), np.array([0, 0]))[0] == pytest.approx([0.5 * 0.2, 0.2])
    # Two days: moved today (0.5) and won today or tomorrow (0.36), or moved tomorrow (0.4 × 0.5) and won then (0.2).
    assert ahead.within(2, np.array([0, 1]), np.array([0, 0]))[0] == pytest.approx([0.5 * 0.36 + 0.4 * 0.1, 0.36])
    # At all: it leaves the first stage by 5 moves in 6, and the second by a win.
    assert ahead.at_all(np.array([0, 1]), np.array([0, 7])) == pytest.approx([5 / 6, 1.0])
    # One that begins today is at the first stage today already.
    assert ahead.begun[0, 0] == pytest.approx(0.1)


def test_a_stage_with_few_deals_is_drawn_to_all_stages() -> None:
    # A hundred stays of ten days at the first stage, half of them won; one at the second, lost on its first day.
    stage, days = np.r_[np.zeros(100), 1], np.r_[np.full(100, 9), 0]
    cause = np.r_[np.repeat([WON, LOST], 50), LOST]
    model = DealChances(2).fit(stage, days, cause, np.full(101, -1), [0])

    chance = model.ahead((30,)).at_all(np.array([0, 1]), np.array([0, 0]))
    assert chance[0] == pytest.approx(0.5, abs=0.02)
    assert 0.1 < chance[1] < chance[0]


def test_few_ended_deals_say_what_is_needed() -> None:
    with pytest.raises(NotEnoughData) as lacking:
        DealChances(1).fit(np.zeros(15), np.ones(15), np.repeat([WON, LOST], [9, 6]), np.full(15, -1), [0])

    assert lacking.value.undefined.reason.en == "9 deals were won and 6 lost"


def test_money_won_is_that_of_open_deals_and_of_those_yet_to_begin() -> None:
    # Every day a deal is won with 0.1. Two are open, one of an unknown amount; ten deals of 30 days began before.
    daily = np.tile(np.array([0.9, 0.1, 0.0, 0.0]), (201, 1, 1, 1))
    ahead = DealsAhead.of(daily, np.zeros((1, 1)), np.ones(1), (1, 2))

    first, second = won_value(
        ahead, np.array([0, 0]), np.array([3, 9]), [100.0, np.nan], Begun(np.array([10]), 10.0), [40.0, 60.0]
    )

    # Today 0.1 of 100 and of the mean 50; tomorrow 0.09. One deal begins a day: today 0.1 of it, tomorrow 0.09 and 0.1.
    assert first.from_open == pytest.approx(15.0)
    assert second.from_open == pytest.approx(13.5)
    assert first.from_new == pytest.approx(0.1 * 50)
    assert second.from_new == pytest.approx((0.09 + 0.1) * 50)
    assert first.deals == pytest.approx(0.3)


def test_months_that_differ_beyond_chance_widen_the_interval() -> None:
    # Errors of 10 in 100 where chance alone explains a variance of 36: 64 in 10,000 are left.
    assert unlikeness([110, 90, 110, 90], [100] * 4, [36] * 4) == pytest.approx(0.08)
    assert unlikeness([101, 99, 100], [100] * 3, [36] * 3) == 0
    assert unlikeness([500, 1], [100] * 2, [36] * 2) == 0


def test_tenths_of_chances_beside_what_came() -> None:
    told = np.repeat([0.1, 0.5], [50, 50])
    came = np.r_[np.repeat([True, False], [5, 45]), np.repeat([True, False], [30, 20])]

    low, high = calibration(told, came)

    assert (low.n, low.told, low.came, high.n, high.share) == (50, pytest.approx(0.1), 5, 50, 0.6)
    assert high.interval.low < 0.6 < high.interval.high
    # (5 × 0.9² + 45 × 0.1² + 50 × 0.5²) / 100
    assert brier(told, came) == pytest.approx(0.17)


@pytest.mark.prove
def test_intervals_of_won_value_hold_it_as_often_as_they_say() -> None:
    """Deals of three stages, simulated: the 80 % intervals of a month, learnt from the year before."""
    inside, error = [], []
    for seed in range(120):
        rng = np.random.default_rng(seed)
        stays = _simulated(rng)
        stage, entered, left, cause, onward, deal, amount = stays
        day = 400
        seen = entered <= day
        over = left[seen] <= day
        model = DealChances(3).fit(
            stage[seen],
            np.where(over, left[seen], day) - entered[seen],
            np.where(over, cause[seen], STAYED),
            onward[seen],
            np.zeros(1, np.int64),
        )
        there = seen & (left > day)
        won = (cause == WON) & (left <= day)
        began = np.bincount(entered[(stage == 0) & seen] // 30, minlength=13)[7:13]
        forecast = won_value(
            model.ahead((30,), draws=200), stage[there], day + 1 - entered[there], amount[deal[there]],
            Begun(began, 30.0), amount[deal[won]], seed=seed,
        )[0]  # fmt: skip
        actual = amount[deal[(cause == WON) & (left > day) & (left <= day + 30)]].sum()
        interval = forecast.value_intervals[0]
        inside.append(interval.low <= actual <= interval.high)
        error.append((forecast.value - actual) / forecast.value)

    assert 0.72 <= np.mean(inside) <= 0.9
    assert abs(np.mean(error)) < 0.05


def _simulated(rng: np.random.Generator) -> tuple[np.ndarray, ...]:
    rows, amounts = [], []
    for deal, began in enumerate(np.sort(rng.integers(0, 431, 1200)).tolist()):
        stage, day = 0, began
        amounts.append(float(rng.lognormal(3, 0.5)))
        while True:
            stays = int(rng.geometric((0.1, 0.08, 0.06)[stage])) - 1
            cause = int(rng.choice([WON, LOST, MOVED], p=((0.05, 0.35, 0.6), (0.1, 0.3, 0.6), (0.6, 0.4, 0))[stage]))
            rows.append((stage, day, day + stays, cause, stage + 1 if cause == MOVED else -1, deal))
            if cause != MOVED:
                break
            stage, day = stage + 1, day + stays
    return (*np.array(rows, np.int64).T, np.array(amounts))
