"""Us against one competitor, attribute by attribute, whether respondents rated or a table scores."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from crmeter.estimators import Estimates
from crmeter.evaluation.external.product_values import Score
from crmeter.evaluation.external.value_places import PlacedSet, one_of
from crmeter.evaluation.external.value_study import Profile


@dataclass(frozen=True, slots=True)
class Duel:
    """One attribute of ours against theirs.

    Args:
        name: of the attribute.
        weight: its part of the quality, shape ().
        ours: our figure, as it was told.
        theirs: that of the competitor.
        ratio: ours / theirs, more being better; shape ().
        p: probability of so large a difference where there is none, over all attributes; None where nothing tells it.
        differs: whether the two truly differ; likewise.
        n_ours: respondents who rated us; None in a table.
        n_theirs: who rated them; likewise.
    """

    name: str
    weight: Estimates
    ours: float
    theirs: float
    ratio: Estimates
    p: float | None
    differs: bool | None
    n_ours: int | None
    n_theirs: int | None


def rated_duels(profile: Profile, level: float) -> tuple[Duel, ...]:
    """Return the attributes that respondents rated; none without a competitor."""
    duel = profile.duel
    if duel is None:
        return ()
    ratios = duel.ratio(level)
    return tuple(
        Duel(
            name,
            one_of(profile.weight, n),
            float(duel.ours_[n]),
            float(duel.theirs_[n]),
            one_of(ratios, n),
            float(duel.p_adjusted_[n]) if math.isfinite(duel.p_adjusted_[n]) else None,
            bool(duel.is_significant_[n]) if math.isfinite(duel.p_adjusted_[n]) else None,
            int(duel.n_ours_[n]),
            int(duel.n_theirs_[n]),
        )
        for n, name in enumerate(profile.attributes)
    )


def scored_duels(placed: PlacedSet, scores: Sequence[Score], us: str, them: str, level: float) -> tuple[Duel, ...]:
    """Return the scores of two products of a table, which has no sampling error to tell differences by."""
    if placed.scored is None:
        return ()
    ours, theirs = (placed.axes.products.index(each) for each in (us, them))
    total = sum(each.weight for each in scores)
    found = []
    for n, score in enumerate(scores):
        a, b = float(placed.scored[ours, n]), float(placed.scored[theirs, n])
        told = (1 / a, 1 / b) if score.is_less_better else (a, b)
        weight, ratio = (Estimates(np.asarray(each), None, None, level) for each in (score.weight / total, a / b))
        found.append(Duel(score.column, weight, *told, ratio, None, None, None, None))
    return tuple(found)
