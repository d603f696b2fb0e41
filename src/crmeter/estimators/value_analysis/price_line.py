"""The line that prices follow along quality, fitted as a check of the fair-value line."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import special

from crmeter.estimators.arrays import Floats
from crmeter.vocabulary import NotEnoughData, Text


@dataclass(frozen=True, slots=True)
class PriceLine:
    """price = intercept + slope · quality; the bounds of the slope are None where the points do not bound it."""

    intercept: float
    slope: float
    low: float | None
    high: float | None
    level: float
    method: Literal["ordinary", "orthogonal"]


def fitted(
    quality: Floats, price: Floats, method: Literal["ordinary", "orthogonal"], level: float, error_ratio: float
) -> PriceLine:
    """Return the line of price on quality with the interval of its slope.

    Args:
        quality: shape (n,).
        price: shape (n,).
        method: `ordinary` takes quality as free of error, `orthogonal` both as measured with error.
        level: probability that the interval holds the slope.
        error_ratio: variance of the error of price to that of quality, for `orthogonal`.

    Raises:
        NotEnoughData: fewer than three products, products of one quality, or a cloud without direction.

    Formula, ordinary: b = s_xy / s_xx ± t √((s_yy − b s_xy) / (s_xx (n − 2))). Orthogonal, after dividing price by
    √error_ratio: b = tan θ, tan 2θ = 2 s_xy / (s_xx − s_yy), with bounds θ ± ½ arcsin(2 t √(h / (n − 2))),
    h = (s_xx s_yy − s_xy²) / ((s_xx − s_yy)² + 4 s_xy²); none where the arcsin has no value or the bounds pass the
    vertical. Source: Creasy 1956, J. R. Statist. Soc. B 18(1).
    """
    n = len(quality)
    if n < 3:
        raise NotEnoughData(
            "too_few_products",
            Text("mới có {n} sản phẩm", "there are {n} products").fill(n=n),
            Text("ít nhất ba sản phẩm", "at least three products"),
        )
    if not error_ratio > 0:
        raise ValueError("a ratio of variances is positive")
    stretch = 1.0 if method == "ordinary" else math.sqrt(error_ratio)
    x, y = quality - quality.mean(), (price - price.mean()) / stretch
    xx, yy, xy = float(x @ x), float(y @ y), float(x @ y)
    t, size = float(special.stdtrit(n - 2, 0.5 + level / 2)), max(xx, yy)
    apart = math.hypot(xx - yy, 2 * xy)
    if not (xx if method == "ordinary" else apart) > 1e-12 * size or xx == 0:
        raise NotEnoughData(
            "no_direction",
            Text("chất lượng các sản phẩm không khác nhau đủ để vẽ đường", "quality differs too little for a line"),
            Text("những sản phẩm có chất lượng khác nhau", "products of different quality"),
        )
    low: float | None = None
    high: float | None = None
    if method == "ordinary":
        slope = xy / xx
        reach = t * math.sqrt(max(yy - slope * xy, 0.0) / (xx * (n - 2)))
        low, high = slope - reach, slope + reach
    else:
        angle = math.atan2(2 * xy, xx - yy) / 2
        sine = 2 * t * math.sqrt(max(xx * yy - xy**2, 0.0) / (n - 2)) / apart
        slope = math.tan(angle)
        if sine <= 1:
            reach = math.asin(sine) / 2
            if -math.pi / 2 < angle - reach and angle + reach < math.pi / 2:
                low, high = math.tan(angle - reach) * stretch, math.tan(angle + reach) * stretch
        slope *= stretch
    return PriceLine(float(np.mean(price) - slope * np.mean(quality)), slope, low, high, level, method)
