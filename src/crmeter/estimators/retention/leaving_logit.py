"""Who is about to leave a contract, by what is known of them, and by which of it."""

from collections.abc import Mapping, Sequence
from typing import Self

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from crmeter.estimators.arrays import Booleans, Floats, Integers
from crmeter.estimators.estimates import Estimates
from crmeter.estimators.retention.leaving_check import LeavingCheck
from crmeter.estimators.ridge_logit import RIDGES, climbed
from crmeter.vocabulary import NotEnoughData, Text

_FOLDS = 5
_FEWEST = 10
# Beside the best known direction: beyond it no digit of an inverse is left.
_NOTHING = 1e-12
# A sum of features that the data tell of leaves no more than this of itself in the directions they do not tell of.
_FAR = 1e-6


class LeavingLogit:
    """Logistic regression of leaving with a ridge, for contracts of which is known who ended them.

    Args:
        names: of the features, K of them.
        ridge: λ ≥ 0, on features divided by their standard deviation, the constant apart; None chooses the one under
            which customers who were kept back are foretold best.

    Attributes (after fit):
        intercept_: of features as they are.
        coefficients_: shape (K,), by which the log-odds grow with one unit of each feature; `params_` by name.
        standard_errors_: by name, of coefficients that nothing draws to 0: a ridge hides no error. Not a number where
            features go together so closely that only the ridge tells them apart.
        ridge_: that was used.
        loglik_: not penalised.
        n_: customers.
        n_left_: those of them who left.
        check_: how well customers are foretold that the fit has not seen, by turns of five folds.
        diagnosis_: what is the matter, or None.

    Formula: logit P(left) = a + x·b; maximises Σ w ln L − λ/2 Σ (s_k b_k)². Source: le Cessie & van Houwelingen 1992,
    Applied Statistics 41(1), eq. 2. Bounds stand around b + I⁻¹ λ s² b, one Newton step of plain likelihood from where
    the ridge holds b, with the inverse of the plain information I: the one-step estimator of Bickel 1975, JASA 70.
    """

    intercept_: float
    coefficients_: Floats
    params_: Mapping[str, float]
    standard_errors_: Mapping[str, float]
    ridge_: float
    loglik_: float
    n_: int
    n_left_: int
    check_: LeavingCheck
    diagnosis_: Text | None
    _mean: Floats
    # Of the intercept and the features: what they are divided by. The three below are of divided ones.
    _scale: Floats
    _covariance: Floats
    # What a ridge took off the intercept and the coefficients.
    _drawn: Floats
    # Sums of features of which the data tell nothing, such as a difference of two that are always alike; by row.
    _untold: Floats

    def __init__(self, names: Sequence[str], *, ridge: float | None = None) -> None:
        if ridge is not None and ridge < 0:
            raise ValueError("ridge is not negative")
        self.names = tuple(names)
        self.ridge = ridge

    def fit(self, features: ArrayLike, left: ArrayLike, weights: ArrayLike | None = None) -> Self:
        """Find what goes with leaving.

        Args:
            features: shape (n, K), as they stood before anybody of them left.
            left: whether each left, shape (n,).
            weights: of customers, shape (n,), positive; by default 1.

        Raises:
            ValueError: shapes differ, or a number is none.
            NotEnoughData: fewer than ten left, or stayed, or a feature is the same for all.
        """
        x, gone = np.asarray(features, dtype=np.float64), np.asarray(left, dtype=np.bool_)
        w = np.ones(len(gone)) if weights is None else np.asarray(weights, dtype=np.float64)
        if x.shape != (len(gone), len(self.names)) or w.shape != gone.shape:
            raise ValueError("there is one name for each feature, and one answer and weight for each customer")
        if not (np.all(np.isfinite(x)) and np.all(np.isfinite(w) & (w > 0))):
            raise ValueError("features are finite and weights positive")
        self.n_, self.n_left_ = len(gone), int(gone.sum())
        self._refuse_thin(x)
        self._mean, spread = np.average(x, axis=0, weights=w), x.std(axis=0)
        scaled = (x - self._mean) / spread
        fold = _folds(gone)
        if self.ridge is None:
            scores = [_foretold(scaled, gone, w, fold, each)[1] for each in RIDGES]
            self.ridge_ = RIDGES[int(np.argmax(scores))]
        else:
            self.ridge_ = self.ridge
        odds, _ = _foretold(scaled, gone, w, fold, self.ridge_)
        self.check_ = LeavingCheck.of(odds, gone, w)
        b, converged = climbed(scaled, gone, w, self.ridge_)
        self.coefficients_ = b[1:] / spread
        self.intercept_ = float(b[0] - self._mean @ self.coefficients_)
        self._scale = np.r_[1.0, spread]
        self._covariance, self._untold = _plain_covariance(scaled, w, b)
        self._drawn = self._covariance @ np.r_[0.0, self.ridge_ * b[1:]]
        self.params_ = dict(zip(self.names, map(float, self.coefficients_), strict=True))
        errors = self._errors(np.diag(1 / self._scale))[1:]
        self.standard_errors_ = dict(zip(self.names, map(float, errors), strict=True))
        self.loglik_ = _loglik(scaled, gone, w, b)
        self.diagnosis_ = self._diagnosis(converged)
        return self

    def predict(self, features: ArrayLike, level: float = 0.8) -> Estimates:
        """Return how probable it is that each customer leaves, with bounds, shape (n,).

        Args:
            features: shape (n, K).
            level: probability that an interval of the chance of such customers holds the truth. It holds the estimate
                too, which a ridge may have drawn nearer to the mean than the data alone would. Not a number of
                customers who differ in a way in which none of those differed that the model was fitted to.
        """
        x = np.asarray(features, dtype=np.float64)
        odds = self.intercept_ + x @ self.coefficients_
        around = np.column_stack([np.ones(len(x)), x - self._mean]) / self._scale
        error = float(special.ndtri((1 + level) / 2)) * self._errors(around)
        plain = odds + around @ self._drawn
        low, high = np.minimum(plain - error, odds), np.maximum(plain + error, odds)
        return Estimates(special.expit(odds), special.expit(low), special.expit(high), level)

    def _errors(self, around: Floats) -> Floats:
        """Return the standard error of some sums of the intercept and the coefficients; not a number where unknown."""
        spread = np.sqrt(np.maximum(np.einsum("ni,ij,nj->n", around, self._covariance, around), 0.0))
        untold = np.linalg.norm(around @ self._untold.T, axis=1)
        return np.where(untold > _FAR * np.linalg.norm(around, axis=1), np.nan, spread)

    def reasons(self, features: ArrayLike) -> Floats:
        """Return by how much each feature moves the log-odds of a customer away from those of the mean customer.

        Args:
            features: shape (n, K).

        Returns:
            b_k (x_k − mean_k), shape (n, K); they add up to the difference of the log-odds.
        """
        return np.asarray((np.asarray(features, dtype=np.float64) - self._mean) * self.coefficients_, dtype=np.float64)

    def _refuse_thin(self, x: Floats) -> None:
        if min(self.n_left_, self.n_ - self.n_left_) < _FEWEST:
            raise NotEnoughData(
                "few_left",
                Text("{left} khách đã rời, {stayed} khách còn lại", "{left} customers left and {stayed} stayed").fill(
                    left=self.n_left_, stayed=self.n_ - self.n_left_
                ),
                Text("ít nhất 10 khách mỗi bên", "at least 10 of each"),
            )
        same = [name for name, column in zip(self.names, x.T, strict=True) if column.min() == column.max()]
        if same:
            raise NotEnoughData(
                "no_differences",
                Text("{names}: mọi khách như nhau", "{names}: all customers are the same in it").fill(
                    names=", ".join(same)
                ),
                Text("những khách khác nhau", "customers who differ"),
            )

    def _diagnosis(self, converged: bool) -> Text | None:
        # A ridge keeps coefficients finite however well a feature foretells, so customers not seen are asked too.
        if not converged or self.check_.auc == 1:
            return Text(
                "một đặc điểm cho biết trước chắc chắn ai rời: hãy kiểm tra xem nó có được ghi sau khi khách rời không",
                "a feature foretells leaving without fail: see whether it was written down after somebody had left",
            )
        if self.check_.log_loss >= self.check_.log_loss_of_rate:
            return Text(
                "mô hình không đoán tốt hơn tỷ lệ chung", "the model foretells no better than the overall rate does"
            )
        return None


