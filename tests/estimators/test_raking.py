"""Weights that bring known shares back, against sums by hand."""

import numpy as np
import pytest

from crmeter.estimators import Rake
from crmeter.vocabulary import NotEnoughData

HALVES = {"sex": {"f": 0.5, "m": 0.5}}


def refusal(categories: dict[str, list[str]], margins: dict[str, dict[str, float]]) -> NotEnoughData:
    with pytest.raises(NotEnoughData) as refused:
        Rake().fit(categories, margins)
    return refused.value


def test_one_variable_is_weighted_by_its_share_over_that_of_who_answered() -> None:
    """One f and three m: weights ½ / ¼ and ½ / ¾; (Σw)² / Σw² = 16 / (4 + 4/3) = 3."""
    raked = Rake().fit({"sex": ["f", "m", "m", "m"]}, HALVES)

    assert raked.weights_.tolist() == pytest.approx([2, 2 / 3, 2 / 3, 2 / 3])
    assert (raked.design_effect_, raked.n_effective_) == pytest.approx((4 / 3, 3))
    assert (raked.converged_, raked.diagnosis_, raked.rounds_, raked.trimmed_) == (True, None, 1, 0)


def crossed(counts: dict[tuple[str, str], int]) -> dict[str, list[str]]:
    rows = [cell for cell, count in counts.items() for _ in range(count)]
    return {"row": [row for row, _ in rows], "column": [column for _, column in rows]}


def test_two_variables_meet_both_margins_and_keep_the_odds_ratio() -> None:
    """Fitting does not change how two variables go together: (40 · 20) / (30 · 10) stays."""
    counts = {("a", "x"): 40, ("a", "y"): 30, ("b", "x"): 10, ("b", "y"): 20}
    categories = crossed(counts)
    raked = Rake(tolerance=1e-12).fit(categories, {"row": {"a": 0.5, "b": 0.5}, "column": {"x": 0.3, "y": 0.7}})

    row, column = np.array(categories["row"]), np.array(categories["column"])
    cell = {key: raked.weights_[(row == key[0]) & (column == key[1])].sum() / 100 for key in counts}
    assert cell["a", "x"] + cell["a", "y"] == pytest.approx(0.5)
    assert cell["a", "x"] + cell["b", "x"] == pytest.approx(0.3)
    assert cell["a", "x"] * cell["b", "y"] / (cell["a", "y"] * cell["b", "x"]) == pytest.approx(800 / 300)
    assert raked.weights_.mean() == pytest.approx(1)


def test_counts_of_a_population_are_margins_as_well() -> None:
    by_share = Rake().fit({"sex": ["f", "m", "m"]}, HALVES)
    by_count = Rake().fit({"sex": ["f", "m", "m"]}, {"sex": {"f": 2_000, "m": 2_000}})

    assert by_count.weights_.tolist() == pytest.approx(by_share.weights_.tolist())


def test_weights_to_begin_with_are_kept_in_proportion() -> None:
    raked = Rake().fit({"sex": ["f", "f", "m"]}, HALVES, base_weights=[1, 2, 5])

    assert raked.weights_.tolist() == pytest.approx([0.5, 1, 1.5])


def test_trimming_holds_the_largest_weight_and_says_so() -> None:
    """Untrimmed, the one f weighs 2; held at 1.5 of a mean of 1 they are 37.5 %, so half cannot be reached."""
    raked = Rake(trim_above=1.5, max_rounds=50).fit({"sex": ["f", "m", "m", "m"]}, HALVES)

    assert (raked.converged_, raked.trimmed_) == (False, 1)
    assert raked.weights_.tolist() == pytest.approx([1.5, 2.5 / 3, 2.5 / 3, 2.5 / 3])
    assert raked.gap_ == pytest.approx(0.125)
    assert raked.diagnosis_ is not None


def test_what_is_trimmed_goes_to_others_of_the_category() -> None:
    raked = Rake(trim_above=2).fit({"sex": ["f", "f", "m", "m", "m", "m"]}, HALVES, base_weights=[9, 1, 1, 1, 1, 1])

    assert (raked.converged_, raked.trimmed_) == (True, 1)
    assert raked.weights_[:2].tolist() == pytest.approx([2, 1], abs=1e-4)


def test_margins_that_contradict_each_other_are_not_met() -> None:
    """Everyone in a is in x, so both cannot have different shares."""
    raked = Rake(max_rounds=50).fit(
        {"row": ["a", "b"], "column": ["x", "y"]}, {"row": {"a": 0.5, "b": 0.5}, "column": {"x": 0.3, "y": 0.7}}
    )

    assert raked.converged_ is False
    assert raked.gap_ == pytest.approx(0.2)
    assert raked.diagnosis_ is not None
    assert "20" in raked.diagnosis_.vi


def test_a_category_in_which_nobody_answered_is_named() -> None:
    refused = refusal({"sex": ["f"]}, HALVES).undefined

    assert refused.code == "empty_category"
    assert "sex: m" in refused.reason.vi
    assert "sex: m" in refused.reason.en


def test_a_category_without_a_known_share_is_named() -> None:
    refused = refusal({"sex": ["f", "m", "?"]}, HALVES).undefined

    assert (refused.code, "sex: ?" in refused.reason.en) == ("category_without_margin", True)


@pytest.mark.parametrize(
    "margins",
    [
        {"sex": {"f": 0.5, "m": 0.4}},
        {"sex": {"f": 0.5, "m": 0.5}, "age": {"old": 20, "young": 30}},
        {"sex": {"f": 50, "m": 50}, "age": {"old": 20, "young": 30}},
    ],
)
def test_margins_that_do_not_add_up_are_refused(margins: dict[str, dict[str, float]]) -> None:
    given = {"sex": ["f", "m"], "age": ["old", "young"]}

    assert refusal({name: given[name] for name in margins}, margins).undefined.code == "margins_do_not_add_up"


def test_a_margin_of_nothing_is_refused() -> None:
    assert refusal({"sex": ["f", "m"]}, {"sex": {"f": 1, "m": 0}}).undefined.code == "margin_not_positive"
    assert refusal({"sex": []}, HALVES).undefined.code == "no_answers"


def test_wrong_shapes_and_settings_are_refused() -> None:
    with pytest.raises(ValueError, match="same variables"):
        Rake().fit({"age": ["f"]}, HALVES)
    with pytest.raises(ValueError, match="base weights"):
        Rake().fit({"sex": ["f", "m"]}, HALVES, base_weights=[1, 0])
    with pytest.raises(ValueError, match="one category"):
        Rake().fit({"sex": ["f", "m"], "age": ["o"]}, {**HALVES, "age": {"o": 1}})
    with pytest.raises(ValueError, match="greater than 1"):
        Rake(trim_above=1).fit({"sex": ["f", "m"]}, HALVES)
