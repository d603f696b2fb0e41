"""How market shares go with quality and price, worked out by hand and drawn many times."""

import numpy as np
import pytest

from crmeter.estimators.choice.share_regression import ShareRegression
from crmeter.vocabulary import NotEnoughData

TRUE = np.array([2.0, -3.0])
SETS = np.repeat(["small", "large"], 6)


def drawn(rng: np.random.Generator, noise: float) -> tuple[np.ndarray, np.ndarray]:
    x = rng.normal(scale=0.3, size=(12, 2))
    grown = np.exp(x @ TRUE + noise * rng.normal(size=12))
    return grown / np.where(SETS == "small", grown[:6].sum(), grown[6:].sum()), x


def test_shares_without_noise_tell_what_made_them() -> None:
    share, x = drawn(np.random.default_rng(1), 0.0)

    model = ShareRegression().fit(share, x, SETS)

    assert model.coefficients_ == pytest.approx(TRUE)
    assert model.freedom_ == 12 - 2 - 2


def test_a_lower_price_takes_from_all_others_alike() -> None:
    share, x = drawn(np.random.default_rng(2), 0.0)
    model = ShareRegression().fit(share, x, SETS)
    change = np.zeros((6, 2))
    change[0, 1] = -0.1

    then = model.changed(share[:6], change).value

    assert then.sum() == pytest.approx(1)
    assert then[0] / then[1] == pytest.approx(share[0] / share[1] * np.exp(0.3))
    assert then[1] / then[2] == pytest.approx(share[1] / share[2])


def test_a_change_beyond_all_that_was_seen_takes_the_whole_set_and_no_more() -> None:
    points = np.random.default_rng(3).normal(size=(12, 2))
    share = np.exp(points @ [2.0, -1.0])
    share /= share.sum()

    then = ShareRegression().fit(share, points, np.zeros(12)).changed(share, np.eye(12)[:, :2] * 1e4)

    assert then.value.sum() == pytest.approx(1)
    assert then.value[0] == pytest.approx(1)


def test_too_few_products_or_none_that_differ_say_nothing() -> None:
    share, x = drawn(np.random.default_rng(3), 0.1)

    with pytest.raises(NotEnoughData, match="needs at least 8 products"):
        ShareRegression().fit(share[:6], x[:6], SETS[:6])
    with pytest.raises(NotEnoughData, match="differ"):
        ShareRegression().fit(share, np.column_stack([x[:, 0], np.ones(12)]), SETS)


def test_the_interval_of_a_share_holds_the_truth_four_times_of_five() -> None:
    rng = np.random.default_rng(4)
    change = np.zeros((6, 2))
    change[0, 1] = -0.2
    hits = 0
    for _ in range(500):
        share, x = drawn(rng, 0.3)
        then = ShareRegression().fit(share, x, SETS).changed(share[:6], change)
        grown = share[:6] * np.exp(change @ TRUE)
        assert then.low is not None and then.high is not None
        hits += bool(then.low[0] <= grown[0] / grown.sum() <= then.high[0])
    assert 0.75 < hits / 500 < 0.85
