"""Scores of a survey: net promoter score, share of the satisfied, effort; each with its interval."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from crmeter.estimators.arrays import Floats
from crmeter.estimators.delta_method import normal_quantile
from crmeter.estimators.intervals import wilson
from crmeter.estimators.satisfaction.answers import Answers, AnswerScale, effective_size, read_answers
from crmeter.vocabulary import LeftOut, NotEnoughData, Text

PROMOTER_SCALE = AnswerScale(0, 10)
LOWEST_PROMOTER, HIGHEST_DETRACTOR = 9, 6
PromoterInterval = Literal["adjusted_wald", "wald"]
# Rocks 2016: three more answers, half of them passive.
_ADDED, _ADDED_AT_EACH_END = 3.0, 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A score with the bounds that hold the truth with probability `level`.

    Args:
        name: `nps`, `csat` or `ces`.
        value: the score: −100 to 100, a share, or a mean on the scale.
        n: answers that count.
        people: who gave these answers; fewer than n where somebody gave several.
        n_effective: how many equally weighted answers would tell as much.
        design_effect: by how much the variance is larger than that of as many answers with these weights from as many
            people; 1 where each is somebody else's.
        low: lower bound; None where there is none, see each score.
        high: upper bound, likewise.
        level: probability in (0, 1).
        method: how the bounds were found.
        scale: the answers that could be given.
        counted_from: the lowest answer that counts as satisfied; None where the score does not count boxes.
        centre: what the bounds lie around; differs from the value where the method adds answers.
        standard_error: on the scale of the value; None where answers do not differ.
        left_out: who was not counted, and why.
    """

    name: str
    value: float
    n: int
    people: int
    n_effective: float
    design_effect: float
    low: float | None
    high: float | None
    level: float
    method: str
    scale: AnswerScale
    counted_from: int | None
    centre: float
    standard_error: float | None
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetPromoterScore(Score):
    """A net promoter score with the shares it is made of."""

    promoters: float
    passives: float
    detractors: float


def net_promoter_score(
    answers: ArrayLike,
    scale: AnswerScale,
    weights: ArrayLike | None = None,
    level: float = 0.8,
    method: PromoterInterval = "adjusted_wald",
    whose: ArrayLike | None = None,
) -> NetPromoterScore:
    """Return promoters (9–10) minus detractors (0–6), in points.

    Args:
        answers: whole numbers from 0 to 10, NaN where there is none, shape (n,).
        scale: the scale that was asked on; any other than 0–10 is refused.
        weights: one per answer.
        level: probability that the interval holds the truth.
        method: `adjusted_wald` holds its level from some ten answers on; its bounds lie around a centre that is drawn
            towards 0, so that a score of ±100 lies outside them. `wald` lies around the score and wants some hundred.
        whose: who gave each answer, where somebody gave several.

    Returns:
        The score. Bounds end at ±100. Plain Wald has none where all answers are of one kind.

    Raises:
        NotEnoughData: the scale is not 0–10, an answer is not on it, or there is none.

    Formula: s = 100 (p − d), variance 100² (p + d − (p − d)²) / n; adjusted: ¾ promoters, 1½ passives, ¾ detractors
    are added first. With weights n is the effective one of the linearised variance, see `_effective_for`. Source:
    Reichheld 2003, Harvard Business Review 81(12); Rocks 2016, Interval Estimation for the "Net Promoter Score", The
    American Statistician 70(4).
    """
    if scale != PROMOTER_SCALE:
        raise NotEnoughData(
            "wrong_scale",
            Text(
                "NPS chỉ tính được trên thang 0–10, không phải {low}–{high}", "NPS is asked on 0–10, not {low}–{high}"
            ).fill(low=scale.lowest, high=scale.highest),
            Text("câu hỏi mức độ sẵn lòng giới thiệu trên thang 0–10", "the question of recommending, asked on 0–10"),
        )
    if method not in ("adjusted_wald", "wald"):
        raise ValueError(f"there is no interval {method}")
    read = read_answers(answers, scale, weights, whose)
    kind = np.where(read.given >= LOWEST_PROMOTER, 1.0, np.where(read.given <= HIGHEST_DETRACTOR, -1.0, 0.0))
    p, d = _weighted_mean(kind == 1, read.weights), _weighted_mean(kind == -1, read.weights)
    n, effect = _effective_for(kind, read)
    if method == "adjusted_wald":
        p_, d_ = ((n * share + _ADDED_AT_EACH_END) / (n + _ADDED) for share in (p, d))
        n += _ADDED
    else:
        p_, d_ = p, d
    centre, error = 100 * (p_ - d_), 100 * math.sqrt(max(p_ + d_ - (p_ - d_) ** 2, 0.0) / n)
    reach, has_spread = normal_quantile(level) * error, method == "adjusted_wald" or np.ptp(kind) > 0
    return NetPromoterScore(
        name="nps",
        value=100 * (p - d),
        n=read.n,
        people=read.people,
        n_effective=read.n_effective,
        design_effect=effect,
        low=max(centre - reach, -100.0) if has_spread else None,
        high=min(centre + reach, 100.0) if has_spread else None,
        level=level,
        method=method,
        scale=scale,
        counted_from=None,
        centre=centre,
        standard_error=error if has_spread else None,
        left_out=read.left_out,
        promoters=p,
        passives=_weighted_mean(kind == 0, read.weights),
        detractors=d,
    )


