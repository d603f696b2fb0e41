"""Us against one competitor, attribute by attribute."""

from typing import Literal, Self

import numpy as np
from scipy import special

from crmeter.estimators.arrays import Booleans, Floats, Integers
from crmeter.estimators.estimates import Estimates
from crmeter.estimators.value_analysis.ratings import Ratings
from crmeter.estimators.value_analysis.sampling_error import SamplingError
from crmeter.vocabulary import NotEnoughData, Text

Pairing = Literal["paired", "separate", "partly_paired"]


class HeadToHead:
    """The ratio and the difference of two products' ratings by each attribute, and whether they truly differ.

    Args:
        significance: probability of finding any difference where there is none, over all attributes.

    Attributes (after fit):
        ours_, theirs_: mean ratings, shape (k,).
        ratio_: ours / theirs, shape (k,).
        difference_: ours − theirs, shape (k,).
        n_ours_, n_theirs_, n_both_: respondents who rated us, them, and both; shape (k,).
        pairing_: `paired` where all rated both (Student's paired t), `separate` where nobody did (Welch's), else
            `partly_paired`; k of them.
        p_value_: two-sided, shape (k,); not a number where one side has fewer than two ratings or nothing varies.
        p_adjusted_: after Holm, shape (k,).
        is_significant_: whether the attribute differs, shape (k,).

    Formula: t = d / √(v₁ + v₂ − 2 c), v = s²/n, c the covariance of the means through those who rated both (n₁₂), with
    n₁₂ − 1 + (γ − n₁₂ + 1)(n_a + n_b) / (n_a + n_b + 2 n₁₂) degrees of freedom, γ Welch's, n_a and n_b those who rated
    one alone. It is Welch's t where n₁₂ = 0 and the paired t where n_a = n_b = 0. Source: Derrick, Russ, Toher & White
    2017, J. Mod. Appl. Stat. Methods 16(1); Holm 1979, Scand. J. Statist. 6(2); chart: Gale 1994, Managing Customer
    Value.
    """

    ours_: Floats
    theirs_: Floats
    ratio_: Floats
    difference_: Floats
    n_ours_: Integers
    n_theirs_: Integers
    n_both_: Integers
    pairing_: tuple[Pairing, ...]
    p_value_: Floats
    p_adjusted_: Floats
    is_significant_: Booleans
    _difference_error: SamplingError
    _ratio_error: SamplingError

    def __init__(self, *, significance: float = 0.05) -> None:
        self.significance = significance

    def fit(self, ratings: Ratings, ours: str, theirs: str) -> Self:
        """Compare two products.

        Args:
            ratings: of k attributes.
            ours: the code of our product.
            theirs: the code of the competitor's.

        Raises:
            ValueError: the codes are the same or nobody rated one of them, or the significance is no probability.
            NotEnoughData: no attribute was rated of both.
        """
        if not 0 < self.significance < 1:
            raise ValueError("a significance is a probability between 0 and 1")
        if ours == theirs:
            raise ValueError("a product is not compared to itself")
        a, b = ratings.place_of(ours), ratings.place_of(theirs)
        self.ours_, self.theirs_ = ratings.mean[a], ratings.mean[b]
        if not np.any(np.isfinite(self.ours_ + self.theirs_)):
            raise NotEnoughData(
                "no_common_attribute",
                Text("không có tiêu chí nào được chấm cho cả hai sản phẩm", "no attribute was rated of both products"),
                Text("ít nhất một tiêu chí chung", "at least one attribute in common"),
            )
        self.ratio_, self.difference_ = self.ours_ / self.theirs_, self.ours_ - self.theirs_
        self.n_ours_, self.n_theirs_ = ratings.count[a], ratings.count[b]
        self.n_both_ = (ratings.rated[:, a] & ratings.rated[:, b]).sum(axis=0).astype(np.int64)
        self.pairing_ = tuple(
            _pairing(int(n1), int(n2), int(both))
            for n1, n2, both in zip(self.n_ours_, self.n_theirs_, self.n_both_, strict=True)
        )
        mine, yours = ratings.moves[:, a], ratings.moves[:, b]
        v1, v2, c = (mine**2).sum(axis=0), (yours**2).sum(axis=0), (mine * yours).sum(axis=0)
        has_error = ratings.has_error[a] & ratings.has_error[b]
        freedom = _freedom(v1, v2, self.n_ours_, self.n_theirs_, self.n_both_)
        self._difference_error = _error(v1 + v2 - 2 * c, v1 + v2, has_error, freedom)
        w1, w2 = v1 / self.ours_**2, v2 / self.theirs_**2
        by_log = _freedom(w1, w2, self.n_ours_, self.n_theirs_, self.n_both_)
        log_error = _error(w1 + w2 - 2 * c / (self.ours_ * self.theirs_), w1 + w2, has_error, by_log)
        self._ratio_error = SamplingError(self.ratio_ * log_error.standard_error, by_log)
        t = np.abs(self.difference_) / self._difference_error.standard_error
        self.p_value_ = np.where(np.isfinite(t), 2 * special.stdtr(freedom, -t), np.nan)
        self.p_adjusted_ = _holm(self.p_value_)
        self.is_significant_ = self.p_adjusted_ <= self.significance
        return self

    def ratio(self, level: float = 0.8) -> Estimates:
        """Return ours / theirs, shape (k,), with bounds symmetric in the logarithm; each attribute for itself."""
        return self._ratio_error.around(self.ratio_, level, "log")

    def difference(self, level: float = 0.8) -> Estimates:
        """Return ours − theirs, shape (k,), with bounds; each attribute for itself."""
        return self._difference_error.around(self.difference_, level)


def _pairing(n_ours: int, n_theirs: int, both: int) -> Pairing:
    if both == 0:
        return "separate"
    return "paired" if n_ours == n_theirs == both else "partly_paired"


def _freedom(v1: Floats, v2: Floats, n1: Integers, n2: Integers, both: Integers) -> Floats:
    burden = v1**2 / np.maximum(n1 - 1, 1) + v2**2 / np.maximum(n2 - 1, 1)
    welch = np.divide((v1 + v2) ** 2, burden, out=np.ones(len(v1)), where=burden > 0)
    alone = (n1 - both) + (n2 - both)
    everybody = np.maximum(alone + 2 * both, 1)
    return np.maximum(both - 1 + (welch - both + 1) * alone / everybody, 1.0)


def _error(variance: Floats, size: Floats, has_error: Booleans, freedom: Floats) -> SamplingError:
    """Return standard errors; none where all differ alike, which rounding would leave a hair above 0."""
    usable = has_error & (variance > 1e-12 * size)
    return SamplingError(np.sqrt(np.where(usable, variance, np.nan)), freedom)


def _holm(p: Floats) -> Floats:
    adjusted = np.full(len(p), np.nan)
    tested = np.flatnonzero(np.isfinite(p))
    order = tested[np.argsort(p[tested], kind="stable")]
    adjusted[order] = np.minimum(np.maximum.accumulate(p[order] * np.arange(len(order), 0, -1)), 1.0)
    return adjusted
