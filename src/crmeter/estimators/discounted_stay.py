"""How many periods a customer is still to stay whose chance of leaving is a beta variable, discounted."""

import numpy as np

from crmeter.estimators.arrays import Floats

_LEAST_TERMS = 16
_MOST_TERMS = 2**20
_EXACT = 4e-16


def discounted_stay(a: Floats, b: Floats, rate: float) -> Floats:
    """Return Σ_{k≥1} S(k) / (1 + d)^k with S(k) = B(a, b + k) / B(a, b), shape as a and b broadcast.

    The sum is E[(1 − θ) / (d + θ)] over θ ~ Beta(a, b) = (1/d) · b/(a+b) · 2F1(1, a; a+b+1; −1/d). The series in
    1/(1 + d) that the papers print is this one after Pfaff's transformation (Abramowitz & Stegun 15.3.4). Here 2F1 is
    Gauss' continued fraction (Lorentzen & Waadeland 2008, eq. 6.1.5), whose terms are all positive at a negative
    argument: nothing cancels, and successive convergents lie on either side of the limit.

    Args:
        a: first parameter of the chance of leaving, above 0.
        b: second parameter, above 0.
        rate: discount rate d per period, above 0.
    """
    first, second = np.broadcast_arrays(np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64))
    terms = _LEAST_TERMS
    while True:
        one, other = (_convergent(first, second, 1.0 / rate, n) for n in (terms, terms + 1))
        if terms >= _MOST_TERMS or bool((np.abs(one - other) <= _EXACT * one).all()):
            return np.asarray(0.5 * (one + other) * second / (first + second) / rate)
        terms *= 2


def positive_rate(rate: float) -> float:
    """Return a discount rate per period.

    Raises:
        ValueError: it is not above 0: without discount the sums may have no end.
    """
    if not (np.isfinite(rate) and rate > 0):
        raise ValueError("the discount rate is above 0")
    return float(rate)


def _convergent(a: Floats, b: Floats, x: float, terms: int) -> Floats:
    """Return the value of 2F1(1, a; a+b+1; −x) = 1/(1 + e_1 x/(1 + e_2 x/(1 + …))) cut after some terms."""
    c = a + b
    tail = np.ones_like(c)
    for place in range(terms, 0, -1):
        j = place // 2
        if place % 2:
            share = (a + j) * (c + j) / ((c + 2 * j) * (c + 2 * j + 1))
        else:
            share = j * (c - a + j) / ((c + 2 * j - 1) * (c + 2 * j))
        tail = 1.0 + share * x / tail
    return 1.0 / tail
