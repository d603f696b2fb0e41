"""What somebody typed into a survey, as answers: each question says what is wrong with its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from crmeter.records.concept.values import plain, read_amount
from crmeter.records.ledger.refusals import Refusal
from crmeter.records.surveys.kinds import SCALES, QuestionKind
from crmeter.records.surveys.options import Option
from crmeter.records.surveys.queries import Question
from crmeter.vocabulary import Text

LONGEST_ANSWER = 4_000
_MOST_SPENT = Decimal(10) ** 12
_MOST_TIMES = Decimal(1_000)
_WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Given:
    """One answer, or one cell of a grid.

    Args:
        question: its number.
        driver: the row of a grid.
        brand: the column of a grid, or what was chosen.
        number: a score, a percentage, an amount.
        text: what was written.
    """

    question: int
    driver: str = ""
    brand: str = ""
    number: Decimal | None = None
    text: str = ""


class WrongAnswers(Refusal):
    """Raised where answers cannot be kept; nothing was written.

    Args:
        errors: by number of the question, what is wrong.
    """

    def __init__(self, errors: Mapping[int, Text]) -> None:
        super().__init__("wrong_answers", _WRONG.fill(n=len(errors)))
        self.errors = errors


def field_of(question: int, row: int | None = None, column: int | None = None) -> str:
    """Return what the field of an answer is called in the form, rows and columns by their places."""
    return ".".join(str(part) for part in (f"q{question}", row, column) if part is not None)


def given(questions: Iterable[Question], typed: Mapping[str, str]) -> list[Given]:
    """Return the answers in what was typed.

    Args:
        questions: of the survey.
        typed: by field, see `field_of`.

    Raises:
        WrongAnswers: one is missing or cannot be kept; all that are wrong are named.
    """
    found: list[Given] = []
    errors: dict[int, Text] = {}
    for each in questions:
        try:
            answers = _READERS[each.kind](each, typed)
        except _WrongError as wrong:
            errors[each.id] = wrong.text
            continue
        if each.is_required and not answers:
            errors[each.id] = _MISSING
        found += answers
    if errors:
        raise WrongAnswers(errors)
    return found


class _WrongError(Exception):
    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def _score(question: Question, typed: Mapping[str, str]) -> list[Given]:
    low, high = SCALES[question.kind]
    number = _on_scale(typed.get(field_of(question.id), ""), low, high)
    return [] if number is None else [Given(question.id, number=number)]


def _grid(question: Question, typed: Mapping[str, str]) -> list[Given]:
    options = question.options
    # A rating without brands has one column, that of the firm itself.
    columns = options.choices or (Option("", Text.same("")),)
    rows = options.rows or (Option("", Text.same("")),)
    found = []
    for r, row in enumerate(rows):
        for c, column in enumerate(columns):
            number = _on_scale(typed.get(field_of(question.id, r, c), ""), options.low or 0, options.high or 0)
            if number is not None:
                found.append(Given(question.id, row.key, column.key, number))
    if question.is_required and len(found) < len(rows) * len(columns):
        raise _WrongError(_ALL_ROWS)
    return found


def _chosen(question: Question, typed: Mapping[str, str]) -> list[Given]:
    place = typed.get(field_of(question.id), "").strip()
    if not place:
        return []
    choices = question.options.choices
    if not (place.isascii() and place.isdecimal() and len(place) < 4 and int(place) < len(choices)):
        raise _WrongError(_NO_CHOICE)
    return [Given(question.id, brand=choices[int(place)].key)]


def _shares(question: Question, typed: Mapping[str, str]) -> list[Given]:
    numbers = []
    for place, _ in enumerate(question.options.choices):
        words = typed.get(field_of(question.id, place), "").strip().removesuffix("%")
        numbers.append(_number(words, _WHOLE, _NO_SHARE) if words else None)
    if all(number is None for number in numbers):
        return []
    total = sum((number for number in numbers if number is not None), Decimal(0))
    if total != _WHOLE:
        raise _WrongError(_NOT_WHOLE.fill(total=total))
    choices = question.options.choices
    return [Given(question.id, brand=o.key, number=n or Decimal(0)) for o, n in zip(choices, numbers, strict=True)]


def _spent(question: Question, typed: Mapping[str, str]) -> list[Given]:
    words = typed.get(field_of(question.id), "").strip()
    return [Given(question.id, number=_number(words, _MOST_SPENT, _NO_AMOUNT))] if words else []


def _times(question: Question, typed: Mapping[str, str]) -> list[Given]:
    words = typed.get(field_of(question.id), "").strip()
    return [Given(question.id, number=_number(words, _MOST_TIMES, _NO_TIMES))] if words else []


def _written(question: Question, typed: Mapping[str, str]) -> list[Given]:
    words = plain(typed.get(field_of(question.id), ""), keeps_lines=True)
    if len(words) > LONGEST_ANSWER:
        raise _WrongError(_LONG.fill(most=LONGEST_ANSWER))
    return [Given(question.id, text=words)] if words else []


def _on_scale(words: str, low: int, high: int) -> Decimal | None:
    words = words.strip()
    if not words:
        return None
    if not (words.isascii() and words.isdecimal() and len(words) < 3 and low <= int(words) <= high):
        raise _WrongError(_OFF_SCALE.fill(low=low, high=high))
    return Decimal(words)


def _number(words: str, most: Decimal, wrong: Text) -> Decimal:
    try:
        number = read_amount(words)
    except (ValueError, ArithmeticError) as error:
        raise _WrongError(wrong.fill(most=most)) from error
    if not 0 <= number <= most or number != round(number, 4):
        raise _WrongError(wrong.fill(most=most))
    return number


_READERS = {
    QuestionKind.NPS: _score,
    QuestionKind.CSAT: _score,
    QuestionKind.CES: _score,
    QuestionKind.RATING: _grid,
    QuestionKind.IMPORTANCE: _grid,
    QuestionKind.PRICE: _grid,
    QuestionKind.LAST_BRAND: _chosen,
    QuestionKind.CHOICE: _chosen,
    QuestionKind.NEXT_BRAND: _shares,
    QuestionKind.SPEND: _spent,
    QuestionKind.FREQUENCY: _times,
    QuestionKind.TEXT: _written,
}
_WRONG = Text(
    "còn {n} câu cần xem lại; những gì bạn đã trả lời vẫn còn đây",
    "{n} of the questions want another look; what you answered is still here",
)
_MISSING = Text("câu này cần trả lời", "this one needs an answer")
_ALL_ROWS = Text("hãy chấm điểm đủ mọi ô", "rate each of them, please")
_NO_CHOICE = Text("hãy chọn một trong các ý", "choose one of these")
_NO_SHARE = Text("mỗi hãng là một số từ 0 đến {most}", "for each brand it is a number from 0 to {most}")
_NOT_WHOLE = Text("cộng lại phải được 100, hiện là {total}", "they must add up to 100, and are {total} now")
_NO_AMOUNT = Text("hãy ghi số tiền, ví dụ 250.000 hoặc 1,5 triệu", "write an amount, such as 250000")
_NO_TIMES = Text("hãy ghi số lần, từ 0 đến {most}", "write how often, from 0 to {most}")
_LONG = Text("dài nhất {most} ký tự", "it has at most {most} characters")
_OFF_SCALE = Text("hãy chọn một số từ {low} đến {high}", "choose a number from {low} to {high}")
