"""Who answered of those who were asked, and whether they are like the others."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from crmeter.estimators.arrays import Integers
from crmeter.estimators.intervals import wilson
from crmeter.vocabulary import Interval, NotEnoughData, Text

NOTICEABLE = 0.1
"""From which standardised difference on a group is said to be out of balance (Austin 2009)."""


@dataclass(frozen=True, slots=True)
class GroupResponse:
    """One group among those who were asked.

    Args:
        name: what the group is called.
        asked: how many were asked.
        answered: how many of them answered.
        rate: answered / asked.
        interval: Wilson's, of the rate.
        share_of_asked: of all who were asked, the share that belongs to the group.
        share_of_answered: of all who answered, likewise.
        standardised_difference: of the share among those who answered from that among those who did not, in standard
            deviations; None where everybody or nobody of both belongs to the group.
    """

    name: str
    asked: int
    answered: int
    rate: float
    interval: Interval
    share_of_asked: float
    share_of_answered: float
    standardised_difference: float | None

    @property
    def is_out_of_balance(self) -> bool | None:
        """Whether the standardised difference is noticeable; None where there is none."""
        return None if self.standardised_difference is None else abs(self.standardised_difference) > NOTICEABLE


@dataclass(frozen=True, slots=True)
class ResponseComparison:
    """Whether some groups answer more often than others.

    Args:
        groups: one for each group.
        chi_square: Pearson's statistic of answered or not by group; None without a test.
        freedom: its degrees of freedom.
        p_value: probability of a statistic at least as large if all groups answered alike; None without a test.
        untested: why there is no test; None where there is one.
    """

    groups: tuple[GroupResponse, ...]
    chi_square: float | None
    freedom: int
    p_value: float | None
    untested: Text | None


def response_rate(answered: int, asked: int, level: float = 0.8) -> tuple[float, Interval]:
    """Return which share of those who were asked answered, with Wilson's interval.

    Raises:
        ValueError: more answered than were asked.
        NotEnoughData: nobody was asked.
    """
    bounds = wilson(answered, asked, level)
    if bounds is None:
        raise NotEnoughData(
            "nobody_asked",
            Text("chưa hỏi ai", "nobody was asked"),
            Text("ít nhất một người được hỏi", "somebody asked"),
        )
    return answered / asked, bounds


def compare_response(
    names: tuple[str, ...], answered: ArrayLike, asked: ArrayLike, level: float = 0.8
) -> ResponseComparison:
    """Compare those who answered with those who did not, group by group.

    Args:
        names: what the groups are called; they do not overlap.
        answered: how many answered, shape (g,).
        asked: how many were asked, at least one of each group, shape (g,).
        level: probability that an interval of a rate holds the truth.

    Raises:
        ValueError: counts contradict each other, or a group was not asked.
        NotEnoughData: there are fewer than two groups, or all answered, or none did.

    Formula: χ² = Σ (observed − expected)² / expected; standardised difference (p₁ − p₀) / √((p₁q₁ + p₀q₀)/2) of the
    shares of a group among those who answered and those who did not. No test where an expected count is below 1 or a
    fifth of them below 5 (Cochran 1954, Biometrics 10). Source: Pearson 1900; Austin 2009, Statistics in Medicine 28.
    """
    some, all_ = _counts(names, answered, asked)
    silent = all_ - some
    if len(names) < 2 or some.sum() == 0 or silent.sum() == 0:
        raise NotEnoughData(
            "nothing_to_compare",
            Text("không có hai bên để so sánh", "there are no two sides to compare"),
            Text(
                "ít nhất hai nhóm, có người trả lời và có người không",
                "two groups, some who answered and some who did not",
            ),
        )
    of_some, of_silent = some / some.sum(), silent / silent.sum()
    groups = []
    for place, name in enumerate(names):
        rate, bounds = response_rate(int(some[place]), int(all_[place]), level)
        spread = (of_some[place] * (1 - of_some[place]) + of_silent[place] * (1 - of_silent[place])) / 2
        apart = float((of_some[place] - of_silent[place]) / math.sqrt(spread)) if spread > 0 else None
        share = float(all_[place] / all_.sum())
        groups.append(
            GroupResponse(name, int(all_[place]), int(some[place]), rate, bounds, share, float(of_some[place]), apart)
        )
    return ResponseComparison(tuple(groups), *_test(some, silent))


def _counts(names: tuple[str, ...], answered: ArrayLike, asked: ArrayLike) -> tuple[Integers, Integers]:
    some, all_ = np.asarray(answered).astype(np.int64), np.asarray(asked).astype(np.int64)
    if not (some.shape == all_.shape == (len(names),) and len(set(names)) == len(names)):
        raise ValueError("names, answered and asked are one for each group")
    if not (np.array_equal(some, np.asarray(answered)) and np.array_equal(all_, np.asarray(asked))):
        raise ValueError("counts are whole numbers")
    if np.any(some < 0) or np.any(some > all_) or np.any(all_ < 1):
        raise ValueError("somebody of each group was asked, and no more answered than were asked")
    return some, all_


def _test(some: Integers, silent: Integers) -> tuple[float | None, int, float | None, Text | None]:
    observed, freedom = np.stack([some, silent]).astype(np.float64), len(some) - 1
    expected = observed.sum(axis=1, keepdims=True) * observed.sum(axis=0) / observed.sum()
    if expected.min() < 1 or (expected < 5).mean() > 0.2:
        why = Text(
            "có nhóm quá ít người để kiểm định: số kỳ vọng dưới 5",
            "some groups have too few people for the test: expected counts below 5",
        )
        return None, freedom, None, why
    statistic = float(((observed - expected) ** 2 / expected).sum())
    return statistic, freedom, float(special.chdtrc(freedom, statistic)), None
