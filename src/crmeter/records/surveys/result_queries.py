"""What came of a survey: how many were asked and answered, and what they said, with the number behind each share."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, F, Max

from crmeter.records.surveys.kinds import SCALES, By, QuestionKind
from crmeter.records.surveys.models import SurveyAnswer, SurveyInvitation, SurveyResponse
from crmeter.records.surveys.options import Option
from crmeter.records.surveys.queries import Question, SurveyView, questions_of
from crmeter.vocabulary import Text

# Below so many answers an anonymous survey would tell who wrote.
LEAST_ANONYMOUS = 5
_MOST_TEXTS = 200
# From where an answer counts as satisfied, or as easy.
_TOP = {QuestionKind.CSAT: 4, QuestionKind.CES: 5}
Counts = Mapping[tuple[str, str, Decimal | None], int]


@dataclass(frozen=True, slots=True)
class Bar:
    """How many gave one answer."""

    words: Text
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A mean with the number behind it; None without any."""

    n: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a grid, a cell for each column."""

    words: Text
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """What was answered to a question.

    Args:
        question: which.
        n: how many answered it.
        nps: promoters less detractors, in points; None for other kinds, or without an answer.
        top: the share that is satisfied, or finds it easy; likewise.
        mean: of the numbers; likewise.
        bars: how many gave each answer.
        columns: of a grid.
        lines: of a grid.
        texts: what was written, the newest first.
    """

    question: Question
    n: int
    nps: float | None = None
    top: float | None = None
    mean: float | None = None
    bars: tuple[Bar, ...] = ()
    columns: tuple[Text, ...] = ()
    lines: tuple[Line, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """What came of a survey.

    Args:
        asked: who were invited.
        delivered: whose mail did not come back.
        answered: who of those invited have answered.
        others: answers by the link for everybody.
        is_hidden: too few have answered an anonymous survey.
        questions: in their order; none where they are hidden.
    """

    asked: int
    delivered: int
    answered: int
    others: int
    is_hidden: bool
    questions: tuple[QuestionResult, ...]

    @property
    def response_rate(self) -> float | None:
        """The share of those whose mail arrived that have answered; None where none did."""
        return self.answered / self.delivered if self.delivered else None


@dataclass(frozen=True, slots=True)
class Respondent:
    """Somebody who was asked; whether they answered an anonymous survey is not told."""

    name: str
    customer: int | None
    sent_at: datetime
    reminded_at: datetime | None
    bounced_at: datetime | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer, as it leaves in a file."""

    response: int
    answered_at: datetime
    came_by: By
    name: str
    question: Question
    driver: str
    brand: str
    number: Decimal | None
    text: str


def results_of(survey: SurveyView) -> Results:
    """Return what came of a survey."""
    invited = SurveyInvitation.objects.filter(survey=survey.id)
    asked, undelivered = invited.count(), invited.exclude(bounced_at=None).count()
    answered = invited.filter(is_answered=True).count()
    # Whoever answered did get it, whatever their mail server said.
    undelivered -= invited.exclude(bounced_at=None).filter(is_answered=True).count()
    responses = SurveyResponse.objects.filter(survey=survey.id).count()
    is_hidden = survey.is_anonymous and responses < LEAST_ANONYMOUS
    questions = () if is_hidden else tuple(_told(survey.id))
    return Results(asked, asked - undelivered, answered, responses - answered, is_hidden, questions)


def respondents_of(survey: SurveyView, most: int) -> tuple[Respondent, ...]:
    """Return who was asked: those first who have answered, the last of them first, then whoever was asked last.

    Whether somebody has answered an anonymous survey is not told by their place either.
    """
    rows = SurveyInvitation.objects.filter(survey=survey.id).select_related("customer", "user")
    rows = rows.annotate(reminded_at=Max("reminders__sent_at"))
    return tuple(
        Respondent(
            _called(row),
            row.customer_id,
            row.sent_at,
            # Reminded are those who had not answered.
            None if survey.is_anonymous else row.reminded_at,
            row.bounced_at,
            row.answered_at,
        )
        for row in rows.order_by(F("answered_at").desc(nulls_last=True), "-sent_at", "-id")[:most]
    )


def answer_rows(survey: SurveyView) -> Iterator[AnswerRow]:
    """Yield every answer, those of one person together; nothing where few have answered an anonymous survey."""
    if survey.is_anonymous and SurveyResponse.objects.filter(survey=survey.id).count() < LEAST_ANONYMOUS:
        return
    questions = {each.id: each for each in questions_of(survey.id)}
    rows = SurveyAnswer.objects.filter(response__survey=survey.id).select_related(
        "response__invitation__customer", "response__invitation__user"
    )
    for row in rows.order_by("response", "question__position", "id").iterator(chunk_size=500):
        response = row.response
        name = "" if response.invitation is None else _called(response.invitation)
        yield AnswerRow(
            response.pk,
            response.answered_at,
            By(response.came_by),
            name,
            questions[row.question_id],
            row.driver,
            row.brand,
            row.number,
            row.text,
        )


