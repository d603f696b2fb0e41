"""Products on a value map, each with its distances, its verdict and what to do with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crmeter.estimators import Estimates, ValueMap, Verdict
from crmeter.estimators.value_analysis.wished_region import WishedRegion
from crmeter.evaluation.external.value_advice import Advice, advise
from crmeter.vocabulary import Text, decimals_of, formats

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Axes:
    """Where n products lie, and how far each place may be wrong.

    Args:
        products: names, n of them.
        paid: price of each, in money; shape (n,).
        quality: relative quality, shape (n,).
        price: relative price, shape (n,).
        quality_error: standard errors, shape (n,); not a number where not known.
        price_error: likewise; 0 for list prices.
        covariance: of quality and price where one survey gave both, shape (n,).
        is_share_of_all: 100 is the mean of all products, the product itself among them; else of the others alone.
    """

    products: tuple[str, ...]
    paid: Floats
    quality: Estimates
    price: Estimates
    quality_error: Floats
    price_error: Floats
    covariance: Floats
    is_share_of_all: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A product on the map.

    Args:
        product: its name.
        paid: its price in money.
        quality: relative quality, shape ().
        price: relative price, shape ().
        by_diagonal: distance from the line of 45 degrees, positive where the product is worth more than it costs.
        by_weight: distance from the line that the price weight draws.
        verdict_by_diagonal: None where no interval tells it.
        verdict: by the line that the price weight draws; likewise.
        advice: what to do with it.
    """

    product: str
    paid: float
    quality: Estimates
    price: Estimates
    by_diagonal: Estimates
    by_weight: Estimates
    verdict_by_diagonal: Verdict | None
    verdict: Verdict | None
    advice: Advice


@dataclass(frozen=True, slots=True)
class PlacedSet:
    """One map: products that are compared with each other.

    Args:
        of_set: the set of equivalent products; None where the file is one set.
        wave: of the survey; None where there is one.
        currency: of the prices; None where it was not told.
        axes: where the products lie.
        places: the products, as in `axes`.
        market: what the market chooses; None where shares are not known of all products.
        share: of all choices, shape (n,); likewise.
        scored: scores of quality, more being better, shape (n, k); None where respondents rated.
        is_price_felt: prices are scores of how dear a product seems, not money.
    """

    of_set: str | None
    wave: str | None
    currency: str | None
    axes: Axes
    places: tuple[Place, ...]
    market: WishedRegion | None
    share: Floats | None = None
    scored: Floats | None = None
    is_price_felt: bool = False


def place(
    axes: Axes,
    *,
    price_weight: float,
    level: float,
    of_set: str | None = None,
    wave: str | None = None,
    currency: str | None = None,
    share: Floats | None = None,
    weakest: Mapping[str, str] | None = None,
    scored: Floats | None = None,
    is_price_felt: bool = False,
) -> PlacedSet:
    """Put products on a map.

    Args:
        axes: where they lie.
        price_weight: how much price counts in the market's choice, in (0, 1).
        level: probability that an interval holds the truth.
        of_set: the set they are of.
        wave: the wave of the survey.
        currency: of the prices.
        share: market shares, shape (n,).
        weakest: by product the attribute in which it loses most.
        scored: scores of quality, more being better, shape (n, k).
        is_price_felt: prices are scores of how dear a product seems.
    """
    diagonal, weighted = (_fitted(axes, each, share) for each in (0.5, price_weight))
    distances, verdicts = (diagonal.distance(level), weighted.distance(level)), weighted.verdicts(level)
    by_diagonal = diagonal.verdicts(level)
    places = []
    for n, product in enumerate(axes.products):
        quality, price = one_of(axes.quality, n), one_of(axes.price, n)
        by_weight = one_of(distances[1], n)
        fair = fair_price(axes, n, weighted.slope_)
        advice = advise(
            product,
            verdicts[n],
            quality,
            price,
            by_weight,
            fair=None if fair is None else written_price(fair, currency, is_felt=is_price_felt),
            weakest=(weakest or {}).get(product),
        )
        places.append(
            Place(
                product,
                float(axes.paid[n]),
                quality,
                price,
                one_of(distances[0], n),
                by_weight,
                by_diagonal[n],
                verdicts[n],
                advice,
            )
        )
    market = None if share is None else weighted.market_region(level)
    return PlacedSet(
        of_set, wave, currency, axes, tuple(places), market, weighted.share_, scored, is_price_felt=is_price_felt
    )


def wished(
    axes: Axes, segment: Sequence[str], chosen: Sequence[str], weight: Sequence[float], level: float
) -> tuple[WishedRegion, ...]:
    """Return where on a map each segment wishes its next purchase to be.

    Args:
        axes: where the products lie.
        segment: of each wish.
        chosen: the product that is wished, one of the map.
        weight: how much each wish counts.
        level: probability that the interval of a mean holds the truth.

    Raises:
        NotEnoughData: there is no wish.
    """
    return _fitted(axes, 0.5, None).wished_regions(segment, chosen, weight, level)


def fair_price(axes: Axes, n: int, slope: float) -> float | None:
    """Return the price that would bring a product onto the line while others keep theirs; None where none would.

    Formula: p = f O / (100 m − f) where 100 is the mean of all m products, O what the others cost together and f the
    fair relative price, 100 + b (q − 100); p = f O / (100 (m − 1)) where 100 is the mean of the others.
    """
    fair, m = 100 + slope * (float(axes.quality.value[n]) - 100), len(axes.products)
    others = float(axes.paid.sum() - axes.paid[n])
    below = 100 * m - fair if axes.is_share_of_all else 100 * (m - 1)
    return fair * others / below if fair > 0 and below > 0 else None


def written_price(price: float, currency: str | None, *, is_felt: bool = False) -> Text:
    """Return a price in words, in its currency where that is known; a score of how dear it seems says that it is one.

    Args:
        price: money, or the score.
        currency: of the money; None where it was not told.
        is_felt: it is a score.
    """
    if is_felt or currency is None:
        plain = Text(formats.number(price, "vi"), formats.number(price, "en"))
        return _FELT.fill(price=plain) if is_felt else plain
    rounded = round(price, decimals_of(currency))
    return Text(formats.money(rounded, currency, "vi"), formats.money(rounded, currency, "en"))


def one_of(estimates: Estimates, n: int) -> Estimates:
    """Return one of the estimates, shape (), without bounds where these are no numbers."""
    one = estimates.at(n)
    if one.low is None or one.high is None or not (np.isfinite(one.low) and np.isfinite(one.high)):
        return Estimates(one.value, None, None, one.level)
    return one


def _fitted(axes: Axes, price_weight: float, share: Floats | None) -> ValueMap:
    return ValueMap(price_weight=price_weight).fit(
        axes.products,
        axes.quality.value,
        axes.price.value,
        set_code="",
        quality_error=axes.quality_error,
        price_error=axes.price_error,
        covariance=axes.covariance,
        share=share,
    )


_FELT = Text("{price} điểm cảm nhận giá", "a felt-price score of {price}")
