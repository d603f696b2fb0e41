"""The one figure that each rated question is read as, with its interval; only calls load the estimators."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crmeter.records.surveys.group_queries import Rated
from crmeter.records.surveys.kinds import QuestionKind
from crmeter.vocabulary import Language, Text, formats
from crmeter.web.explain.worked_out import WorkedOut
from crmeter.web.explain.written import in_both
from crmeter.web.templatetags.figures import language

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from crmeter.estimators import Score, ScoreDifference

# The share that finds it easy is that of the three highest answers of seven, as the results count it.
_BOXES = {QuestionKind.CSAT: 2, QuestionKind.CES: 3}
_NAMES = {
    QuestionKind.NPS: Text.same("NPS"),
    QuestionKind.CSAT: Text("Hài lòng (4–5)", "Satisfied (4–5)"),
    QuestionKind.CES: Text("Thấy dễ (5–7)", "Easy (5–7)"),
}

_Writes = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Figure:
    """A score, or the difference of two, as it is written.

    Args:
        value: the score.
        low: lower bound of its 80 % interval; None where there is none.
        high: upper bound, likewise.
        n: how many answers are behind it.
        is_told_apart: of a difference, whether its interval leaves zero out.
        score: that is written.
        explained: what is behind it; None where the page does not tell.
    """

    value: str
    low: str | None
    high: str | None
    n: int
    is_told_apart: bool | None = None
    score: "Score | ScoreDifference | None" = None
    explained: WorkedOut | None = None


def title_of(rated: Rated) -> Text:
    """Return what a figure is called above a column."""
    return rated.words if rated.aspect else _NAMES.get(rated.kind, rated.words)


def score_of(rated: Rated, answers: "ArrayLike", weights: "ArrayLike | None" = None) -> "Score":
    """Return the score of a question: NPS, the share of the satisfied or of those who find it easy, a mean of ratings.

    Args:
        rated: what was asked.
        answers: on its scale, not a number where there is none, shape (n,).
        weights: of those who answered, shape (n,).

    Raises:
        NotEnoughData: nobody answered.
    """
    from crmeter.estimators import (  # noqa: PLC0415 - pages without answers stay small
        AnswerScale,
        effort_score,
        net_promoter_score,
        satisfaction_share,
    )

    scale = AnswerScale(rated.low, rated.high)
    if rated.kind == QuestionKind.NPS:
        return net_promoter_score(answers, scale, weights)
    if rated.kind in _BOXES:
        return satisfaction_share(answers, scale, weights, boxes=_BOXES[rated.kind])
    return effort_score(answers, scale, weights)


def in_row(given: Mapping[int, float], responses: Iterable[int]) -> list[float]:
    """Return the answers of some responses in their order, not a number where there is none."""
    return [given.get(each, float("nan")) for each in responses]


def written(rated: Rated, score: "Score") -> Figure:
    """Return a score as it is written."""
    write = _writer(rated, of_change=False, words=language())
    return Figure(write(score.value), *_ends(write, score.low, score.high), score.n, score=score)


def in_words(rated: Rated, value: float, *, of_change: bool = False) -> Text:
    """Return a score, or how far it lies from another, as each language writes it."""
    return in_both(lambda words: _writer(rated, of_change=of_change, words=words)(value))


def written_change(rated: Rated, change: "ScoreDifference", n: int) -> Figure:
    """Return how far a score lies from another, as it is written; shares in percentage points."""
    write = _writer(rated, of_change=True, words=language())
    return Figure(write(change.value), *_ends(write, change.low, change.high), n, change.is_told_apart, change)


def _ends(write: _Writes, low: float | None, high: float | None) -> tuple[str | None, str | None]:
    return None if low is None else write(low), None if high is None else write(high)


def _writer(rated: Rated, *, of_change: bool, words: Language) -> _Writes:
    if rated.kind == QuestionKind.NPS:
        return lambda value: formats.signed(value, lambda n: formats.number(n, words, 1))
    if rated.kind in _BOXES and of_change:
        return lambda value: formats.hundredths(value, words)
    if rated.kind in _BOXES:
        return lambda value: formats.percent(value, words)
    if of_change:
        return lambda value: formats.signed(value, lambda n: formats.number(n, words, 2))
    return lambda value: formats.number(value, words, 2)
