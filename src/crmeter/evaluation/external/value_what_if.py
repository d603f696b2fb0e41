"""What another price or quality of ours would do to shares and revenue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from crmeter.estimators import Estimates
from crmeter.estimators.choice.market import with_inertia
from crmeter.estimators.choice.share_change import share_change
from crmeter.estimators.choice.share_regression import ShareRegression
from crmeter.evaluation.external.brand_choices import BrandChoices
from crmeter.evaluation.external.choice_study import fitted
from crmeter.evaluation.external.value_places import PlacedSet
from crmeter.vocabulary import NotEnoughData, Text

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Supposed:
    """Shares and revenue if something of ours were otherwise.

    Args:
        products: n names.
        now: share of each, shape (n,).
        change: of the shares, shape (n,).
        revenue: ours a year from one customer of the market, in money; None where spend was not told.
        revenue_change: of it, shape (); likewise.
        growth: of our revenue, as a part of it, shape (); None where it is told in money.
        n: choices, or products, behind it.
        n_spend: respondents behind the revenue.
        held: respondents whose rating already stood at the end of the scale.
        diagnosis: what is the matter with the model, or None.
    """

    products: tuple[str, ...]
    now: Floats
    change: Estimates
    revenue: float | None
    revenue_change: Estimates | None
    growth: Estimates | None
    n: int
    n_spend: int
    held: int
    diagnosis: Text | None


def suppose_of_choices(
    choices: BrandChoices,
    us: str,
    by: Mapping[str, float],
    ends: Mapping[str, tuple[float, float]],
    level: float = 0.8,
) -> Supposed:
    """Return what respondents would choose if they rated us otherwise.

    Args:
        choices: of the respondents.
        us: our brand.
        by: how far each driver of ours moves; no rating leaves its scale.
        ends: of the scale of each driver.
        level: probability that an interval holds the truth.

    Raises:
        NotEnoughData: the choices do not carry the model.
    """
    logit = fitted(choices, 0.0, None)
    place = choices.brands.index(us)
    before = with_inertia(choices.attributes, choices.last)
    after, held = before.copy(), np.zeros(len(choices), dtype=np.bool_)
    known = choices.available[:, place]
    for driver, far in by.items():
        column = 1 + choices.drivers.index(driver)
        wanted = before[known, place, column] + far
        after[known, place, column] = np.clip(wanted, *ends[driver])
        held[known] |= after[known, place, column] != wanted
    worth = np.asarray(choices.spend) * np.asarray(choices.frequency)
    told = np.isfinite(worth)
    changed = partial(
        share_change, logit, before, after, available=choices.available, respondents=choices.respondents, level=level
    )
    change = changed(weights=choices.weights)
    chances = logit.predict(before, choices.available)
    revenue, revenue_change = None, None
    if told.sum() > 1:
        spent = np.where(told, worth, 0.0)
        moved = changed(weights=told.astype(np.float64), worth=spent)
        revenue, revenue_change = float(spent @ chances[:, place] / told.sum()), moved.at(place)
    return Supposed(
        choices.brands,
        chances.mean(axis=0),
        change,
        revenue,
        revenue_change,
        None,
        len(choices),
        int(told.sum()),
        int(held.sum()),
        logit.diagnosis_,
    )


def suppose_of_shares(
    maps: Sequence[PlacedSet], placed: PlacedSet, us: str, *, quality: float, price: float, level: float = 0.8
) -> Supposed:
    """Return the shares of a set if our quality and price were otherwise, by how shares go with both in all sets.

    Args:
        maps: of all sets of one wave.
        placed: the set of our product.
        us: our product.
        quality: by which part ours changes, such as .1.
        price: likewise.
        level: probability that an interval holds the truth.

    Raises:
        NotEnoughData: shares are not told, or of too few products.
    """
    told = [each for each in maps if each.wave == placed.wave and each.share is not None and np.all(each.share > 0)]
    if placed not in told or placed.share is None:
        raise NotEnoughData("no_shares", _NO_SHARES, Text("thị phần của từng sản phẩm", "the share of each product"))
    share = np.concatenate([np.asarray(each.share) for each in told])
    points = np.concatenate(
        [np.log(np.stack([each.axes.quality.value, each.axes.price.value], axis=1)) for each in told]
    )
    code = np.concatenate([np.full(len(each.places), n) for n, each in enumerate(told)])
    model = ShareRegression().fit(share, points, code)
    place = placed.axes.products.index(us)
    by = np.zeros((len(placed.places), 2))
    by[place] = np.log1p([quality, price])
    then = model.changed(placed.share, by, level)
    assert then.low is not None and then.high is not None  # noqa: S101 - a regression has its errors
    change = Estimates(then.value - placed.share, then.low - placed.share, then.high - placed.share, level)
    grown = [
        np.asarray(each[place] / placed.share[place] * (1 + price) - 1) for each in (then.value, then.low, then.high)
    ]
    return Supposed(
        placed.axes.products,
        placed.share,
        change,
        None,
        None,
        Estimates(grown[0], grown[1], grown[2], level),
        len(share),
        0,
        0,
        None,
    )


_NO_SHARES = Text(
    "bảng không cho biết thị phần của mọi sản phẩm trong nhóm", "the share of each product of the set is not told"
)
