"""Answers of several methods to one question, and where they disagree."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from crmeter.evaluation.methods.catalogue import METHODS, Method, Question
from crmeter.vocabulary import Text, Undefined

Unit = Literal["money", "share", "words"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one method says.

    Args:
        method: which.
        value: the result in the unit of the question, or None where the method gives none.
        low: lower bound, or None.
        high: upper bound, or None.
        fit: how well it did; None where nothing could be held against it.
        fit_low: lower bound of that, or None.
        fit_high: upper bound, or None.
        words: the result where it is a name.
        undefined: why there is no answer.
    """

    method: Method
    value: float | None = None
    low: float | None = None
    high: float | None = None
    fit: float | None = None
    fit_low: float | None = None
    fit_high: float | None = None
    words: Text | None = None
    undefined: Undefined | None = None


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that several methods weigh, such as a driver.

    Args:
        name: what it is.
        by: by method: value, low, high.
    """

    name: str
    by: tuple[tuple[Method, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A question with the answers.

    Args:
        question: which.
        unit: of the results.
        answers: in the order in which the firm chose the methods.
        n: rows that they stand on.
        actual: what came; None where it is not known.
        disagreements: whole sentences; none where the methods agree.
        misses: whole sentences on methods whose interval does not hold what came.
        details: what they weigh, where that is more than one figure.
        undefined: why the question has no answer at all.
    """

    question: Question
    unit: Unit
    answers: tuple[Answer, ...] = ()
    n: int = 0
    actual: float | None = None
    disagreements: tuple[Text, ...] = ()
    misses: tuple[Text, ...] = ()
    details: tuple[Detail, ...] = ()
    undefined: Undefined | None = None


def lacking(method: str, why: Undefined) -> Answer:
    """Return that a method has no answer."""
    return Answer(METHODS[method], undefined=why)


def apart(answers: Sequence[Answer]) -> list[Text]:
    """Return a sentence for each two answers whose intervals do not overlap."""
    found = []
    for one, other in combinations(answers, 2):
        if one.low is None or one.high is None or other.low is None or other.high is None:
            continue
        if one.high < other.low or other.high < one.low:
            found.append(
                Text(
                    "{one} và {other} cho kết quả có khoảng 80% không chạm nhau.",
                    "The 80% intervals of {one} and {other} do not overlap.",
                ).fill(one=one.method.title, other=other.method.title)
            )
    return found


def missing_what_came(answers: Sequence[Answer], actual: float) -> list[Text]:
    """Return a sentence for those who foretold too much and for those who foretold too little, by their intervals."""
    bounded = [
        (each.method.title, each.low, each.high) for each in answers if each.low is not None and each.high is not None
    ]
    found = []
    for titles, words in (
        ([title for title, low, _ in bounded if actual < low], _TOO_MUCH),
        ([title for title, _, high in bounded if actual > high], _TOO_LITTLE),
    ):
        if titles:
            told = _EACH if len(titles) == len(bounded) > 1 else _SOME
            found.append(words.fill(methods=told.fill(methods=Text.join(titles, ", "))))
    return found


_EACH = Text("mọi phương pháp có khoảng ({methods})", "every method that has one ({methods})")
_SOME = Text.same("{methods}")
_TOO_MUCH = Text(
    "Số thật nằm dưới khoảng 80% của {methods}: dự báo quá cao.",
    "What came lies below the 80% interval of {methods}: too much was foretold.",
)
_TOO_LITTLE = Text(
    "Số thật nằm trên khoảng 80% của {methods}: dự báo quá thấp.",
    "What came lies above the 80% interval of {methods}: too little was foretold.",
)
