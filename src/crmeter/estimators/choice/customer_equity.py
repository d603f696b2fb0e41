"""What the choices of customers are worth to each brand, in money, and what a better driver would add."""

from collections.abc import Mapping, Sequence
from typing import Self

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from crmeter.estimators.arrays import Booleans, Floats, Integers
from crmeter.estimators.choice.brand_switching import Paths
from crmeter.estimators.choice.by_respondent import counted_once, sampling_error
from crmeter.estimators.choice.market import INERTIA, Market, Supposed, WhatIf, with_inertia
from crmeter.estimators.choice.multinomial_logit import MultinomialLogit
from crmeter.estimators.choice.principal_components import choice_model
from crmeter.estimators.choice.purchasing import Purchasing, Slopes
from crmeter.estimators.estimates import Estimates
from crmeter.vocabulary import NotEnoughData, Text


class CustomerEquity:
    """Customer equity of Rust, Lemon & Zeithaml (2004, J. Marketing 68(1), 109–127), estimated from what customers say.

    Args:
        drivers: names of the attributes of brands that customers rate, without `inertia`.
        ridge: steadies drivers that go together; see `MultinomialLogit`.
        components: how many principal components of the drivers are used, or None for the drivers as they are; see
            `PrincipalComponentLogit`.

    Attributes (after fit):
        logit_: the choice model; its first attribute is `inertia`, 1 for the brand that was bought last.
        purchasing_: how the respondents go on to buy.
        lifetime_value_: of each respondent for each brand, money, shape (n, J); of one with several choices, at each.
        equity_: of each brand, money; Estimates of shape (J,).
        share_: of each brand in the equity of all; Estimates of shape (J,).

    Formula: U_ik = b0 LAST_ik + x_ik·b + e (eq. 1); switching matrix A_i by the logit; CLV_ij = Σ_{t=0}^{T_i}
    (1 + d)^(−t / f_i) v_ij π_j B_ijt with B_it = B_i0 A_i^t, B_i0 the row of A_i of the brand bought last, and T_i =
    ⌊f_i H⌋ (eq. 4), or without an end v_ij π_j [B_i0 (I − δ A_i)^-1]_j; CE_j = mean_i CLV_ij × customers (eq. 5), of a
    respondent with several choices the mean over these.
    Bounds: stacked estimating equations of the coefficients and the mean (Newey & McFadden 1994, Handbook of
    Econometrics IV, section 6): the influence of one is CLV_i − mean + ∂mean/∂b · H^-1 score_i, so that who was asked
    and how well the coefficients are known both count.
    """

    logit_: MultinomialLogit
    purchasing_: Purchasing
    lifetime_value_: Floats
    equity_: Estimates
    share_: Estimates

    def __init__(self, drivers: Sequence[str], *, ridge: float = 0.0, components: int | None = None) -> None:
        if INERTIA in drivers:
            raise ValueError("inertia is added by the model")
        if components is not None and ridge > 0:
            raise ValueError("drivers are steadied in one way")
        self.drivers = tuple(drivers)
        self.ridge = ridge
        self.components = components

    def fit(
        self,
        ratings: ArrayLike,
        last: ArrayLike,
        chosen: ArrayLike,
        *,
        spend: ArrayLike,
        frequency: ArrayLike,
        market: Market,
        available: ArrayLike | None = None,
        weights: ArrayLike | None = None,
        respondents: ArrayLike | None = None,
        level: float = 0.8,
    ) -> Self:
        """Estimate why brands are chosen, and what that is worth.

        Args:
            ratings: of each brand's drivers by each respondent, shape (n, J, K).
            last: place of the brand bought last, shape (n,).
            chosen: place of the brand that is bought next, shape (n,), or its probabilities, shape (n, J).
            spend: money of one purchase, shape (n,) or (n, J), not negative.
            frequency: purchases a year, shape (n,), positive.
            market: margins, discount rate, horizon, size.
            available: whether a respondent knows a brand, shape (n, J); one that is not known is never bought.
            weights: of respondents, shape (n,), positive.
            respondents: a code of who chose, shape (n,), the same for choices of one, who then counts once; by default
                each row is somebody else.
            level: probability that an interval holds the truth.

        Raises:
            ValueError: shapes differ, or a number has no meaning.
            NotEnoughData: drivers cannot be told apart or foretell choices without fail, there are too few respondents,
                or no brand is worth anything.
        """
        x = np.asarray(ratings, dtype=np.float64)
        n, brands, _ = x.shape
        self._level, self._market = level, market
        bought = np.asarray(last, dtype=np.int64)
        if bought.shape != (n,) or not np.all((bought >= 0) & (bought < brands)):
            raise ValueError("last is the place of a brand for each respondent")
        money = np.asarray(spend, dtype=np.float64)
        self._spend = np.broadcast_to(money[:, None] if money.ndim == 1 else money, (n, brands))
        yearly = np.asarray(frequency, dtype=np.float64)
        if not np.all(np.isfinite(self._spend) & (self._spend >= 0)):
            raise ValueError("spend is not negative")
        if not np.all(np.isfinite(yearly) & (yearly > 0)):
            raise ValueError("frequency is positive")
        self._available = np.ones((n, brands), np.bool_) if available is None else np.asarray(available, np.bool_)
        if not self._available[np.arange(n), bought].all():
            raise ValueError("whoever bought a brand knows it")
        x = np.where(self._available[:, :, None], x, 0.0)
        if market.margin.shape != (brands,):
            raise ValueError("there is one margin for each brand")
        self._worth = self._spend * market.margin
        weighed = np.ones(n) if weights is None else np.asarray(weights, dtype=np.float64)
        who = np.arange(n) if respondents is None else np.unique(np.asarray(respondents), return_inverse=True)[1]
        if weighed.shape != (n,) or who.shape != (n,) or yearly.shape != (n,):
            raise ValueError("there is one frequency, one weight and one respondent for each choice")
        self._who: Integers = who.astype(np.int64)
        self._choice_weights: Floats = weighed / weighed.mean()
        self._weights = counted_once(weighed, self._who)
        self._attributes = with_inertia(x, bought)
        self.purchasing_ = Purchasing(bought, yearly, self._available, market)
        self.logit_ = choice_model(self.drivers, ridge=self.ridge, components=self.components).fit(
            self._attributes, chosen, available=self._available, weights=self._choice_weights, respondents=who
        )
        self.logit_.refuse_without_optimum()
        self.lifetime_value_, slopes = self._valued(self._attributes, self._worth)
        mean = self._mean(self.lifetime_value_)
        if not mean.sum() > 0:
            raise NotEnoughData(
                "no_value",
                Text("không thương hiệu nào có giá trị dương", "no brand is worth anything"),
                Text("số tiền và biên lợi nhuận dương", "positive spend and margins"),
            )
        self._influence = self._influences(self.lifetime_value_, slopes)
        self.equity_ = self._estimates(mean * market.customers, self._influence * market.customers)
        self.share_ = self._estimates(*_shared(mean, self._influence))
        return self

    def what_if(
        self, brand: int, moves: Mapping[str, float], *, cost: float = 0.0, scale: tuple[float, float] | None = None
    ) -> WhatIf:
        """Return what it is worth when everybody rates drivers of a brand higher or lower.

        Args:
            brand: whose drivers are moved.
            moves: by driver, by how much its rating moves.
            cost: of the move, money.
            scale: the ends of the scale; a rating does not move beyond them.

        Raises:
            ValueError: a driver is not there, or the cost is negative.
        """
        if cost < 0:
            raise ValueError("a cost is not negative")
        moved, held = self.moved(brand, moves, scale)
        supposed = self.supposed(moved)
        grown, shares = supposed.change.at(brand), supposed.share_change.at(brand)
        returns = None
        if cost > 0:
            bounds = [None if each is None else (each - cost) / cost for each in (grown.low, grown.high)]
            returns = Estimates((grown.value - cost) / cost, bounds[0], bounds[1], self._level)
        even = self._break_even(brand, moves, cost, scale) if cost > 0 else 0.0
        return WhatIf(grown, shares, cost, returns, even, held)

    @property
    def attributes(self) -> Floats:
        """What it was fitted to, inertia first, shape (n, J, K + 1)."""
        return self._attributes

    @property
    def available(self) -> Booleans:
        """Whether a respondent knows a brand, shape (n, J)."""
        return self._available

    @property
    def weights(self) -> Floats:
        """By which values are averaged, so that each respondent counts once; 1 on average, shape (n,)."""
        return self._weights

    @property
    def choice_weights(self) -> Floats:
        """Of choices in the choice model, 1 on average, shape (n,)."""
        return self._choice_weights

    @property
    def respondents(self) -> Integers:
        """Whose choice each is, from 0 on, shape (n,)."""
        return self._who

    @property
    def influence(self) -> Floats:
        """What each choice adds to the error of the equity of each brand, money, shape (n, J)."""
        return self._influence * self._market.customers

    @property
    def share_influence(self) -> Floats:
        """What each choice adds to the error of each brand's share, shape (n, J)."""
        return _shared(self._mean(self.lifetime_value_), self._influence)[1]

    @property
    def worth(self) -> Floats:
        """Contribution of one purchase of each brand, money, shape (n, J)."""
        return self._worth

    @property
    def spend(self) -> Floats:
        """Money of one purchase of each brand, shape (n, J)."""
        return self._spend

    @property
    def market(self) -> Market:
        """What was taken as given."""
        return self._market

    def supposed(self, attributes: Floats) -> Supposed:
        """Return how the equity of each brand would change under other attributes.

        Args:
            attributes: shape (n, J, K + 1), those of `attributes` but for what is supposed.
        """
        after, slopes = self._valued(attributes, self._worth)
        before, then = self._mean(self.lifetime_value_), self._mean(after)
        influence = self._influences(after, slopes)
        size = self._market.customers
        change = self._estimates((then - before) * size, (influence - self._influence) * size)
        shares = [_shared(mean, moved) for mean, moved in ((then, influence), (before, self._influence))]
        return Supposed(change, self._estimates(shares[0][0] - shares[1][0], shares[0][1] - shares[1][1]))

    def expected(self, worth: Floats) -> tuple[Floats, Floats]:
        """Return the mean of discounted purchases times what each is worth, and its sampling error by choice.

        Args:
            worth: of a purchase of each brand by each respondent, shape (n, J).

        Returns:
            The mean of each brand, shape (J,), and what each choice adds to its error, shape (n, J).
        """
        values, slopes = self._valued(self._attributes, worth)
        return self._mean(values), self._influences(values, slopes)

    def forever(self) -> Floats:
        """Return the equity of each brand if purchases never ended, money, shape (J,)."""
        return self._mean(self._paths().forever() * self._worth) * self._market.customers

    def switching(self) -> Floats:
        """Return the mean switching matrix, shape (J, J): rows the brand bought last, columns the next one."""
        return self._mean(self._paths().matrices())

    def _paths(self) -> Paths:
        return self.purchasing_.paths(self._attributes, self.logit_.coefficients_)

    def moved(self, brand: int, moves: Mapping[str, float], scale: tuple[float, float] | None) -> tuple[Floats, int]:
        """Return the attributes after a move as in `what_if`, and how many ratings the end of the scale held."""
        moved = self._attributes.copy()
        held = np.zeros(len(moved), np.bool_)
        for name, by in moves.items():
            if name not in self.drivers:
                raise ValueError(f"there is no driver {name}")
            place = 1 + self.drivers.index(name)
            known = self._available[:, brand]
            wanted = moved[:, brand, place] + by
            inside = wanted if scale is None else np.clip(wanted, *scale)
            held |= known & (inside != wanted)
            moved[:, brand, place] = np.where(known, inside, 0.0)
        return moved, int(held.sum())

    def _break_even(
        self, brand: int, moves: Mapping[str, float], cost: float, scale: tuple[float, float] | None
    ) -> float | None:
        """Return by which multiple of the moves the equity grows by the cost, found by halving."""

        def gain(times: float) -> float:
            moved, _ = self.moved(brand, {name: by * times for name, by in moves.items()}, scale)
            value = self.purchasing_.values(moved, self.logit_.coefficients_, self._worth)[:, brand]
            return (
                float(np.average(value - self.lifetime_value_[:, brand], weights=self._weights))
                * self._market.customers
            )

        high = 1.0
        while gain(high) < cost:
            high *= 2
            if high > 64:
                return None
        low = 0.0
        while high - low > 1e-4 * high:
            middle = (low + high) / 2
            low, high = (middle, high) if gain(middle) < cost else (low, middle)
        return high

    def _valued(self, attributes: Floats, worth: Floats) -> tuple[Floats, Slopes]:
        """Return lifetime values, (n, J), and the slopes of their means."""
        return self.purchasing_.values_and_slopes(attributes, self.logit_.coefficients_, worth, self._weights)

    def _mean(self, values: Floats) -> Floats:
        return np.asarray(np.average(values, axis=0, weights=self._weights), dtype=np.float64)

    def _influences(self, values: Floats, slopes: Slopes) -> Floats:
        """Return what each choice adds to the error of the means, shape (n, J)."""
        own = (values - self._mean(values)) * self._weights[:, None] / len(values)
        return np.asarray(own + self.logit_.influence_ @ slopes.by_coefficient.T, dtype=np.float64)

    def _estimates(self, value: Floats, influence: Floats) -> Estimates:
        error = float(special.ndtri((1 + self._level) / 2)) * sampling_error(influence, self._who)
        return Estimates(value, value - error, value + error, self._level)


def _shared(mean: Floats, influence: Floats) -> tuple[Floats, Floats]:
    """Return parts of the whole, and what each choice adds to the error of each."""
    total = mean.sum()
    share = mean / total
    return share, (influence - share * influence.sum(axis=1, keepdims=True)) / total
