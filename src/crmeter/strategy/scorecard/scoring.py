"""Scores between 0 and 100, and means of them that decompose exactly: figures in, figures out.

score = 100 · (value − floor) / (target − floor), held within 0 and 100; a mean weighs each part by its own weight.
Source: measures.md, Composite; the direction of a measure is in the order of floor and target.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from crmeter.vocabulary import Text

FULL = 100.0


@dataclass(frozen=True, slots=True)
class Scored:
    """A figure between its floor and its target.

    Args:
        score: within 0 and 100.
        raw: as it comes out before it is held within these.
    """

    score: float
    raw: float

    @property
    def is_held(self) -> bool:
        """Whether the figure lies beyond its floor or its target."""
        return self.score != self.raw


@dataclass(frozen=True, slots=True)
class Part:
    """What a score is made of.

    Args:
        measure: its name.
        target: the number of its target.
        weight: among the parts.
        now: its score; None with the reason `missing`.
        before: its score in the period before; None where that is not known.
        benchmark: the score of the benchmark; None where there is none.
        missing: why it has no score.
    """

    measure: str
    target: int
    weight: float
    now: Scored | None
    before: Scored | None
    benchmark: float | None
    missing: Text | None


@dataclass(frozen=True, slots=True)
class Mean:
    """The weighted mean of the parts that have a score.

    Args:
        score: None where no part has one.
        before: of the same parts in the period before; None where one of them is not known.
        benchmark: of the same parts; None where one of them has none.
    """

    score: float | None
    before: float | None
    benchmark: float | None


def scored(value: float, floor: float, target: float) -> Scored:
    """Return the score of a figure.

    Raises:
        ValueError: floor and target are the same.
    """
    if floor == target:
        raise ValueError("a floor is not the target")
    raw = FULL * (value - floor) / (target - floor)
    return Scored(min(max(raw, 0.0), FULL), raw)


def shares(parts: Sequence[Part]) -> list[float | None]:
    """Return what each part puts into the mean, in points of the score; None of one that has no score.

    They add up to the mean.
    """
    whole = sum(part.weight for part in parts if part.now is not None)
    return [None if part.now is None else part.weight * part.now.score / whole for part in parts]


def mean_of(parts: Sequence[Part]) -> Mean:
    """Return the mean of the parts that have a score; one that has none is left out, never nought."""
    there = [part for part in parts if part.now is not None]
    if not there:
        return Mean(None, None, None)
    now = [part.now.score for part in there if part.now is not None]
    before = [None if part.before is None else part.before.score for part in there]
    weights = [part.weight for part in there]
    return Mean(
        _weighted(now, weights), _weighted(before, weights), _weighted([part.benchmark for part in there], weights)
    )


def _weighted(values: Sequence[float | None], weights: Sequence[float]) -> float | None:
    known = [each for each in values if each is not None]
    if len(known) < len(values):
        return None
    return sum(value * weight for value, weight in zip(known, weights, strict=True)) / sum(weights)
