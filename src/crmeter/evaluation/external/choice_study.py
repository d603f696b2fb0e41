"""Why brands are chosen, where customers go from each, and how well that foretells the next choice."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from crmeter.estimators import Estimates, MultinomialLogit
from crmeter.estimators.choice.brand_switching import Paths
from crmeter.estimators.choice.driver_importance import driver_importance
from crmeter.estimators.choice.market import INERTIA, with_inertia
from crmeter.estimators.choice.principal_components import choice_model
from crmeter.estimators.choice.share_change import share_change
from crmeter.evaluation.external.brand_choices import BrandChoices
from crmeter.vocabulary import Misused, NotEnoughData, Text

Floats = NDArray[np.float64]
# Of the choices of each, the last quarter is kept back; where nobody has four, every fourth person with all of theirs.
_KEPT_BACK = 4


@dataclass(frozen=True, slots=True)
class DriverEffect:
    """What a driver does.

    Args:
        name: of the driver.
        coefficient: by which utility grows with one unit of it.
        low: lower bound of it.
        high: upper bound.
        importance: its part in Σ |coefficient| × spread over all drivers, inertia apart; None for inertia.
    """

    name: str
    coefficient: float
    low: float
    high: float
    importance: float | None


@dataclass(frozen=True, slots=True)
class HeldOut:
    """How well choices that were kept back are foretold.

    Args:
        n: of them.
        hit_rate: share that the most probable brand was.
        same_again: share that the brand bought before was; where that is not known, the brand chosen most.
        gain: hit_rate − same_again, with its interval over respondents.
    """

    n: int
    hit_rate: float
    same_again: float
    gain: Estimates


@dataclass(frozen=True, slots=True)
class ChoiceStudy:
    """A choice model with what it shows.

    Args:
        choices: that it was fitted to.
        logit: the model; `inertia` comes first, where it is known what was bought before.
        effects: of inertia and of each driver.
        shares: of choices, by brand.
        observed: of those who bought a brand last, the share who chose each, shape (J, J); not a number of none; None
            where it is not known what was bought before.
        switching: the same by the model, with the drivers as they are; None likewise.
        held_out: None where too little can be kept back.
        level: of the intervals.
    """

    choices: BrandChoices
    logit: MultinomialLogit
    effects: tuple[DriverEffect, ...]
    shares: Floats
    observed: Floats | None
    switching: Floats | None
    held_out: HeldOut | None
    level: float

    def what_if(self, brand: str, driver: str, *, by: float = 0.0, percent: float = 0.0) -> Estimates:
        """Return how the share of each brand changes when a driver of one does, shape (J,).

        Args:
            brand: whose.
            driver: which.
            by: added to it.
            percent: by which it grows after that.

        Raises:
            Misused: there is no such brand or driver.
        """
        choices = self.choices
        if brand not in choices.brands or driver not in choices.drivers:
            raise Misused(
                "unknown_move",
                Text("không có yếu tố {driver} của {brand}", "there is no driver {driver} of {brand}").fill(
                    driver=driver, brand=brand
                ),
            )
        place, column = choices.brands.index(brand), self.logit.names.index(driver)
        before = attributes_of(choices)
        after = before.copy()
        after[:, place, column] = (after[:, place, column] + by) * (1 + percent / 100)
        after[~choices.available] = before[~choices.available]
        return share_change(
            self.logit, before, after, available=choices.available, weights=choices.weights,
            respondents=choices.respondents, level=self.level,
        )  # fmt: skip


def study_choices(
    choices: BrandChoices, *, ridge: float = 0.0, components: int | None = None, level: float = 0.8
) -> ChoiceStudy:
    """Fit the choice model and look at it from all sides.

    Args:
        choices: who chose what.
        ridge: steadies drivers that go together.
        components: of the drivers, how many; None for the drivers as they are.
        level: probability that an interval holds the truth.

    Raises:
        NotEnoughData: the choices do not carry the model.
    """
    logit = fitted(choices, ridge, components)
    weights = np.ones(len(choices)) if choices.weights is None else choices.weights
    attributes = attributes_of(choices)
    return ChoiceStudy(
        choices=choices,
        logit=logit,
        effects=effects_of(logit, attributes, choices.available, level),
        shares=np.average(choices.shares, axis=0, weights=weights),
        observed=_observed(choices, weights) if choices.has_last else None,
        switching=_switching(choices, logit, weights) if choices.has_last else None,
        held_out=_held_out(choices, ridge, components, level),
        level=level,
    )


def attributes_of(choices: BrandChoices) -> Floats:
    """Return what the model is fitted to: the drivers, behind inertia where it is known what was bought before."""
    return with_inertia(choices.attributes, choices.last) if choices.has_last else choices.attributes


def _switching(choices: BrandChoices, logit: MultinomialLogit, weights: Floats) -> Floats:
    paths = Paths(
        utilities=np.where(choices.available, choices.attributes @ logit.coefficients_[1:], -np.inf),
        inertia=float(logit.coefficients_[0]),
        last=choices.last,
        discount=np.ones(len(choices)),
        purchases=np.ones(len(choices), dtype=np.int64),
    )
    return np.asarray(np.average(paths.matrices(), axis=0, weights=weights))


def fitted(choices: BrandChoices, ridge: float, components: int | None) -> MultinomialLogit:
    """Return the choice model of some choices, with inertia first where it is known what was bought before.

    Raises:
        NotEnoughData: the choices do not carry it.
    """
    model = choice_model(choices.drivers, ridge=ridge, components=components, has_inertia=choices.has_last).fit(
        attributes_of(choices),
        choices.shares,
        available=choices.available,
        weights=choices.weights,
        respondents=choices.respondents,
    )
    return model.refuse_without_optimum()


def effects_of(
    logit: MultinomialLogit, attributes: Floats, available: NDArray[np.bool_], level: float
) -> tuple[DriverEffect, ...]:
    """Return what each attribute does, the most important driver first after inertia, if there is any."""
    z = float(special.ndtri((1 + level) / 2))
    drivers = [name for name in logit.names if name != INERTIA]
    parts = driver_importance(logit, attributes, available, [(name,) for name in drivers], apart=(INERTIA,)).value
    rows = []
    important = {name: float(part) for name, part in zip(drivers, parts, strict=True) if not np.isnan(part)}
    for name, b in logit.params_.items():
        error = z * logit.standard_errors_[name]
        rows.append(DriverEffect(name, b, b - error, b + error, important.get(name)))
    return tuple(sorted(rows, key=lambda each: (each.name != INERTIA, -(each.importance or 0))))


def _observed(choices: BrandChoices, weights: Floats) -> Floats:
    counts = np.zeros((len(choices.brands), len(choices.brands)))
    np.add.at(counts, choices.last, choices.shares * weights[:, None])
    total = counts.sum(axis=1, keepdims=True)
    shares: Floats = np.divide(counts, total, out=np.full_like(counts, np.nan), where=total > 0)
    return shares


def _held_out(choices: BrandChoices, ridge: float, components: int | None, level: float) -> HeldOut | None:
    kept_back = _kept_back(choices.respondents)
    if not kept_back.any():
        return None
    try:
        logit = fitted(choices.part(~kept_back), ridge, components)
    except NotEnoughData:
        return None
    later = choices.part(kept_back)
    chances = logit.predict(attributes_of(later), later.available)
    rows = np.arange(len(later))
    hits = later.shares[rows, chances.argmax(axis=1)]
    usual = int(choices.part(~kept_back).shares.sum(axis=0).argmax())
    same = later.shares[rows, later.last if choices.has_last else usual]
    codes = np.unique(later.respondents, return_inverse=True)[1]
    people = int(codes.max()) + 1
    gain = hits - same
    mean = float(gain.mean())
    parts = np.bincount(codes, (gain - mean) / len(gain), people)
    if people < 2:
        return None
    error = float(special.ndtri((1 + level) / 2) * np.sqrt((parts**2).sum() * people / (people - 1)))
    bounds = (np.asarray(mean - error), np.asarray(mean + error))
    return HeldOut(len(later), float(hits.mean()), float(same.mean()), Estimates(np.asarray(mean), *bounds, level))


def _kept_back(respondents: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return the last quarter of each one's choices, in their order; where nobody has four, every fourth person."""
    counts = np.bincount(respondents)
    if counts.max(initial=0) < _KEPT_BACK:
        return np.asarray(respondents % _KEPT_BACK == _KEPT_BACK - 1)
    order = np.argsort(respondents, kind="stable")
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    nth = np.empty(len(respondents), dtype=np.int64)
    nth[order] = np.arange(len(respondents)) - starts[respondents[order]]
    return np.asarray(nth >= counts[respondents] - counts[respondents] // _KEPT_BACK)


def groups_of(told: Mapping[str, tuple[str, ...]], drivers: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return the groups of drivers that were named, checked; those in none stand alone.

    Raises:
        Misused: a group names a driver that is not there, or two name one.
    """
    named = [driver for group in told.values() for driver in group]
    unknown = [driver for driver in named if driver not in drivers]
    if unknown or len(named) != len(set(named)):
        raise Misused(
            "wrong_groups",
            Text("nhóm yếu tố không đúng: {drivers}", "the groups of drivers are wrong: {drivers}").fill(
                drivers=", ".join(unknown or named)
            ),
        )
    return dict(told)
