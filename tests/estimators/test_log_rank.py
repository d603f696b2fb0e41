"""Whether groups stay for different times: by hand, by the textbook, and by chance."""

import numpy as np
import pytest

from crmeter.estimators import log_rank
from crmeter.vocabulary import NotEnoughData

# Freireich et al. 1963: weeks of remission with 6-MP, where 9 of 21 fell ill again, and with a placebo, where all did.
MERCAPTOPURINE = ([6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35],
                  [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0])  # fmt: skip
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


def test_two_customers_of_each_group_are_counted_by_hand() -> None:
    # At 1 one of four leaves, at 2 one of three, at 3 one of two; the fourth stays.
    found = log_rank([1, 3, 2, 4], [True, True, True, False], [0, 0, 1, 1])

    # Group 0 expects 2/4, 1/3 and 1/2; its variance is 1/4 + 2/9 + 1/4.
    assert found.left.tolist() == [2, 1]
    assert found.expected == pytest.approx([4 / 3, 5 / 3])
    assert found.statistic == pytest.approx((2 / 3) ** 2 / (1 / 4 + 2 / 9 + 1 / 4))


def test_the_remissions_of_1963_differ_as_the_textbooks_say() -> None:
    durations = [*MERCAPTOPURINE[0], *PLACEBO]
    left = [*MERCAPTOPURINE[1], *[1] * 21]

    found = log_rank(durations, left, [0] * 21 + [1] * 21)

    assert found.left.tolist() == [9, 21]
    assert found.expected == pytest.approx([19.25, 10.75], abs=0.005)
    assert found.statistic == pytest.approx(16.79, abs=0.005)
    assert found.p_value < 0.0001


def test_neither_the_order_of_customers_nor_of_groups_changes_it() -> None:
    rng = np.random.default_rng(3)
    durations, left, groups = rng.integers(1, 30, 200), rng.random(200) < 0.6, rng.integers(0, 3, 200)
    order = rng.permutation(200)

    other = log_rank(durations[order], left[order], 2 - groups[order])

    assert other.statistic == pytest.approx(log_rank(durations, left, groups).statistic)


@pytest.mark.parametrize(("left", "groups"), [([1, 1, 1], [0, 0, 0]), ([0, 0, 0], [0, 1, 1])])
def test_one_group_or_nobody_who_left_is_nothing_to_compare(left: list[int], groups: list[int]) -> None:
    with pytest.raises(NotEnoughData):
        log_rank([1, 2, 3], left, groups)


def test_a_negative_duration_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        log_rank([-1, 2], [1, 1], [0, 1])


@pytest.mark.prove
def test_equal_groups_are_told_apart_as_seldom_as_it_says() -> None:
    rng = np.random.default_rng(4)
    found = []
    for _ in range(2000):
        seen = rng.exponential(10, 60)
        until = rng.uniform(5, 25, 60)
        found.append(log_rank(np.minimum(seen, until), seen <= until, np.arange(60) % 3).p_value)

    assert np.mean(np.array(found) < 0.2) == pytest.approx(0.2, abs=0.03)
