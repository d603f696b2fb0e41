"""How much each attribute counts with customers: as given, as they say, or as their overall rating betrays."""

import math
from dataclasses import dataclass
from typing import Literal, Self

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators import delta_method
from crmeter.estimators.arrays import Floats
from crmeter.estimators.estimates import Estimates
from crmeter.estimators.value_analysis.ratings import Codes
from crmeter.vocabulary import NotEnoughData, Text

MOST_ATTRIBUTES = 10
"""Derived weights regress on every subset of the attributes; of ten there are 1,024."""
_ROWS_AT_ONCE = 2_000  # of a thousand subsets each: some 16 MB


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Weights of k attributes. Made by `given`, `stated` or `derived`.

    Args:
        source: where they are from.
        share: not negative, add up to 1; shape (k,).
        respondents: who made them, ascending, shape (m,); nobody where given.
        moves: by how much each respondent moves each weight, shape (m, k).
        r_squared: which share of the variance of the overall rating the attributes explain; None unless derived.
    """

    source: Literal["given", "stated", "derived"]
    share: Floats
    respondents: Codes
    moves: Floats
    r_squared: float | None = None

    @classmethod
    def given(cls, weight: ArrayLike) -> Self:
        """Take weights as they are, without sampling error.

        Args:
            weight: not negative, in any unit such as per cent; shape (k,).

        Raises:
            ValueError: a weight is negative or no number, or all are 0.
        """
        weights = np.asarray(weight, dtype=np.float64)
        if weights.ndim != 1 or not np.all(np.isfinite(weights) & (weights >= 0)) or not weights.sum() > 0:
            raise ValueError("weights are finite and not negative, and not all are 0")
        return cls("given", weights / weights.sum(), np.zeros(0, dtype=np.str_), np.zeros((0, len(weights))))

    @classmethod
    def stated(cls, respondent: ArrayLike, importance: ArrayLike) -> Self:
        """Take what respondents say: the mean of how each shares out importance.

        Args:
            respondent: one row each, shape (n,).
            importance: points for each attribute, not negative, in any unit: each row is brought to a sum of 1. Rows
                with an empty cell are left out. Shape (n, k).

        Raises:
            ValueError: shapes differ, points are negative, a row has none, or a respondent has two rows.
            NotEnoughData: nobody shared out points.
        """
        who, points = np.asarray(respondent, dtype=np.str_), np.asarray(importance, dtype=np.float64)
        if points.ndim != 2 or who.shape != (len(points),) or len(np.unique(who)) < len(who):
            raise ValueError("importance is one row of attributes for each respondent")
        is_whole = np.all(np.isfinite(points), axis=1)
        order = np.flatnonzero(is_whole)[np.argsort(who[is_whole])]
        who, points = who[order], points[order]
        if not len(points):
            raise _too_few(0, 1)
        if np.any(points < 0) or np.any(points.sum(axis=1) <= 0):
            raise ValueError("points of importance are not negative, and each respondent gives some")
        shares, n = points / points.sum(axis=1, keepdims=True), len(points)
        mean = shares.mean(axis=0)
        moves = (shares - mean) / math.sqrt(n * (n - 1)) if n > 1 else np.full(shares.shape, np.nan)
        return cls("stated", mean, who, moves)

    @classmethod
    def derived(cls, respondent: ArrayLike, overall: ArrayLike, rating: ArrayLike) -> Self:
        """Find how much of the overall rating each attribute explains.

        Args:
            respondent: shape (n,); rows of one respondent, of several products, count as one draw.
            overall: overall rating of quality or value, shape (n,).
            rating: ratings of the attributes, shape (n, k). Rows with an empty cell are left out.

        Raises:
            ValueError: shapes differ.
            NotEnoughData: more than ten attributes, fewer respondents than attributes + 2, or a rating without spread.

        Formula: the weight of attribute j is Σ_S |S|! (k−|S|−1)! / k! (R²(S ∪ j) − R²(S)) / R² over all subsets S
        without j: the mean gain of R² over all orders of entry. Respondent i moves R²(S) by
        (2 f y − f² − R²(S) y²) / Σ y², f what S predicts for y, both without their means. Source: Lindeman, Merenda &
        Gold 1980, Introduction to Bivariate and Multivariate Analysis, p. 119 ff.; Grömping 2006, J. Statist. Softw.
        17(1); the move is the influence function of R².
        """
        who, y = np.asarray(respondent, dtype=np.str_), np.asarray(overall, dtype=np.float64)
        x = np.asarray(rating, dtype=np.float64)
        if x.ndim != 2 or y.shape != (len(x),) or who.shape != y.shape:
            raise ValueError("an overall rating and a row of attributes are wanted of each respondent")
        k = x.shape[1]
        if k > MOST_ATTRIBUTES:
            raise NotEnoughData(
                "too_many_attributes",
                Text("quá nhiều tiêu chí để suy ra trọng số", "there are too many attributes to derive weights"),
                Text("nhiều nhất {n} tiêu chí: hãy gộp những tiêu chí gần nhau", "at most {n}: merge those alike").fill(
                    n=MOST_ATTRIBUTES
                ),
            )
        is_whole = np.isfinite(y) & np.all(np.isfinite(x), axis=1)
        respondents, row = np.unique(who[is_whole], return_inverse=True)
        if len(respondents) < k + 2:
            raise _too_few(len(respondents), k + 2)
        y, x = y[is_whole] - y[is_whole].mean(), x[is_whole] - x[is_whole].mean(axis=0)
        deviation = np.sqrt((x**2).mean(axis=0))
        if not np.all(deviation > 1e-12) or not np.any(np.abs(y) > 1e-12):
            raise NotEnoughData(
                "rating_without_spread",
                Text(
                    "có tiêu chí, hoặc điểm chung, được mọi người cho cùng một điểm",
                    "everybody gives an attribute, or the whole, the same rating",
                ),
                Text("những điểm đánh giá khác nhau", "ratings that differ"),
            )
        slopes, r_squared = _regressions(x / deviation, y)
        shapley, whole = _shapley(k), float(r_squared[-1])
        if not whole > 1e-12:
            raise NotEnoughData(
                "nothing_explained",
                Text(
                    "các tiêu chí không giải thích được điểm chung",
                    "the attributes explain nothing of the overall rating",
                ),
                Text("những tiêu chí có liên quan đến điểm chung", "attributes that go with the overall rating"),
            )
        share = r_squared @ shapley / whole
        shapley[-1] -= share  # a share moves by what the gain moves, less its part of what the whole R² moves
        by_row = _moves(x / deviation, y, slopes, r_squared, shapley / whole)
        total = np.zeros((len(respondents), k))
        np.add.at(total, row, by_row)
        m = len(respondents)
        return cls("derived", share, respondents, total * math.sqrt(m / (m - 1)), whole)

    def estimates(self, level: float = 0.8) -> Estimates:
        """Return the weights with bounds that stay within 0 and 1; none where given or where all say the same."""
        variances = (self.moves**2).sum(axis=0)
        if not len(self.respondents) or not np.all(variances > 1e-24):
            return Estimates(self.share, None, None, level)
        low, high = delta_method.bounds(self.share, variances, level, "logit")
        return Estimates(self.share, low, high, level)


def _regressions(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Return the slopes and R² of all subsets of the attributes by bit mask, shapes (2^k, k) and (2^k,)."""
    k = x.shape[1]
    holds = ((np.arange(2**k)[:, None] >> np.arange(k)) & 1).astype(np.float64)
    among, with_y = x.T @ x / len(y), x.T @ y / len(y)
    # Attributes outside a subset stand alone on the diagonal, so that one call inverts all. Two attributes that say
    # the same share what they explain.
    blocks = among * holds[:, :, None] * holds[:, None, :] + np.eye(k) * (1 - holds)[:, :, None]
    slopes = np.einsum("sij,sj->si", np.linalg.pinv(blocks, rcond=1e-10, hermitian=True), with_y * holds) * holds
    return slopes, np.asarray(slopes @ with_y / (y @ y) * len(y))


