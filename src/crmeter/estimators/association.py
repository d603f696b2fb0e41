"""How figures of customers go together when others are held: standardised effects that need no normal errors."""

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from crmeter.estimators.arrays import Floats
from crmeter.estimators.estimates import Estimates
from crmeter.vocabulary import NotEnoughData, Text

# So many rows for each effect, at least.
ROWS_EACH = 10
_SINGULAR_FROM = 1e6
# What is left of the freedom of a row to be foretold by others; below it rounding would be taken for its error.
_FORETOLD = 1e-9


def standardised_effects(outcome: ArrayLike, features: ArrayLike, level: float = 0.8) -> Estimates:
    """Return by how many standard deviations an outcome is higher with one standard deviation more of each feature.

    Formula: b s_x / s_y with b of `slopes`; each row adds to its error what it adds to that of the slope, and b*_k
    (z_x² − z_y²) / 2n, for the standard deviations are estimated too. Source: Yuan & Chan 2011, Psychometrika 76(4).

    Args:
        outcome: y, shape (n,).
        features: x, shape (n, k); each effect holds with the others as they are.
        level: probability that an interval holds the truth.

    Returns:
        The effects, shape (k,).

    Raises:
        ValueError: shapes differ, or a number is none.
        NotEnoughData: fewer than ten rows for each effect, a figure that is the same for all, a feature that follows
            from the others, or one that a single row decides.
    """
    y, x = _checked(outcome, features)
    z_y, z_x = _standardised(y[:, None])[:, 0], _standardised(x)
    effects, errors = _fitted(z_y, z_x)
    errors = errors + effects[:, None] * (z_x.T**2 - z_y**2) / (2 * len(y))
    return _bounded(effects, errors, level)


def slopes(outcome: ArrayLike, features: ArrayLike, level: float = 0.8) -> Estimates:
    """Return by how much an outcome is higher with one unit more of each feature.

    Formula: least squares with a constant; bounds b ± t √V with V = (X'X)⁻¹ X' diag(e² / (1 − h)²) X (X'X)⁻¹ (HC3) and
    t of n − k − 1 degrees of freedom, so that errors may differ from row to row. Source: MacKinnon & White 1985,
    J. Econometrics 29; Long & Ervin 2000, The American Statistician 54. Arguments and complaints as of
    `standardised_effects`.
    """
    y, x = _checked(outcome, features)
    unit = y.std() / x.std(axis=0)
    effects, errors = _fitted(_standardised(y[:, None])[:, 0], _standardised(x))
    return _bounded(effects * unit, errors * unit[:, None], level)


def _checked(outcome: ArrayLike, features: ArrayLike) -> tuple[Floats, Floats]:
    y, x = np.asarray(outcome, dtype=np.float64), np.asarray(features, dtype=np.float64)
    if x.ndim != 2 or y.shape != (len(x),) or not (np.isfinite(y).all() and np.isfinite(x).all()):
        raise ValueError("there is one outcome for each row of features, and all are numbers")
    n, k = x.shape
    if n < ROWS_EACH * (k + 1):
        raise NotEnoughData(
            "few_rows",
            Text("chỉ có {n} khách", "there are only {n} customers").fill(n=n),
            Text("ít nhất {least} khách", "at least {least} customers").fill(least=ROWS_EACH * (k + 1)),
        )
    return y, x


def _standardised(columns: Floats) -> Floats:
    spread = columns.std(axis=0)
    if not (spread > 1e-12 * (1 + np.abs(columns).max(axis=0))).all():
        raise NotEnoughData(
            "all_alike",
            Text("có cột giống nhau ở mọi khách", "a figure is the same for all customers"),
            Text("khách khác nhau", "customers who differ"),
        )
    return np.asarray((columns - columns.mean(axis=0)) / spread, dtype=np.float64)


def _fitted(y: Floats, x: Floats) -> tuple[Floats, Floats]:
    """Return effects of standardised columns, (k,), and what each row adds to their error, (k, n)."""
    if np.linalg.cond(x) > _SINGULAR_FROM:
        raise NotEnoughData(
            "one_follows_from_others",
            Text("có cột suy ra được từ các cột khác", "a figure follows from the others"),
            Text("bỏ cột trùng", "that figure left out"),
        )
    inverse = np.linalg.inv(x.T @ x)
    effects = inverse @ x.T @ y
    # The mean has been taken out, which is one more thing that was fitted.
    leverage = np.einsum("ni,ij,nj->n", x, inverse, x) + 1 / len(y)
    if not (leverage < 1 - _FORETOLD).all():
        raise NotEnoughData(
            "one_decides",
            Text("có cột chỉ khác ở đúng một khách", "a figure differs with one customer alone"),
            Text("thêm khách khác nhau ở cột đó", "more customers who differ in it"),
        )
    return effects, inverse @ x.T * ((y - x @ effects) / (1 - leverage))


def _bounded(effects: Floats, errors: Floats, level: float) -> Estimates:
    k, n = errors.shape
    reach = float(special.stdtrit(n - k - 1, (1 + level) / 2)) * np.sqrt((errors**2).sum(axis=1))
    return Estimates(effects, effects - reach, effects + reach, level)
