"""The questions of a survey as they stand on the page on which they are answered, with what was typed into them."""

from collections.abc import Mapping
from dataclasses import dataclass

from crmeter.records.surveys.given import field_of
from crmeter.records.surveys.kinds import ENDS, QuestionKind
from crmeter.records.surveys.queries import Question, SurveyView, questions_of
from crmeter.vocabulary import Text

_SCALES = (QuestionKind.NPS, QuestionKind.CSAT, QuestionKind.CES)
_LINES = (QuestionKind.SPEND, QuestionKind.FREQUENCY)


@dataclass(frozen=True, slots=True)
class Pick:
    """Something that can be picked: what the form sends, how it reads, whether it is picked."""

    value: str
    words: Text
    is_picked: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of the form.

    Args:
        name: in the form.
        words: what it is about; None where the question says it.
        picks: what can be picked.
        typed: what was typed.
    """

    name: str
    words: Text | None = None
    picks: tuple[Pick, ...] = ()
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Fields that belong together under what is rated; None where the question says it."""

    words: Text | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question on the page.

    Args:
        question: as it is kept.
        looks: `scale`, `grid`, `picks`, `shares`, `line` or `text`.
        rows: its fields.
        ends: what stands at both ends of a scale.
        error: what is wrong with the answer.
    """

    question: Question
    looks: str
    rows: tuple[Row, ...]
    ends: tuple[Text, Text] | None = None
    error: Text | None = None


def drawn(survey: SurveyView, typed: Mapping[str, str], errors: Mapping[int, Text]) -> list[Drawn]:
    """Return the questions of a survey, with what was typed and what is wrong with it.

    Args:
        survey: that is answered.
        typed: by field.
        errors: by number of the question.
    """
    return [_drawn(each, typed, errors.get(each.id)) for each in questions_of(survey.id)]


def _drawn(question: Question, typed: Mapping[str, str], error: Text | None) -> Drawn:
    kind, options, ends = question.kind, question.options, ENDS.get(question.kind)
    if kind in (QuestionKind.RATING, QuestionKind.IMPORTANCE, QuestionKind.PRICE):
        rows = tuple(
            Row(words, tuple(_scale(question, typed, r, c, brand) for c, brand in enumerate(_brands(question))))
            for r, words in enumerate([each.words for each in options.rows] or [None])
        )
        # A row of radios for each; of several brands a list for each, which a small screen has room for.
        return Drawn(question, "grid" if options.choices else "scale", rows, ends, error)
    if kind in _SCALES:
        return Drawn(question, "scale", (Row(None, (_scale(question, typed),)),), ends, error)
    name = field_of(question.id)
    if kind == QuestionKind.NEXT_BRAND:
        cells = tuple(
            Cell(field := field_of(question.id, place), each.words, typed=typed.get(field, ""))
            for place, each in enumerate(options.choices)
        )
        return Drawn(question, "shares", (Row(None, cells),), None, error)
    if kind in (QuestionKind.LAST_BRAND, QuestionKind.CHOICE):
        picks = tuple(
            Pick(str(place), each.words, typed.get(name) == str(place)) for place, each in enumerate(options.choices)
        )
        return Drawn(question, "picks", (Row(None, (Cell(name, None, picks),)),), None, error)
    cell = Cell(name, typed=typed.get(name, ""))
    return Drawn(question, "line" if kind in _LINES else "text", (Row(None, (cell,)),), None, error)


def _brands(question: Question) -> list[Text | None]:
    return [each.words for each in question.options.choices] or [None]


def _scale(
    question: Question,
    typed: Mapping[str, str],
    row: int | None = None,
    column: int | None = None,
    words: Text | None = None,
) -> Cell:
    name = field_of(question.id, row, column)
    low, high = question.options.low or 0, question.options.high or 0
    picks = tuple(
        Pick(str(score), Text.same(str(score)), typed.get(name, "").strip() == str(score))
        for score in range(low, high + 1)
    )
    return Cell(name, words, picks)
