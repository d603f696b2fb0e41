"""Intervals of customer equity by asking respondents anew, beside those of the delta method."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from crmeter.estimators.arrays import Floats
from crmeter.estimators.choice.customer_equity import CustomerEquity
from crmeter.estimators.estimates import Estimates
from crmeter.vocabulary import NotEnoughData, Text

# Fewer draws than this leave the bounds of 80 % to a handful of them.
LEAST_DRAWS = 50


@dataclass(frozen=True, slots=True)
class Bootstrapped:
    """Equity with bounds that samples of respondents give.

    Args:
        equity: of each brand, money, shape (J,).
        share: of each brand in all equity, shape (J,).
        changes: of each brand's equity under each thing that was supposed, shape (J,).
        share_changes: of each brand's share, likewise.
        draws: samples that were fitted.
        lost: samples in which the optimum was no point; they are in no bound.
    """

    equity: Estimates
    share: Estimates
    changes: tuple[Estimates, ...]
    share_changes: tuple[Estimates, ...]
    draws: int
    lost: int


def bootstrapped(
    model: CustomerEquity, draws: int, *, seed: int, supposed: Sequence[Floats] = (), level: float = 0.8
) -> Bootstrapped:
    """Return equity with percentile bounds over samples of as many respondents, drawn with replacement.

    Each sample is fitted by Newton's method from the coefficients of all, so that few steps are needed. Bounds are the
    draws of rank α (draws + 1), so that as few of them as there are cut off no more than they should. Source: Efron &
    Tibshirani 1993, An Introduction to the Bootstrap, chapters 12 and 13.

    Args:
        model: fitted.
        draws: how many samples.
        seed: of the samples.
        supposed: other attributes, each of shape (n, J, K + 1); see `CustomerEquity.supposed`.
        level: probability that an interval holds the truth.

    Raises:
        ValueError: there are fewer than `LEAST_DRAWS` draws.
        NotEnoughData: more than one sample in ten has no optimum.
    """
    if draws < LEAST_DRAWS:
        raise ValueError(f"bounds need at least {LEAST_DRAWS} draws")
    rng = np.random.default_rng(seed)
    who, size = model.respondents, model.market.customers
    people = int(who.max()) + 1
    sides = (model.attributes, *supposed)
    means = []
    for _ in range(draws):
        often = rng.multinomial(people, np.full(people, 1 / people))[who]
        b = model.logit_.coefficients_under(often * model.choice_weights)
        if b is not None:
            values = [model.purchasing_.values(side, b, model.worth) for side in sides]
            means.append([np.average(value, axis=0, weights=often * model.weights) * size for value in values])
    if len(means) < 0.9 * draws:
        raise NotEnoughData(
            "few_draws",
            Text(
                "{lost} trong {draws} mẫu rút lại không ước lượng được",
                "{lost} of {draws} samples drawn anew could not be fitted",
            ).fill(lost=draws - len(means), draws=draws),
            Text("nhiều người trả lời hơn", "more respondents"),
        )
    drawn = np.array(means)
    own = np.array([np.average(_values(model, side), axis=0, weights=model.weights) * size for side in sides])
    shares, own_shares = (each / each.sum(axis=-1, keepdims=True) for each in (drawn, own))
    changes, share_changes = (
        tuple(_between(now[k] - now[0], then[:, k] - then[:, 0], level) for k in range(1, len(sides)))
        for now, then in ((own, drawn), (own_shares, shares))
    )
    equity, share = _between(own[0], drawn[:, 0], level), _between(own_shares[0], shares[:, 0], level)
    return Bootstrapped(equity, share, changes, share_changes, len(means), draws - len(means))


def _values(model: CustomerEquity, attributes: Floats) -> Floats:
    return model.purchasing_.values(attributes, model.logit_.coefficients_, model.worth)


def _between(value: Floats, drawn: Floats, level: float) -> Estimates:
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2], axis=0, method="weibull")
    return Estimates(value, low, high, level)
