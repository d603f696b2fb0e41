"""Intervals of scores of surveys, by the estimators of surveys: a measure and the study of a file say the same."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from crmeter.estimators.arrays import Floats
from crmeter.estimators.satisfaction.answers import AnswerScale
from crmeter.estimators.satisfaction.scores import (
    PROMOTER_SCALE,
    Score,
    effort_score,
    net_promoter_score,
    satisfaction_share,
)
from crmeter.measures.measure import Statistic
from crmeter.vocabulary import Interval

_Scale = Callable[[], tuple[int, int]]
_Whose = NDArray[np.int64] | None
# What a share asks of each answer: is it among the satisfied?
_YES_OR_NO = AnswerScale(0, 1)


def score_interval(
    statistic: Statistic,
    top: Floats,
    bottom: Floats,
    level: float,
    scale: _Scale,
    whose: _Whose = None,
) -> Interval | None:
    """Return the interval of a score, or None where it has none.

    Args:
        statistic: a share, or one of answers with weights.
        top: the weight of each answer times what it adds, shape (n,).
        bottom: the weight of each answer, positive, shape (n,).
        level: probability that the interval holds the truth.
        scale: tells the ends of the scale; asked of means only.
        whose: who gave each answer, where somebody may have given several, shape (n,).
    """
    score = _SCORES[statistic](top / bottom, bottom, level, scale, whose)
    return None if score.low is None or score.high is None else Interval(level, score.low, score.high, score.method)


def _share(added: Floats, weights: Floats, level: float, _scale: _Scale, whose: _Whose) -> Score:
    return satisfaction_share(np.round(added), _YES_OR_NO, weights, level, boxes=1, whose=whose)


def _net_share(added: Floats, weights: Floats, level: float, _scale: _Scale, whose: _Whose) -> Score:
    # Which answer of a promoter, a passive or a detractor it was does not matter.
    answers = np.select([added > 50, added < -50], [10.0, 0.0], 8.0)
    return net_promoter_score(answers, PROMOTER_SCALE, weights, level, whose=whose)


def _mean(added: Floats, weights: Floats, level: float, scale: _Scale, whose: _Whose) -> Score:
    return effort_score(np.round(added), AnswerScale(*scale()), weights, level, whose)


_SCORES: Mapping[Statistic, Callable[[Floats, Floats, float, _Scale, _Whose], Score]] = MappingProxyType(
    {
        Statistic.SHARE: _share,
        Statistic.WEIGHTED_SHARE: _share,
        Statistic.NET_SHARE: _net_share,
        Statistic.SCORE: _mean,
    }
)
