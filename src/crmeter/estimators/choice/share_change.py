"""How shares of choices change when brands change."""

import numpy as np
from scipy import special

from crmeter.estimators.arrays import Booleans, Floats, Integers
from crmeter.estimators.choice.multinomial_logit import MultinomialLogit
from crmeter.estimators.estimates import Estimates


def share_change(
    logit: MultinomialLogit,
    before: Floats,
    after: Floats,
    *,
    available: Booleans,
    weights: Floats | None,
    respondents: Integers,
    worth: Floats | None = None,
    level: float = 0.8,
) -> Estimates:
    """Return by how much the mean probability of each brand changes, or what it is worth; shape (J,).

    The error counts which respondents were asked and how well the coefficients are known; see `CustomerEquity`.

    Args:
        logit: fitted to the choices with their attributes as they were.
        before: the attributes, shape (n, J, K).
        after: those that are supposed, shape (n, J, K).
        available: shape (n, J).
        weights: of choices, shape (n,), or None.
        respondents: whose choice it is, from 0 on, shape (n,).
        worth: what a choice brings the brand that is chosen, such as spend a year, shape (n,); by default 1.
        level: probability that an interval holds the truth.
    """
    w = np.ones(len(before)) if weights is None else weights
    w = w / w.sum()
    value = np.ones(len(before)) if worth is None else worth
    mean, influence = np.zeros(before.shape[1]), np.zeros((int(respondents.max()) + 1, before.shape[1]))
    for attributes, sign in ((after, 1.0), (before, -1.0)):
        chances = logit.predict(attributes, available)
        own = (w * value) @ chances
        centre = np.matmul(chances[:, None, :], attributes)
        slopes = np.einsum("n,nj,njk->jk", w * value, chances, attributes - centre)
        moved = (chances * value[:, None] - own) * w[:, None] + logit.influence_ @ slopes.T
        mean += sign * own
        for brand in range(len(mean)):
            influence[:, brand] += sign * np.bincount(respondents, moved[:, brand], len(influence))
    people = len(influence)
    spread = np.sqrt((influence**2).sum(axis=0) * people / (people - 1))
    error = float(special.ndtri((1 + level) / 2)) * spread
    return Estimates(mean, mean - error, mean + error, level)
