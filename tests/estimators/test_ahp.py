"""Weights from pairwise judgements, against published matrices and sums by hand."""

import math

import numpy as np
import pytest

from crmeter.estimators import AHP, combine_evaluators, judgement_matrix, weight_sensitivity
from crmeter.estimators.preference.random_index import RANDOM_INDEX
from crmeter.vocabulary import NotEnoughData

# Saaty 2008, Int. J. Services Sciences 1(1): which drink is consumed more in the USA.
DRINKS = judgement_matrix(
    [
        [9, 5, 2, 1, 1, 1 / 2],
        [1 / 3, 1 / 9, 1 / 9, 1 / 9, 1 / 9],
        [1 / 3, 1 / 4, 1 / 3, 1 / 9],
        [1 / 2, 1, 1 / 3],
        [2, 1 / 2],
        [1 / 3],
    ]
)
DRINK_NAMES = ("coffee", "wine", "tea", "beer", "soda", "milk", "water")
# Saaty 1990, European J. Operational Research 48: buying a house.
HOUSE = judgement_matrix(
    [
        [5, 3, 7, 6, 6, 1 / 3, 1 / 4],
        [1 / 3, 5, 3, 3, 1 / 5, 1 / 7],
        [6, 3, 4, 6, 1 / 5],
        [1 / 3, 1 / 4, 1 / 7, 1 / 8],
        [1 / 2, 1 / 5, 1 / 6],
        [1 / 5, 1 / 6],
        [1 / 2],
    ]
)
HOUSE_NAMES = ("size", "transport", "neighbourhood", "age", "yard", "facilities", "condition", "financing")
FRUIT = judgement_matrix([[1 / 3, 5], [7]])
FRUIT_NAMES = ("apple", "banana", "cherry")


def rounded(weights: np.ndarray, digits: int) -> list[float]:
    return [round(weight, digits) for weight in weights.tolist()]


def test_the_published_drinks_are_found() -> None:
    found = AHP().fit(DRINKS, DRINK_NAMES)

    assert rounded(found.weights_, 3) == [0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327]
    assert found.lambda_max_ == pytest.approx(7.1766, abs=5e-5)
    assert found.consistency_ratio_ == pytest.approx(0.022, abs=5e-4)
    assert (found.is_consistent_, found.diagnosis_, found.table_) == (True, None, "saaty_1980")


def test_the_published_house_is_found_and_is_not_consistent() -> None:
    found = AHP().fit(HOUSE, HOUSE_NAMES)

    assert rounded(found.weights_, 3) == [0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333]
    assert found.lambda_max_ == pytest.approx(9.669, abs=5e-4)
    assert found.consistency_index_ == pytest.approx(0.238, abs=5e-4)
    assert found.consistency_ratio_ == pytest.approx(0.169, abs=5e-4)
    assert found.is_consistent_ is False
    assert found.diagnosis_ is not None


def test_weights_are_the_eigenvector_and_not_the_means_of_columns() -> None:
    """Teknomo 2006 prints .2828 .6434 .0738 and 3.0967, the means of the columns."""
    found = AHP().fit(FRUIT, FRUIT_NAMES)

    assert rounded(found.weights_, 4) == [0.2790, 0.6491, 0.0719]
    assert found.lambda_max_ == pytest.approx(3.0649, abs=5e-5)
    assert found.consistency_ratio_ == pytest.approx(0.056, abs=5e-4)


def test_the_table_of_the_random_index_is_named() -> None:
    found = AHP("simulated").fit(FRUIT, FRUIT_NAMES)

    assert (found.table_, found.random_index_) == ("simulated", 0.518)
    assert found.consistency_ratio_ == pytest.approx(0.03245 / 0.518, abs=1e-4)
    with pytest.raises(ValueError, match="table"):
        AHP("unknown")  # type: ignore[arg-type]


