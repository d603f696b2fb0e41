"""Control limits of a series (C10, XmR)."""

import numpy as np
import pytest

from crmeter.estimators.control_limits import ControlLimits, SignalKind
from crmeter.vocabulary import NotEnoughData

# NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: flow rates of ten batches.
FLOW = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
STEADY = ControlLimits(centre=10.0, low=4.0, high=16.0, mean_range=2.2568, high_range=7.37)


def kinds(values):
    return [(signal.kind, signal.first, signal.last, signal.is_high) for signal in STEADY.signals(values)]


def test_the_published_chart_is_reproduced():
    limits = ControlLimits.of(FLOW)

    assert limits.centre == pytest.approx(50.81)
    assert limits.mean_range == pytest.approx(1.8778, abs=5e-5)
    # The handbook rounds 2/√π to 1.128.
    assert (limits.low, limits.high) == (pytest.approx(45.8159, abs=2e-3), pytest.approx(55.8041, abs=2e-3))
    assert limits.high_range / limits.mean_range == pytest.approx(3.267, abs=1e-3)
    assert limits.signals(FLOW) == ()


def test_a_value_outside_is_told_each_time():
    assert kinds([10, 17, 9, 3.5]) == [(SignalKind.BEYOND, 1, 1, True), (SignalKind.BEYOND, 3, 3, False)]


def test_eight_on_one_side_are_told_once_when_there_are_eight():
    assert kinds([9, *[11] * 7, 9]) == []
    assert kinds([9, *[11] * 12]) == [(SignalKind.RUN, 1, 8, True)]


def test_three_of_four_near_a_limit_are_told():
    # Nearer to 4 than to 10 is below 7.
    assert kinds([6, 10, 6, 6, 10]) == [(SignalKind.NEAR, 0, 3, False)]
    assert kinds([6, 10, 10, 6, 6]) == []


def test_a_step_after_the_baseline_does_not_widen_the_limits():
    rng = np.random.default_rng(3)
    series = np.concatenate([rng.normal(10, 1, 24), rng.normal(16, 1, 6)])

    limits = ControlLimits.of(series, baseline=24)

    assert limits.high < 15
    assert {signal.last for signal in limits.signals(series) if signal.kind is SignalKind.BEYOND} >= {24, 25, 26}


@pytest.mark.parametrize(("values", "code"), [([1, 2, 1, 2, 1], "short_series"), ([3] * 12, "no_variation")])
def test_too_little_has_no_limits(values, code):
    with pytest.raises(NotEnoughData) as lacking:
        ControlLimits.of(values)
    assert lacking.value.undefined.code == code


@pytest.mark.prove
def test_chance_alone_seldom_passes_the_limits():
    rng = np.random.default_rng(11)
    outside = 0
    for _ in range(2_000):
        series = rng.normal(size=124)
        limits = ControlLimits.of(series, baseline=24)
        outside += sum(signal.kind is SignalKind.BEYOND for signal in limits.signals(series[24:]))
    # Of normal values 0.27 % lie beyond three sigma; limits told from 24 values miss somewhat more.
    assert 0.0027 < outside / 200_000 < 0.012
