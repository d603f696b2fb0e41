"""Intervals from samples of respondents: near those of the delta method, the same each time, and soon there."""

import time

import numpy as np
import pytest
from tests.estimators.test_customer_equity import DRIVERS, SCALE, survey, true_equity

from crmeter.estimators import CustomerEquity
from crmeter.estimators.choice.equity_bootstrap import bootstrapped
from crmeter.vocabulary import NotEnoughData


def test_bounds_are_near_those_of_the_delta_method() -> None:
    fit = CustomerEquity(DRIVERS).fit(**survey(20, n=800))
    moved, _ = fit.moved(0, {"quality": 0.5}, SCALE)

    drawn = bootstrapped(fit, 400, seed=1, supposed=[moved])

    supposed = fit.supposed(moved)
    pairs = [(drawn.equity, fit.equity_), (drawn.share, fit.share_)]
    pairs += [(drawn.changes[0], supposed.change), (drawn.share_changes[0], supposed.share_change)]
    for ours, theirs in pairs:
        assert ours.value == pytest.approx(theirs.value)
        assert ours.low is not None
        assert ours.high is not None
        assert theirs.low is not None
        assert theirs.high is not None
        assert ours.high - ours.low == pytest.approx(theirs.high - theirs.low, rel=0.2)
        assert np.all((ours.low < ours.value) & (ours.value < ours.high))


def test_a_seed_gives_the_same_bounds_again() -> None:
    fit = CustomerEquity(DRIVERS, components=2).fit(**survey(21))

    first, again = bootstrapped(fit, 50, seed=3), bootstrapped(fit, 50, seed=3)

    assert np.array_equal(first.equity.low, again.equity.low)  # type: ignore[arg-type]
    assert (first.draws, first.lost, first.changes) == (50, 0, ())


def test_coefficients_under_counted_weights_are_those_of_respondents_asked_so_often() -> None:
    said = survey(22, n=300)
    fit = CustomerEquity(DRIVERS).fit(**said)
    counts = np.random.default_rng(0).multinomial(300, np.full(300, 1 / 300))
    again = {k: v if k == "market" else np.repeat(v, counts, axis=0) for k, v in said.items()}

    found = fit.logit_.coefficients_under(counts.astype(float))

    assert found == pytest.approx(CustomerEquity(DRIVERS).fit(**again).logit_.coefficients_, abs=1e-6)


def test_two_hundred_samples_of_two_thousand_respondents_are_drawn_while_somebody_waits() -> None:
    fit = CustomerEquity(DRIVERS).fit(**survey(23, n=2_000))

    start = time.process_time()
    bootstrapped(fit, 200, seed=1)

    assert time.process_time() - start < 6


def test_few_draws_are_refused_and_so_are_samples_without_an_optimum() -> None:
    fit = CustomerEquity(DRIVERS).fit(**survey(24, n=14))

    with pytest.raises(ValueError):
        bootstrapped(fit, 49, seed=1)
    with pytest.raises(NotEnoughData) as refused:
        bootstrapped(fit, 50, seed=1)
    assert refused.value.undefined.code == "few_draws"


@pytest.mark.prove
def test_intervals_of_samples_hold_as_often_as_they_say() -> None:
    # Of 700 worlds a share of 80 % errs by 1.5 points.
    equity, change = true_equity(), true_equity(moved=0.5)[0] - true_equity()[0]
    truths = np.concatenate([equity, equity / equity.sum(), [change]])
    inside = []
    for seed in range(2000, 2700):
        fit = CustomerEquity(DRIVERS).fit(**survey(seed))
        drawn = bootstrapped(fit, 100, seed=seed, supposed=[fit.moved(0, {"quality": 0.5}, SCALE)[0]])
        found = (drawn.equity, drawn.share, drawn.changes[0].at(0))
        low = np.concatenate([np.atleast_1d(each.low) for each in found])  # type: ignore[arg-type]
        high = np.concatenate([np.atleast_1d(each.high) for each in found])  # type: ignore[arg-type]
        inside.append((low <= truths) & (truths <= high))

    covered = np.mean(inside, axis=0)
    print(covered)  # noqa: T201 - read by -s
    assert np.all((covered >= 0.76) & (covered <= 0.84))
