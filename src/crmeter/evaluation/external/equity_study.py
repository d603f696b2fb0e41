"""Customer equity in money, ours and the competitors', and which driver of ours would move it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crmeter.estimators import CustomerEquity, Estimates, Market, WhatIf
from crmeter.estimators.choice.brand_value import BrandValue, brand_value
from crmeter.estimators.choice.driver_importance import driver_importance
from crmeter.estimators.choice.equity_bootstrap import Bootstrapped, bootstrapped
from crmeter.estimators.choice.market import INERTIA, with_inertia
from crmeter.evaluation.external.brand_choices import BrandChoices
from crmeter.evaluation.external.choice_study import DriverEffect, effects_of, groups_of
from crmeter.vocabulary import Misused, NotEnoughData, Text

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Move:
    """A driver of ours, or a group of them, that is rated higher.

    Args:
        name: of the driver or the group.
        drivers: that are moved.
        by: how far each is.
        outcome: what that is worth.
    """

    name: str
    drivers: tuple[str, ...]
    by: Mapping[str, float]
    outcome: WhatIf


@dataclass(frozen=True, slots=True)
class DriverGroup:
    """Drivers that are looked at together, such as those of value, of the brand, and of the relationship.

    Args:
        name: of the group.
        drivers: in it.
        importance: its part in Σ |coefficient| × spread over all drivers.
    """

    name: str
    drivers: tuple[str, ...]
    importance: Estimates


@dataclass(frozen=True, slots=True)
class EquityStudy:
    """Customer equity with what it is made of.

    Args:
        choices: of those asked.
        model: fitted.
        us: the place of our brand.
        effects: of inertia and of each driver.
        groups: those that were named.
        equity: of each brand, money.
        shares: of each brand in all equity.
        lifetime_value: mean of each brand over those asked, money of one customer.
        forever: equity of each brand if purchases never ended.
        moves: of drivers and groups, the one that adds most first.
        scale: the ends of the scale of ratings, or None.
    """

    choices: BrandChoices
    model: CustomerEquity
    us: int
    effects: tuple[DriverEffect, ...]
    groups: tuple[DriverGroup, ...]
    equity: Estimates
    shares: Estimates
    lifetime_value: Floats
    forever: Floats
    moves: tuple[Move, ...]
    scale: tuple[float, float] | None

    def redrawn(self, draws: int, *, seed: int, moves: Sequence[Mapping[str, float]] = ()) -> Bootstrapped:
        """Return bounds by asking the respondents anew; see `bootstrapped`.

        Args:
            draws: how many samples.
            seed: of the samples.
            moves: of our drivers, whose outcome has bounds too.
        """
        supposed = [self.model.moved(self.us, by, self.scale)[0] for by in moves]
        return bootstrapped(self.model, draws, seed=seed, supposed=supposed, level=self.equity.level)


def study_equity(
    choices: BrandChoices,
    *,
    us: str,
    market: Market,
    groups: Mapping[str, tuple[str, ...]] | None = None,
    scale: tuple[float, float] | None = None,
    ridge: float = 0.0,
    components: int | None = None,
    steps: Mapping[str, float] | None = None,
    costs: Mapping[str, float] | None = None,
    level: float = 0.8,
) -> EquityStudy:
    """Estimate customer equity, and move each driver of ours by a tenth of its scale.

    Args:
        choices: of those asked, with spend and frequency; who made several counts once.
        us: our brand.
        market: margins by brand, discount rate, horizon, size.
        groups: of drivers, such as value, brand and relationship.
        scale: the ends of the scale of ratings; without one a driver moves by its standard deviation.
        ridge: steadies drivers that go together.
        components: of the drivers, how many; None for the drivers as they are.
        steps: how far a driver moves, where that is not a tenth of the scale.
        costs: of the move of a driver or of a group, money; a group costs what its drivers do, where all are stated.
        level: probability that an interval holds the truth.

    Raises:
        Misused: there is no such brand, or a group or a cost names a driver that is not there.
        NotEnoughData: spend or frequency are not told, or the choices do not carry the model.
    """
    if us not in choices.brands:
        raise Misused(
            "unknown_brand",
            Text("không có thương hiệu {brand}; có: {brands}", "there is no brand {brand}; there are: {brands}").fill(
                brand=us, brands=", ".join(choices.brands)
            ),
        )
    if choices.spend is None or choices.frequency is None:
        raise NotEnoughData(
            "no_money",
            Text("không có số tiền và số lần mua một năm", "spend and purchases a year are not told"),
            Text("hai cột đó", "both columns"),
        )
    if not choices.has_last:
        raise NotEnoughData("no_last", _NO_LAST, Text("cột đó, chỉ bằng --last", "such a column, named by --last"))
    place = choices.brands.index(us)
    model = CustomerEquity(choices.drivers, ridge=ridge, components=components).fit(
        choices.attributes, choices.last, choices.shares, spend=choices.spend, frequency=choices.frequency,
        market=market, available=choices.available, weights=choices.weights, respondents=choices.respondents,
        level=level,
    )  # fmt: skip
    named = groups_of(groups or {}, choices.drivers)
    wanted = {**{driver: (driver,) for driver in choices.drivers if driver not in choices.brands}, **named}
    step = {driver: _step(choices, driver, scale) for driver in choices.drivers} | dict(steps or {})
    stated = _costs(costs or {}, wanted)
    moves = []
    for name, drivers in wanted.items():
        by = {driver: step[driver] for driver in drivers}
        moves.append(Move(name, drivers, by, model.what_if(place, by, cost=stated.get(name, 0.0), scale=scale)))
    attributes = with_inertia(choices.attributes, choices.last)
    parts = driver_importance(
        model.logit_, attributes, choices.available, list(named.values()), apart=(INERTIA,), level=level
    )
    return EquityStudy(
        choices=choices,
        model=model,
        us=place,
        effects=effects_of(model.logit_, attributes, choices.available, level),
        groups=tuple(
            DriverGroup(name, drivers, parts.at(place)) for place, (name, drivers) in enumerate(named.items())
        ),
        equity=model.equity_,
        shares=model.share_,
        lifetime_value=np.average(model.lifetime_value_, axis=0, weights=model.weights),
        forever=model.forever(),
        moves=tuple(sorted(moves, key=lambda each: -abs(float(each.outcome.change.value)))),
        scale=scale,
    )


def value_of_name(study: EquityStudy, other: str, price: str) -> BrandValue:
    """Value the name of our brand against that of another, by two methods.

    Args:
        study: of choices with a constant of each brand.
        other: the brand that it is compared with.
        price: the driver that is the price, in money.

    Raises:
        Misused: there is no such brand or driver, or the choices have no constants.
        NotEnoughData: a higher price is not seen to lower choices.
    """
    brands, drivers = study.choices.brands, study.choices.drivers
    constants = tuple(brand if brand in drivers else None for brand in brands)
    if other not in brands or other == brands[study.us] or price not in drivers or constants.count(None) != 1:
        raise Misused(
            "no_name_to_value",
            Text(
                "cần một thương hiệu khác, yếu tố giá và phần riêng của mỗi thương hiệu: {other}, {price}",
                "another brand, a driver that is the price and brand constants are needed: {other}, {price}",
            ).fill(other=other, price=price),
        )
    return brand_value(
        study.model, study.us, brands.index(other), constants=constants, price=price, level=study.equity.level
    )


def _costs(told: Mapping[str, float], wanted: Mapping[str, tuple[str, ...]]) -> dict[str, float]:
    unknown = [name for name in told if name not in wanted]
    if unknown:
        raise Misused(
            "unknown_cost",
            Text("không có yếu tố hay nhóm {names}", "there is no driver or group {names}").fill(
                names=", ".join(unknown)
            ),
        )
    summed = {
        name: sum(told[driver] for driver in drivers)
        for name, drivers in wanted.items()
        if all(driver in told for driver in drivers)
    }
    return {**summed, **told}


def _step(choices: BrandChoices, driver: str, scale: tuple[float, float] | None) -> float:
    if scale is not None:
        return (scale[1] - scale[0]) / 10
    rated = choices.attributes[:, :, choices.drivers.index(driver)][choices.available]
    return float(rated.std())


_NO_LAST = Text(
    "mỗi người chọn một lần và không rõ lần trước mua gì, nên không biết khách chuyển đi đâu",
    "each chooses once and what was bought before is not known, so that nothing tells where customers go",
)
