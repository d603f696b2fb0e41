"""Respondents of one wave with things of another: each one's part of the error is what a little more weight does."""

from dataclasses import replace

import numpy as np
import pytest
from tests.estimators.test_customer_equity import DRIVERS, MARKET, Floats, survey

from crmeter.estimators import CustomerEquity, Market
from crmeter.estimators.choice.wave_exchange import Exchange, Taken, Told

STEP = 1e-3


def exchanged(market: Market, own: Floats, other: Floats) -> Told:
    """The first wave with ratings, coefficients, spend and frequency of one that rates and buys more."""
    said = survey(2, n=250)
    said["ratings"][:, 0, 0] = np.minimum(said["ratings"][:, 0, 0] + 1, 5)
    said |= {"spend": 1.3 * said["spend"], "frequency": 1.2 * said["frequency"]}
    waves = (
        CustomerEquity(DRIVERS).fit(**survey(1, n=200), weights=own),
        CustomerEquity(DRIVERS).fit(**said, weights=other),
    )
    ratings = np.ones((3, 4), bool)
    ratings[:, 0] = False
    return Exchange(*waves).equity(Taken(ratings, market, coefficients=True, spend=True, frequency=True))


def more(n: int, place: int) -> Floats:
    return np.where(np.arange(n) == place, 1 + STEP, 1.0)


@pytest.mark.parametrize("market", [MARKET, replace(MARKET, horizon_years=np.inf)])
def test_each_respondent_of_both_waves_adds_what_a_little_more_weight_of_theirs_does(market: Market) -> None:
    one = exchanged(market, np.ones(200), np.ones(250))

    for place in (0, 7):
        own = exchanged(market, more(200, place), np.ones(250))
        other = exchanged(market, np.ones(200), more(250, place))

        assert (own.equity - one.equity) / STEP == pytest.approx(one.by_own[place], rel=1e-2)
        assert (other.equity - one.equity) / STEP == pytest.approx(one.by_other[place], rel=1e-2)


def test_somewhat_more_frequent_purchases_are_worth_somewhat_more() -> None:
    # Four times a year for three years: the thirteenth purchase stands at the end, and must not fall away at once.
    said = survey(3, n=300) | {"frequency": np.full(300, 4.0)}
    own = CustomerEquity(DRIVERS).fit(**said)
    nothing = np.zeros((3, 4), bool)

    def equity(times: float) -> float:
        other = CustomerEquity(DRIVERS).fit(**said | {"frequency": np.full(300, 4.0 * times)})
        return float(Exchange(own, other).equity(Taken(nothing, MARKET, frequency=True)).equity.sum())

    less, same, often = equity(0.999), equity(1.0), equity(1.001)

    assert same == pytest.approx(own.equity_.value.sum())
    assert less == pytest.approx(same, rel=2e-3)
    assert less < same < often
    assert often - same == pytest.approx(same - less, rel=0.1)
