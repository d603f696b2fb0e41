"""What the parameters of BG/BB say of customers: who is alive, who buys, who stays, how often."""

import numpy as np
from scipy.special import gammaln

from crmeter.estimators.arrays import Floats, Integers
from crmeter.estimators.discounted_stay import discounted_stay
from crmeter.estimators.lifetime.bg_bb_likelihood import Endings, Tables
from crmeter.estimators.lifetime.opportunity_history import Histories

_ENDINGS = 2**18


def alive(params: Floats, histories: Histories) -> Floats:
    """Return P(alive at opportunity n | history), before the chance of leaving ahead of n + 1, shape (h,)."""
    tables = Tables(params, int(histories.n.max(initial=0)))
    found = np.empty(len(histories))
    for rows, part in histories.of_at_most(_ENDINGS):
        endings = Endings.of(part)
        _, share = endings.add_up(tables.log_terms(endings))
        # The last ending of each history is to be alive at the end.
        found[rows] = share[np.append(endings.first[1:], len(share)) - 1]
    return found


def buying(params: Floats, histories: Histories) -> Floats:
    """Return E[p | history, alive], the mean of p ~ Beta(α + x, β + n − x), shape (h,)."""
    alpha, beta, _, _ = params
    return np.asarray((alpha + histories.x) / (alpha + beta + histories.n))


def stay(params: Floats, n: Integers, m: int) -> Floats:
    """Return Σ_{k=1}^m P(alive at n + k | alive at n): of how many of the next m one is expected to be there, as n."""
    lengths, group = np.unique(n, return_inverse=True)
    return np.asarray(survival(params, lengths, m).sum(axis=0)[group])


def discounted(params: Floats, n: Integers, rate: float) -> Floats:
    """Return Σ_{k≥1} P(alive at n + k | alive at n) / (1 + rate)^k, shape as n."""
    _, _, gamma, delta = params
    lengths, group = np.unique(n, return_inverse=True)
    return np.asarray(discounted_stay(gamma, delta + lengths, rate)[group])


def pairs(params: Floats, histories: Histories, m: int) -> Floats:
    """Return E[Y(Y−1) | history, alive] of the purchases Y at the next m opportunities, shape (h,).

    2 E[p²] Σ_{k=2}^m (k − 1) P(alive at n + k): whoever is there at n + k can have bought at each of k − 1 before.
    """
    alpha, beta, _, _ = params
    size = alpha + beta + histories.n
    square = (alpha + histories.x) * (alpha + histories.x + 1) / (size * (size + 1))
    lengths, group = np.unique(histories.n, return_inverse=True)
    return np.asarray(2 * square * (np.arange(m) @ survival(params, lengths, m))[group])


def survival(params: Floats, n: Integers, m: int) -> Floats:
    """Return P(alive at n + k | alive at n) = Π_{j<k} (δ + n + j) / (γ + δ + n + j), k = 1 to m, shape (m, n)."""
    _, _, gamma, delta = params
    reached = delta + n + np.arange(m, dtype=np.float64)[:, None]
    return np.asarray(np.cumprod(reached / (gamma + reached), axis=0))


def count_probabilities(params: Floats, x: Integers, n: int) -> Floats:
    """Return P(X(n) = x) of a new customer, shape as x (k,): eq. 7, a sum over the last opportunity alive."""
    tables = Tables(params, n)
    last = np.arange(n + 1)
    counts = x[:, None]
    possible = counts <= last
    bought = np.minimum(counts, last)
    log_ways = gammaln(last + 1.0) - gammaln(bought + 1.0) - gammaln(last - bought + 1.0)
    log_terms = log_ways + tables.log_purchases(bought, last) + tables.log_ending(last, last < n)
    return np.asarray(np.where(possible, np.exp(log_terms), 0.0).sum(axis=1))
