"""How shares of choices change when brands change."""

import numpy as np
from scipy import special

from crmeter.estimators.arrays import Booleans, Floats, Integers
from crmeter.estimators.choice.by_respondent import sampling_error
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
        respondents: a code of whose choice it is, shape (n,).
        worth: what a choice brings the brand that is chosen, such as spend a year, shape (n,); by default 1.
        level: probability that an interval holds the truth.
    """
    w = np.ones(len(before)) if weights is None else weights
    w = w / w.sum()
    value = np.ones(len(before)) if worth is None else worth
    mean, influence = np.zeros(before.shape[1]), np.zeros(before.shape[:2])
    for attributes, sign in ((after, 1.0), (before, -1.0)):
        chances = logit.predict(attributes, available)
        own = (w * value) @ chances
        centre = np.matmul(chances[:, None, :], attributes)
        slopes = np.einsum("n,nj,njk->jk", w * value, chances, attributes - centre)
        influence += sign * ((chances * value[:, None] - own) * w[:, None] + logit.influence_ @ slopes.T)
        mean += sign * own
    who = np.unique(respondents, return_inverse=True)[1]
    error = float(special.ndtri((1 + level) / 2)) * sampling_error(influence, who)
    return Estimates(mean, mean - error, mean + error, level)