def test_one_and_two_things_cannot_contradict_each_other() -> None:
    alone, two = AHP().fit([[1]], ["a"]), AHP().fit(judgement_matrix([[3]]), ["a", "b"])

    assert alone.weights_.tolist() == [1]
    assert two.weights_.tolist() == pytest.approx([0.75, 0.25])
    assert (alone.consistency_ratio_, two.consistency_ratio_, two.worst_triple_) == (0, 0, None)


def test_beyond_the_table_there_are_weights_but_no_ratio() -> None:
    found = AHP().fit(np.ones((11, 11)), [str(place) for place in range(11)])

    assert found.weights_.tolist() == pytest.approx([1 / 11] * 11)
    assert (found.consistency_ratio_, found.is_consistent_) == (None, None)
    assert found.diagnosis_ is not None


def test_the_worst_triple_names_the_judgement_that_mends_it() -> None:
    """⅓ · 7 · ⅕ = 7/15. Of apple to banana the others say 5/7; of banana to cherry they would say 15."""
    found = AHP().fit(FRUIT, FRUIT_NAMES).worst_triple_

    assert found is not None
    assert found.gap == pytest.approx(math.log(15 / 7))
    assert (found.first, found.second, found.given, found.agreeing) == ("apple", "banana", 1 / 3, pytest.approx(5 / 7))
    assert found.is_on_scale is True
    mended = AHP().fit(judgement_matrix([[5 / 7, 5], [7]]), FRUIT_NAMES)
    assert mended.worst_triple_ is None
    assert mended.consistency_ratio_ == pytest.approx(0, abs=1e-9)


def test_mending_the_worst_triple_brings_the_ratio_down() -> None:
    found = AHP().fit(HOUSE, HOUSE_NAMES)
    triple = found.worst_triple_
    assert triple is not None
    i, j = HOUSE_NAMES.index(triple.first), HOUSE_NAMES.index(triple.second)
    mended = HOUSE.copy()
    mended[i, j], mended[j, i] = triple.agreeing, 1 / triple.agreeing

    again = AHP().fit(mended, HOUSE_NAMES)

    assert triple.given == pytest.approx(HOUSE[i, j])
    assert again.consistency_ratio_ is not None
    assert found.consistency_ratio_ is not None
    assert again.consistency_ratio_ < found.consistency_ratio_ - 0.01


def test_a_missing_judgement_follows_from_the_others() -> None:
    """Harker 1987: 2 and 2 are given, so the weights are 4 : 2 : 1."""
    found = AHP().fit(judgement_matrix([[2, None], [2]]), FRUIT_NAMES)

    assert found.weights_.tolist() == pytest.approx([4 / 7, 2 / 7, 1 / 7])
    assert (found.missing_, found.lambda_max_, found.consistency_ratio_) == (1, pytest.approx(3), 0)


def test_a_missing_judgement_lowers_what_is_expected_by_lot() -> None:
    """Seven things, one judgement missing: 1.32 (1 − 2 / (6 · 5)); the eigenvalue is that of w_i / w_j in its place."""
    judged = DRINKS.copy()
    judged[0, 1] = judged[1, 0] = np.nan
    found = AHP().fit(judged, DRINK_NAMES)
    filled = DRINKS.copy()
    filled[0, 1] = found.weights_[0] / found.weights_[1]
    filled[1, 0] = 1 / filled[0, 1]

    assert found.random_index_ == pytest.approx(1.32 * 28 / 30)
    assert np.linalg.eigvals(filled).real.max() == pytest.approx(found.lambda_max_)
    assert found.is_consistent_ is True


def test_comparisons_that_do_not_connect_are_refused_by_name() -> None:
    with pytest.raises(NotEnoughData) as refused:
        AHP().fit(judgement_matrix([[2, None, None], [None, None], [3]]), ["a", "b", "c", "d"])
    assert refused.value.undefined.code == "comparisons_not_connected"
    assert "a, b" in refused.value.undefined.reason.vi
    assert "c, d" in refused.value.undefined.reason.en


