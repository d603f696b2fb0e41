"""What people write about, in Vietnamese and English: answers under themes by the terms that they share.

Nothing is learnt from elsewhere: no model and no dictionary but the words that say nothing of a subject (`words`). Each
step is a count that can be made again by hand.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.arrays import Floats
from crmeter.estimators.intervals import wilson
from crmeter.estimators.satisfaction.answers import AnswerScale
from crmeter.estimators.satisfaction.score_difference import ScoreDifference, score_difference
from crmeter.estimators.satisfaction.scores import Score, effort_score
from crmeter.estimators.satisfaction.terms import association, terms_of
from crmeter.vocabulary import Interval, NotEnoughData, Text

LEAST_ANSWERS = 10
"""Below so many answers nothing is shared often enough to be a theme."""
_LEAST_IN_THEME = 3
_LEAST_SHARE = 0.01
# What most people write tells nobody apart.
_COMMON = 0.5
# A term belongs to another where at least half of the answers with it have the other too, at least twice as often as
# all answers do, and that is no accident (χ² of one degree of freedom, p = .001).
_WITHIN, _LIFT, _SIGNIFICANT = 0.5, 2.0, 10.83


@dataclass(frozen=True, slots=True)
class Theme:
    """Answers that share terms.

    Args:
        terms: the most frequent first; it names the theme.
        answers: places of the answers, each with the terms that put it here.
        share: of all answers with words.
        interval: Wilson's, of the share.
        score: mean score of these answers; None without scores.
        difference: of that from the mean of all other answers; None where one of the two has none.
    """

    terms: tuple[str, ...]
    answers: Mapping[int, tuple[str, ...]]
    share: float
    interval: Interval
    score: Score | None
    difference: ScoreDifference | None


@dataclass(frozen=True, slots=True)
class Themes:
    """What a set of answers is about.

    Args:
        n: answers with words.
        empty: answers without any.
        themes: those with most answers first; an answer can be in several.
        unplaced: places of the answers that are in none.
        common: terms that were left out because more than half of the answers have them.
        least: in how many answers a term had to be.
    """

    n: int
    empty: int
    themes: tuple[Theme, ...]
    unplaced: tuple[int, ...]
    common: tuple[str, ...]
    least: int


def group_answers(
    texts: Sequence[str],
    scores: ArrayLike | None = None,
    scale: AnswerScale | None = None,
    *,
    leave_out: Collection[str] = (),
    most: int = 12,
    level: float = 0.8,
) -> Themes:
    """Group answers under themes.

    Args:
        texts: what each person wrote, n of them; empty where nothing.
        scores: what each gave on a scale, not a number where nothing, shape (n,); None without scores.
        scale: of the scores.
        leave_out: words that shall make no theme, in lower case.
        most: how many themes at most; answers of further ones count as unplaced.
        level: probability that an interval holds the truth.

    Raises:
        ValueError: scores come without a scale, or are not one for each text.
        NotEnoughData: fewer than `LEAST_ANSWERS` people wrote something.

    Formula: see `docs/methods/open_text.md`. Source: Dunning 1993, Computational Linguistics 19(1) (association);
    Wilson 1927 (shares); Welch 1947 (differences).
    """
    given = None if scores is None else np.asarray(scores, dtype=np.float64)
    if given is not None and (scale is None or given.shape != (len(texts),)):
        raise ValueError("scores are one for each text, on a scale")
    found = terms_of(texts, leave_out)
    written = [place for place, each in enumerate(texts) if each.strip()]
    n = len(written)
    if n < LEAST_ANSWERS:
        raise NotEnoughData(
            "few_texts",
            Text("chỉ có {n} người viết gì đó", "only {n} people wrote something").fill(n=n),
            Text("ít nhất {n} câu trả lời bằng chữ", "{n} answers in words").fill(n=LEAST_ANSWERS),
        )
    least = max(_LEAST_IN_THEME, math.ceil(_LEAST_SHARE * n))
    holders: dict[str, set[int]] = {}
    for place, terms in enumerate(found):
        for term in terms:
            holders.setdefault(term, set()).add(place)
    common = sorted(term for term, places in holders.items() if len(places) > _COMMON * n)
    keys = {term: places for term, places in holders.items() if least <= len(places) <= _COMMON * n}
    groups = _under_heads(keys, n)
    themes = [_theme(terms, keys, n, given, scale, level) for terms in groups]
    themes.sort(key=lambda each: (-len(each.answers), each.terms))
    shown = tuple(themes[:most])
    placed = {place for each in shown for place in each.answers}
    return Themes(
        n, len(texts) - n, shown, tuple(place for place in written if place not in placed), tuple(common), least
    )


def _under_heads(keys: Mapping[str, set[int]], n: int) -> list[list[str]]:
    """Return terms under the more frequent ones with which they occur: from the most frequent on, each once."""
    # Of two that are as frequent, the longer one says more.
    order = sorted(keys, key=lambda term: (-len(keys[term]), -term.count(" "), term))
    left = dict.fromkeys(order)
    groups = []
    for head in order:
        if head not in left:
            continue
        del left[head]
        members = [term for term in left if _belongs(keys[term], keys[head], n)]
        for term in members:
            del left[term]
        groups.append([head, *members])
    return groups


def _belongs(places: set[int], to: set[int], n: int) -> bool:
    both = len(places & to)
    within = both / len(places)
    if within < _WITHIN or within < _LIFT * len(to) / n:
        return False
    return association(both, len(places), len(to), n) >= _SIGNIFICANT


def _theme(
    terms: Sequence[str],
    keys: Mapping[str, set[int]],
    n: int,
    given: Floats | None,
    scale: AnswerScale | None,
    level: float,
) -> Theme:
    places = sorted(set().union(*(keys[term] for term in terms)))
    answers = {place: tuple(term for term in terms if place in keys[term]) for place in places}
    bounds = wilson(len(places), n, level)
    assert bounds is not None  # noqa: S101 - somebody wrote something
    score, difference = None, None
    if given is not None and scale is not None:
        inside = np.zeros(len(given), dtype=np.bool_)
        inside[places] = True
        score, others = _mean(given[inside], scale, level), _mean(given[~inside], scale, level)
        difference = None if score is None or others is None else score_difference(score, others)
    return Theme(tuple(terms), answers, len(places) / n, bounds, score, difference)


def _mean(given: Floats, scale: AnswerScale, level: float) -> Score | None:
    return effort_score(given, scale, level=level) if np.isfinite(given).any() else None
