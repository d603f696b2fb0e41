"""What a study of value found, whichever shape its file has."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crmeter.estimators import Estimates, HeadToHead, QualityProfile, Weights
from crmeter.evaluation.external.said_words import meant_by
from crmeter.evaluation.external.value_changes import Move
from crmeter.evaluation.external.value_places import PlacedSet
from crmeter.vocabulary import LeftOut, Misused, NotEnoughData, Text
from crmeter.warehouse.connectors.files.columns import UnreadCell

Booleans = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Profile:
    """How customers of one wave rate us against the others.

    Args:
        wave: of the survey; None where there is one.
        attributes: k of them.
        weights: of the attributes.
        weight: the same with bounds where respondents made them, shape (k,).
        fitted: our profile.
        ratio: ours / others by attribute, shape (k,).
        score: market-perceived quality, shape ().
        duel: us against one competitor; None where none was named or the wave does not know both.
        respondents: how many rated.
        again: how many of them rated in the wave before too.
    """

    wave: str | None
    attributes: tuple[str, ...]
    weights: Weights
    weight: Estimates
    fitted: QualityProfile
    ratio: Estimates
    score: Estimates
    duel: HeadToHead | None
    respondents: int
    again: int = 0


@dataclass(frozen=True, slots=True)
class ValueStudy:
    """Value maps, and what moved on them.

    Args:
        us: our product.
        against: the competitor of the head to head; None where none was named.
        price_weight: how much price counts in the market's choice.
        level: probability that an interval holds the truth.
        maps: of all waves and sets.
        moves: of each product between waves.
        profiles: one for each wave of ratings; none where the file holds products.
        left_out: what was not used.
        unread: cells that were no numbers.
    """

    us: str
    against: str | None
    price_weight: float
    level: float
    maps: tuple[PlacedSet, ...]
    moves: tuple[Move, ...]
    profiles: tuple[Profile, ...]
    left_out: tuple[LeftOut, ...]
    unread: tuple[UnreadCell, ...]


class Sieve:
    """Which rows are left after each reason to leave some out.

    Args:
        n: how many rows there are.
        reasons: in words, by code.

    Attributes:
        keep: the rows that are left, shape (n,).
    """

    def __init__(self, n: int, reasons: Mapping[str, Text]) -> None:
        self.keep: Booleans = np.ones(n, np.bool_)
        self._reasons = reasons
        self._counts: dict[str, int] = {}

    def leave_out(self, code: str, rows: Booleans, n: int | None = None) -> None:
        """Leave rows out.

        Args:
            code: of the reason.
            rows: shape (n,); those left out before are not counted again.
            n: how many are counted where that is not the number of rows.
        """
        counted = int((rows & self.keep).sum()) if n is None else n
        self._counts[code] = self._counts.get(code, 0) + counted
        self.keep &= ~rows

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What was left out, by reason."""
        return tuple(LeftOut(code, self._reasons[code], n) for code, n in self._counts.items() if n)


def check_price_weight(price_weight: float) -> None:
    """Refuse a weight of price that is no share.

    Raises:
        Misused: it does not lie between 0 and 1.
    """
    if not 0 < price_weight < 1:
        raise Misused(
            "wrong_price_weight",
            Text("trọng số của giá nằm giữa 0 và 1, như 0.4", "the weight of price lies between 0 and 1, such as 0.4"),
        )


def meant_product(
    product: str, known: Sequence[str], told: Collection[str] = (), left_out: Sequence[LeftOut] = ()
) -> str:
    """Return the product that is meant, in whatever case it is written.

    Args:
        product: what it was called.
        known: all that are placed.
        told: all that the file tells of.
        left_out: why some of them are not placed.

    Raises:
        Misused: it is not there.
        NotEnoughData: it is there, but was left out.
    """
    meant = meant_by(product, known)
    if len(meant) == 1:
        return next(iter(meant))
    if meant_by(product, told):
        reasons = Text.join([each.reason for each in left_out], "; ")
        raise NotEnoughData("us_left_out", _LEFT_OUT.fill(product=product, reasons=reasons), _NEEDS_FIGURES)
    some = sorted(set(known))
    names = ", ".join(some[:10]) + (", …" if len(some) > 10 else "")
    raise Misused("unknown_product", _UNKNOWN_PRODUCT.fill(product=product, names=names))


def repeated(*columns: NDArray[np.object_], among: Booleans) -> Booleans:
    """Return the rows that say the same in all columns as an earlier one.

    Args:
        columns: shape (n,) each.
        among: the rows that count, shape (n,).
    """
    seen: set[tuple[object, ...]] = set()
    again = np.zeros(len(among), np.bool_)
    for row in np.flatnonzero(among):
        key = tuple(column[row] for column in columns)
        again[row] = key in seen
        seen.add(key)
    return again


def missing(words: NDArray[np.object_]) -> Booleans:
    """Return the rows where a column of words says nothing."""
    return np.array([each is None for each in words], dtype=np.bool_)


_UNKNOWN_PRODUCT = Text(
    "không có sản phẩm {product} để so sánh; có: {names}",
    "there is no product {product} to compare; there are: {names}",
)
_LEFT_OUT = Text(
    "{product} có trong tệp nhưng không so sánh được; bị bỏ ra vì: {reasons}",
    "{product} is in the file but cannot be compared; left out were: {reasons}",
)
_NEEDS_FIGURES = Text("giá dương và điểm chất lượng dương", "a positive price and positive scores")