def satisfaction_share(
    answers: ArrayLike,
    scale: AnswerScale,
    weights: ArrayLike | None = None,
    level: float = 0.8,
    boxes: int = 2,
    whose: ArrayLike | None = None,
) -> Score:
    """Return which share of the answers lies in the highest boxes of the scale (CSAT).

    Args:
        answers: whole numbers of the scale, NaN where there is none, shape (n,).
        scale: the scale that was asked on, its highest answer the best.
        weights: one per answer.
        level: probability that the interval holds the truth.
        boxes: how many of the highest answers count as satisfied.
        whose: who gave each answer, where somebody gave several.

    Raises:
        ValueError: the boxes are none or the whole scale.
        NotEnoughData: an answer is not on the scale, or there is none.

    Formula: share with Wilson's interval; with weights of the effective n of the linearised variance, see
    `_effective_for`. Source: Wilson 1927, JASA 22(158); Korn & Graubard 1998, Survey Methodology 24(2).
    """
    if not 0 < boxes < scale.points:
        raise ValueError(f"{boxes} boxes of {scale.points} tell nobody apart")
    read = read_answers(answers, scale, weights, whose)
    counted_from = scale.highest - boxes + 1
    is_satisfied = (read.given >= counted_from).astype(np.float64)
    share, (n, effect) = _weighted_mean(is_satisfied, read.weights), _effective_for(is_satisfied, read)
    bounds = wilson(share * n, n, level)
    return Score(
        name="csat",
        value=share,
        n=read.n,
        people=read.people,
        n_effective=read.n_effective,
        design_effect=effect,
        low=None if bounds is None else float(bounds.low),
        high=None if bounds is None else float(bounds.high),
        level=level,
        method="wilson",
        scale=scale,
        counted_from=counted_from,
        centre=share,
        standard_error=math.sqrt(share * (1 - share) / n) if 0 < share < 1 else None,
        left_out=read.left_out,
    )


