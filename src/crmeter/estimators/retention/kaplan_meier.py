"""How long customers stay: which share is still there after each time, where some are still there when one looks."""

from typing import Self

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from crmeter.estimators.arrays import Floats, Integers
from crmeter.estimators.estimates import Estimates
from crmeter.vocabulary import NotEnoughData, Text


class KaplanMeier:
    """The share of customers who stay longer than a time, without assuming any shape of it.

    Attributes (after fit):
        times_: the times at which somebody left, ascending, shape (k,), in the unit of the durations.
        at_risk_: customers who were still there just before each time, shape (k,).
        left_: customers who left at each time, shape (k,).
        survival_: share who stay longer than each time, shape (k,).
        longest_: the longest duration that was seen; beyond it the share is not known unless nobody is left.
        n_: customers.
        n_left_: those of them who left.

    Formula: S(t) = Π (1 − d_i / n_i) over the times t_i ≤ t at which d_i of n_i customers left. Variance: Greenwood,
    S² Σ d_i / (n_i (n_i − d_i)). Bounds are symmetric in ln(−ln S), so that they stay within 0 and 1. Source: Kaplan &
    Meier 1958, J. Am. Stat. Assoc. 53, eq. 2b; Greenwood 1926; Kalbfleisch & Prentice 2002, section 1.4; median by
    Brookmeyer & Crowley 1982, Biometrics 38.
    """

    times_: Floats
    at_risk_: Integers
    left_: Integers
    survival_: Floats
    longest_: float
    n_: int
    n_left_: int
    _greenwood: Floats

    def fit(self, durations: ArrayLike, observed: ArrayLike, weights: ArrayLike | None = None) -> Self:
        """Count who was there and who left, time by time.

        Args:
            durations: how long each customer was seen, shape (n,), not negative, in any unit.
            observed: whether they were seen to leave at its end, shape (n,); who was not was still there and may leave
                later. Of equal durations those who left come first.
            weights: customers per row, shape (n,), positive whole numbers; one each by default.

        Raises:
            ValueError: shapes differ, a duration is negative or no number, or a weight no count.
            NotEnoughData: there is no customer.
        """
        times, leaving = np.asarray(durations, dtype=np.float64), np.asarray(observed, dtype=np.bool_)
        if times.ndim != 1 or times.shape != leaving.shape:
            raise ValueError("durations and observed are one number and one answer for each customer")
        if not np.all(np.isfinite(times) & (times >= 0)):
            raise ValueError("durations are finite and not negative")
        counts = np.ones(len(times), dtype=np.int64) if weights is None else np.asarray(weights)
        if counts.shape != times.shape or not np.all((counts > 0) & (counts == np.floor(counts))):
            raise ValueError("weights are numbers of customers")
        if not len(times):
            raise NotEnoughData(
                "no_customers",
                Text("không có khách nào", "there is no customer"),
                Text("ít nhất một khách", "one customer"),
            )
        self.n_, self.n_left_ = int(counts.sum()), int(counts[leaving].sum())
        self.longest_ = float(times.max())
        self.times_, place = np.unique(times[leaving], return_inverse=True)
        self.left_ = np.bincount(place, counts[leaving], len(self.times_)).astype(np.int64)
        order = np.argsort(times)
        gone_before = np.concatenate([[0], np.cumsum(counts[order])])
        self.at_risk_ = (self.n_ - gone_before[np.searchsorted(times[order], self.times_, side="left")]).astype(
            np.int64
        )
        self.survival_ = np.cumprod(1 - self.left_ / self.at_risk_).astype(np.float64)
        staying = self.at_risk_ - self.left_
        with np.errstate(divide="ignore"):
            self._greenwood = np.cumsum(np.where(staying > 0, self.left_ / (self.at_risk_ * staying), np.inf))
        return self

    def survival(self, at: ArrayLike, level: float = 0.8, *, with_interval: bool = True) -> Estimates:
        """Return the share who stay longer than some times.

        Args:
            at: times, shape (m,) or ().
            level: probability that an interval holds the truth.
            with_interval: give bounds.

        Returns:
            Shares shaped as `at`; not a number beyond `longest_` while somebody is left. Bounds are not a number where
            nobody has left yet, or nobody is left: there is no sampling error to be seen from.
        """
        times = np.asarray(at, dtype=np.float64)
        place = np.searchsorted(self.times_, times, side="right")
        value = np.concatenate([[1.0], self.survival_])[place]
        is_unknown = (times > self.longest_) & (value > 0)
        value = np.where(is_unknown, np.nan, value)
        if not with_interval:
            return Estimates(value, None, None, level)
        low, high = self._bounds(level)
        nothing = np.where(is_unknown, np.nan, 1.0)
        bounds = [np.concatenate([[np.nan], each])[place] * nothing for each in (low, high)]
        return Estimates(value, bounds[0], bounds[1], level)

    def quantile(self, share: float = 0.5, level: float = 0.8) -> tuple[float | None, float | None, float | None]:
        """Return the time by which a share of the customers has left, with its bounds.

        Args:
            share: in (0, 1); a half gives the median.
            level: probability that the interval holds the truth.

        Returns:
            The first time with S(t) ≤ 1 − share, and the first times at which the lower and the upper bound of S come
            down to it; None where what was seen does not reach so far. Where nobody is left S has no bounds, so that
            such a time is none of them.
        """
        if not 0 < share < 1:
            raise ValueError("a share lies between 0 and 1")
        low, high = self._bounds(level)
        value, lower, upper = (self._first_below(curve, 1 - share) for curve in (self.survival_, low, high))
        return value, lower, upper

    def restricted_mean(self, horizon: float, level: float = 0.8) -> tuple[float, float | None, float | None]:
        """Return how long a customer is there on average within a horizon, with its bounds.

        Args:
            horizon: a time, not beyond `longest_` while somebody is left.
            level: probability that the interval holds the truth.

        Returns:
            ∫ S(t) dt from 0 to the horizon, and bounds from the variance Σ A_i² d_i / (n_i (n_i − d_i)), where A_i is
            the integral from t_i to the horizon, which end at 0 and at the horizon. None for bounds where that variance
            is 0: nobody left within the horizon, or everybody at once.

        Raises:
            ValueError: the horizon is not positive.
            NotEnoughData: nobody was seen for so long.
        """
        if not horizon > 0:
            raise ValueError("a horizon is positive")
        if horizon > self.longest_ and not (len(self.survival_) and self.survival_[-1] == 0):
            raise NotEnoughData(
                "short_history",
                Text("chưa khách nào được theo dõi lâu như vậy", "nobody was seen for so long"),
                Text("một chân trời ngắn hơn", "a shorter horizon"),
            )
        inside = self.times_ < horizon
        times = np.concatenate([[0.0], self.times_[inside], [horizon]])
        areas = np.concatenate([[1.0], self.survival_[inside]]) * np.diff(times)
        beyond = np.cumsum(areas[::-1])[::-1][1:]
        staying = self.at_risk_[inside] - self.left_[inside]
        terms = np.divide(
            beyond**2 * self.left_[inside],
            self.at_risk_[inside] * staying,
            out=np.zeros(len(beyond)),
            where=staying > 0,
        )
        value, z = float(areas.sum()), float(special.ndtri((1 + level) / 2))
        if not terms.any():
            return value, None, None
        error = z * float(np.sqrt(terms.sum()))
        return value, max(0.0, value - error), min(float(horizon), value + error)

    def _bounds(self, level: float) -> tuple[Floats, Floats]:
        z = float(special.ndtri((1 + level) / 2))
        with np.errstate(divide="ignore", invalid="ignore"):
            log = np.log(self.survival_)
            spread = np.exp(z * np.sqrt(self._greenwood) / np.abs(log))
            low, high = self.survival_**spread, self.survival_ ** (1 / spread)
        nothing = np.where((self.survival_ > 0) & (self.survival_ < 1), 1.0, np.nan)
        return low * nothing, high * nothing

    def _first_below(self, curve: Floats, share: float) -> float | None:
        # The product of factors may miss an exact share by its last digit.
        below = np.flatnonzero(curve <= share + 1e-12)
        return float(self.times_[below[0]]) if len(below) else None
