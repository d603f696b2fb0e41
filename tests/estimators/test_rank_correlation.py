"""Correlation of ranks: worked out by hand, and by how often its interval holds the truth."""

import numpy as np
import pytest

from crmeter.estimators.rank_correlation import rank_correlation
from crmeter.vocabulary import NotEnoughData


def test_ranks_are_compared_and_ties_share_theirs() -> None:
    # Ranks 1 2.5 2.5 4 5 and 2 1 3 5 4: Σ(x−3)² = 9.5, Σ(y−3)² = 10, Σ(x−3)(y−3) = 2 + 1 + 0 + 2 + 2 = 7.
    found = rank_correlation([10, 20, 20, 30, 1000], [2, 1, 3, 9, 5])

    assert float(found.value) == pytest.approx(7 / np.sqrt(95))
    assert found.low is not None
    assert found.high is not None
    # tanh(artanh .7182 ± 1.2816 √((1 + .2579) / 2))
    assert (float(found.low), float(found.high)) == pytest.approx((-0.1120, 0.9579), abs=1e-4)


def test_figures_that_are_all_alike_tell_nothing() -> None:
    with pytest.raises(NotEnoughData):
        rank_correlation([1, 2, 3, 4, 5], [7, 7, 7, 7, 7])


def test_the_same_order_is_one_without_bounds() -> None:
    found = rank_correlation(range(9), np.exp(np.arange(9)))

    assert (float(found.value), found.low) == (pytest.approx(1), None)


@pytest.mark.prove
def test_its_interval_holds_the_truth_in_four_fifths_of_all_worlds() -> None:
    rng = np.random.default_rng(3)
    rho = 0.5
    # Spearman's correlation of two normal figures, by Pearson's.
    truth = 6 / np.pi * np.arcsin(rho / 2)
    held = []
    for _ in range(2000):
        x = rng.normal(size=60)
        found = rank_correlation(x, rho * x + np.sqrt(1 - rho**2) * rng.normal(size=60))
        assert found.low is not None
        assert found.high is not None
        held.append(found.low <= truth <= found.high)
    assert 0.76 <= np.mean(held) <= 0.84
