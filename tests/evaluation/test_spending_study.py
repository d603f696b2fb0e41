"""The balance of winning and keeping: the case of 1996, and how much the judged ceilings matter."""

import pytest

from crmeter.estimators.choice.spending_balance import Response
from crmeter.evaluation.external.spending_study import StatedSpending, multiple, study_spending

STATED = StatedSpending(50, Response(0.40, 5, 0.20), Response(0.70, 8, 0.40), 0.12)


def test_the_best_spending_is_that_of_the_published_case() -> None:
    study = study_spending(STATED)

    assert study.best.acquisition == pytest.approx(10.08, abs=0.01)
    assert study.best.retention == pytest.approx(15.93, abs=0.01)
    assert study.best.value == pytest.approx(11.88, abs=0.01)
    # 0.2 × 50 − 5 + 0.2 (50 − 8 / 0.4) ρ / (1 − ρ), ρ = 0.4 / 1.12: 5 + 6 × 0.5556.
    assert study.value == pytest.approx(5 + 6 * (0.4 / 1.12) / (1 - 0.4 / 1.12))


def test_other_ceilings_move_the_answer_to_both_sides() -> None:
    study = study_spending(STATED)

    assert study.acquisition[0] < study.best.acquisition < study.acquisition[1]
    assert study.retention[0] < study.best.retention < study.retention[1]


def test_a_ceiling_that_is_reached_already_is_not_tried() -> None:
    near = StatedSpending(50, Response(0.21, 5, 0.20), Response(0.70, 8, 0.40), 0.12)

    assert study_spending(near).acquisition[0] > 0


def test_a_yearly_margin_is_multiplied() -> None:
    found = multiple(80, 0.84, 0.12)

    assert (found.times, found.value, found.elasticity) == pytest.approx((3, 240, 4))
