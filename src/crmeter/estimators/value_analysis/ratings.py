"""How respondents rate products, attribute by attribute, and how far the means can be trusted."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from crmeter.estimators.arrays import Booleans, Floats, Integers
from crmeter.estimators.value_analysis.sampling_error import SamplingError, pooled
from crmeter.vocabulary import NotEnoughData, Text

Codes = NDArray[np.str_]
# Parts that cancel leave so much of their squares behind.
_ROUNDING = 1e-24


@dataclass(frozen=True, slots=True, eq=False)
class Ratings:
    """Mean ratings of p products by k attributes, with what each respondent adds to them.

    Made by `of_respondents` or `of_means`.

    Args:
        products: codes in ascending order, shape (p,).
        mean: shape (p, k); not a number where nobody rated.
        count: respondents behind each mean, shape (p, k); 0 where that was not told.
        has_error: whether the sampling error of a mean is known (two ratings or more), shape (p, k).
        respondents: who rated, ascending, shape (m,).
        moves: by how much each respondent moves each mean, shape (m, p, k); 0 where they did not rate.
        rated: whether they rated, shape (m, p, k).
        worth: how many respondents a row stands for, shape (m,).
        knows_covariance: whether it is known how attributes vary together.
    """

    products: Codes
    mean: Floats
    count: Integers
    has_error: Booleans
    respondents: Codes
    moves: Floats
    rated: Booleans
    worth: Floats
    knows_covariance: bool

    @classmethod
    def of_respondents(cls, respondent: ArrayLike, product: ArrayLike, rating: ArrayLike) -> Self:
        """Take single ratings: one row for each respondent and product.

        Args:
            respondent: who rated, shape (n,).
            product: what, shape (n,).
            rating: positive ratings, not a number where an attribute was not rated; shape (n, k).

        Raises:
            ValueError: shapes differ, a rating is not positive, or somebody rates a product twice.
            NotEnoughData: there is no rating at all.

        Formula: x̄ = Σ x / n over those who rated; a respondent moves it by (x − x̄) / √(n (n − 1)), so that the
        squares add up to s² / n, and products over two means to their covariance.
        """
        who, what = np.asarray(respondent, dtype=np.str_), np.asarray(product, dtype=np.str_)
        scores = np.asarray(rating, dtype=np.float64)
        if scores.ndim != 2 or who.shape != (len(scores),) or what.shape != who.shape:
            raise ValueError("ratings are one row of attributes for each respondent and product")
        _check_positive(scores)
        if not np.any(np.isfinite(scores)):
            raise NotEnoughData(
                "no_ratings",
                Text("không có điểm đánh giá nào", "there is no rating"),
                Text("ít nhất một điểm đánh giá", "one rating"),
            )
        respondents, row = np.unique(who, return_inverse=True)
        products, column = np.unique(what, return_inverse=True)
        if len(np.unique(row * len(products) + column)) < len(scores):
            raise ValueError("a respondent rates a product once")
        cube = np.full((len(respondents), len(products), scores.shape[1]), np.nan)
        cube[row, column] = scores
        rated = np.isfinite(cube)
        count = rated.sum(axis=0).astype(np.int64)
        total = np.where(rated, cube, 0.0).sum(axis=0)
        mean = np.divide(total, count, out=np.full(count.shape, np.nan), where=count > 0)
        has_error = count > 1
        scale = np.sqrt(np.where(has_error, count * (count - 1.0), 1.0))
        # The mean of equal ratings may miss them by its last digit, which is no spread.
        varies = np.where(rated, cube, -np.inf).max(axis=0) > np.where(rated, cube, np.inf).min(axis=0)
        moves = np.where(rated & has_error & varies, (cube - mean) / scale, 0.0)
        return cls(
            products,
            mean,
            count,
            has_error,
            respondents,
            moves,
            rated,
            np.ones(len(respondents)),
            knows_covariance=True,
        )

    @classmethod
    def of_means(
        cls,
        product: ArrayLike,
        mean: ArrayLike,
        *,
        sd: ArrayLike | None = None,
        n: ArrayLike | None = None,
        correlation: float | None = None,
    ) -> Self:
        """Take means that somebody else has reckoned; each product was rated by respondents of its own.

        Args:
            product: codes, shape (p,).
            mean: positive mean ratings, not a number where not rated; shape (p, k).
            sd: standard deviations of the single ratings, shape (p, k); without them there is no sampling error.
            n: respondents behind each mean, shape (p, k) or (p, 1); goes with `sd`.
            correlation: of the ratings of two attributes by one respondent, in [0, 1]. Means do not tell it. Without it
                ratios have their error, scores have none.

        Raises:
            ValueError: shapes differ, a mean is not positive, or an `sd`, `n` or `correlation` is out of range.
        """
        codes, means = np.asarray(product, dtype=np.str_), np.asarray(mean, dtype=np.float64)
        if means.ndim != 2 or codes.shape != (len(means),):
            raise ValueError("means are one row of attributes for each product")
        _check_positive(means)
        if len(np.unique(codes)) < len(codes):
            raise ValueError("a product has one row of means")
        if (sd is None) != (n is None) or (correlation is not None and not 0 <= correlation <= 1):
            raise ValueError("sd goes with n, and a correlation lies between 0 and 1")
        spread = np.broadcast_to(np.asarray(np.nan if sd is None else sd, dtype=np.float64), means.shape)
        counts = np.broadcast_to(np.asarray(0 if n is None else n, dtype=np.int64), means.shape)
        if np.any(spread < 0) or np.any(counts < 0):
            raise ValueError("an sd and a count are not negative")
        order = np.argsort(codes)
        codes, means, spread, counts = codes[order], means[order], spread[order], counts[order]
        has_error = np.isfinite(means) & np.isfinite(spread) & (counts > 1)
        errors = np.where(has_error, spread / np.sqrt(np.maximum(counts, 1)), 0.0)
        (p, k), common = means.shape, correlation or 0.0
        # A respondent who moves all attributes of a product at once, and one for each attribute alone.
        moves = np.zeros((p, k + 1, p, k))
        for i in range(p):
            moves[i, 0, i] = np.sqrt(common) * errors[i]
            moves[i, 1:, i] = np.diag(np.sqrt(1 - common) * errors[i])
        fewest = np.where(has_error, counts, np.iinfo(np.int64).max).min(axis=1)
        worth = np.repeat(np.where(has_error.any(axis=1), fewest / (k + 1), 0.0), k + 1)
        names = np.asarray([f"\x00{code}\x00{j}" for code in codes for j in range(k + 1)], dtype=np.str_)
        flat = moves.reshape(p * (k + 1), p, k)
        nobody = np.zeros(flat.shape, dtype=np.bool_)
        return cls(
            codes,
            means,
            counts,
            has_error,
            names,
            flat,
            nobody,
            worth,
            knows_covariance=correlation is not None or k == 1,
        )

    def place_of(self, product: str) -> int:
        """Return which row of the means is a product's.

        Raises:
            ValueError: nobody rated it.
        """
        found = np.flatnonzero(self.products == product)
        if not len(found):
            raise ValueError(f"nobody rated {product}")
        return int(found[0])

    def error_of(self, slope: Floats, respondents: Codes | None = None, moves: Floats | None = None) -> SamplingError:
        """Return the sampling error of functions of the means, to first order.

        Args:
            slope: derivative of each of q functions by each mean, shape (q, p, k).
            respondents: people who move the functions in another way too, such as by their weights; shape (l,).
            moves: by how much, shape (l, q).
        """
        mine = np.einsum("qpk,mpk->mq", slope, self.moves)
        others = np.zeros(0, dtype=np.str_) if respondents is None else respondents
        everybody = np.unique(np.concatenate([self.respondents, others]))
        here, there = np.searchsorted(everybody, self.respondents), np.searchsorted(everybody, others)
        total = np.zeros((len(everybody), len(slope)))
        total[here] += mine
        pattern = np.zeros((len(everybody), len(self.products) + 1), dtype=np.bool_)
        pattern[here, :-1] = (self.rated | (self.moves != 0)).any(axis=2)
        worth = np.ones(len(everybody))
        worth[here] = self.worth
        if moves is not None:
            total[there] += moves
            pattern[there, -1] = True
        _, group = np.unique(pattern, axis=0, return_inverse=True)
        error = pooled(total, group.reshape(-1).astype(np.int64), worth)
        size = np.einsum("qpk,mpk->q", slope**2, self.moves**2)
        is_dark = (error.standard_error**2 <= _ROUNDING * size) | ((slope != 0) & ~self.has_error).any(axis=(1, 2))
        return SamplingError(np.where(is_dark, np.nan, error.standard_error), error.freedom)


def _check_positive(scores: Floats) -> None:
    if np.any(np.isinf(scores)) or np.any(scores <= 0):
        raise ValueError("ratings are positive: a ratio of ratings needs a scale that begins above zero")