def _plain_covariance(x: Floats, w: Floats, b: Floats) -> tuple[Floats, Floats]:
    """Return the inverse of the information without the ridge, and the directions of which it knows nothing, by row."""
    design = np.column_stack([np.ones(len(x)), x])
    p = special.expit(design @ b)
    known, directions = np.linalg.eigh((design * (w * p * (1 - p))[:, None]).T @ design)
    is_told = known > _NOTHING * known[-1]
    told = directions[:, is_told]
    return (told / known[is_told]) @ told.T, directions[:, ~is_told].T


def _loglik(x: Floats, gone: Booleans, w: Floats, b: Floats) -> float:
    odds = b[0] + x @ b[1:]
    return float(w @ (np.where(gone, special.log_expit(odds), special.log_expit(-odds))))


def _foretold(x: Floats, gone: Booleans, w: Floats, fold: Integers, ridge: float) -> tuple[Floats, float]:
    """Return the log-odds of each customer by a fit without their fold, and ln L of these."""
    odds = np.empty(len(gone))
    for each in range(_FOLDS):
        kept_back = fold == each
        b, _ = climbed(x[~kept_back], gone[~kept_back], w[~kept_back], ridge)
        odds[kept_back] = b[0] + x[kept_back] @ b[1:]
    return odds, float(w @ np.where(gone, special.log_expit(odds), special.log_expit(-odds)))


def _folds(gone: Booleans) -> Integers:
    """Return the fold of each customer: by turns among those who left and those who stayed, the same each time."""
    fold = np.empty(len(gone), dtype=np.int64)
    rng = np.random.default_rng(0)
    for group in (gone, ~gone):
        fold[group] = rng.permutation(int(group.sum())) % _FOLDS
    return fold