def _moves(x: Floats, y: Floats, slopes: Floats, r_squared: Floats, counts: Floats) -> Floats:
    """Return by how much each row moves sums over the R² of all subsets, `counts` saying how each counts."""
    moves = []
    for start in range(0, len(y), _ROWS_AT_ONCE):
        some = slice(start, start + _ROWS_AT_ONCE)
        fitted = x[some] @ slopes.T
        by_subset = 2 * fitted * y[some, None] - fitted**2 - np.outer(y[some] ** 2, r_squared)
        moves.append(by_subset @ counts)
    return np.concatenate(moves) / (y @ y)


def _shapley(k: int) -> Floats:
    """Return by how much R² of each subset counts for each attribute, shape (2^k, k)."""
    counts = np.zeros((2**k, k))
    for subset in range(2**k):
        size = subset.bit_count()
        for j in range(k):
            if subset >> j & 1:
                counts[subset, j] = math.factorial(size - 1) * math.factorial(k - size) / math.factorial(k)
            else:
                counts[subset, j] = -math.factorial(size) * math.factorial(k - size - 1) / math.factorial(k)
    return counts


def _too_few(has: int, needs: int) -> NotEnoughData:
    return NotEnoughData(
        "too_few_respondents",
        Text("mới có {has} người trả lời đủ các tiêu chí", "{has} respondents answered on all attributes").fill(
            has=has
        ),
        Text("ít nhất {needs} người trả lời", "at least {needs} respondents").fill(needs=needs),
    )
