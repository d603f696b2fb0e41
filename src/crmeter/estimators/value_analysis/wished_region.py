"""Where on the value map a segment chooses: the region of price and quality it wishes."""

from dataclasses import dataclass

import numpy as np

from crmeter.estimators.arrays import Floats
from crmeter.estimators.estimates import Estimates
from crmeter.estimators.value_analysis.sampling_error import SamplingError


@dataclass(frozen=True, slots=True, eq=False)
class WishedRegion:
    """The mean and spread of what a segment chooses.

    Args:
        segment: its code; empty for the whole market.
        weight: its part of all choices, in [0, 1].
        quality: mean relative quality, shape ().
        price: mean relative price, shape ().
        quality_sd: spread of the relative quality chosen; mean ± sd is the box.
        price_sd: likewise.
        correlation: of the two, which tilts the ellipse; not a number where one does not vary.
        n_effective: how many equal choices say as much, (Σw)² / Σw².
    """

    segment: str
    weight: float
    quality: Estimates
    price: Estimates
    quality_sd: float
    price_sd: float
    correlation: float
    n_effective: float


def region(
    segment: str, quality: Floats, price: Floats, weight: Floats, part: float, level: float, *, is_sample: bool
) -> WishedRegion:
    """Return the region of choices.

    Args:
        segment: its code.
        quality: relative quality of what was chosen, shape (n,).
        price: its relative price, shape (n,).
        weight: how much each choice counts, shape (n,).
        part: the segment's part of all choices.
        level: probability that the interval of a mean holds the truth.
        is_sample: the rows are choices of a sample, so that the means have a sampling error; shares of a whole market
            have none.

    Formula: m = Σ w x / Σ w; sd² = Σ w (x − m)² / Σ w, times n/(n − 1) for a sample;
    SE = √(n/(n − 1) Σ w² (x − m)²) / Σ w with n = (Σ w)² / Σ w². Source: Kish 1965, Survey Sampling; Cochran 1977,
    Sampling Techniques.
    """
    w = weight / weight.sum()
    n = float(1 / (w @ w))
    points = np.stack([quality, price])
    mean = points @ w
    off = np.where(np.ptp(points, axis=1) > 0, 1.0, 0.0)[:, None] * (points - mean[:, None])
    widen = n / (n - 1) if is_sample and n > 1 + 1e-9 else (np.nan if is_sample else 1.0)
    covariance = (off * w) @ off.T * widen
    sd = np.sqrt(np.diag(covariance))
    error = np.sqrt(widen * (off**2 @ w**2)) if is_sample else np.full(2, np.nan)
    # Choices without spread do not say how far the next one may lie.
    error = np.where(error > 0, error, np.nan)
    estimates = [
        SamplingError(np.asarray(error[i]), np.asarray(max(n - 1, 1.0))).around(np.asarray(mean[i]), level)
        for i in (0, 1)
    ]
    both = float(sd[0] * sd[1])
    return WishedRegion(
        segment,
        part,
        estimates[0],
        estimates[1],
        float(sd[0]),
        float(sd[1]),
        float(covariance[0, 1] / both) if both > 0 else float("nan"),
        n,
    )
