"""Scores where the same people gave several answers: their answers are taken together."""

import math

import numpy as np
import pytest

from crmeter.estimators import AnswerScale, effort_score, net_promoter_score, satisfaction_share, score_difference
from crmeter.estimators.delta_method import normal_quantile
from crmeter.estimators.satisfaction.scores import student_quantile

FIVE, TEN = AnswerScale(1, 5), AnswerScale(0, 10)


def test_answers_of_different_people_are_as_before() -> None:
    answers, weights = [9, 10, 3, 7, 8], [1, 2, 1, 1, 3]

    for score, scale in ((net_promoter_score, TEN), (satisfaction_share, TEN), (effort_score, TEN)):
        plain = score(answers, scale, weights)
        told = score(answers, scale, weights, whose=["a", "b", "c", "d", "e"])
        assert (told.low, told.high, told.people, told.design_effect) == (plain.low, plain.high, 5, 1.0)


def test_people_who_say_the_same_again_tell_nothing_more() -> None:
    once = satisfaction_share([5, 5, 5, 1, 1], FIVE)
    thrice = satisfaction_share([5, 5, 5, 1, 1] * 3, FIVE, whose=[0, 1, 2, 3, 4] * 3)

    assert thrice.value == once.value
    assert (thrice.n, thrice.people) == (15, 5)
    # Wilson's interval of five people and not of fifteen answers.
    assert (thrice.low, thrice.high) == pytest.approx((once.low, once.high))
    assert thrice.design_effect == pytest.approx(3.0)


def test_the_variance_of_a_share_takes_each_person_together() -> None:
    # Shares 1, 1, 0 of A (two), B (one), C (three): ȳ = 3/6; sums of y − ȳ: A 2·½, B ½, C 3·(−½).
    score = satisfaction_share([5, 5, 5, 1, 1, 1], FIVE, whose=["A", "A", "B", "C", "C", "C"])

    # (1 + ¼ + 9/4) / 36 = 3.5/36, so ¼ / (3.5/36) answers of different people.
    assert score.standard_error == pytest.approx(math.sqrt(3.5 / 36))
    assert score.design_effect == pytest.approx(6 / (0.25 * 36 / 3.5))


def test_a_mean_takes_each_person_together_and_has_the_freedom_of_people() -> None:
    # ȳ = 3; A gives 5 and 4, B 3, C 2 and 1: sums of y − ȳ 3, 0, −3.
    score = effort_score([5, 4, 3, 2, 1], FIVE, whose=["A", "A", "B", "C", "C"])

    error = math.sqrt(3 / 2 * (9 + 0 + 9) / 25)
    assert score.standard_error == pytest.approx(error)
    assert score.high == pytest.approx(min(5, 3 + student_quantile(0.8, 2) * error))
    # The squares of the five apart add up to ten, those of the three people to eighteen.
    assert score.design_effect == pytest.approx(1.8)


def test_the_change_of_a_mean_has_the_freedom_of_people_as_well() -> None:
    """Six people answer ten times alike: Welch's freedom of 5 and 5, so that ± is that of two samples of six."""
    now, before = ([2, 3, 3, 5, 6, 7], [1, 2, 4, 4, 5, 5])
    whose = np.repeat(np.arange(6), 10)

    many = score_difference(
        *(effort_score(np.repeat(each, 10), AnswerScale(1, 7), whose=whose) for each in (now, before))
    )

    once = score_difference(*(effort_score(each, AnswerScale(1, 7)) for each in (now, before)))
    assert (many.low, many.high) == pytest.approx((once.low, once.high))


def test_a_net_promoter_score_takes_each_person_together() -> None:
    # One for each promoter, minus one for each detractor: A 1, 1; B −1; C 0. ȳ = ¼; sums 3/2, −5/4, −¼.
    score = net_promoter_score([9, 10, 2, 8], TEN, method="wald", whose=["A", "A", "B", "C"])

    variance = (1.5**2 + 1.25**2 + 0.25**2) / 16
    assert score.value == 25
    assert score.standard_error == pytest.approx(100 * math.sqrt(variance))
    assert score.high == pytest.approx(min(100, 25 + normal_quantile(0.8) * 100 * math.sqrt(variance)))


def test_one_person_tells_as_much_as_one_answer() -> None:
    many, one = satisfaction_share([5, 1, 5, 1], FIVE, whose=[7] * 4), satisfaction_share([5, 1], FIVE)

    assert many.people == 1
    assert many.high - many.low > one.high - one.low
    assert effort_score([5, 1, 5, 1], FIVE, whose=[7] * 4).low is None


def test_answers_that_differ_within_people_never_tell_more_than_those_of_different_people() -> None:
    # Each says yes once and no once: sums of y − ȳ are all 0.
    score = satisfaction_share([5, 1] * 4, FIVE, whose=np.repeat(np.arange(4), 2))

    assert score.design_effect == 1.0
    assert score.low == satisfaction_share([5, 1] * 4, FIVE).low


def test_weights_and_people_go_together_and_who_left_it_out_is_nobody() -> None:
    score = satisfaction_share([5, 1, np.nan, 5], FIVE, [2, 1, 1, 0], whose=["A", "A", "B", "C"])

    assert (score.n, score.people) == (2, 1)
    with pytest.raises(ValueError, match="who gave"):
        satisfaction_share([5, 1], FIVE, whose=["A"])
