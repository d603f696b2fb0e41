"""The score of a brand: worked out by hand, with bounds that hold at least as often as they say."""

from datetime import date

import numpy as np
import pytest

from crmeter.estimators import AnswerScale, effort_score
from crmeter.evaluation.external.brand_answers import ComponentScore, ComponentWave
from crmeter.evaluation.external.brand_score import brand_score, common_components, rank_sensitivity, score_over_waves
from crmeter.vocabulary import NotEnoughData


def scored(value: float, reach: float | None = None) -> ComponentScore:
    low, high = (None, None) if reach is None else (value - reach, value + reach)
    return ComponentScore(value, 50, low, high, "student_t")


def test_components_are_weighed_and_those_without_a_score_left_out_by_name() -> None:
    found = brand_score(
        {"trust": scored(80, 4), "reputation": scored(40, 8)}, {"trust": 0.3, "reputation": 0.2, "loyalty": 0.5}
    )

    # Three fifths of 80 and two fifths of 40; a reach of 3/5 × 4 + 2/5 × 8.
    assert found.value == pytest.approx(64)
    assert found.parts == pytest.approx({"trust": 48, "reputation": 16})
    assert (found.low, found.high) == (pytest.approx(64 - 5.6), pytest.approx(64 + 5.6))
    assert found.missing == ("loyalty",)


def test_a_component_without_an_interval_leaves_the_score_without_one() -> None:
    found = brand_score({"trust": scored(80), "reputation": scored(40, 8)}, {"trust": 0.5, "reputation": 0.5})

    assert (found.value, found.low, found.high) == (60, None, None)


def test_without_a_component_that_counts_there_is_no_score() -> None:
    with pytest.raises(NotEnoughData):
        brand_score({"trust": scored(80)}, {"loyalty": 1.0, "trust": 0.0})


def test_brands_are_compared_by_what_all_of_them_have() -> None:
    scores = {
        "A": {"trust": scored(80), "loyalty": scored(50), "reputation": scored(40)},
        "B": {"trust": scored(60), "reputation": scored(70)},
    }

    (first, second) = rank_sensitivity(scores, {"trust": 0.5, "loyalty": 0.25, "reputation": 0.25})

    assert common_components(scores) == ("trust", "reputation")
    # Level where 80 w + 40 (1 − w) = 60 w + 70 (1 − w): w = 3/5; trust has two thirds of what is asked of both.
    assert first.weight == pytest.approx(2 / 3)
    assert first.below is not None
    assert first.below.weight == pytest.approx(3 / 5)
    assert (first.below.falling, first.below.rising) == ("A", "B")
    assert first.above is None
    assert second.above is not None
    assert second.above.weight == pytest.approx(2 / 5)


def test_one_brand_has_no_rank_to_lose() -> None:
    assert rank_sensitivity({"A": {"trust": scored(80), "reputation": scored(40)}}, {"trust": 1, "reputation": 1}) == ()


@pytest.mark.prove
@pytest.mark.parametrize("together", [0.0, 0.5, 0.95])
def test_bounds_of_the_score_hold_at_least_as_often_as_they_say(together: float) -> None:
    rng, held, tries = np.random.default_rng(5), 0, 1_500
    weights = {"a": 0.5, "b": 0.3, "c": 0.2}
    cuts = np.array([-1.0, -0.3, 0.4, 1.2])
    mixed = np.full((3, 3), together) + (1 - together) * np.eye(3)
    many = np.digitize(rng.multivariate_normal(np.zeros(3), mixed, 400_000), cuts) + 1
    truth = float(((many.mean(axis=0) - 1) * 25) @ np.array(list(weights.values())))
    for _ in range(tries):
        given = np.digitize(rng.multivariate_normal(np.zeros(3), mixed, 60), cuts) + 1
        scores = {}
        for name, answers in zip(weights, given.T, strict=True):
            mean = effort_score(answers.astype(np.float64), AnswerScale(1, 5))
            assert mean.low is not None
            assert mean.high is not None
            scores[name] = ComponentScore(
                25 * (mean.value - 1), 60, 25 * (mean.low - 1), 25 * (mean.high - 1), "student_t"
            )
        found = brand_score(scores, weights)
        assert found.low is not None
        assert found.high is not None
        held += found.low <= truth <= found.high
    assert held / tries > 0.78
    if together > 0.9:
        # Answers that move together leave nothing to spare.
        assert held / tries < 0.85


def in_wave(
    survey: int, wave: int, day: int, component: str, value: float, reach: float | None = None
) -> ComponentWave:
    return ComponentWave(component, survey, wave, date(2026, 5, day), {"A": scored(value, reach)})


def test_the_score_after_each_wave_is_of_the_same_components_and_keeps_what_was_not_asked_again() -> None:
    waves = {
        # The second wave asked for trust alone; reputation is of another survey, whose first wave came between.
        "trust": (in_wave(1, 1, 2, "trust", 40, 4), in_wave(2, 2, 20, "trust", 60, 4)),
        "reputation": (in_wave(7, 1, 10, "reputation", 80, 8), in_wave(8, 2, 30, "reputation", 90)),
        "awareness": (in_wave(1, 1, 2, "awareness", 99),),
    }

    found = score_over_waves(waves, "A", {"trust": 0.3, "reputation": 0.1, "loyalty": 0.6, "awareness": 0.0})

    # Three quarters of trust and one of reputation, as soon as both are known.
    assert [each.score.value for each in found] == pytest.approx([50, 65, 67.5])
    assert [(each.wave, each.on.day) for each in found] == [(1, 10), (2, 20), (2, 30)]
    assert (found[0].score.low, found[0].score.high) == (pytest.approx(45), pytest.approx(55))
    assert found[2].score.low is None
    assert score_over_waves(waves, "B", {"trust": 1.0}) == ()