def test_a_judgement_off_the_scale_is_refused() -> None:
    with pytest.raises(NotEnoughData) as refused:
        AHP().fit(judgement_matrix([[12]]), ["a", "b"])
    assert refused.value.undefined.code == "off_scale"


def test_a_matrix_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="other way"):
        AHP().fit([[1, 3], [1, 1]], ["a", "b"])
    with pytest.raises(ValueError, match="other way"):
        AHP().fit([[1, 3], [np.nan, 1]], ["a", "b"])
    with pytest.raises(ValueError, match="one row"):
        AHP().fit([[1, 3]], ["a", "b"])
    with pytest.raises(ValueError, match="one name"):
        AHP().fit(FRUIT, ["a", "a", "b"])
    with pytest.raises(ValueError, match="shorter"):
        judgement_matrix([[1, 2], [1, 2]])
    with pytest.raises(ValueError, match="positive"):
        judgement_matrix([[0]])
    with pytest.raises(ValueError, match="finite"):
        AHP().fit(judgement_matrix([[math.inf]]), ["a", "b"])


def test_evaluators_who_decide_as_one_have_the_geometric_mean_of_their_judgements() -> None:
    """8 and ½ are 2 together; with weights 3 and 1 they are (8³ · ½)^¼ = 4."""
    matrices = {"An": judgement_matrix([[8]]), "Bình": judgement_matrix([[1 / 2]])}

    alike = combine_evaluators(matrices, ["a", "b"])
    weighted = combine_evaluators(matrices, ["a", "b"], evaluator_weights={"An": 3, "Bình": 1})

    assert alike.weights.tolist() == pytest.approx([2 / 3, 1 / 3])
    assert weighted.weights.tolist() == pytest.approx([0.8, 0.2])
    assert weighted.evaluator_weights == {"An": 0.75, "Bình": 0.25}
    assert alike.own["An"].weights_.tolist() == pytest.approx([8 / 9, 1 / 9])
    assert alike.own["Bình"].weights_.tolist() == pytest.approx([1 / 3, 2 / 3])
    assert alike.combined is not None


def test_evaluators_for_themselves_have_the_geometric_mean_of_their_weights() -> None:
    """(4, 2, 1)/7 and (1, 1, 1)/3: √ of 4, 2, 1."""
    matrices = {"An": judgement_matrix([[2, 4], [2]]), "Bình": judgement_matrix([[1, 1], [1]])}

    found = combine_evaluators(matrices, FRUIT_NAMES, "priorities")

    assert found.weights.tolist() == pytest.approx((np.sqrt([4, 2, 1]) / np.sqrt([4, 2, 1]).sum()).tolist())
    assert found.combined is None


def test_a_pair_that_only_one_judged_has_that_judgement() -> None:
    matrices = {"An": judgement_matrix([[2, 4], [2]]), "Bình": judgement_matrix([[2, None], [2]])}

    assert combine_evaluators(matrices, FRUIT_NAMES).weights.tolist() == pytest.approx([4 / 7, 2 / 7, 1 / 7])


def test_evaluators_without_judgements_or_weights_are_refused() -> None:
    with pytest.raises(NotEnoughData):
        combine_evaluators({}, ["a", "b"])
    with pytest.raises(NotEnoughData, match="Bình: no comparison connects b with a"):
        combine_evaluators({"An": judgement_matrix([[2]]), "Bình": judgement_matrix([[None]])}, ["b", "a"])
    with pytest.raises(ValueError, match="positive weight"):
        combine_evaluators({"An": judgement_matrix([[2]])}, ["a", "b"], evaluator_weights={"An": 0})
    with pytest.raises(ValueError, match="combined"):
        combine_evaluators({"An": judgement_matrix([[2]])}, ["a", "b"], "votes")  # type: ignore[arg-type]


