"""The only writer of questions: free while a survey is a draft, only their words once it was opened."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.db import transaction

from crmeter.records.concept.values import plain
from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.surveys.kinds import Languages, QuestionKind, SurveyState
from crmeter.records.surveys.models import LONGEST_TITLE, Survey, SurveyQuestion
from crmeter.records.surveys.options import Options, fields_of, offered
from crmeter.records.surveys.rights import refuse_unless_builder
from crmeter.vocabulary import Text

MOST_QUESTIONS = 40
# A form with more is sent back unread by the server, and nobody fills in as many.
MOST_FIELDS = 1_000


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """What a question is to be.

    Args:
        kind: what an answer is.
        title: the words of the question.
        options: what it offers.
        is_required: nobody may leave it out.
    """

    kind: QuestionKind
    title: Text
    options: Options = field(default_factory=Options)
    is_required: bool = False


def add_question(person: Person, survey: int, asked: QuestionAsked) -> int:
    """Put a question at the end of a draft, and return its number.

    Raises:
        Refused: they may not, the survey was opened or is gone, it has too many questions, or something is missing.
    """
    with transaction.atomic():
        of = _held(person, survey)
        if of.questions.count() >= MOST_QUESTIONS:
            raise Refused("many_questions", _MANY.fill(most=MOST_QUESTIONS))
        last = of.questions.order_by("-position").values_list("position", flat=True).first()
        row = SurveyQuestion(survey=of, position=0 if last is None else last + 1, kind=asked.kind)
        _put(row, asked, Languages(of.languages))
        _refuse_too_many_fields(of, row)
        row.save(force_insert=True)
        audit(actor_of(person), "surveys.question_added", row, after=_shown(row))
    return row.pk


def change_question(person: Person, pk: int, asked: QuestionAsked, *, version: int | None) -> int:
    """Change a question, and return its new version; once its survey was opened, only its words change.

    Raises:
        Refusal: they may not, it has changed or is gone, something is missing, or more than words would change.
    """
    refuse_unless_builder(person)
    with transaction.atomic():
        row = held(SurveyQuestion, pk, version)
        of = Survey.objects.select_for_update().get(pk=row.survey_id)
        before, shape = _shown(row), (row.kind, Options.from_json(row.options).shape, row.is_required)
        kept = Options.from_json(row.options)
        options = asked.options if of.state == SurveyState.DRAFT else kept.called_as(asked.options)
        asked = replace(asked, options=options.grouped_as(kept))
        _put(row, asked, Languages(of.languages))
        if of.state != SurveyState.DRAFT and shape != (
            row.kind,
            Options.from_json(row.options).shape,
            row.is_required,
        ):
            raise Refused("frozen", _FROZEN)
        if of.state == SurveyState.DRAFT:
            _refuse_too_many_fields(of, row)
        new = keep(row, "kind", "title_vi", "title_en", "options", "is_required")
        audit(actor_of(person), "surveys.question_changed", row, before=before, after=_shown(row))
    return new


def remove_question(person: Person, pk: int, *, version: int | None) -> None:
    """Take a question out of a draft.

    Raises:
        Refusal: they may not, it has changed or is gone, or the survey was opened.
    """
    refuse_unless_builder(person)
    with transaction.atomic():
        row = held(SurveyQuestion, pk, version)
        _held(person, row.survey_id)
        audit(actor_of(person), "surveys.question_removed", row, before=_shown(row))
        SurveyQuestion.objects.filter(pk=row.pk).delete()


def reorder_questions(person: Person, survey: int, order: Sequence[tuple[int, int]]) -> None:
    """Put the questions of a draft in an order.

    Args:
        person: who does it.
        survey: of the questions.
        order: number and version of each question, the first one first.

    Raises:
        Refusal: they may not, one has changed, they are not all of them, or the survey was opened.
    """
    with transaction.atomic():
        of = _held(person, survey)
        if sorted(pk for pk, _ in order) != sorted(of.questions.values_list("pk", flat=True)):
            raise Refused("not_all", _NOT_ALL)
        rows = {pk: held(SurveyQuestion, pk, version) for pk, version in sorted(order)}
        for position, (pk, _) in enumerate(order):
            row = rows[pk]
            if row.position != position:
                before = {"position": row.position}
                row.position = position
                keep(row, "position")
                audit(actor_of(person), "surveys.question_changed", row, before=before, after={"position": position})


def said(words: Text, languages: Languages) -> Text:
    """Return words as they are kept; they must be there in each language of the survey.

    Raises:
        Refused: a language is missing, or they are too long.
    """
    found = Text(plain(words.vi), plain(words.en))
    if (languages != Languages.ENGLISH and not found.vi) or (languages != Languages.VIETNAMESE and not found.en):
        raise Refused("no_words", _BOTH if languages == Languages.BOTH else _NO_WORDS)
    if max(len(found.vi), len(found.en)) > LONGEST_TITLE:
        raise Refused("too_long", _LONG.fill(most=LONGEST_TITLE))
    return found


def _held(person: Person, survey: int) -> Survey:
    refuse_unless_builder(person)
    of = Survey.objects.select_for_update().filter(pk=survey).first()
    if of is None:
        raise Refused("unknown", _GONE)
    if of.state != SurveyState.DRAFT:
        raise Refused("frozen", _FROZEN)
    return of


def _put(row: SurveyQuestion, asked: QuestionAsked, languages: Languages) -> None:
    title = said(asked.title, languages)
    row.kind, row.title_vi, row.title_en, row.is_required = asked.kind, title.vi, title.en, asked.is_required
    row.options = offered(QuestionKind(asked.kind), asked.options).to_json()


def _refuse_too_many_fields(of: Survey, row: SurveyQuestion) -> None:
    every = [row, *of.questions.exclude(pk=row.pk)]
    asked = sum(fields_of(QuestionKind(each.kind), Options.from_json(each.options)) for each in every)
    if asked > MOST_FIELDS:
        raise Refused("many_fields", _MANY_FIELDS.fill(most=MOST_FIELDS, n=asked))


def _shown(row: SurveyQuestion) -> dict[str, object]:
    return {
        "survey": row.survey_id,
        "position": row.position,
        "kind": row.kind,
        "title_vi": row.title_vi,
        "title_en": row.title_en,
        "options": row.options,
        "is_required": row.is_required,
    }


_GONE = Text("khảo sát này không còn", "this survey is not there any more")
_FROZEN = Text(
    "khảo sát đã mở nên chỉ sửa được câu chữ; muốn đổi câu hỏi, hãy làm đợt tiếp theo",
    "the survey was opened, so only words can be corrected; make the next wave to change questions",
)
_MANY = Text("một khảo sát có nhiều nhất {most} câu hỏi", "a survey has at most {most} questions")
_MANY_FIELDS = Text(
    "cả khảo sát hỏi nhiều nhất {most} ô trả lời, thế này là {n}; hãy bớt mặt được chấm hoặc bớt hãng",
    "a survey asks for at most {most} answers and this makes {n}; name fewer aspects or fewer brands",
)
_BOTH = Text("hãy viết bằng cả hai ngôn ngữ", "write it in both languages")
_NO_WORDS = Text("hãy viết nội dung bằng ngôn ngữ của khảo sát", "write it in the language of the survey")
_LONG = Text("dài nhất {most} ký tự", "it has at most {most} characters")
_NOT_ALL = Text("thứ tự phải có đủ, mỗi câu một lần", "an order names all questions, each of them once")
