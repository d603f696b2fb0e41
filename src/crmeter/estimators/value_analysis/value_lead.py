"""How far our product is ahead of a competitor's in value, and which better rating would bring it level."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from crmeter.estimators.arrays import Floats
from crmeter.estimators.estimates import Estimates
from crmeter.estimators.value_analysis.ratings import Ratings
from crmeter.estimators.value_analysis.sampling_error import SamplingError
from crmeter.estimators.value_analysis.weights import Weights

_STEP = 1e-20
_HALVINGS = 60


@dataclass(frozen=True, slots=True)
class Route:
    """What one attribute alone would have to be rated.

    Args:
        attribute: its place.
        now: our mean rating.
        needed: the rating that brings us level, shape ().
        top: the best that can be rated.
    """

    attribute: int
    now: float
    needed: Estimates
    top: float

    @property
    def effort(self) -> float:
        """The rise that is needed, as a part of the room that is left."""
        return (float(self.needed.value) - self.now) / (self.top - self.now)


class ValueLead:
    """The distance of our product from the fair-value line less that of a competitor's.

    Args:
        weights: of the k attributes of quality, in the order of the ratings.
        price_weight: how much price counts in the market's choice, in (0, 1).
        is_share_of_all: a figure is set against the mean of all products, its own among them; else of the others.

    Attributes (after fit):
        lead_: points of relative price; negative where we are behind.

    Formula: lead = b (q₁ − q₂) − (p₁ − p₂), b = (1 − w) / w, q = 100 Σ w_j x_j / x̄_j and p = 100 x / x̄ of the price,
    x̄ the mean of the others (or of all). What an attribute needs is the root of the lead in our rating of it, all else
    as it is. Errors are to first order from what each respondent adds to all means and to the weights, so that what
    both products share cancels; that of the root is the error of the lead there, our own rating taken as set, over its
    slope. Source: Gale 1994, Managing Customer Value; implicit functions: Casella & Berger 2002, Statistical
    Inference, 5.5.4.
    """

    lead_: float
    _ratings: Ratings
    _ours: int
    _theirs: int

    def __init__(self, weights: Weights, *, price_weight: float = 0.5, is_share_of_all: bool = False) -> None:
        self.weights = weights
        self.price_weight = price_weight
        self.is_share_of_all = is_share_of_all

    def fit(self, ratings: Ratings, ours: str, theirs: str) -> Self:
        """Compare two products.

        Args:
            ratings: of the k attributes and, last, of the price.
            ours: the code of our product.
            theirs: the code of the competitor's.

        Raises:
            ValueError: the codes are the same or unknown, a mean is missing, or the attributes are not those of the
                weights.
        """
        if ours == theirs or ratings.mean.shape[1] != len(self.weights.share) + 1:
            raise ValueError("two products are compared by the attributes of the weights and the price")
        if not np.all(np.isfinite(ratings.mean)):
            raise ValueError("each product is rated by each attribute and its price")
        self._ratings, self._ours, self._theirs = ratings, ratings.place_of(ours), ratings.place_of(theirs)
        self.lead_ = float(self._lead(ratings.mean.astype(np.complex128)).real)
        return self

    def lead(self, level: float = 0.8) -> Estimates:
        """Return the lead, shape (); without bounds where a sampling error is not known."""
        mean = self._ratings.mean
        return self._error(mean, self._slope(mean)).around(np.asarray(self.lead_), level)

    def route(self, attribute: int, top: float, level: float = 0.8) -> Route | None:
        """Return what our rating of an attribute would have to be, all else as it is.

        Args:
            attribute: its place.
            top: the best that can be rated.
            level: probability that the interval holds the truth.

        Returns:
            None where we are ahead already, or even the best rating would not do.
        """
        now = float(self._ratings.mean[self._ours, attribute])
        if self.lead_ >= 0 or now >= top or self._lead_at(attribute, top) < 0:
            return None
        low, high = now, top
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if self._lead_at(attribute, middle) < 0 else (low, middle)
        mean = self._ratings.mean.copy()
        mean[self._ours, attribute] = high
        slope = self._slope(mean)
        rise = float(slope[self._ours, attribute])
        slope[self._ours, attribute] = 0.0
        error = self._error(mean, slope, rise)
        return Route(attribute, now, error.around(np.asarray(high), level), top)

    def _lead_at(self, attribute: int, rating: float) -> float:
        mean = self._ratings.mean.astype(np.complex128)
        mean[self._ours, attribute] = rating
        return float(self._lead(mean).real)

    def _ratios(self, mean: NDArray[np.complex128]) -> NDArray[np.complex128]:
        """Return the ratios of all products to their base, shape (p, k + 1)."""
        n, total = len(mean), mean.sum(axis=0)
        return np.asarray(mean / (total / n if self.is_share_of_all else (total - mean) / (n - 1)), dtype=np.complex128)

    def _lead(self, mean: NDArray[np.complex128]) -> np.complex128:
        ratios = self._ratios(mean)
        apart = 100 * (ratios[self._ours] - ratios[self._theirs])
        return np.complex128(self._line * (apart[:-1] @ self.weights.share) - apart[-1])

    @property
    def _line(self) -> float:
        return (1 - self.price_weight) / self.price_weight

    def _slope(self, mean: Floats) -> Floats:
        """Return the derivative of the lead by each mean, exact by a step along the imaginary axis."""
        slope = np.zeros(mean.shape)
        for place in np.ndindex(mean.shape):
            moved = mean.astype(np.complex128)
            moved[place] += 1j * _STEP
            slope[place] = float(self._lead(moved).imag) / _STEP
        return slope

    def _error(self, mean: Floats, slope: Floats, rise: float = 1.0) -> SamplingError:
        ratios = self._ratios(mean.astype(np.complex128)).real
        by_weight = 100 * self._line * (ratios[self._ours] - ratios[self._theirs])[:-1]
        makers, moves = self.weights.respondents, self.weights.moves @ by_weight
        given = (makers, moves[:, None] / rise) if len(makers) else ()
        error = self._ratings.error_of(slope[None] / rise, *given)
        if not self._ratings.knows_covariance:
            return SamplingError(np.asarray(np.nan), error.freedom[0])
        return SamplingError(error.standard_error[0], error.freedom[0])