def test_the_ranking_changes_where_two_alternatives_are_level() -> None:
    """.7t + .2(1−t) = .3t + .8(1−t) at t = .6; now t is .7."""
    quality, price = weight_sensitivity(["quality", "price"], [0.7, 0.3], ["A", "B"], [[0.7, 0.2], [0.3, 0.8]])

    assert quality.below is not None
    assert (quality.below.weight, quality.below.move) == pytest.approx((0.6, -0.1))
    assert (quality.below.falling, quality.below.rising) == ("A", "B")
    assert quality.above is None
    assert price.above is not None
    assert price.nearest == price.above
    assert (price.above.weight, price.above.move) == pytest.approx((0.4, 0.1))


def test_others_keep_their_proportions_and_the_ranking_is_another_just_beyond() -> None:
    rng = np.random.default_rng(5)
    weights, scores = np.array([0.4, 0.35, 0.25]), rng.dirichlet([3] * 4, 3).T
    names, alternatives = ["x", "y", "z"], ["A", "B", "C", "D"]

    for place, found in enumerate(weight_sensitivity(names, weights, alternatives, scores)):
        for change in (found.below, found.above):
            if change is not None:
                before, after = (ranking(weights, place, change.move * part, scores) for part in (0.999, 1.001))
                assert before == ranking(weights, place, 0, scores)
                assert after != before


def ranking(weights: np.ndarray, place: int, move: float, scores: np.ndarray) -> list[int]:
    moved = weights * (1 - weights[place] - move) / (1 - weights[place])
    moved[place] = weights[place] + move
    result: list[int] = np.argsort(-(scores @ moved)).tolist()
    return result


def test_the_first_place_may_be_firmer_than_the_others() -> None:
    scores = [[0.9, 0.8], [0.5, 0.4], [0.3, 0.6]]
    any_place = weight_sensitivity(["x", "y"], [0.7, 0.3], ["A", "B", "C"], scores)
    first_place = weight_sensitivity(["x", "y"], [0.7, 0.3], ["A", "B", "C"], scores, only_first=True)

    # B and C are level at .5; A is ahead everywhere.
    assert any_place[0].nearest is not None
    assert any_place[0].nearest.weight == pytest.approx(0.5)
    assert first_place[0].nearest is None


def test_alternatives_that_are_level_change_with_any_move() -> None:
    found = weight_sensitivity(["x", "y"], [0.5, 0.5], ["A", "B"], [[0.7, 0.3], [0.3, 0.7]])[0]

    assert found.below is not None
    assert found.below.move == pytest.approx(0, abs=1e-12)


def test_weights_that_cannot_move_are_refused() -> None:
    with pytest.raises(ValueError, match="all the weight"):
        weight_sensitivity(["x", "y"], [1, 0], ["A", "B"], [[1, 2], [2, 1]])
    with pytest.raises(ValueError, match="add up"):
        weight_sensitivity(["x", "y"], [1, 1], ["A", "B"], [[1, 2], [2, 1]])
    with pytest.raises(ValueError, match="one weight"):
        weight_sensitivity(["x"], [1], ["A"], [[1]])


@pytest.mark.prove
@pytest.mark.parametrize("n", range(3, 11))
def test_the_simulated_random_index_is_drawn_again(n: int) -> None:
    rng, worlds = np.random.default_rng(n), 20_000
    scale = np.array([*(1 / step for step in range(9, 1, -1)), *range(1, 10)])
    rows, columns = np.triu_indices(n, 1)
    matrices = np.ones((worlds, n, n))
    matrices[:, rows, columns] = rng.choice(scale, (worlds, len(rows)))
    matrices[:, columns, rows] = 1 / matrices[:, rows, columns]
    index = (np.linalg.eigvals(matrices).real.max(axis=1) - n) / (n - 1)

    assert RANDOM_INDEX["simulated"][n] == pytest.approx(index.mean(), abs=4 * index.std() / math.sqrt(worlds))
