"""How much of the variance each driver explains, averaged over all orders, with the slopes of it all."""

from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np

from crmeter.estimators.arrays import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Slope:
    """How m figures change with the correlations, to first order.

    Args:
        outcome: by the correlations of the drivers with the outcome, shape (m, k).
        among: by those of the drivers with each other, as if r_ab and r_ba could move apart; symmetric,
            shape (m, k, k).
    """

    outcome: Floats
    among: Floats


@dataclass(frozen=True, slots=True, eq=False)
class VarianceShares:
    """The parts of R² by driver, R² itself and the slopes of both.

    Args:
        parts: shape (k,), they add up to `explained`.
        explained: R².
        parts_slope: of the parts.
        explained_slope: of R², m = 1.
    """

    parts: Floats
    explained: float
    parts_slope: Slope
    explained_slope: Slope


def variance_shares(with_outcome: Floats, among: Floats) -> VarianceShares:
    """Split R² over the drivers.

    Args:
        with_outcome: correlation of each driver with the outcome, shape (k,).
        among: correlations of the drivers with each other (plus the ridge on the diagonal), shape (k, k), not singular.

    Formula: part_j = Σ over sets S without j of |S|! (k−|S|−1)! / k! (R²(S ∪ j) − R²(S)), R²(S) = r_S' R_S⁻¹ r_S.
    Slopes: ∂R²(S)/∂r = 2 β_S and ∂R²(S)/∂R = −β_S β_S'. Source: Lindeman, Merenda & Gold 1980, p. 119; Shapley 1953;
    Grömping 2007, The American Statistician 61(2).
    """
    betas, explained, factors = _all_sets(with_outcome, among)
    parts = factors @ explained
    outcome = np.asarray(2 * factors @ betas, dtype=np.float64)
    among_slope = -np.stack([(betas * factor[:, None]).T @ betas for factor in factors]).astype(np.float64)
    whole = betas[-1]
    return VarianceShares(
        parts,
        float(explained[-1]),
        Slope(outcome, among_slope),
        Slope(2 * whole[None, :], -(whole[None, :, None] * whole)),
    )


def coefficients(with_outcome: Floats, among: Floats) -> tuple[Floats, Slope]:
    """Return the standardised coefficients β = R⁻¹ r and their slopes: ∂β_j/∂r = M_j, ∂β_j/∂R = −M_j β', M = R⁻¹."""
    inverse = np.linalg.inv(among).astype(np.float64)
    beta = np.asarray(inverse @ with_outcome, dtype=np.float64)
    product = -inverse[:, :, None] * beta
    return beta, Slope(inverse, (product + product.transpose(0, 2, 1)) / 2)


def spread(slope: Slope, outcome: Floats, drivers: Floats, freedom: int) -> Floats:
    """Return the covariance of m figures that are functions of correlations, without assuming normal answers.

    Args:
        slope: of the figures.
        outcome: standardised, shape (n,).
        drivers: standardised, shape (n, k).
        freedom: n − k − 1; the covariance is as if there were as few rows.

    Formula: what one row moves r_ab by is z_a z_b − r_ab (z_a² + z_b²)/2; the covariance is that of these, over n.
    Source: Hampel 1974, JASA 69; Devlin, Gnanadesikan & Kettenring 1975, Biometrika 62.
    """
    n = len(outcome)
    r, among = drivers.T @ outcome / n, drivers.T @ drivers / n
    moved = (drivers * outcome[:, None]) @ slope.outcome.T
    moved -= 0.5 * (outcome[:, None] ** 2 * (slope.outcome @ r) + drivers**2 @ (slope.outcome * r).T)
    moved += np.stack([((drivers @ each) * drivers).sum(axis=1) for each in slope.among], axis=1)
    moved -= drivers**2 @ (slope.among * among).sum(axis=2).T
    return moved.T @ moved / (n * freedom)


def _all_sets(with_outcome: Floats, among: Floats) -> tuple[Floats, Floats, Floats]:
    """Return of each set of drivers β (0 for those not in it), R², and its factor in the part of each driver."""
    k = len(with_outcome)
    betas, factors = [np.zeros((1, k))], [np.full((k, 1), -1.0 / k)]
    for size in range(1, k + 1):
        members = np.array(list(combinations(range(k), size)))
        solved = np.linalg.solve(among[members[:, :, None], members[:, None, :]], with_outcome[members][..., None])
        beta, is_in = np.zeros((len(members), k)), np.zeros((len(members), k))
        np.put_along_axis(beta, members, solved[..., 0], axis=1)
        np.put_along_axis(is_in, members, 1.0, axis=1)
        joining = 1 / (k * comb(k - 1, size - 1))
        leaving = 1 / (k * comb(k - 1, size)) if size < k else 0.0
        betas.append(beta)
        factors.append(np.where(is_in == 1, joining, -leaving).T)
    stacked = np.concatenate(betas)
    return stacked, stacked @ with_outcome, np.concatenate(factors, axis=1)
