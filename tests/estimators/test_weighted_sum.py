"""Several criteria in one decision, and rankings that agree or not, by hand and by published figures."""

import numpy as np
import pytest

from crmeter.estimators.preference.rank_agreement import rank_correlation, shared_top
from crmeter.estimators.preference.weighted_sum import weighted_sum

PARTS = ("north", "middle", "south")
CRITERIA = ("value", "lost")
FIGURES = [[100, 0.10], [200, 0.30], [150, 0.20]]


def test_scores_go_from_the_worst_to_the_best_in_their_own_direction() -> None:
    """Value 0, 100, 50; few lost is better: 100, 0, 50; at 0.6 and 0.4: 40, 60, 50."""
    found = weighted_sum(PARTS, CRITERIA, FIGURES, [60, 40], [True, False])

    assert found.scores.tolist() == [[0, pytest.approx(100)], [100, 0], [50, pytest.approx(50)]]
    assert found.total.value.tolist() == pytest.approx([40, 60, 50])
    assert [PARTS[at] for at in found.order] == ["middle", "south", "north"]


def test_the_weight_at_which_another_comes_first_is_told() -> None:
    """North and middle are level where 100 (1 − w) = 100 w."""
    found = weighted_sum(PARTS, CRITERIA, FIGURES, [0.6, 0.4], [True, False])

    value = found.sensitivity[0]
    assert value.below is not None
    assert value.below.weight == pytest.approx(0.5)
    assert value.above is None


def test_errors_of_figures_widen_the_scores() -> None:
    """A standard error of 10 on a scale of 100 with weight 0.6 is 6; z of 80 % is 1.2816."""
    found = weighted_sum(PARTS, CRITERIA, FIGURES, [0.6, 0.4], [True, False], [[10, 0], [0, 0], [0, 0]])

    assert found.total.high is not None
    assert found.total.high[0] == pytest.approx(40 + 1.2816 * 6, abs=1e-3)
    assert found.is_clear


def test_scores_at_the_ends_have_bounds_within_0_and_100() -> None:
    """A normal of error 10 cut in half at its middle: 80 % of the half lie within z of 90 %."""
    found = weighted_sum(PARTS, ("value",), [[100], [200], [150]], [1], [True], [[10], [10], [0]])

    low, high = found.total.low, found.total.high
    assert low is not None
    assert high is not None
    assert low.tolist() == pytest.approx([0, 100 - 12.816, 50], abs=1e-2)
    assert high.tolist() == pytest.approx([12.816, 100, 50], abs=1e-2)


def test_a_criterion_in_which_all_are_alike_gives_its_weight_to_the_others() -> None:
    figures = [[*row, 7] for row in FIGURES]

    found = weighted_sum(PARTS, (*CRITERIA, "same"), figures, [30, 20, 50], [True, False, True])

    assert found.same == ("same",)
    assert found.weights.tolist() == pytest.approx([0.6, 0.4])


@pytest.mark.parametrize("weights", [[0, 0], [-1, 2], [float("nan"), 1]])
def test_weights_that_mean_nothing_are_refused(weights: list[float]) -> None:
    with pytest.raises(ValueError, match="weight"):
        weighted_sum(PARTS, CRITERIA, FIGURES, weights, [True, False])


def test_the_rank_correlation_by_hand() -> None:
    """Ranks 1 2 3 4 5 against 2 1 4 3 5: 1 − 6·4 / (5·24) = 0.8; artanh ± 1.2816 √(1.32 / 2)."""
    rho, interval = rank_correlation([1, 2, 3, 4, 5], [20, 10, 40, 30, 50])

    assert rho == pytest.approx(0.8)
    assert interval is not None
    reach = 1.2815515655 * np.sqrt(1.32 / 2)
    assert [interval.low, interval.high] == pytest.approx(np.tanh(np.arctanh(0.8) + np.array([-reach, reach])))


def test_the_interval_of_a_rank_correlation_holds() -> None:
    rng, held = np.random.default_rng(1), 0
    # Of normal pairs with correlation r, Spearman's is 6/π arcsin(r/2) (Pearson 1907).
    truth = 6 / np.pi * np.arcsin(0.25)
    for _ in range(400):
        x = rng.normal(size=60)
        _, interval = rank_correlation(x, 0.5 * x + np.sqrt(0.75) * rng.normal(size=60))
        assert interval is not None
        held += interval.low <= truth <= interval.high

    assert 0.76 <= held / 400 <= 0.84


def test_what_two_tops_share() -> None:
    assert shared_top([5, 4, 3, 2, 1], [5, 1, 2, 3, 4], 0.4) == 0.5
