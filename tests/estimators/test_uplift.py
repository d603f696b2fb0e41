"""What treatment changed: by hand, by the published example, over strata, and by simulation."""

import numpy as np
import pytest

from crmeter.estimators import money_uplift, uplift
from crmeter.vocabulary import NotEnoughData


def people(*counts: tuple[bool, int, int]) -> tuple[list[bool], list[bool]]:
    """Return what happened and who was treated, of groups of (treated, happened, all)."""
    happened, treated = [], []
    for arm, top, n in counts:
        happened += [True] * top + [False] * (n - top)
        treated += [arm] * n
    return happened, treated


def test_the_published_difference_of_56_of_70_and_48_of_80_is_held_as_printed() -> None:
    # Newcombe 1998, table II, case (a), method 10.
    found = uplift(*people((True, 56, 70), (False, 48, 80)), level=0.95)

    assert found.difference == pytest.approx(0.2)
    assert (round(found.low, 4), round(found.high, 4)) == (0.0524, 0.3339)


def test_nobody_against_everybody_keeps_its_bounds_inside_one() -> None:
    # Newcombe 1998, table II, case (h): 10/10 against 0/10, method 10: 0.6075 to 1.
    found = uplift(*people((True, 10, 10), (False, 0, 10)), level=0.95)

    assert (round(found.low, 4), round(found.high, 4)) == (0.6075, 1.0)


def test_two_strata_that_are_alike_say_what_both_say_together() -> None:
    happened, treated = people((True, 12, 20), (False, 6, 15))
    twice = uplift(happened * 2, treated * 2, [0] * 35 + [1] * 35)
    together = uplift(happened * 2, treated * 2)

    assert twice.difference == pytest.approx(together.difference)
    assert (twice.low, twice.high) == pytest.approx((together.low, together.high))


def test_treating_mostly_those_who_stay_anyway_is_no_effect() -> None:
    # In each stratum treated and others buy alike: 9 of 10, and 2 of 10. Together they seem to differ by far.
    happened, treated = people((True, 36, 40), (False, 9, 10), (True, 2, 10), (False, 8, 40))
    strata = [0] * 50 + [1] * 50

    assert uplift(happened, treated).difference == pytest.approx(38 / 50 - 17 / 50)
    found = uplift(happened, treated, strata)
    assert found.difference == pytest.approx(0)
    assert found.treated == pytest.approx((0.9 + 0.2) / 2)
    assert found.low < 0 < found.high


def test_strata_with_nobody_to_compare_with_are_counted_apart() -> None:
    happened, treated = people((True, 3, 6), (False, 2, 6), (True, 4, 4))

    found = uplift(happened, treated, ["a"] * 12 + ["b"] * 4)

    assert (found.n_treated, found.n_others, found.n_alone) == (6, 6, 4)
    assert found.difference == pytest.approx(1 / 6)


def test_money_of_two_groups_is_compared_as_welch_does() -> None:
    # Means 30 and 16, variances of means 500/5/… by hand: s² = 250 and 30, over 5 each: 50 + 6 = 56.
    found = money_uplift([10, 20, 30, 40, 50, 10, 12, 16, 18, 24], [True] * 5 + [False] * 5)

    assert found.difference == pytest.approx(14)
    freedom = 56**2 / (50**2 / 4 + 6**2 / 4)
    assert freedom == pytest.approx(4.9464, abs=1e-3)
    # Student's t at 90 %, 4.946 degrees of freedom: 1.4785.
    assert found.high - found.difference == pytest.approx(1.4785 * 56**0.5, abs=0.01)


def test_too_few_on_one_side_are_refused_with_their_number() -> None:
    with pytest.raises(NotEnoughData) as refused:
        uplift(*people((True, 3, 20), (False, 1, 4)))

    assert refused.value.undefined.code == "few_to_compare"
    assert "20" in refused.value.undefined.reason.en
    assert "4" in refused.value.undefined.reason.en


def test_customers_who_all_spent_alike_say_nothing_of_how_sure_a_difference_is() -> None:
    with pytest.raises(NotEnoughData) as refused:
        money_uplift([0.0] * 20, [True] * 10 + [False] * 10)

    assert refused.value.undefined.code == "no_spread"


def test_one_value_is_wanted_for_each_customer() -> None:
    with pytest.raises(ValueError, match="one value for each customer"):
        uplift([True] * 11, [True] * 5 + [False] * 5)


@pytest.mark.prove
@pytest.mark.parametrize(("with_it", "without", "sizes"), [(0.5, 0.4, (40, 20)), (0.2, 0.1, (60, 30))])
def test_bounds_of_strata_hold_the_true_difference_as_often_as_they_say(
    with_it: float, without: float, sizes: tuple[int, int]
) -> None:
    rng = np.random.default_rng(7)
    shifts, held = (-0.05, 0.0, 0.1), []
    treated = np.tile(np.repeat([True, False], sizes), len(shifts))
    strata = np.repeat(np.arange(len(shifts)), sum(sizes))
    chances = np.where(treated, with_it, without) + np.array(shifts)[strata]
    for _ in range(2_000):
        found = uplift(rng.random(len(chances)) < chances, treated, strata)
        held.append(found.low <= with_it - without <= found.high)

    assert 0.76 <= np.mean(held) <= 0.84
