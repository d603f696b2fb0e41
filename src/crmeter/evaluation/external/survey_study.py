"""Scores of a survey, of its segments and from wave to wave, and what overall satisfaction goes with."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from crmeter.estimators import (
    Estimates,
    MappedDriver,
    Rake,
    SatisfactionDrivers,
    Score,
    ScoreDifference,
    Themes,
    effort_score,
    group_answers,
    net_promoter_score,
    satisfaction_share,
    score_difference,
)
from crmeter.estimators.satisfaction.answers import effective_size
from crmeter.estimators.satisfaction.drivers import MOST_DRIVERS
from crmeter.evaluation.external.survey_file import SurveyAnswers, Words
from crmeter.vocabulary import LeftOut, Misused, NotEnoughData, Text, Undefined

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]
MOST_PARTS = 200
_SCORES: dict[str, Callable[..., Score]] = {
    "nps": net_promoter_score,
    "csat": satisfaction_share,
    "ces": effort_score,
}


@dataclass(frozen=True, slots=True)
class AskedScore:
    """A score of one question, or why there is none.

    Args:
        question: the column.
        name: `nps`, `csat` or `ces`.
        score: with weights, where there are any; None where there is no score.
        plain: without weights; None where none were used.
        undefined: why there is no score.
        change: to the wave before; None where there is none, or no score of it.
    """

    question: str
    name: str
    score: Score | None
    plain: Score | None = None
    undefined: Undefined | None = None
    change: ScoreDifference | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A segment or a wave.

    Args:
        name: what stands in its column.
        n: respondents.
        scores: one for each question.
    """

    name: str
    n: int
    scores: tuple[AskedScore, ...]


@dataclass(frozen=True, slots=True)
class Weighting:
    """What weights do.

    Args:
        design_effect: by how much they widen variances, Kish's.
        n_effective: how many equally weighted respondents would tell as much.
        raking: how they were computed; None where a column tells them.
    """

    design_effect: float
    n_effective: float
    raking: Rake | None


@dataclass(frozen=True, slots=True)
class DriverStudy:
    """What the overall score goes with.

    Args:
        model: fitted, without weights.
        shares: of R², by driver.
        coefficients: standardised, by driver.
        r2: explained by all drivers.
        priorities: where each driver lies.
    """

    model: SatisfactionDrivers
    shares: Estimates
    coefficients: Estimates
    r2: Estimates
    priorities: tuple[MappedDriver, ...]


@dataclass(frozen=True, slots=True)
class SurveyStudy:
    """A survey with what it shows.

    Args:
        answers: of the respondents.
        level: probability that an interval holds the truth.
        weighting: None where all count alike.
        scores: of all respondents.
        segments: by segment; respondents without one are in none.
        waves: by wave, in order, with the change to the one before.
        drivers: None where they were not asked for or cannot be told.
        drivers_undefined: why they cannot be told.
        themes: of what people wrote; None where no column says, or too few wrote.
        themes_undefined: why not.
    """

    answers: SurveyAnswers
    level: float
    weighting: Weighting | None
    scores: tuple[AskedScore, ...]
    segments: tuple[Part, ...]
    waves: tuple[Part, ...]
    drivers: DriverStudy | None
    drivers_undefined: Undefined | None
    themes: Themes | None = None
    themes_undefined: Undefined | None = None

    def left_out_of(self, column: str) -> tuple[LeftOut, ...]:
        """Return who is in no part, since the column says nothing of them."""
        n = sum(each is None for each in self.answers.groups[column])
        return (LeftOut("no_part", NO_PART.fill(column=column), n),) if n else ()


def study_survey(answers: SurveyAnswers, *, ridge: float = 0.0, level: float = 0.8) -> SurveyStudy:
    """Compute the scores that were asked for.

    Args:
        answers: of the respondents.
        ridge: see `SatisfactionDrivers`.
        level: probability that an interval holds the truth.

    Raises:
        Misused: a column names too many parts, or there are too many drivers.
        NotEnoughData: nothing that was asked for can be told, or the known shares fit no weights.
    """
    told = answers.told
    weights, weighting = _weights(answers)
    everybody = np.ones(len(answers), dtype=np.bool_)
    scores = _scores(answers, weights, everybody, level)
    drivers, lacking = None, None
    if told.overall is not None:
        try:
            drivers = _drivers(answers, told.overall, ridge, level)
        except NotEnoughData as error:
            lacking = error.undefined
    themes, wordless = None, None
    if answers.written is not None:
        try:
            themes = _themes(answers, answers.written, level)
        except NotEnoughData as error:
            wordless = error.undefined
    missing = [each for each in (*(one.undefined for one in scores), lacking, wordless) if each]
    if missing and drivers is None and themes is None and all(each.score is None for each in scores):
        raise NotEnoughData(missing[0].code, missing[0].reason, missing[0].needs)
    segments = _parts(answers, told.by, weights, level) if told.by else ()
    waves = _changes(_parts(answers, told.wave, weights, level)) if told.wave else ()
    return SurveyStudy(answers, level, weighting, scores, segments, waves, drivers, lacking, themes, wordless)


