"""How much of what makes customers choose lies with a driver, or with a group of them."""

from collections.abc import Sequence

import numpy as np

from crmeter.estimators.arrays import Booleans, Floats
from crmeter.estimators.choice.multinomial_logit import MultinomialLogit
from crmeter.estimators.delta_method import bounds_within
from crmeter.estimators.estimates import Estimates


def driver_importance(
    logit: MultinomialLogit,
    attributes: Floats,
    available: Booleans,
    groups: Sequence[Sequence[str]],
    *,
    apart: Sequence[str] = (),
    level: float = 0.8,
) -> Estimates:
    """Return the part of each group of attributes in all effects on choice.

    Formula: w_k = |b_k| s_k / Σ_l |b_l| s_l with s the standard deviation of an attribute over all brands that are
    known; a group has the sum of its members. Bounds by the delta method, from the covariance of b with s as it is:
    ∂w_G/∂b_k = sign(b_k) s_k ([k ∈ G] − w_G) / Σ_l |b_l| s_l, held within 0 and 1 as by `bounds_within`. Where a
    coefficient may as well be 0 its sign is not known, and the bounds of its part alone are too narrow; those of a
    group with a clear member hold.

    Args:
        logit: fitted.
        attributes: of its choices, shape (n, J, K).
        available: whether a brand is known, shape (n, J).
        groups: names of the attributes in each.
        apart: attributes that do not count among all, such as inertia.
        level: probability that an interval holds the truth.

    Returns:
        Shape (groups,); not a number where nothing has an effect.
    """
    counts = np.array([name not in apart for name in logit.names], dtype=np.float64)
    spread = np.array([float(attributes[:, :, k][available].std()) for k in range(len(logit.names))]) * counts
    size = np.abs(logit.coefficients_) * spread
    total = size.sum()
    members = np.array([[float(name in group) for name in logit.names] for group in groups])
    members = members.reshape(len(groups), len(logit.names))
    with np.errstate(invalid="ignore", divide="ignore"):
        part = members @ size / total
        slopes = (members - part[:, None]) * (np.sign(logit.coefficients_) * spread / total)
    error = np.sqrt(np.einsum("gk,kl,gl->g", slopes, logit.covariance_, slopes))
    return Estimates(part, *bounds_within(part, error, level), level)
