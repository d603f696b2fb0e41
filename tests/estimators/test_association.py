"""Effects of features: exact on what was planted, errors as leaving out each row tells, and how often they hold."""

import numpy as np
import pytest
from scipy import stats

from crmeter.estimators.association import slopes, standardised_effects
from crmeter.vocabulary import NotEnoughData


def test_an_exact_relation_has_its_slopes_in_standard_deviations() -> None:
    rng = np.random.default_rng(1)
    x = rng.normal(size=(60, 2)) * [3, 0.5] + 7
    y = 4 + 2 * x[:, 0] - 5 * x[:, 1]

    found = standardised_effects(y, x)

    assert found.value == pytest.approx([2 * x[:, 0].std() / y.std(), -5 * x[:, 1].std() / y.std()])


def test_errors_are_those_that_leaving_out_each_row_tells() -> None:
    rng = np.random.default_rng(2)
    x = rng.normal(size=(40, 2))
    y = x[:, 0] + rng.normal(size=40) * (1 + np.abs(x[:, 0]))
    ones = np.column_stack([np.ones(40), x])
    foretold = []
    for row in range(40):
        rest = np.arange(40) != row
        b = np.linalg.lstsq(ones[rest], y[rest], rcond=None)[0]
        foretold.append(y[row] - ones[row] @ b)
    inverse = np.linalg.inv(ones.T @ ones)
    variance = inverse @ (ones.T * np.square(foretold)) @ ones @ inverse

    found = slopes(y, x, 0.9)

    assert found.low is not None
    reach = stats.t.ppf(0.95, 37) * np.sqrt(np.diag(variance)[1:])
    assert found.value == pytest.approx(np.linalg.lstsq(ones, y, rcond=None)[0][1:])
    assert found.value - found.low == pytest.approx(reach)


@pytest.mark.parametrize(
    ("y", "x", "code"),
    [
        (np.arange(19.0), np.arange(19.0)[:, None] ** 2, "few_rows"),
        (np.ones(40), np.arange(40.0)[:, None], "all_alike"),
        (np.arange(40.0), np.column_stack([np.arange(40.0), 2 * np.arange(40.0)]), "one_follows_from_others"),
        # Its residual is 0 whatever it bought: how far another such row may lie cannot be seen.
        (np.sin(np.arange(40.0)), np.column_stack([np.cos(np.arange(40.0)), np.arange(40) == 7]), "one_decides"),
    ],
)
def test_what_tells_nothing_is_refused(y: np.ndarray, x: np.ndarray, code: str) -> None:
    with pytest.raises(NotEnoughData) as lacking:
        standardised_effects(y, x)

    assert lacking.value.undefined.code == code


@pytest.mark.prove
def test_its_intervals_hold_the_truth_in_four_fifths_of_all_worlds() -> None:
    rng = np.random.default_rng(4)

    def world(n: int) -> tuple[np.ndarray, np.ndarray]:
        x = rng.multivariate_normal([0, 0], [[1, 0.4], [0.4, 1]], size=n)
        return 0.4 * x[:, 0] + 0.2 * x[:, 1] + rng.normal(size=n) * np.sqrt(0.5 + 0.5 * x[:, 0] ** 2), x

    truth = standardised_effects(*world(400_000)).value
    held = []
    for _ in range(2000):
        found = standardised_effects(*world(120))
        assert found.low is not None
        assert found.high is not None
        held.append((found.low <= truth) & (truth <= found.high))
    assert ((np.mean(held, axis=0) >= 0.76) & (np.mean(held, axis=0) <= 0.84)).all()
