"""What a decision comes to, of judgements whose weights are known."""

import pytest

from crmeter.evaluation.external.decision_study import consistency_of, study_decision
from crmeter.vocabulary import NotEnoughData

CRITERIA = ("price", "quality")
SHOPS = ("here", "there")
# One says price counts three times as much, the other a third; both alike of the shops but for quality.
JUDGED = {
    "An": {("", "price", "quality"): 3.0, ("price", "here", "there"): 2.0, ("quality", "here", "there"): 1 / 4},
    "Bình": {("", "price", "quality"): 1 / 3, ("price", "here", "there"): 2.0, ("quality", "here", "there"): 1 / 4},
}


def test_weights_of_each_stand_beside_those_of_all_with_their_spread() -> None:
    found = study_decision(CRITERIA, (), JUDGED)

    assert found.own["An"].weights_ == pytest.approx([0.75, 0.25])
    assert found.weights == pytest.approx([0.5, 0.5])
    assert found.spread(0) == (pytest.approx(0.25), pytest.approx(0.75))
    assert found.totals is None


def test_alternatives_are_ranked_by_the_weights_of_all_and_of_each() -> None:
    found = study_decision(CRITERIA, SHOPS, JUDGED)

    assert found.totals == pytest.approx([(2 / 3 + 1 / 5) / 2, (1 / 3 + 4 / 5) / 2])
    assert found.own_totals["An"] == pytest.approx([0.75 * 2 / 3 + 0.25 / 5, 0.75 / 3 + 0.25 * 4 / 5])
    # Level where 2/3 w + 1/5 (1 − w) is a half: w = 9/14.
    assert found.sensitivity[0].above is not None
    assert found.sensitivity[0].above.weight == pytest.approx(9 / 14)


def test_weights_that_were_set_count_and_judged_ones_stay_beside_them() -> None:
    found = study_decision(CRITERIA, SHOPS, JUDGED, set_weights={"price": 90, "quality": 10})

    assert found.weights == pytest.approx([0.9, 0.1])
    assert found.by_judgements is not None
    assert found.by_judgements.weights == pytest.approx([0.5, 0.5])
    assert found.totals == pytest.approx([0.9 * 2 / 3 + 0.1 / 5, 0.9 / 3 + 0.1 * 4 / 5])


def test_all_weight_on_one_criterion_leaves_nothing_to_move() -> None:
    assert study_decision(CRITERIA, (), {}, set_weights={"price": 100, "quality": 0}).sensitivity == ()


def test_without_judgements_and_without_set_weights_there_is_nothing() -> None:
    with pytest.raises(NotEnoughData):
        study_decision(CRITERIA, (), {})


def test_what_does_not_connect_everything_yet_has_no_consistency() -> None:
    names = ("a", "b", "c")

    assert consistency_of(names, {("", "a", "b"): 2.0}) is None
    connected = consistency_of(names, {("", "a", "b"): 2.0, ("", "b", "c"): 2.0})
    assert connected is not None
    assert connected.weights_ == pytest.approx([4 / 7, 2 / 7, 1 / 7])
