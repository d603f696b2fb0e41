"""Standard errors that remember how many answers they stand on."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import special

from crmeter.estimators.arrays import Floats, Integers
from crmeter.estimators.estimates import Estimates


@dataclass(frozen=True, slots=True, eq=False)
class SamplingError:
    """How far estimates would move from sample to sample.

    Args:
        standard_error: shaped as the estimates; not a number where nothing tells it.
        freedom: degrees of freedom of Student's t; infinite where the standard error counts as known.
    """

    standard_error: Floats
    freedom: Floats

    def reach(self, level: float) -> Floats:
        """Return half the width of the interval that holds the truth with probability `level`."""
        if not 0 < level < 1:
            raise ValueError(f"level is a probability between 0 and 1, not {level}")
        middle = np.asarray(special.stdtrit(np.where(np.isfinite(self.freedom), self.freedom, 1.0), 0.5 + level / 2))
        t = np.where(np.isfinite(self.freedom), middle, special.ndtri(0.5 + level / 2))
        return np.asarray(t * self.standard_error, dtype=np.float64)

    def around(self, value: Floats, level: float, scale: Literal["identity", "log"] = "identity") -> Estimates:
        """Return estimates with their bounds.

        Args:
            value: estimates.
            level: probability that the bounds hold the truth.
            scale: `log` for what is positive.

        Returns:
            Bounds are not a number where the standard error is none, and None where it is none for all.
        """
        reach = self.reach(level)
        if not np.any(np.isfinite(reach)):
            return Estimates(value, None, None, level)
        if scale == "identity":
            return Estimates(value, value - reach, value + reach, level)
        factor = np.exp(np.minimum(reach / value, 700.0))
        return Estimates(value, value / factor, value * factor, level)


def pooled(moves: Floats, group: Integers, worth: Floats) -> SamplingError:
    """Return the standard errors of estimates to which independent respondents each add their part.

    Args:
        moves: by how much each of m respondents moves each of q estimates away from its mean, shape (m, q).
        group: respondents who rated the same products, shape (m,); within a group they vary alike.
        worth: how many respondents each row stands for, shape (m,).

    Returns:
        SE² = Σ moves², and freedom (Σ v_g)² / Σ v_g² / (n_g − 1) with v_g the part of group g. Not a number where
        nobody moves anything: equal answers do not say how far others may lie.

    Source: Welch 1947, Biometrika 34; Satterthwaite 1946, Biometrics Bulletin 2(6).
    """
    groups = int(group.max()) + 1 if len(group) else 0
    parts = np.zeros((groups, moves.shape[1]))
    np.add.at(parts, group, moves**2)
    sizes = np.bincount(group, weights=worth, minlength=groups)
    variance = parts.sum(axis=0)
    burden = (parts**2 / np.maximum(sizes - 1, 1.0)[:, None]).sum(axis=0)
    has_spread = variance > 0
    nothing = np.full(len(variance), np.nan)
    return SamplingError(
        np.sqrt(variance, out=nothing.copy(), where=has_spread),
        np.divide(variance**2, burden, out=nothing.copy(), where=has_spread),
    )
