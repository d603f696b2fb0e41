"""Which products to improve, reprice, drop or keep, by their place on the map and by what they bring."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from crmeter.estimators import Estimates, Verdict
from crmeter.evaluation.external.product_values import Score
from crmeter.evaluation.external.sold_products import Sold
from crmeter.evaluation.external.value_advice import Action, Advice, advise
from crmeter.evaluation.external.value_places import Place, PlacedSet, fair_price, written_price
from crmeter.vocabulary import Text, formats
from crmeter.vocabulary.folding import spelled


class MixAction(StrEnum):
    """What to do with a product in the mix."""

    DROP = "drop"
    IMPROVE = "improve"
    REPRICE = "reprice"
    KEEP = "keep"

    @property
    def label(self) -> Text:
        """The words for people."""
        return _DROP if self is MixAction.DROP else Action(self.value).label


@dataclass(frozen=True, slots=True)
class Mixed:
    """A product of the mix.

    Args:
        of_set: the set it is of.
        place: on the map.
        action: what to do with it; None where the map does not tell by how much a place may be wrong.
        reason: in whole sentences.
        sold: what it brought; None where the records know no such product.
    """

    of_set: str | None
    place: Place
    action: MixAction | None
    reason: Text
    sold: Sold | None


def product_mix(
    maps: Sequence[PlacedSet],
    sold: Mapping[str, Sold],
    *,
    price_weight: float,
    currency: str,
    tolerance: float | None = None,
    scores: Sequence[Score] = (),
) -> tuple[Mixed, ...]:
    """Say what to do with each product, those to act on first and the largest revenue first among them.

    Args:
        maps: one for each set.
        sold: by the name of the product, spelled alike.
        price_weight: how much price counts.
        currency: of the revenue.
        tolerance: points from the line within which a product counts as fair, where no sampling error is known.
        scores: of a table.

    Rule: as `advise` says by the place alone; but of a product that is worse value and brought no margin over its
    goods, that it is dropped. Where nothing was sold, or the cost of the goods is not known, nothing is dropped.
    """
    found = []
    for placed in maps:
        for n, place in enumerate(placed.places):
            verdict, advice = place.verdict, place.advice
            if verdict is None and tolerance is not None:
                verdict, advice = _within(placed, n, price_weight, tolerance, scores)
            brought = sold.get(spelled(place.product))
            action, reason = None if advice.action is None else MixAction(advice.action.value), advice.reason
            margin = None if brought is None else brought.margin
            if verdict is Verdict.WORSE and margin is not None and margin <= 0:
                action = MixAction.DROP
                lost = Text(formats.money(-margin, currency, "vi"), formats.money(-margin, currency, "en"))
                reason = _LOSES.fill(product=place.product, by=abs(float(place.by_weight.value)), lost=lost)
            found.append(Mixed(placed.of_set, place, action, reason, brought))
    order = list(MixAction)
    return tuple(
        sorted(
            found,
            key=lambda each: (
                len(order) if each.action is None else order.index(each.action),
                0 if each.sold is None else -each.sold.revenue,
            ),
        )
    )


def _within(
    placed: PlacedSet, n: int, price_weight: float, tolerance: float, scores: Sequence[Score]
) -> tuple[Verdict, Advice]:
    """Return the verdict and the advice where a stated tolerance stands in for the sampling error."""
    place = placed.places[n]
    distance = float(place.by_weight.value)
    verdict = Verdict.FAIR
    if abs(distance) > tolerance:
        verdict = Verdict.BETTER if distance > 0 else Verdict.WORSE
    quality = float(place.quality.value)
    told = Estimates(
        np.asarray(quality), np.asarray(quality - tolerance), np.asarray(quality + tolerance), place.quality.level
    )
    fair = fair_price(placed.axes, n, (1 - price_weight) / price_weight)
    advice = advise(
        place.product,
        verdict,
        told,
        place.price,
        place.by_weight,
        fair=None if fair is None else written_price(fair, placed.currency, is_felt=placed.is_price_felt),
        weakest=_weakest(placed, n, scores),
    )
    return verdict, advice


def _weakest(placed: PlacedSet, n: int, scores: Sequence[Score]) -> str | None:
    """Return the score in which a product loses most against the mean of its set, by its weight."""
    if placed.scored is None or len(scores) < 2:
        return None
    weights = np.array([each.weight for each in scores])
    lost = weights * (1 - placed.scored[n] / placed.scored.mean(axis=0))
    return scores[int(lost.argmax())].column if lost.max() > 0 else None


_DROP = Text("bỏ", "drop")
_LOSES = Text(
    "{product}: bỏ khỏi danh mục. Giá cao hơn mức tương xứng {by} điểm, và 365 ngày qua bán không đủ bù giá vốn (hụt "
    "{lost}).",
    "{product}: drop it. It costs {by} points more than it is worth, and in 365 days it did not earn the cost of its "
    "goods ({lost} short).",
)
