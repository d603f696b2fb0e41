"""What goes with an outcome: sums by hand, published examples, planted effects, and intervals that hold."""

import numpy as np
import pytest

from crmeter.estimators import Influences
from crmeter.estimators.arrays import Floats
from crmeter.estimators.influence.chance import standing
from crmeter.estimators.influence.kin import MOST_KIN, kin_shares
from crmeter.vocabulary import NotEnoughData

from .test_satisfaction_drivers import AMONG, WITH_FERTILITY


def planted(n: int, seed: int, *, yes_no: bool = False) -> tuple[Floats, Floats]:
    """Draw a skewed column that raises the outcome, two of noise, and one that is known of half and raises it too."""
    rng = np.random.default_rng(seed)
    x = rng.exponential(size=(n, 4))
    x[:, 1] = rng.random(n) < 0.3
    x[:, 2] = np.round(2 * x[:, 2])
    y = 0.6 * x[:, 0] + 0.4 * x[:, 3] + rng.standard_t(3, size=n) * np.exp(0.5 * x[:, 0]) * 0.6
    x[rng.random(n) < 0.5, 3] = np.nan
    return x, (y > 1).astype(np.float64) if yes_no else y


def test_yes_and_no_differ_by_their_shares() -> None:
    """Of 40 with it 30 came back, of 60 without it 15: 0.75 − 0.25."""
    has = np.repeat([1.0, 0.0], [40, 60])
    came = np.concatenate([np.repeat([1.0, 0.0], [30, 10]), np.repeat([1.0, 0.0], [15, 45])])

    model = Influences().fit(["has"], has[:, None], came)

    assert model.effects().value[0] == pytest.approx(0.5)
    assert model.r2_ == pytest.approx(np.corrcoef(has, came)[0, 1] ** 2)


def test_one_column_of_many_values_has_half_of_spearmans_rho() -> None:
    rng = np.random.default_rng(2)
    x = rng.normal(size=60)
    y = np.exp(x) + rng.normal(size=60)
    ranks = [np.argsort(np.argsort(each)) for each in (x, y)]

    model = Influences().fit(["x"], x[:, None], y)

    assert model.effects().value[0] == pytest.approx(np.corrcoef(*ranks)[0, 1] / 2)


def test_planted_effects_stand_and_noise_does_not() -> None:
    model = Influences().fit(["raises", "noise", "counts", "half"], *planted(2_000, 11))

    stands = {model.names_[kin.columns[0]]: kin.stands for kin in model.kin_}
    assert stands == {"raises": True, "half": True, "noise": False, "counts": False}
    assert [model.names_[kin.columns[0]] for kin in model.kin_[:2]] == ["raises", "half"]
    assert sum(kin.share or 0 for kin in model.kin_) == pytest.approx(1)


def test_intervals_hold_the_effects_as_often_as_they_say() -> None:
    truth = Influences().fit(list("abcd"), *planted(200_000, 1)).effects().value
    held = []
    for seed in range(150):
        found = Influences().fit(list("abcd"), *planted(300, 100 + seed)).effects()
        assert found.low is not None
        assert found.high is not None
        held.append((found.low <= truth) & (truth <= found.high))

    assert 0.76 < np.mean(held) < 0.84


def test_columns_that_say_nearly_the_same_are_judged_together() -> None:
    rng = np.random.default_rng(3)
    spend = rng.normal(size=500)
    x = np.column_stack([spend, spend + 0.05 * rng.normal(size=500), rng.normal(size=500)])

    model = Influences().fit(["spend", "orders", "other"], x, spend + rng.normal(size=500))

    assert model.kin_[0].columns == (0, 1)
    assert model.kin_[0].stands


def test_columns_that_tell_nothing_of_their_own_are_named() -> None:
    x, y = planted(300, 4)
    x = np.column_stack([x[:, 0], np.ones(300), 3 * x[:, 0] + 1])

    model = Influences().fit(["raises", "same", "again"], x, y)

    assert model.names_ == ("raises",)
    assert model.left_out_ == {"same": "same", "again": "follows"}


def test_a_column_in_which_one_customer_alone_differs_has_no_effect_of_its_own() -> None:
    rng = np.random.default_rng(5)
    columns = np.column_stack([np.arange(60) == 3, rng.normal(size=60)])

    fit = Influences().fit(["returned", "spend"], columns, rng.normal(size=60))

    assert fit.names_ == ("spend",)
    assert fit.left_out_ == {"returned": "alone"}


def test_what_is_known_of_more_customers_is_told_more_narrowly() -> None:
    model = Influences().fit(list("abcd"), *planted(2_000, 5))

    gains = model.narrowed()
    errors = model.standard_errors()
    assert gains[:3].tolist() == [0, 0, 0]
    assert gains[3] / (1.2816 * errors[3]) == pytest.approx(1 - np.sqrt(model.known_[3] / 2_000), rel=1e-3)
    # A column of its own, known of everybody, is told about as well as those of noise are.
    assert model.reach_of_a_new_column() == pytest.approx(1.2816 * errors[1], rel=0.25)


def test_shares_of_single_columns_are_the_published_ones() -> None:
    """Grömping 2006, J. Statistical Software 17(1), `lmg` of `swiss`."""
    found = kin_shares(WITH_FERTILITY, AMONG, [[place] for place in range(5)])

    assert [round(part, 4) for part in found] == [0.0571, 0.1712, 0.2601, 0.1056, 0.1128]


def test_beyond_the_most_kin_the_least_clear_share_the_rest() -> None:
    rng = np.random.default_rng(6)
    x = rng.normal(size=(400, MOST_KIN + 3))

    model = Influences().fit([f"c{place}" for place in range(MOST_KIN + 3)], x, x[:, 0] + rng.normal(size=400))

    assert sum(kin.share is None for kin in model.kin_) == 4
    assert sum(kin.share or 0 for kin in model.kin_) + model.rest_share_ == pytest.approx(1)


def test_the_published_example_of_many_tests() -> None:
    """Benjamini & Hochberg 1995, table of thrombolysis: four of fifteen stand at 5 %."""
    p = [.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .324, .4262, .5719, .6528, .759, 1]  # fmt: skip

    assert standing(p, 0.05).sum() == 4


@pytest.mark.parametrize("outcome", [np.ones(100), np.repeat([1.0, 0.0], [5, 95])])
def test_an_outcome_that_hardly_differs_is_refused(outcome: Floats) -> None:
    with pytest.raises(NotEnoughData):
        Influences().fit(["x"], np.arange(100.0)[:, None], outcome)


def test_what_the_unknown_of_another_column_repeats_keeps_its_effect() -> None:
    """Whose waiting is unknown had no ticket, but for one customer in two hundred."""
    rng = np.random.default_rng(11)
    tickets = (rng.random(2_000) < 0.06).astype(float)
    waiting = np.where(tickets > 0, rng.exponential(5, 2_000), np.nan)
    waiting[np.flatnonzero(tickets > 0)[:1]] = np.nan

    model = Influences().fit(["tickets", "waiting"], np.column_stack([tickets, waiting]), rng.normal(size=2_000))

    bounds = model.effects()
    assert bounds.low[0] < 0 < bounds.high[0]