def count_of_answers(survey: SurveyView) -> int:
    """Return how many answers there are."""
    return SurveyAnswer.objects.filter(response__survey=survey.id).count()


def _called(row: SurveyInvitation) -> str:
    of = row.customer or row.user
    return row.address if of is None else str(of)


def _told(survey: int) -> Iterable[QuestionResult]:
    counted: dict[int, dict[tuple[str, str, Decimal | None], int]] = {}
    rows = SurveyAnswer.objects.filter(response__survey=survey).order_by()
    for question, driver, brand, number, n in rows.values_list("question", "driver", "brand", "number").annotate(
        n=Count("id")
    ):
        counted.setdefault(question, {})[driver, brand, number] = n
    people: Mapping[int, int] = dict(rows.values_list("question").annotate(n=Count("response", distinct=True)))
    for each in questions_of(survey):
        yield _result(each, people.get(each.id, 0), counted.get(each.id, {}))


def _result(question: Question, n: int, counts: Counts) -> QuestionResult:
    kind = question.kind
    if kind in SCALES:
        return _scored(question, n, {int(number): c for (_, _, number), c in counts.items() if number is not None})
    if kind in (QuestionKind.RATING, QuestionKind.IMPORTANCE, QuestionKind.PRICE):
        return _grid(question, n, counts)
    if kind in (QuestionKind.LAST_BRAND, QuestionKind.CHOICE):
        chosen = {brand: c for (_, brand, _), c in counts.items()}
        return QuestionResult(question, n, bars=_bars(question.options.choices, chosen, n))
    if kind == QuestionKind.NEXT_BRAND:
        lines = tuple(Line(each.words, (_cell(counts, "", each.key),)) for each in question.options.choices)
        return QuestionResult(question, n, columns=(_MEAN_SHARE,), lines=lines)
    if kind == QuestionKind.TEXT:
        written = SurveyAnswer.objects.filter(question=question.id).exclude(text="").order_by("-id")
        return QuestionResult(question, n, texts=tuple(written.values_list("text", flat=True)[:_MOST_TEXTS]))
    return QuestionResult(question, n, mean=_cell(counts, "", "").mean)


def _scored(question: Question, n: int, counts: Mapping[int, int]) -> QuestionResult:
    low, high = SCALES[question.kind]
    scores = range(low, high + 1)
    bars = tuple(
        Bar(Text.same(str(score)), counts.get(score, 0), counts.get(score, 0) / n if n else 0.0) for score in scores
    )
    if not n:
        return QuestionResult(question, 0, bars=bars)
    mean = sum(score * count for score, count in counts.items()) / n
    if question.kind == QuestionKind.NPS:
        promoters = sum(count for score, count in counts.items() if score >= 9)
        detractors = sum(count for score, count in counts.items() if score <= 6)
        return QuestionResult(question, n, nps=100 * (promoters - detractors) / n, mean=mean, bars=bars)
    top = sum(count for score, count in counts.items() if score >= _TOP[question.kind]) / n
    return QuestionResult(question, n, top=top, mean=mean, bars=bars)


def _grid(question: Question, n: int, counts: Counts) -> QuestionResult:
    options = question.options
    columns = options.choices or (Option("", _SCORE),)
    rows = options.rows or (Option("", _SCORE),)
    lines = tuple(Line(row.words, tuple(_cell(counts, row.key, each.key) for each in columns)) for row in rows)
    return QuestionResult(question, n, columns=tuple(each.words for each in columns), lines=lines)


def _cell(counts: Counts, driver: str, brand: str) -> Cell:
    found = [(number, c) for (d, b, number), c in counts.items() if (d, b) == (driver, brand) and number is not None]
    n = sum(c for _, c in found)
    return Cell(n, float(sum(number * c for number, c in found) / n) if n else None)


def _bars(choices: tuple[Option, ...], chosen: Mapping[str, int], n: int) -> tuple[Bar, ...]:
    return tuple(
        Bar(each.words, chosen.get(each.key, 0), chosen.get(each.key, 0) / n if n else 0.0) for each in choices
    )


_SCORE = Text("Điểm trung bình", "Mean score")
_MEAN_SHARE = Text("Khả năng trung bình, %", "Mean likelihood, %")
