import numpy as np
import pytest

from crmeter.estimators import MBGNBD, PurchaseHistory

NOTE_027 = {"r": 0.25, "alpha": 4.0, "a": 0.8, "b": 2.5}


def test_the_peers_parameters_come_back(cdnow: PurchaseHistory) -> None:
    fitted = MBGNBD(unit="week").fit(cdnow)
    assert [round(value, 3) for value in fitted.params_.values()] == [0.525, 6.183, 0.891, 1.614]
    assert round(fitted.loglik_, 4) == -9582.1357


def test_single_customers_have_the_published_likelihood() -> None:
    model = MBGNBD(unit="week").with_params(NOTE_027)
    assert model.score([0], [0], [40]) == pytest.approx(-0.41792826, abs=1e-8)
    assert model.score([200], [38], [40]) == pytest.approx(100.7869, abs=5e-5)


def test_who_never_came_back_is_ever_less_likely_to_be_alive() -> None:
    alive = MBGNBD(unit="week").with_params(NOTE_027).probability_alive([0, 0, 0], [0, 0, 0], [0, 10, 100]).value
    # b / (a + b) right after the first purchase; then 1 / (1 + a/b ((α+T)/α)^r)
    assert alive.tolist() == pytest.approx([2.5 / 3.3, 1 / (1 + 0.32 * 3.5**0.25), 1 / (1 + 0.32 * 26**0.25)])
    assert np.all(np.diff(alive) < 0)
