"""Scores of brand components from the answers to surveys, each from 0 to 100 with its interval."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crmeter.estimators import AnswerScale, effort_score, satisfaction_share
from crmeter.estimators.satisfaction.scores import student_quantile
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.snapshots import current
from crmeter.warehouse.workspace import Workspace

Floats = NDArray[np.float64]
_MEMORY, _THREADS = "512MB", 2
_YES_NO = AnswerScale(0, 1)


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """A question that measures a component, in one wave.

    Args:
        component: that it measures.
        wave: of the survey.
        question: its number.
        driver: the aspect of a grid; empty without.
        way: how answers become a score: `mean`, `top`, `known` or `share`.
        least: how many answers there must be before anything is told.
    """

    component: str
    wave: int
    question: int
    driver: str
    way: str
    least: int = 1


@dataclass(frozen=True, slots=True)
class ComponentScore:
    """A score of a brand.

    Args:
        value: 0 to 100.
        n: people behind it.
        low: lower bound; None where answers do not differ.
        high: upper bound; likewise.
        method: how the bounds were found.
    """

    value: float
    n: int
    low: float | None
    high: float | None
    method: str


@dataclass(frozen=True, slots=True)
class ComponentWave:
    """The scores of a component in one wave, by brand; "" is the firm itself where no brands were told apart."""

    component: str
    survey: int
    wave: int
    newest: date | None
    scores: Mapping[str, ComponentScore]


@dataclass(frozen=True, slots=True)
class BrandAnswers:
    """What the answers tell.

    Args:
        waves: of each component, the first wave first.
        made_at: when the snapshot was made; None without one.
    """

    waves: Mapping[str, tuple[ComponentWave, ...]]
    made_at: datetime | None


def brand_answers(workspace: Workspace, asked: Sequence[QuestionAsked], level: float = 0.8) -> BrandAnswers:
    """Score components by the answers in the current snapshot; a wave that nobody has answered is left out.

    Args:
        workspace: whose warehouse.
        asked: which question measures what.
        level: probability that an interval holds the truth.
    """
    snapshot = current(workspace)
    paths = [] if snapshot is None else snapshot.paths(workspace, "survey_answers")
    if snapshot is None or not paths or not asked:
        return BrandAnswers({}, None if snapshot is None else snapshot.made_at)
    found: dict[str, list[ComponentWave]] = {}
    with Engine(_MEMORY, _THREADS) as engine:
        engine.attach("survey_answers", paths)
        for each in sorted(asked, key=lambda one: one.wave):
            rows = engine.rows(
                "SELECT response_key, coalesce(driver, ''), coalesce(brand, ''), value::DOUBLE, low, high, answered_on,"
                " survey_key"
                " FROM survey_answers WHERE question_key = ? ORDER BY answer_key",
                [each.question],
            )
            if len({row[0] for row in rows}) >= max(each.least, 1):
                scores = _brands_alone(_WAYS[each.way](rows, each.driver, level), _rated_beside(engine, each.question))
                newest = max((row[6] for row in rows if row[6] is not None), default=None)
                found.setdefault(each.component, []).append(
                    ComponentWave(each.component, rows[0][7], each.wave, newest, scores)
                )
    return BrandAnswers({component: tuple(waves) for component, waves in found.items()}, snapshot.made_at)


def _rated_beside(engine: Engine, question: int) -> set[str]:
    """Return the brands that are rated in the survey of a question on what is bought; none for other questions."""
    rows = engine.rows(
        "SELECT DISTINCT brand FROM survey_answers WHERE question_kind = 'rating' AND brand IS NOT NULL AND survey_key"
        " = (SELECT any_value(survey_key) FROM survey_answers"
        " WHERE question_key = ? AND question_kind IN ('last_brand', 'next_brand'))",
        [question],
    )
    return {brand for (brand,) in rows}


def _brands_alone(scores: dict[str, ComponentScore], rated: set[str]) -> dict[str, ComponentScore]:
    """Leave out what is chosen and is no brand, such as buying no more, where the survey tells by rating the brands."""
    return {brand: score for brand, score in scores.items() if not (brand and rated) or brand in rated}


Rows = Sequence[tuple[Any, ...]]


def _mean(rows: Rows, driver: str, level: float) -> dict[str, ComponentScore]:
    """Return mean answers, 0 at the low end of the scale and 100 at its high end."""
    found = {}
    for brand, (given, scale) in _rated(rows, driver).items():
        score = effort_score(given, scale, level=level)
        span = scale.highest - scale.lowest
        low, high = (None if each is None else 100 * (each - scale.lowest) / span for each in (score.low, score.high))
        found[brand] = ComponentScore(100 * (score.value - scale.lowest) / span, score.n, low, high, score.method)
    return found


def _top(rows: Rows, driver: str, level: float) -> dict[str, ComponentScore]:
    """Return the share of the two highest answers; of a scale of two, of the highest."""
    return {
        brand: _percent(given, scale, level, boxes=2 if scale.points > 2 else 1)
        for brand, (given, scale) in _rated(rows, driver).items()
    }


def _known(rows: Rows, driver: str, level: float) -> dict[str, ComponentScore]:
    """Return of those who rated any brand the share who could rate each."""
    people = {row[0] for row in rows}
    knew: dict[str, set[int]] = {}
    for row in rows:
        if row[1] == driver and row[3] is not None:
            knew.setdefault(row[2], set()).add(row[0])
    return {brand: _share_of(len(who), len(people), level) for brand, who in knew.items()}


def _share(rows: Rows, driver: str, level: float) -> dict[str, ComponentScore]:
    """Return the share who chose each brand, or the mean probability where several were given one."""
    rows = [row for row in rows if row[1] == driver]
    if all(row[3] is None for row in rows):
        people = {row[0] for row in rows}
        chosen = [row[2] for row in rows]
        return {brand: _share_of(chosen.count(brand), len(people), level) for brand in dict.fromkeys(chosen)}
    people_at = {key: place for place, key in enumerate(dict.fromkeys(row[0] for row in rows))}
    brands = list(dict.fromkeys(row[2] for row in rows))
    given = np.zeros((len(people_at), len(brands)))
    for key, _, brand, value, *_ in rows:
        given[people_at[key], brands.index(brand)] = value or 0.0
    total = given.sum(axis=1, keepdims=True)
    shares = given[total[:, 0] > 0] / total[total[:, 0] > 0]
    return {brand: _mean_share(shares[:, place], level) for place, brand in enumerate(brands) if len(shares)}


_WAYS: Mapping[str, Callable[[Rows, str, float], dict[str, ComponentScore]]] = {
    "mean": _mean,
    "top": _top,
    "known": _known,
    "share": _share,
}


def score_of_people(scores: Floats, level: float) -> ComponentScore:
    """Return the score of a component by that of each person: Wilson's bounds where all are 0 or 100, else Student's.

    Args:
        scores: 0 to 100, shape (n,).
        level: probability that an interval holds the truth.
    """
    if np.isin(scores, (0.0, 100.0)).all():
        return _share_of(int((scores == 100).sum()), len(scores), level)
    return _mean_share(scores / 100, level)


def _rated(rows: Rows, driver: str) -> dict[str, tuple[Floats, AnswerScale]]:
    """Return answers by brand with the scale that they were given on."""
    rated = [row for row in rows if row[1] == driver and row[3] is not None]
    by_brand: dict[str, list[float]] = {}
    for row in rated:
        by_brand.setdefault(row[2], []).append(row[3])
    # A question has one scale.
    scale = AnswerScale(int(rated[0][4]), int(rated[0][5])) if rated else _YES_NO
    return {brand: (np.asarray(given, dtype=np.float64), scale) for brand, given in by_brand.items()}


def _percent(given: Floats, scale: AnswerScale, level: float, *, boxes: int) -> ComponentScore:
    score = satisfaction_share(given, scale, level=level, boxes=boxes)
    low, high = (None if each is None else 100 * each for each in (score.low, score.high))
    return ComponentScore(100 * score.value, score.n, low, high, score.method)


def _share_of(some: int, n: int, level: float) -> ComponentScore:
    return _percent(np.repeat([1.0, 0.0], [some, n - some]), _YES_NO, level, boxes=1)


def _mean_share(shares: Floats, level: float) -> ComponentScore:
    """Return a mean of probabilities; its bounds are Student's and end at 0 and 100."""
    n, value = len(shares), float(shares.mean())
    if n < 2 or np.ptp(shares) == 0:
        return ComponentScore(100 * value, n, None, None, "student_t")
    reach = student_quantile(level, n - 1) * float(shares.std(ddof=1)) / n**0.5
    low, high = max(value - reach, 0.0), min(value + reach, 1.0)
    return ComponentScore(100 * value, n, 100 * low, 100 * high, "student_t")