def effort_score(
    answers: ArrayLike,
    scale: AnswerScale,
    weights: ArrayLike | None = None,
    level: float = 0.8,
    whose: ArrayLike | None = None,
) -> Score:
    """Return the mean answer to how easy it was (CES), or of any other question on a scale.

    Args:
        answers: whole numbers of the scale, NaN where there is none, shape (n,).
        scale: the scale that was asked on. Which end is the good one is for the reader to know.
        weights: one per answer.
        level: probability that the interval holds the truth.
        whose: who gave each answer, where somebody gave several.

    Returns:
        The mean. Bounds end where the scale does; there are none from one answer, or where all answers are the same.

    Raises:
        NotEnoughData: an answer is not on the scale, or there is none.

    Formula: ȳ = Σwy / Σw ± t √(n/(n−1) Σw²(y−ȳ)²) / Σw, with (Σw)²/Σw² − 1 degrees of freedom, or people − 1 where that
    is fewer; s/√n without weights.
    Source: Student 1908; linearised variance by Särndal, Swensson & Wretman 1992; the question by Dixon,
    Freeman & Toman 2010, Harvard Business Review 88(7/8).
    """
    read = read_answers(answers, scale, weights, whose)
    value, error = _weighted_mean(read.given, read.weights), _standard_error(read)
    freedom, effect = mean_freedom(read.n_effective, read.people), _effective_for(read.given, read)[1]
    reach = None if error is None else student_quantile(level, freedom) * error
    return Score(
        name="ces",
        value=value,
        n=read.n,
        people=read.people,
        n_effective=read.n_effective,
        design_effect=effect,
        low=None if reach is None else max(value - reach, float(scale.lowest)),
        high=None if reach is None else min(value + reach, float(scale.highest)),
        level=level,
        method="student_t",
        scale=scale,
        counted_from=None,
        centre=value,
        standard_error=error,
        left_out=read.left_out,
    )


def mean_freedom(n_effective: float, people: int) -> float:
    """Return the degrees of freedom of a mean answer: those of the fewer of people and effective answers."""
    return min(n_effective, people) - 1


def student_quantile(level: float, freedom: float) -> float:
    """Return how many standard errors either side hold the given probability, by Student's law."""
    if not 0 < level < 1:
        raise ValueError(f"level is a probability between 0 and 1, not {level}")
    return float(special.stdtrit(freedom, (1 + level) / 2))


def _weighted_mean(y: ArrayLike, weights: Floats) -> float:
    return float((np.asarray(y, dtype=np.float64) * weights).sum() / weights.sum())


def _linearised(y: Floats, weights: Floats, whose: NDArray[np.intp] | None = None) -> float:
    """Return the first-order variance of a weighted mean: Σw²(y−ȳ)² / (Σw)², the sum of each person taken first."""
    apart = weights * (y - _weighted_mean(y, weights))
    parts = apart if whose is None else np.bincount(whose, apart)
    return float((parts**2).sum() / weights.sum() ** 2)


def _effective_for(y: Floats, read: Answers) -> tuple[float, float]:
    """Return the effective number of answers, and by how much several ones of the same people inflate the variance.

    The number is that of equally weighted answers of different people whose mean would have the same variance.
    Formula: Σw(y−ȳ)²/Σw over the linearised variance; Kish's where all answers are the same. It is n itself where all
    weights are and nobody gave two. Several answers of one person never tell more than as many of different people, and
    where there is but one person they tell as much as one. Source: Korn & Graubard 1998, Survey Methodology 24(2); the
    variance by clusters: Särndal, Swensson & Wretman 1992, Model Assisted Survey Sampling, ch. 4.
    """
    alone = _effective_alone(y, read.weights)
    if read.people == read.n:
        return alone, 1.0
    if read.people == 1:
        return 1.0, alone
    if np.ptp(y) == 0:
        n = effective_size(np.bincount(read.whose, read.weights).astype(np.float64))
    else:
        spread = _weighted_mean((y - _weighted_mean(y, read.weights)) ** 2, read.weights)
        variance = _linearised(y, read.weights, read.whose)
        n = min(alone, spread / variance) if variance > 0 else alone
    return n, alone / n


def _effective_alone(y: Floats, weights: Floats) -> float:
    if np.ptp(weights) == 0:
        return float(len(y))
    if np.ptp(y) == 0:
        return effective_size(weights)
    return _weighted_mean((y - _weighted_mean(y, weights)) ** 2, weights) / _linearised(y, weights)


def _standard_error(read: Answers) -> float | None:
    if read.people < 2 or np.ptp(read.given) == 0 or read.n_effective <= 1:
        return None
    _, effect = _effective_for(read.given, read)
    variance = max(effect, 1.0) * _linearised(read.given, read.weights)
    return math.sqrt(read.people / (read.people - 1) * variance)
