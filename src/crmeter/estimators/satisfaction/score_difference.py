"""How far a score of one wave or group lies from that of another."""

import math
from dataclasses import dataclass

from crmeter.estimators.delta_method import normal_quantile
from crmeter.estimators.satisfaction.scores import Score, mean_freedom, student_quantile


@dataclass(frozen=True, slots=True)
class ScoreDifference:
    """One score minus another, with the bounds that hold the truth with probability `level`.

    Args:
        value: the difference, in the unit of the scores.
        low: lower bound; None where one of the scores has no error to be seen.
        high: upper bound, likewise.
        level: probability in (0, 1).
        method: how the bounds were found.
    """

    value: float
    low: float | None
    high: float | None
    level: float
    method: str

    @property
    def is_told_apart(self) -> bool | None:
        """Whether the bounds leave zero out; None where there are none."""
        return None if self.low is None or self.high is None else self.low > 0 or self.high < 0


def score_difference(now: Score, before: Score) -> ScoreDifference:
    """Return a score minus another of the same kind, taken from other people.

    Args:
        now: the score of the later wave, or of one group.
        before: that of the earlier wave, or of another group. Who answered in both makes the bounds too wide.

    Raises:
        ValueError: the scores are of different kinds, scales, boxes, levels or methods.

    Formula: variances of independent samples add. NPS: difference of the centres ± z √(se₁² + se₂²). CSAT: from both
    Wilson intervals, p₁ − p₂ − √((p₁−l₁)² + (u₂−p₂)²) and likewise above. CES: ± t √(se₁² + se₂²) with Welch's degrees
    of freedom. Source: Newcombe 1998, Statistics in Medicine 17, method 10; Welch 1947, Biometrika 34.
    """
    for part in ("name", "scale", "counted_from", "level", "method"):
        if getattr(now, part) != getattr(before, part):
            raise ValueError(f"the scores differ in their {part}: {getattr(now, part)}, {getattr(before, part)}")
    value = now.value - before.value
    low, high = _shares(now, before) if now.name == "csat" else _by_errors(now, before)
    method = {"nps": now.method, "csat": "newcombe", "ces": "welch_t"}[now.name]
    most = {"nps": 200.0, "csat": 1.0, "ces": float(now.scale.points - 1)}[now.name]
    return ScoreDifference(
        value, None if low is None else max(low, -most), None if high is None else min(high, most), now.level, method
    )


def _shares(now: Score, before: Score) -> tuple[float | None, float | None]:
    if now.low is None or now.high is None or before.low is None or before.high is None:
        return None, None
    value = now.value - before.value
    below = math.hypot(now.value - now.low, before.high - before.value)
    above = math.hypot(now.high - now.value, before.value - before.low)
    return value - below, value + above


def _by_errors(now: Score, before: Score) -> tuple[float | None, float | None]:
    if now.standard_error is None or before.standard_error is None:
        return None, None
    first, second = now.standard_error**2, before.standard_error**2
    if now.name == "ces":
        burden = first**2 / mean_freedom(now.n_effective, now.people)
        burden += second**2 / mean_freedom(before.n_effective, before.people)
        freedom = (first + second) ** 2 / burden
        quantile = student_quantile(now.level, freedom)
    else:
        quantile = normal_quantile(now.level)
    centre, reach = now.centre - before.centre, quantile * math.sqrt(first + second)
    return centre - reach, centre + reach
