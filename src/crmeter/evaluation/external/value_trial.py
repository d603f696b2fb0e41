"""Where our product would stand on its map at another price or quality, and what would bring it to a place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from crmeter.evaluation.external.brand_choices import BrandChoices
from crmeter.evaluation.external.product_values import Score, quality_of
from crmeter.evaluation.external.value_choices import PRICE
from crmeter.evaluation.external.value_places import PlacedSet
from crmeter.evaluation.external.value_study import Profile

Floats = NDArray[np.float64]
QUALITY = "quality"
_HALVINGS = 40


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a map: relative quality and relative price."""

    quality: float
    price: float


class Trial(Protocol):
    """What can be tried of one product on its map."""

    def spot(self, by: Mapping[str, float]) -> Spot:
        """Return where it would stand if what can be moved moved by so much."""

    def by_for(self, wanted: Spot) -> dict[str, float]:
        """Return by how much all has to move to come there, or as near as it can come."""


@dataclass(frozen=True, slots=True)
class RatedTrial:
    """Of a brand that respondents rate; no rating leaves its scale.

    Args:
        choices: of the respondents, by what they rate and, last, how dear brands seem.
        profile: of our brand, with as many attributes.
        placed: the map.
        us: our brand.
        ends: of the scale of each driver.

    Formula: quality = q + 100 Σ w_k s_k / o_k and price = p + 100 s_p / o_p, with s the mean shift of our ratings
    within their scale, w the weights of the attributes, o the mean of what the others are rated.
    """

    choices: BrandChoices
    profile: Profile
    placed: PlacedSet
    us: str
    ends: Mapping[str, tuple[float, float]]

    def spot(self, by: Mapping[str, float]) -> Spot:
        """Return where the brand would stand; see `Trial`."""
        place, others = self.placed.axes.products.index(self.us), self.profile.fitted.others_
        weights = self.profile.weights.share
        gained = sum(
            100 * weights[k] * self._shift(name, by.get(name, 0.0)) / others[k]
            for k, name in enumerate(self.profile.attributes)
        )
        dearer = 100 * self._shift(PRICE, by.get(PRICE, 0.0)) / float(np.delete(self.placed.axes.paid, place).mean())
        axes = self.placed.axes
        return Spot(float(axes.quality.value[place] + gained), float(axes.price.value[place] + dearer))

    def by_for(self, wanted: Spot) -> dict[str, float]:
        """Return the moves, of all attributes alike; see `Trial`."""
        low, high = self.ends[self.profile.attributes[0]]
        better = _reached(lambda by: self.spot(self._alike(by)).quality, wanted.quality, low - high, high - low)
        low, high = self.ends[PRICE]
        dearer = _reached(lambda by: self.spot({PRICE: by}).price, wanted.price, low - high, high - low)
        return self._alike(round(better, 2)) | {PRICE: round(dearer, 2)}

    def _alike(self, by: float) -> dict[str, float]:
        return dict.fromkeys(self.profile.attributes, by)

    def _shift(self, name: str, by: float) -> float:
        """Return by how much the mean rating moves when each moves as far as its scale lets it."""
        place = self.choices.brands.index(self.us)
        told = self.choices.attributes[self.choices.available[:, place], place, self.choices.drivers.index(name)]
        return float((np.clip(told + by, *self.ends[name]) - told).mean())


@dataclass(frozen=True, slots=True)
class ScoredTrial:
    """Of a product with a price and scores; both move in percent, all scores alike.

    Args:
        placed: the map, with the scores.
        scores: of quality.
        us: our product.
        furthest: either way, in percent.

    Formula: relative quality and price worked out anew, 100 being the mean of the set with ours in it.
    """

    placed: PlacedSet
    scores: Sequence[Score]
    us: str
    furthest: float

    def spot(self, by: Mapping[str, float]) -> Spot:
        """Return where the product would stand; see `Trial`."""
        place = self.placed.axes.products.index(self.us)
        scored, paid = np.array(self.placed.scored, dtype=np.float64), self.placed.axes.paid.copy()
        scored[place] *= 1 + by.get(QUALITY, 0.0) / 100
        paid[place] *= 1 + by.get(PRICE, 0.0) / 100
        quality = quality_of(scored, self.scores)
        return Spot(float(100 * quality[place] / quality.mean()), float(100 * paid[place] / paid.mean()))

    def by_for(self, wanted: Spot) -> dict[str, float]:
        """Return the moves in whole percent; see `Trial`."""
        far = self.furthest
        better = _reached(lambda by: self.spot({QUALITY: by}).quality, wanted.quality, -far, far)
        dearer = _reached(lambda by: self.spot({PRICE: by}).price, wanted.price, -far, far)
        return {QUALITY: float(round(better)), PRICE: float(round(dearer))}


def _reached(value: Callable[[float], float], wanted: float, low: float, high: float) -> float:
    """Return where a rising function comes to a value, by halving; the nearer end where it never does."""
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if value(middle) < wanted:
            low = middle
        else:
            high = middle
    return (low + high) / 2
