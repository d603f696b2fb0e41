"""Scores of leads: points by hand, orders against outcomes, drift, and chances that are left."""

import numpy as np
import pytest
from scipy.special import logit

from crmeter.estimators.outreach.lead_score import Kinds, LeadScore
from crmeter.estimators.outreach.ranking_check import chance_after, drift, ranking_check
from crmeter.vocabulary import NotEnoughData


def _kinds(*of: tuple[tuple[int, ...], int, int]) -> Kinds:
    codes, leads, won = zip(*of, strict=True)
    return Kinds(np.array(codes), np.array(leads), np.array(won))


def test_with_many_leads_ten_points_double_the_odds() -> None:
    # 20% of 50,000 and 1/3 of 50,000: odds of 1 to 4 and of 1 to 2.
    score = LeadScore([2]).fit(_kinds(((0,), 50_000, 10_000), ((1,), 50_000, 16_667)))

    low, high = score.points(np.array([[0], [1]]))[:, 0]
    assert high - low == pytest.approx(10, abs=0.1)
    assert score.predict(np.array([[0], [1]])).value == pytest.approx([0.2, 1 / 3], abs=0.002)


def test_points_of_the_fields_add_up_to_the_log_odds() -> None:
    rng = np.random.default_rng(1)
    codes = np.column_stack([rng.integers(0, 3, 5000), rng.integers(0, 2, 5000)])
    won = rng.random(5000) < np.array([0.1, 0.2, 0.3])[codes[:, 0]] + 0.1 * codes[:, 1]
    score = LeadScore([3, 2]).fit(Kinds.of(codes, won))

    points = score.points(codes)
    assert score.intercept_ + points.sum(axis=1) * np.log(2) / 10 == pytest.approx(score.log_odds(codes))
    # Leads foretold are as many as came: the constant is not drawn.
    assert score.predict(codes).value.sum() == pytest.approx(won.sum(), rel=1e-6)


def test_a_value_that_was_never_seen_changes_nothing() -> None:
    score = LeadScore([3]).fit(_kinds(((0,), 1000, 100), ((1,), 1000, 300)))

    told = score.predict(np.array([[2]]))
    assert score.points(np.array([[2]]))[0, 0] == 0
    assert told.low is not None
    assert 0 < told.low[0] < told.value[0] == pytest.approx(1 / (1 + np.exp(-score.intercept_)))


def test_a_value_of_few_leads_is_drawn_to_the_mean() -> None:
    score = LeadScore([3]).fit(_kinds(((0,), 2000, 200), ((1,), 2000, 240), ((2,), 4, 4)))

    assert 0.1 < score.predict(np.array([[2]])).value[0] < 0.9


def test_few_conversions_say_what_is_needed() -> None:
    with pytest.raises(NotEnoughData) as lacking:
        LeadScore([1]).fit(_kinds(((0,), 500, 29)))

    assert lacking.value.undefined.reason.en == "29 of 500 leads became customers"


def test_intervals_hold_the_chance_as_often_as_they_say() -> None:
    inside, rng = [], np.random.default_rng(5)
    truth = np.array([0.06, 0.12, 0.24])
    for _ in range(150):
        won = rng.binomial(400, truth)
        told = (
            LeadScore([3])
            .fit(_kinds(*(((at,), 400, int(won[at])) for at in range(3))))
            .predict(np.array([[0], [1], [2]]))
        )
        assert told.low is not None
        assert told.high is not None
        inside.append((told.low <= truth) & (truth <= told.high))

    assert 0.72 <= np.mean(inside) <= 0.88


def test_an_order_against_what_came() -> None:
    # Ten leads; the two first by score are customers, and one with the same score as another.
    scores = [9, 8, 5, 5, 4, 3, 2, 1, 0, 0]
    won = [True, True, True, False, False, False, False, False, False, False]

    check = ranking_check(scores, won)

    assert check is not None
    # Of 21 pairs 20 are in order, one is a tie.
    assert check.auc == pytest.approx(20.5 / 21)
    assert (check.lift, check.caught) == (pytest.approx(1 / 0.3), pytest.approx(2 / 3))
    assert ranking_check([1, 1, 1, 1], [True, False, True, False]).auc == 0.5  # type: ignore[union-attr]
    assert ranking_check([1, 2], [True, True]) is None


def test_drift_by_hand_and_beside_chance() -> None:
    found = drift(np.array([500, 500]), np.array([60, 40]))

    assert found is not None
    assert found.index == pytest.approx(0.1 * np.log(0.6 / 0.5) - 0.1 * np.log(0.4 / 0.5))
    # 3.84 is the 95% point of χ² with one degree.
    assert found.bound == pytest.approx(3.8415 * (1 / 1000 + 1 / 100), rel=1e-4)
    assert drift(np.array([5, 5]), np.array([0, 0])) is None


def test_the_chance_that_is_left_when_time_has_gone_by() -> None:
    # Of ten leads four convert, two of them by now: of the eight that are left two will.
    assert chance_after([0.4], [0.5]) == pytest.approx([0.25])
    assert chance_after([0.4, 0.4], [0.0, 1.0]) == pytest.approx([0.4, 0.0])
    assert logit(chance_after([0.4], [0.1]))[0] < logit(0.4)
