"""What moved customer equity from one wave to the next, and whose ratings did."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import special

from crmeter.estimators import Estimates, Market
from crmeter.estimators.choice.equity_change import Cause, ChangePart, EquityChange, equity_change, linked_error
from crmeter.evaluation.external.brand_choices import BrandChoices
from crmeter.evaluation.external.equity_study import EquityStudy, study_equity
from crmeter.vocabulary import Misused, Text

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
# So many customers are named of each driver.
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Reaction:
    """What some respondents add to the change of a mean rating.

    Args:
        who: one customer who is known, or the brand that a group bought last.
        adds: to the change of the mean, in points of the scale.
        before: their mean rating in the wave before; None where none of them gave one.
        after: in the wave after.
        n_before: of them who rated us in the wave before.
        n_after: in the wave after.
    """

    who: object
    adds: float
    before: float | None
    after: float | None
    n_before: int
    n_after: int


@dataclass(frozen=True, slots=True)
class ComponentMove:
    """A driver of ours from wave to wave.

    Args:
        driver: which.
        before: its mean rating in the wave before.
        after: in the wave after.
        change: of the mean.
        groups: respondents by the brand bought last; what they add is the change.
        people: customers who are known and answered both times, those who add most first.
    """

    driver: str
    before: float
    after: float
    change: Estimates
    groups: tuple[Reaction, ...]
    people: tuple[Reaction, ...]


@dataclass(frozen=True, slots=True)
class EquityWaves:
    """Two waves compared.

    Args:
        before: the wave before.
        after: the wave after.
        change: of equity, with its parts.
        moves: of our drivers.
    """

    before: EquityStudy
    after: EquityStudy
    change: EquityChange
    moves: tuple[ComponentMove, ...]


def compare_waves(
    before: BrandChoices,
    after: BrandChoices,
    *,
    us: str,
    markets: tuple[Market, Market],
    scale: tuple[float, float] | None = None,
    ridge: float = 0.0,
    components: int | None = None,
    level: float = 0.8,
) -> EquityWaves:
    """Compare equity between two waves of the same brands and drivers.

    Args:
        before: the choices of the wave before, with spend and frequency.
        after: those of the wave after.
        us: our brand.
        markets: the assumptions of both waves; margins in the order of the brands before.
        scale: the ends of the scale of ratings.
        ridge: as for `study_equity`.
        components: as for `study_equity`.
        level: probability that an interval holds the truth.

    Raises:
        Misused: the waves ask of other brands or drivers, or there is no such brand.
        NotEnoughData: the choices of a wave do not carry the model.
    """
    after = _aligned(before, after)
    studies = [
        study_equity(each, us=us, market=market, scale=scale, ridge=ridge, components=components, level=level)
        for each, market in zip((before, after), markets, strict=True)
    ]
    people = _codes(before, after)
    place = studies[0].us
    return EquityWaves(
        before=studies[0],
        after=studies[1],
        change=equity_change(studies[0].model, studies[1].model, place, people=people, level=level),
        moves=tuple(
            _move(before, after, place, column, people, level)
            for column, driver in enumerate(before.drivers)
            if driver not in before.brands
        ),
    )


def _aligned(before: BrandChoices, after: BrandChoices) -> BrandChoices:
    """Return the choices of the wave after with brands and drivers in the order of the wave before."""
    if set(before.brands) != set(after.brands) or set(before.drivers) != set(after.drivers):
        differing = {*before.brands, *before.drivers} ^ {*after.brands, *after.drivers}
        raise Misused(
            "waves_differ",
            Text(
                "hai đợt không hỏi cùng hãng và cùng yếu tố: {names} chỉ có ở một đợt",
                "the waves do not ask of the same brands and drivers: {names} is in one of them only",
            ).fill(names=", ".join(sorted(differing))),
        )
    brands = [after.brands.index(brand) for brand in before.brands]
    drivers = [after.drivers.index(driver) for driver in before.drivers]
    return replace(
        after,
        brands=before.brands,
        drivers=before.drivers,
        attributes=after.attributes[:, brands][:, :, drivers],
        available=after.available[:, brands],
        shares=after.shares[:, brands],
        last=np.argsort(brands)[after.last],
    )


def _codes(before: BrandChoices, after: BrandChoices) -> tuple[Integers, Integers]:
    """Return a number for each person who is known, the same in both waves; −1 for the others."""
    numbers: dict[object, int] = {}

    def coded(wave: BrandChoices) -> Integers:
        if wave.people is None:
            return np.full(len(wave), -1, dtype=np.int64)
        known = [-1 if each is None else numbers.setdefault(each, len(numbers)) for each in wave.people]
        return np.array(known, dtype=np.int64)

    return coded(before), coded(after)


def _move(
    before: BrandChoices, after: BrandChoices, us: int, column: int, people: tuple[Integers, Integers], level: float
) -> ComponentMove:
    waves = (before, after)
    known = [wave.available[:, us] for wave in waves]
    ratings = [wave.attributes[some, us, column] for wave, some in zip(waves, known, strict=True)]
    weights = [_weights(wave)[some] for wave, some in zip(waves, known, strict=True)]
    parts = [each / each.sum() for each in weights]
    means = [float(part @ rated) for part, rated in zip(parts, ratings, strict=True)]
    middle = sum(means) / 2
    # Weights of a wave add up to 1, so what is taken off each rating cancels out in the difference of the means.
    adds = [part * (rated - middle) for part, rated in zip(parts, ratings, strict=True)]
    codes = (people[0][known[0]], people[1][known[1]])
    influences = [part * (rated - mean) for part, rated, mean in zip(parts, ratings, means, strict=True)]
    error = float(special.ndtri((1 + level) / 2) * linked_error((-influences[0], influences[1]), codes))
    change = means[1] - means[0]
    last = [wave.last[some] for wave, some in zip(waves, known, strict=True)]
    groups = [
        _reaction(brand, [each == place for each in last], adds, ratings, parts)
        for place, brand in enumerate(before.brands)
    ]
    first, second = (each[each >= 0] for each in codes)
    both = np.intersect1d(first, second)
    names = _names(before, people[0])
    named = [_reaction(names[int(code)], [each == code for each in codes], adds, ratings, parts) for code in both]
    return ComponentMove(
        driver=before.drivers[column],
        before=means[0],
        after=means[1],
        change=Estimates(np.asarray(change), np.asarray(change - error), np.asarray(change + error), level),
        groups=tuple(sorted(groups, key=lambda each: -abs(each.adds))),
        people=tuple(sorted(named, key=lambda each: -abs(each.adds))[:MOST_NAMED]),
    )


def _reaction(
    who: object, some: list[NDArray[np.bool_]], adds: list[Floats], ratings: list[Floats], parts: list[Floats]
) -> Reaction:
    means = [
        float(np.average(rated[each], weights=part[each])) if each.any() else None
        for each, rated, part in zip(some, ratings, parts, strict=True)
    ]
    added = float(adds[1][some[1]].sum() - adds[0][some[0]].sum())
    return Reaction(who, added, means[0], means[1], int(some[0].sum()), int(some[1].sum()))


def _names(wave: BrandChoices, codes: Integers) -> Mapping[int, object]:
    return {} if wave.people is None else dict(zip(codes.tolist(), wave.people, strict=True))


def _weights(wave: BrandChoices) -> Floats:
    return np.ones(len(wave)) if wave.weights is None else wave.weights


def cause_in_words(part: ChangePart, driver: Text) -> Text:
    """Return what a part of the change comes from.

    Args:
        part: of the change.
        driver: what its driver is called.
    """
    return _CAUSES[part.cause].fill(driver=driver)


_CAUSES: Mapping[Cause, Text] = {
    "rating": Text("điểm của mình: {driver}", "our rating: {driver}"),
    "competitors": Text("điểm của đối thủ", "ratings of competitors"),
    "coefficients": Text("điều khách coi trọng (hệ số)", "what customers mind (coefficients)"),
    "spend": Text("số tiền một lần mua", "money of one purchase"),
    "frequency": Text("số lần mua một năm", "purchases a year"),
    "market_size": Text("số khách của thị trường", "customers of the market"),
    "assumptions": Text("biên lợi nhuận, chiết khấu, số năm", "margin, discount rate, horizon"),
    "respondents": Text("ai được hỏi và hãng họ mua lần trước", "who was asked, and what they bought last"),
}
