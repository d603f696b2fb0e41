"""By how much a treatment changed what customers did, group by group, with allowance for looking at many of them."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from crmeter.estimators.retention.uplift import Uplift, uplift
from crmeter.estimators.several_tests import holm
from crmeter.vocabulary import NotEnoughData, Undefined

CERTAIN_BELOW = 0.05
"""A corrected chance below this tells a group with an effect."""


@dataclass(frozen=True, slots=True)
class GroupUplift:
    """What the treatment changed in one group.

    Args:
        group: its name.
        uplift: of its customers; undefined where too few can be compared.
        p_value: of no difference, corrected for so many groups (Holm); None where it is undefined.
    """

    group: str
    uplift: Uplift | Undefined
    p_value: float | None

    @property
    def is_told_apart(self) -> bool:
        """Whether the difference is more than an accident among so many."""
        return self.p_value is not None and self.p_value < CERTAIN_BELOW


def uplift_by_group(
    happened: ArrayLike, treated: ArrayLike, groups: ArrayLike, *, level: float = 0.8
) -> tuple[GroupUplift, ...]:
    """Compare how often something happened with and without treatment in each group, by name.

    Args:
        happened: whether it did, shape (n,).
        treated: who had the treatment, shape (n,).
        groups: of each customer, shape (n,).
        level: probability that the bounds of one group hold its difference.

    Raises:
        ValueError: shapes differ.
    """
    did, arm = np.asarray(happened, dtype=np.bool_), np.asarray(treated, dtype=np.bool_)
    named = np.asarray([str(each) for each in np.asarray(groups, dtype=object)])
    if not did.shape == arm.shape == named.shape:
        raise ValueError("there is one outcome, one treatment and one group for each customer")
    found: list[tuple[str, Uplift | Undefined]] = []
    for name in sorted(set(named.tolist())):
        own = named == name
        try:
            found.append((name, uplift(did[own], arm[own], level=level)))
        except NotEnoughData as few:
            found.append((name, few.undefined))
    corrected = iter(holm([no_difference(each) for _, each in found if isinstance(each, Uplift)]).tolist())
    return tuple(GroupUplift(name, each, next(corrected) if isinstance(each, Uplift) else None) for name, each in found)


def no_difference(compared: Uplift) -> float:
    """Return the chance of so large a difference of two shares where there is none.

    Formula: z = d / √(p (1 − p) (1/n₁ + 1/n₀)), p the share of both together; 2 Φ(−|z|). Source: Newcombe & Altman in
    Altman et al. 2000, Statistics with Confidence (2nd ed.), ch. 6; it is the root of Pearson's χ².

    Args:
        compared: of one stratum.
    """
    n, m = compared.n_treated, compared.n_others
    share = (compared.treated * n + compared.others * m) / (n + m)
    if share in (0, 1):
        return 1.0
    error = math.sqrt(share * (1 - share) * (1 / n + 1 / m))
    return float(2 * special.ndtr(-abs(compared.difference) / error))


def needed_for_one(compared: Uplift) -> float | None:
    """Return for how many customers it has to be done for one more who does it; None where bounds hold no difference.

    Formula: 1 / d. Source: Altman 1998, BMJ 317: a number whose bounds pass through infinity is not told.
    """
    return 1 / compared.difference if compared.low > 0 or compared.high < 0 else None