def in_order(words: Words) -> tuple[str, ...]:
    """Return the different words by number where all are, by date where all begin with a year, else as they come."""
    names = list(dict.fromkeys(str(each) for each in words if each is not None))
    if all(re.fullmatch(r"-?\d+(\.\d+)?", name) for name in names):
        return tuple(sorted(names, key=float))
    if all(re.match(r"(19|20)\d\d\b", name) for name in names):
        return tuple(sorted(names, key=lambda name: ([int(part) for part in re.findall(r"\d+", name)], name)))
    return tuple(names)


def _weights(answers: SurveyAnswers) -> tuple[Floats | None, Weighting | None]:
    margins, weights, raking = answers.told.rake, answers.weights, None
    if margins:
        groups = {column: [str(each) for each in answers.groups[column]] for column in margins}
        raking = Rake().fit(groups, margins, weights)
        weights = raking.weights_
    if weights is None or not len(weights):
        return None, None
    n_effective = effective_size(weights)
    return weights, Weighting(len(weights) / n_effective, n_effective, raking)


def _scores(answers: SurveyAnswers, weights: Floats | None, rows: Booleans, level: float) -> tuple[AskedScore, ...]:
    told = answers.told
    asked = [("nps", told.nps), *(("csat", each) for each in told.csat), ("ces", told.ces)]
    found = []
    for name, question in asked:
        if question is None:
            continue
        given, scale, score_of = answers.given[question][rows], told.scale_of(question), _SCORES[name]
        try:
            plain = score_of(given, scale, None, level)
            score = plain if weights is None else score_of(given, scale, weights[rows], level)
            found.append(AskedScore(question, name, score, None if weights is None else plain))
        except NotEnoughData as lacking:
            found.append(AskedScore(question, name, None, undefined=lacking.undefined))
    return tuple(found)


def _parts(answers: SurveyAnswers, column: str, weights: Floats | None, level: float) -> tuple[Part, ...]:
    words = answers.groups[column]
    names = in_order(words)
    if len(names) > MOST_PARTS:
        raise Misused("too_many_parts", _TOO_MANY_PARTS.fill(column=column, n=len(names), most=MOST_PARTS))
    places = {name: place for place, name in enumerate(names)}
    place_of = np.array([places.get(each, -1) for each in words], dtype=np.int64)
    members = [place_of == place for place in range(len(names))]
    return tuple(
        Part(name, int(rows.sum()), _scores(answers, weights, rows, level))
        for name, rows in zip(names, members, strict=True)
    )


def _changes(waves: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the waves, each with its difference to the one before."""
    changed = list(waves[:1])
    for before, now in pairwise(waves):
        scores = [
            each
            if each.score is None or earlier.score is None
            else replace(each, change=score_difference(each.score, earlier.score))
            for earlier, each in zip(before.scores, now.scores, strict=True)
        ]
        changed.append(replace(now, scores=tuple(scores)))
    return tuple(changed)


def _themes(answers: SurveyAnswers, written: tuple[str, ...], level: float) -> Themes:
    told, beside = answers.told, answers.told.score_beside
    scores, scale = (None, None) if beside is None else (answers.given[beside], told.scale_of(beside))
    return group_answers(written, scores, scale, leave_out=told.left_out_words, level=level)


def _drivers(answers: SurveyAnswers, overall: str, ridge: float, level: float) -> DriverStudy:
    told = answers.told
    if len(told.drivers) > MOST_DRIVERS:
        raise Misused("too_many_drivers", _TOO_MANY_DRIVERS.fill(n=len(told.drivers), most=MOST_DRIVERS))
    model = SatisfactionDrivers(told.scale_of(told.drivers[0]), ridge=ridge)
    model.fit(answers.given[overall], {driver: answers.given[driver] for driver in told.drivers})
    return DriverStudy(
        model, model.shares(level), model.coefficients(level), model.r2(level), model.priority_map(level)
    )


NO_PART = Text("không rõ {column}", "{column} is not known")
_TOO_MANY_PARTS = Text(
    "cột {column} có {n} giá trị khác nhau, nhiều nhất là {most}: đó có phải cột phân nhóm không?",
    "the column {column} has {n} different values, {most} at most: does it name groups?",
)
_TOO_MANY_DRIVERS = Text(
    "có {n} yếu tố, nhiều nhất là {most}: hãy bớt hoặc gộp", "there are {n} drivers, {most} at most: leave out or join"
)
