"""What treatment changed group by group, and several comparisons at once."""

import numpy as np
import pytest

from crmeter.estimators.retention.uplift import Uplift, uplift
from crmeter.estimators.retention.uplift_by_group import needed_for_one, no_difference, uplift_by_group
from crmeter.estimators.several_tests import holm
from crmeter.vocabulary import Undefined


def test_the_least_chance_is_corrected_for_all_comparisons_and_none_falls_behind_one_before() -> None:
    # Sorted: 0.01 × 3, 0.02 × 2, 0.04 × 1; the last is no less than the one before.
    assert holm([0.04, 0.01, 0.02]).tolist() == pytest.approx([0.04, 0.03, 0.04])
    assert holm([0.6, 0.7]).tolist() == [1.0, 1.0]
    assert holm([]).tolist() == []


def people(group: str, treated: tuple[int, int], others: tuple[int, int]) -> list[tuple[str, bool, bool]]:
    """Return who did of how many, with and without treatment."""
    return [(group, arm, n < did) for arm, (did, many) in ((True, treated), (False, others)) for n in range(many)]


def test_each_group_is_compared_within_itself() -> None:
    # 56 of 70 and 48 of 80, as Newcombe 1998 has it: χ² = 0.2² / (104/150 × 46/150 × (1/70 + 1/80)) = 7.0234.
    rows = people("a", (56, 70), (48, 80)) + people("b", (20, 50), (20, 50)) + people("c", (2, 3), (1, 40))
    groups, treated, happened = zip(*rows, strict=True)

    a, b, c = uplift_by_group(happened, treated, groups)

    assert isinstance(a.uplift, Uplift)
    assert a.uplift.difference == pytest.approx(0.2)
    assert no_difference(a.uplift) == pytest.approx(0.00804, abs=1e-5)
    assert a.p_value == pytest.approx(2 * no_difference(a.uplift))
    assert (a.is_told_apart, b.is_told_apart, b.p_value) == (True, False, 1.0)
    assert isinstance(c.uplift, Undefined)
    assert c.p_value is None


def test_a_number_needed_is_told_only_where_bounds_leave_no_doubt_of_a_difference() -> None:
    clear = uplift([True] * 56 + [False] * 14 + [True] * 48 + [False] * 32, [True] * 70 + [False] * 80)
    unclear = uplift([True] * 5 + [False] * 5 + [True] * 4 + [False] * 6, [True] * 10 + [False] * 10)

    assert needed_for_one(clear) == pytest.approx(5)
    assert needed_for_one(unclear) is None


def test_of_ten_groups_without_an_effect_one_is_told_apart_no_oftener_than_in_twenty() -> None:
    rng = np.random.default_rng(3)
    groups, treated = np.repeat(np.arange(10), 200), np.tile([True, False], 1000)
    found = [
        any(each.is_told_apart for each in uplift_by_group(rng.random(2000) < 0.3, treated, groups)) for _ in range(200)
    ]

    # Three standard errors above 5 %.
    assert np.mean(found) <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 200)
