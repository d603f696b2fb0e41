"""What moved a share: rate and mix (C10, "what changed and why")."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from crmeter.estimators.change_parts import change_parts
from crmeter.vocabulary import NotEnoughData

GROUPS = some.lists(
    some.tuples(*(some.integers(0, 10_000) for _ in range(4))), min_size=1, max_size=8
)  # tops and bottoms of both periods


def test_a_share_falls_although_no_group_falls():
    # 10 of 100 and 40 of 100, then 30 of 300 and 45 of 100: 25 % falls to 18.75 %.
    first, second = change_parts([(10, 100), (40, 100)], [(30, 300), (45, 100)])

    # Weights ½ and ½ become ¾ and ¼; the middle of the whole is 21.875 %.
    assert (first.by_rate, first.by_mix) == (0, Fraction("0.25") * (Fraction("0.1") - Fraction("0.21875")))
    assert second.by_rate == Fraction("0.375") * Fraction("0.05")
    assert second.by_mix == -Fraction("0.25") * (Fraction("0.425") - Fraction("0.21875"))
    assert first.total + second.total == Fraction("0.1875") - Fraction("0.25")


def test_a_group_that_is_new_changes_by_mix_alone():
    _, new = change_parts([(50, 100), (0, 0)], [(50, 100), (100, 100)])

    # Weight 0 becomes ½, its share is 1, the middle of ½ and ¾ is ⅝.
    assert (new.by_rate, new.by_mix) == (0, Fraction(1, 2) * (1 - Fraction(5, 8)))


def test_means_of_money_are_split_to_the_last_dong():
    parts = change_parts([(Decimal("1000.10"), 3), (Decimal(7), 1)], [(Decimal("999.99"), 2), (Decimal(9), 5)])

    assert sum(part.total for part in parts) == Fraction(Decimal("1008.99")) / 7 - Fraction(Decimal("1007.10")) / 4


@given(GROUPS)
def test_parts_add_up_exactly(groups):
    before = [(top if bottom else 0, bottom) for top, bottom, _, _ in groups]
    now = [(top if bottom else 0, bottom) for _, _, top, bottom in groups]
    whole = [(sum(top for top, _ in side), sum(bottom for _, bottom in side)) for side in (before, now)]
    if not all(bottom for _, bottom in whole):
        with pytest.raises(NotEnoughData):
            change_parts(before, now)
        return

    parts = change_parts(before, now)

    assert sum(part.total for part in parts) == Fraction(*whole[1]) - Fraction(*whole[0])


def test_different_groups_are_refused():
    with pytest.raises(ValueError, match="same groups"):
        change_parts([(1, 2)], [(1, 2), (3, 4)])
