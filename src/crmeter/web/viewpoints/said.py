"""What was said in the newest survey of a viewpoint, score by score; a survey with answers loads the estimators."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crmeter.records.surveys.group_queries import rated_by
from crmeter.records.surveys.kinds import SCORES, QuestionKind
from crmeter.records.surveys.queries import SurveyView
from crmeter.records.surveys.result_queries import QuestionResult, results_of
from crmeter.vocabulary import Text, formats
from crmeter.web.surveys.scored import Figure, score_of, title_of, written
from crmeter.web.templatetags.figures import language


@dataclass(frozen=True, slots=True)
class SaidOf:
    """One figure.

    Args:
        what: that was asked, or a row of a grid.
        called: what the figure is.
        figure: as it is written.
    """

    what: Text
    called: Text
    figure: Figure


@dataclass(frozen=True, slots=True)
class Said:
    """What the newest survey with answers says.

    Args:
        survey: which.
        rows: its figures; none where they are hidden.
        is_hidden: it is anonymous and too few have answered.
        texts: questions that were answered in words, with how many did.
    """

    survey: SurveyView
    rows: tuple[SaidOf, ...]
    is_hidden: bool
    texts: tuple[tuple[int, Text, int], ...]


def said_last(surveys: Sequence[tuple[SurveyView, int]]) -> Said | None:
    """Return what the newest survey says that anybody answered; None where nobody did.

    Args:
        surveys: the newest first, with how many answered.
    """
    newest = next((view for view, given in surveys if given), None)
    if newest is None:
        return None
    results = results_of(newest)
    texts = tuple(
        (each.question.id, each.question.title, each.n)
        for each in results.questions
        if each.question.kind == QuestionKind.TEXT and each.n
    )
    return Said(newest, tuple(_rows(results.questions)), results.is_hidden, texts)


def _rows(questions: Sequence[QuestionResult]) -> Iterator[SaidOf]:
    for each in questions:
        if each.question.kind in SCORES and each.n:
            (rated,) = rated_by([each.question])
            scale = range(rated.low, rated.high + 1)
            answers = [score for score, bar in zip(scale, each.bars, strict=True) for _ in range(bar.count)]
            yield SaidOf(each.question.title, title_of(rated), written(rated, score_of(rated, answers)))
        elif each.question.kind == QuestionKind.RATING and len(each.columns) == 1:
            for line in each.lines:
                (cell,) = line.cells
                if cell.mean is not None:
                    mean = formats.number(cell.mean, language(), 2)
                    yield SaidOf(line.words, _MEAN, Figure(mean, None, None, cell.n))


_MEAN = Text("Điểm trung bình", "Mean")
