"""What looking after customers changed: by the lot of each round, or as an association that says so."""

from decimal import Decimal

import pytest

from crmeter.estimators import Uplift
from crmeter.evaluation.external.uplift_study import Followed, study_uplift
from crmeter.vocabulary import Undefined


def group(
    n: int, kept: int, *, treated: bool, drawn: bool, round_: int = 1, chance: float | None = 0.5, spent: int = 0
) -> list[Followed]:
    return [
        Followed(round_, treated, drawn, chance, place < kept, Decimal(spent * (place < kept))) for place in range(n)
    ]


def test_the_effect_is_told_from_those_who_were_drawn_and_nobody_else() -> None:
    drawn = group(20, 12, treated=True, drawn=True, spent=900) + group(10, 3, treated=False, drawn=True, spent=900)
    chosen = group(50, 50, treated=True, drawn=False, round_=2) + group(50, 0, treated=False, drawn=False, round_=2)

    study = study_uplift([*drawn, *chosen])

    assert isinstance(study.effect.kept, Uplift)
    assert study.effect.kept.difference == pytest.approx(0.3)
    assert isinstance(study.effect.money, Uplift)
    assert study.effect.money.difference == pytest.approx(0.3 * 900)
    assert study.effect.money_kept is not None
    assert study.effect.money_kept[0] == pytest.approx(0.3 * 900 * 20)
    assert (study.treated, study.treated_kept) == (70, 62)


def test_rounds_with_unlike_shares_held_out_are_compared_each_in_itself() -> None:
    # Each round gains nothing; together they would seem to, for most of the good round was treated.
    easy = group(18, 18, treated=True, drawn=True) + group(6, 6, treated=False, drawn=True)
    hard = group(10, 1, treated=True, drawn=True, round_=2) + group(10, 1, treated=False, drawn=True, round_=2)

    kept = study_uplift([*easy, *hard]).effect.kept

    assert isinstance(kept, Uplift)
    assert kept.difference == pytest.approx(0)


def test_without_a_hold_out_there_is_no_effect_but_an_association_of_like_with_like() -> None:
    likely = group(10, 9, treated=True, drawn=False, chance=0.9) + group(10, 9, treated=False, drawn=False, chance=0.9)
    unlikely = group(2, 0, treated=True, drawn=False, chance=0.1) + group(18, 0, treated=False, drawn=False, chance=0.1)

    study = study_uplift([*likely, *unlikely])

    assert isinstance(study.effect.kept, Undefined)
    assert study.effect.kept.code == "no_hold_out"
    assert isinstance(study.association.kept, Uplift)
    assert study.association.kept.difference == pytest.approx(0)


def test_rounds_that_were_watched_for_other_times_are_not_mixed() -> None:
    # Within a month a fifth buys again, within a year four fifths; looking after them changes neither.
    month = group(50, 10, treated=True, drawn=False) + group(10, 2, treated=False, drawn=False)
    year = group(10, 8, treated=True, drawn=False, round_=2) + group(50, 40, treated=False, drawn=False, round_=2)

    kept = study_uplift([*month, *year]).association.kept

    assert isinstance(kept, Uplift)
    assert kept.difference == pytest.approx(0)


def test_those_held_out_are_not_among_those_whom_nobody_chose() -> None:
    drawn = group(10, 5, treated=True, drawn=True) + group(10, 5, treated=False, drawn=True)

    association = study_uplift(drawn).association.kept

    assert isinstance(association, Undefined)
    assert association.code == "few_to_compare"


def test_spend_that_is_not_known_is_counted_and_left_out_of_the_money_alone() -> None:
    drawn = group(10, 5, treated=True, drawn=True, spent=100) + group(10, 4, treated=False, drawn=True, spent=100)
    unknown = [Followed(1, True, True, 0.5, True, None)]

    effect = study_uplift([*drawn, *unknown]).effect

    assert effect.without_money == 1
    assert isinstance(effect.kept, Uplift)
    assert isinstance(effect.money, Uplift)
    assert (effect.kept.n_treated, effect.money.n_treated) == (11, 10)
