"""How much of what makes customers choose lies with a driver, or with a group of them."""

from collections.abc import Sequence

import numpy as np
from scipy import special

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
    ∂w_G/∂b_k = sign(b_k) s_k ([k ∈ G] − w_G) / Σ_l |b_l| s_l, held within 0 and 1 as by `bounds_within`. Where the
    effects of a group may as well all be 0 (Wald's test at the same level), their signs are not known, and sizes are
    taken for larger than they are; bounds of all groups then reach over those of the model without that group, b less
    what its absence changes: b − cov(b, b_G) cov(b_G)^-1 b_G. A group that is nothing has a lower bound of 0.

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
    members = np.array([[float(name in group) for name in logit.names] for group in groups])
    members = members.reshape(len(groups), len(logit.names)) * counts
    b, covariance = logit.coefficients_, logit.covariance_
    part, low, high = _bounded(b, covariance, spread, members, level)
    if not np.isfinite(covariance).all():
        return Estimates(part, low, high, level)
    for group in members.astype(np.bool_):
        inverse = np.linalg.pinv(covariance[np.ix_(group, group)], hermitian=True)
        is_clear = b[group] @ inverse @ b[group] > special.chdtri(int(group.sum()), 1 - level)
        if is_clear or not (np.abs(b) * spread)[~group].any():
            continue
        absence = covariance[:, group] @ inverse
        without = np.where(group, 0.0, b - absence @ b[group])
        _, lowest, highest = _bounded(without, covariance - absence @ covariance[group], spread, members, level)
        low, high = np.minimum(low, lowest), np.maximum(high, highest)
    return Estimates(part, low, high, level)


def _bounded(
    b: Floats, covariance: Floats, spread: Floats, members: Floats, level: float
) -> tuple[Floats, Floats, Floats]:
    """Return the part of each group with bounds by the delta method."""
    size = np.abs(b) * spread
    total = size.sum()
    with np.errstate(invalid="ignore", divide="ignore"):
        part = members @ size / total
        slopes = (members - part[:, None]) * (np.sign(b) * spread / total)
    variance = np.einsum("gk,kl,gl->g", slopes, covariance, slopes)
    return part, *bounds_within(part, np.sqrt(np.maximum(variance, 0.0)), level)
