"""The value map: what products are worth in customers' eyes against what they cost."""

import math
from enum import StrEnum
from typing import Literal, Self

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.arrays import Floats
from crmeter.estimators.estimates import Estimates
from crmeter.estimators.value_analysis.price_line import PriceLine, fitted
from crmeter.estimators.value_analysis.ratings import Codes
from crmeter.estimators.value_analysis.relative_price import the_only_set
from crmeter.estimators.value_analysis.sampling_error import SamplingError
from crmeter.estimators.value_analysis.wished_region import WishedRegion, region
from crmeter.vocabulary import NotEnoughData, Text


class Verdict(StrEnum):
    """On which side of the fair-value line a product lies."""

    BETTER = "better"
    FAIR = "fair"
    WORSE = "worse"

    @property
    def label(self) -> Text:
        """The words for people."""
        return _LABELS[self]


_LABELS = {
    Verdict.BETTER: Text("giá trị tốt hơn giá phải trả", "better value"),
    Verdict.FAIR: Text("ngang giá trị", "fair value"),
    Verdict.WORSE: Text("đắt so với chất lượng", "worse value"),
}


class ValueMap:
    """Products by relative quality (across) and relative price (up), and how far each lies from the fair-value line.

    Args:
        price_weight: how much price counts in the market's choice, quality counting the rest; in (0, 1). A half gives
            the line of 45 degrees.
        price_weight_error: its standard error; 0 where it is taken as known.

    Attributes (after fit):
        products_: codes in the order given, shape (n,).
        quality_: relative quality, shape (n,).
        price_: relative price, shape (n,).
        share_: market shares that add up to 1, shape (n,); None where not told.
        slope_: of the fair-value line, (1 − price_weight) / price_weight.
        set_code_: the set of equivalent products.

    Formula: fair price = 100 + b (q − 100). Distances are positive where the product is worth more than it costs:
    downward b (q − 100) − (p − 100), perpendicular the same / √(1 + b²). Variance of the downward one to first order:
    b² s_q² + s_p² − 2 b s_qp + (q − 100)² s_b². Source: Gale 1994, Managing Customer Value; 45 degrees: Yang 2005,
    Design for Six Sigma for Service, ch. 5; the market's weights and the perpendicular: Buzzell & Gale 1987, The PIMS
    Principles.
    """

    products_: Codes
    quality_: Floats
    price_: Floats
    share_: Floats | None
    slope_: float
    set_code_: str
    _quality_error: Floats
    _price_error: Floats
    _covariance: Floats

    def __init__(self, *, price_weight: float = 0.5, price_weight_error: float = 0.0) -> None:
        self.price_weight = price_weight
        self.price_weight_error = price_weight_error

    def fit(
        self,
        product: ArrayLike,
        quality: ArrayLike,
        price: ArrayLike,
        *,
        set_code: ArrayLike,
        quality_error: ArrayLike | None = None,
        price_error: ArrayLike | None = None,
        covariance: ArrayLike | None = None,
        share: ArrayLike | None = None,
    ) -> Self:
        """Put the products on the map.

        Args:
            product: codes, shape (n,).
            quality: relative quality, 100 on average; shape (n,).
            price: relative price, 100 on average; shape (n,).
            set_code: the set of equivalent products each is of, shape (n,) or one for all.
            quality_error: standard errors, shape (n,); without them distances have no interval.
            price_error: likewise; 0 for prices that are known.
            covariance: of quality and price of each product, where one survey gave both; shape (n,).
            share: market shares or counts of buyers, not negative; shape (n,).

        Raises:
            ValueError: shapes differ; a quality or price is not positive; a standard error is negative; the weight of
                price is not between 0 and 1.
            NotEnoughData: there are fewer than two products, or they are of different sets.
        """
        if not 0 < self.price_weight < 1 or not self.price_weight_error >= 0:
            raise ValueError("the weight of price lies between 0 and 1, its standard error is not negative")
        products = np.asarray(product, dtype=np.str_)
        if products.ndim != 1 or len(np.unique(products)) < len(products):
            raise ValueError("each product is named once")
        n = len(products)
        self.set_code_ = the_only_set(set_code, n)
        self.quality_, self.price_ = _column(quality, n), _column(price, n)
        if (
            not np.all(np.isfinite([self.quality_, self.price_]))
            or np.any(self.quality_ <= 0)
            or np.any(self.price_ <= 0)
        ):
            raise ValueError("relative quality and relative price are positive")
        self._quality_error = _column(np.full(n, np.nan) if quality_error is None else quality_error, n)
        self._price_error = _column(np.full(n, np.nan) if price_error is None else price_error, n)
        self._covariance = _column(np.zeros(n) if covariance is None else covariance, n)
        if np.any(self._quality_error < 0) or np.any(self._price_error < 0):
            raise ValueError("standard errors are not negative")
        if np.any(np.abs(self._covariance) > self._quality_error * self._price_error * (1 + 1e-9)):
            raise ValueError("a covariance is at most the product of the standard errors")
        shares = None if share is None else _column(share, n)
        if shares is not None and (not np.all(shares >= 0) or not 0 < shares.sum() < math.inf):
            raise ValueError("shares are not negative, and not all are 0")
        self.share_ = None if shares is None else shares / shares.sum()
        self.products_ = products
        self.slope_ = (1 - self.price_weight) / self.price_weight
        return self

    def distance(self, level: float = 0.8, *, is_perpendicular: bool = False) -> Estimates:
        """Return how far each product lies below the fair-value line; negative above it.

        Args:
            level: probability that an interval holds the truth.
            is_perpendicular: measure at right angles to the line rather than along the price.

        Returns:
            Points of relative price, shape (n,); bounds are not a number where a standard error is missing.
        """
        b, x, y = self.slope_, self.quality_ - 100, self.price_ - 100
        long = math.sqrt(1 + b**2) if is_perpendicular else 1.0
        by_slope = (x + b * y) / long**3 if is_perpendicular else x
        # d((1 − w) / w) = −dw / w²
        slope_error = self.price_weight_error / self.price_weight**2
        points = (b * self._quality_error) ** 2 + self._price_error**2 - 2 * b * self._covariance
        variance = np.maximum(points, 0.0) / long**2 + (by_slope * slope_error) ** 2
        error = SamplingError(np.sqrt(variance), np.full(len(x), np.inf))
        return error.around((b * x - y) / long, level)

    def verdicts(self, level: float = 0.8) -> tuple[Verdict | None, ...]:
        """Return whether each product is better, fair or worse value.

        Returns:
            Fair where the interval of its distance holds 0; None where there is no interval to tell by.
        """
        distance = self.distance(level)
        if distance.low is None or distance.high is None:
            return (None,) * len(self.products_)
        return tuple(_verdict(low, high) for low, high in zip(distance.low, distance.high, strict=True))

    def price_line(
        self,
        method: Literal["ordinary", "orthogonal"] = "orthogonal",
        level: float = 0.8,
        *,
        error_ratio: float = 1.0,
    ) -> PriceLine:
        """Return the line that prices do follow, to check the fair-value line by; see `price_line.fitted`."""
        return fitted(self.quality_, self.price_, method, level, error_ratio)

    def market_region(self, level: float = 0.8) -> WishedRegion:
        """Return what the market chooses: mean and spread of the map weighted by share, without sampling error.

        Raises:
            NotEnoughData: no shares were told.
        """
        if self.share_ is None:
            raise NotEnoughData(
                "no_shares",
                Text("chưa có thị phần của các sản phẩm", "market shares are not known"),
                Text("thị phần của từng sản phẩm", "the share of each product"),
            )
        return region("", self.quality_, self.price_, self.share_, 1.0, level, is_sample=False)

    def wished_regions(
        self, segment: ArrayLike, chosen: ArrayLike, weight: ArrayLike | None = None, level: float = 0.8
    ) -> tuple[WishedRegion, ...]:
        """Return where the choices of each segment lie; the places of the products count as known.

        Args:
            segment: of each respondent, shape (m,).
            chosen: the product each chose, shape (m,).
            weight: how much each counts, not negative; shape (m,).
            level: probability that the interval of a mean holds the truth.

        Raises:
            ValueError: shapes differ, a weight is negative, or a product is not on the map.
            NotEnoughData: nobody chose.
        """
        segments, codes = np.asarray(segment, dtype=np.str_), np.asarray(chosen, dtype=np.str_)
        weights = np.ones(len(codes)) if weight is None else np.asarray(weight, dtype=np.float64)
        if segments.ndim != 1 or codes.shape != segments.shape or weights.shape != segments.shape:
            raise ValueError("there is one segment, one choice and one weight for each respondent")
        if not np.all(np.isfinite(weights) & (weights >= 0)):
            raise ValueError("weights are finite and not negative")
        if not weights.sum() > 0:
            raise NotEnoughData(
                "no_choices",
                Text("chưa có lựa chọn nào của khách", "no customer has chosen"),
                Text("ít nhất một lựa chọn", "one choice"),
            )
        order = np.argsort(self.products_)
        place = np.searchsorted(self.products_[order], codes).clip(max=len(order) - 1)
        place = order[place]
        if np.any(self.products_[place] != codes):
            raise ValueError("a chosen product is not on the map")
        counted = weights > 0
        return tuple(
            region(
                str(each),
                self.quality_[place[here]],
                self.price_[place[here]],
                weights[here],
                float(weights[here].sum() / weights.sum()),
                level,
                is_sample=True,
            )
            for each in np.unique(segments[counted])
            for here in [counted & (segments == each)]
        )


def _column(values: ArrayLike, n: int) -> Floats:
    column = np.asarray(values, dtype=np.float64)
    if column.shape != (n,):
        raise ValueError("there is one value for each product")
    return column


def _verdict(low: float, high: float) -> Verdict | None:
    if math.isnan(low):
        return None
    if low > 0:
        return Verdict.BETTER
    return Verdict.WORSE if high < 0 else Verdict.FAIR
