"""The logit on market shares: how shares go with quality and price over the products of sets."""

from typing import Self

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from crmeter.estimators.arrays import Floats, Integers
from crmeter.estimators.estimates import Estimates
from crmeter.vocabulary import NotEnoughData, Text

# Fewer than these say next to nothing of the error.
LEAST_FREEDOM = 5


class ShareRegression:
    """Log shares of products on their attributes, each set of products by itself.

    Attributes (after fit):
        coefficients_: shape (k,).
        covariance_: shape (k, k).
        freedom_: products − sets − k.

    Formula: ln s_im = a_m + x_im·b + e_im by least squares within sets m; from it s_i' = s_i exp(Δ_i·b) /
    Σ_k s_k exp(Δ_k·b), what is not told of a product staying as it is. Source: Berry 1994, RAND J. Economics 25(2),
    with the constant of a set in place of the outside good. Prices that follow what is not told of products bias b.
    """

    coefficients_: Floats
    covariance_: Floats
    freedom_: int

    def fit(self, share: ArrayLike, attributes: ArrayLike, set_code: ArrayLike) -> Self:
        """Fit the shares.

        Args:
            share: positive, adding up to 1 within each set or not, shape (n,).
            attributes: shape (n, k).
            set_code: of each product, shape (n,).

        Raises:
            ValueError: shapes differ, or a share is not positive.
            NotEnoughData: there are too few products, or attributes that do not differ within sets.
        """
        s, x = np.asarray(share, dtype=np.float64), np.asarray(attributes, dtype=np.float64)
        if x.ndim != 2 or s.shape != (len(x),) or not np.all(s > 0):
            raise ValueError("there is one positive share and one row of attributes for each product")
        sets, code = np.unique(np.asarray(set_code), return_inverse=True)
        self.freedom_ = len(x) - len(sets) - x.shape[1]
        if self.freedom_ < LEAST_FREEDOM:
            needs = len(sets) + x.shape[1] + LEAST_FREEDOM
            raise NotEnoughData(
                "too_few_products",
                Text("mới có {n} sản phẩm có thị phần", "{n} products have a share").fill(n=len(x)),
                Text("ít nhất {needs} sản phẩm", "at least {needs} products").fill(needs=needs),
            )
        y, within = _within(np.log(s)[:, None], code)[:, 0], _within(x, code)
        gram = within.T @ within
        if np.linalg.matrix_rank(gram, tol=1e-10 * float(np.abs(gram).max() or 1.0)) < x.shape[1]:
            raise NotEnoughData(
                "no_differences",
                Text("giá hoặc chất lượng không khác nhau trong nhóm", "price or quality do not differ within sets"),
                Text("những sản phẩm khác nhau về cả giá lẫn chất lượng", "products that differ in both"),
            )
        self.coefficients_ = np.asarray(np.linalg.solve(gram, within.T @ y), dtype=np.float64)
        left = y - within @ self.coefficients_
        self.covariance_ = np.asarray(float(left @ left) / self.freedom_ * np.linalg.inv(gram), dtype=np.float64)
        return self

    def changed(self, share: ArrayLike, change: ArrayLike, level: float = 0.8) -> Estimates:
        """Return the shares of one set if attributes changed, shape (n,), with bounds that stay within 0 and 1.

        Args:
            share: of the set, adding up to 1; shape (n,).
            change: of the attributes, shape (n, k).
            level: probability that an interval holds the truth.
        """
        s, by = np.asarray(share, dtype=np.float64), np.asarray(change, dtype=np.float64)
        moved = by @ self.coefficients_
        grown = s * np.exp(moved - moved.max())
        then = grown / grown.sum()
        # d logit(s_i) = (Δ_i − Σ s Δ) · db / (1 − s_i)
        slope = (by - then @ by) / np.maximum(1 - then, 1e-12)[:, None]
        error = np.sqrt(np.maximum(np.einsum("ik,kl,il->i", slope, self.covariance_, slope), 0.0))
        reach = float(special.stdtrit(self.freedom_, 0.5 + level / 2)) * error
        # A share may come to 0 or to all; its odds and bounds then do too.
        with np.errstate(divide="ignore"):
            odds = np.log(then) - np.log1p(-then)
        return Estimates(then, special.expit(odds - reach), special.expit(odds + reach), level)


def _within(columns: Floats, code: Integers) -> Floats:
    """Return columns without the mean of their set."""
    counts = np.bincount(code)
    means = np.stack([np.bincount(code, column) / counts for column in columns.T], axis=1)
    return np.asarray(columns - means[code])
