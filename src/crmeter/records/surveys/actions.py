"""The only writer of surveys: made from a template, opened, closed, followed by the next wave."""

import secrets
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from crmeter.records.concept.values import plain
from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.refusals import Refused
from crmeter.records.products.models import Product
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.surveys.kinds import Languages, Respondents, SurveyState
from crmeter.records.surveys.models import LONGEST_NAME, Survey, SurveyQuestion
from crmeter.records.surveys.options import offered
from crmeter.records.surveys.question_actions import said
from crmeter.records.surveys.rights import refuse_unless_builder
from crmeter.records.surveys.templates import TEMPLATES, THANKS
from crmeter.records.tickets.models import TicketQueue
from crmeter.vocabulary import Language, Text

_LONGEST_TEXT = 4_000
_LONGEST_REST = 3_650
_COPIED = (
    "name", "respondents", "languages", "title_vi", "title_en", "intro_vi", "intro_en", "thanks_vi", "thanks_en",
    "is_anonymous", "resting_days", "product_id", "queue_id", "remind_after", "remind_most", "embed_hosts",
)  # fmt: skip
# What those who were asked before relied on.
_FROZEN = ("respondents", "languages", "is_anonymous")


@dataclass(frozen=True, slots=True)
class SurveyAsked:
    """What a survey is to be; see the model."""

    name: str
    respondents: Respondents
    languages: Languages
    title: Text
    intro: Text
    thanks: Text
    is_anonymous: bool
    resting_days: int
    product: int | None = None
    queue: int | None = None


def make_survey(person: Person, template: str, language: Language) -> int:
    """Make a draft from a template, and return its number.

    Args:
        person: who makes it.
        template: one of `TEMPLATES`.
        language: of its name in the list.

    Raises:
        Refused: they may not, or there is no such template.
    """
    refuse_unless_builder(person)
    like = TEMPLATES.get(template)
    if like is None:
        raise Refused("unknown_choice", _NO_CHOICE)
    with transaction.atomic():
        row = Survey.objects.create(
            name=like.name.in_(language),
            respondents=like.respondents,
            title_vi=like.title.vi,
            title_en=like.title.en,
            intro_vi=like.intro.vi,
            intro_en=like.intro.en,
            thanks_vi=THANKS.vi,
            thanks_en=THANKS.en,
            is_anonymous=like.is_anonymous,
            created_at=timezone.now(),
            created_by_id=person.id,
        )
        for position, each in enumerate(like.questions):
            SurveyQuestion.objects.create(
                survey=row,
                position=position,
                kind=each.kind,
                title_vi=each.title.vi,
                title_en=each.title.en,
                options=offered(each.kind, each.options).to_json(),
                is_required=each.is_required,
            )
        audit(actor_of(person), "surveys.made", row, after=_shown(row))
    return row.pk


def change_survey(person: Person, pk: int, asked: SurveyAsked, *, version: int | None) -> int:
    """Change a survey, and return its new version.

    Once it was opened, it stays with whom it asks, in which languages, and whether it is anonymous.

    Raises:
        Refusal: they may not, it has changed or is gone, words are missing, or what others relied on would change.
    """
    refuse_unless_builder(person)
    with transaction.atomic():
        row = held(Survey, pk, version)
        before, kept = _shown(row), {name: getattr(row, name) for name in _FROZEN}
        _put(row, asked)
        if row.state != SurveyState.DRAFT and kept != {name: getattr(row, name) for name in _FROZEN}:
            raise Refused("frozen", _STAYS)
        new = keep(row, *_COPIED)
        audit(actor_of(person), "surveys.changed", row, before=before, after=_shown(row))
    return new


def open_survey(person: Person, pk: int, *, version: int | None) -> int:
    """Let a survey be answered, for the first time or again, and return its new version.

    Raises:
        Refusal: they may not, it has changed or is gone, it is open, has no question, or words are missing.
    """
    refuse_unless_builder(person)
    with transaction.atomic():
        row = held(Survey, pk, version)
        if row.state == SurveyState.OPEN:
            raise Refused("is_open", _IS_OPEN)
        questions = list(row.questions.all())
        if not questions:
            raise Refused("no_questions", _NO_QUESTIONS)
        languages = Languages(row.languages)
        # The languages may have been chosen after the words were written.
        said(Text(row.title_vi, row.title_en), languages)
        for each in questions:
            said(Text(each.title_vi, each.title_en), languages)
        before = _shown(row)
        row.state, row.closed_at = SurveyState.OPEN, None
        row.opened_at = row.opened_at or timezone.now()
        row.open_key = row.open_key or secrets.token_urlsafe(16)
        new = keep(row, "state", "opened_at", "closed_at", "open_key")
        audit(actor_of(person), "surveys.opened", row, before=before, after=_shown(row))
    return new


def close_survey(person: Person, pk: int, *, version: int | None) -> int:
    """Let a survey be answered no more, and return its new version.

    Raises:
        Refusal: they may not, it has changed or is gone, or it is not open.
    """
    refuse_unless_builder(person)
    with transaction.atomic():
        row = held(Survey, pk, version)
        if row.state != SurveyState.OPEN:
            raise Refused("not_open", _NOT_OPEN)
        before = _shown(row)
        row.state, row.closed_at = SurveyState.CLOSED, timezone.now()
        new = keep(row, "state", "closed_at")
        audit(actor_of(person), "surveys.closed", row, before=before, after=_shown(row))
    return new


def next_wave(person: Person, pk: int, *, version: int | None) -> int:
    """Make a draft that asks the same once more, and return its number.

    Raises:
        Refusal: they may not, it has changed or is gone, is a draft itself, or has a next wave.
    """
    refuse_unless_builder(person)
    with transaction.atomic():
        row = held(Survey, pk, version)
        if row.state == SurveyState.DRAFT:
            raise Refused("is_draft", _IS_DRAFT)
        if Survey.objects.filter(previous=row).exists():
            raise Refused("has_next", _HAS_NEXT)
        new = Survey.objects.create(
            **{name: getattr(row, name) for name in _COPIED},
            target_shares=row.target_shares,
            wave=row.wave + 1,
            previous=row,
            created_at=timezone.now(),
            created_by_id=person.id,
        )
        for each in row.questions.order_by("position", "id"):
            each.pk, each.survey, each.version = None, new, 1
            each.save(force_insert=True)
        audit(actor_of(person), "surveys.made", new, after=_shown(new))
    return new.pk


def _put(row: Survey, asked: SurveyAsked) -> None:
    name = plain(asked.name)
    if not name or len(name) > LONGEST_NAME:
        raise Refused("no_name", _NO_NAME.fill(most=LONGEST_NAME))
    if not 0 <= asked.resting_days <= _LONGEST_REST:
        raise Refused("no_days", _NO_DAYS.fill(most=_LONGEST_REST))
    if asked.product is not None and not Product.objects.filter(pk=asked.product, removed_at=None).exists():
        raise Refused("unknown", _NO_CHOICE)
    if asked.queue is not None and not TicketQueue.objects.filter(pk=asked.queue).exists():
        raise Refused("unknown", _NO_CHOICE)
    title = said(asked.title, asked.languages)
    row.name, row.respondents, row.languages = name, asked.respondents, asked.languages
    row.title_vi, row.title_en = title.vi, title.en
    row.intro_vi, row.intro_en = _long(asked.intro.vi), _long(asked.intro.en)
    row.thanks_vi, row.thanks_en = _long(asked.thanks.vi), _long(asked.thanks.en)
    row.is_anonymous, row.resting_days = asked.is_anonymous, asked.resting_days
    row.product_id, row.queue_id = asked.product, asked.queue


def _long(words: str) -> str:
    kept = plain(words, keeps_lines=True)
    if len(kept) > _LONGEST_TEXT:
        raise Refused("too_long", _LONG.fill(most=_LONGEST_TEXT))
    return kept


def _shown(row: Survey) -> dict[str, object]:
    return {"state": row.state, "wave": row.wave, **{name: getattr(row, name) for name in _COPIED}}


_NO_CHOICE = Text("không có lựa chọn này", "there is no such choice")
_NO_NAME = Text("khảo sát phải có tên, dài nhất {most} ký tự", "a survey has a name, at most {most} characters long")
_NO_DAYS = Text("số ngày nghỉ từ 0 đến {most}", "the days of rest are from 0 to {most}")
_LONG = Text("dài nhất {most} ký tự", "it has at most {most} characters")
_STAYS = Text(
    "khảo sát đã mở nên không đổi được người trả lời, ngôn ngữ và việc ẩn danh",
    "the survey was opened, so who is asked, its languages and whether it is anonymous stay",
)
_IS_OPEN = Text("khảo sát đang mở", "the survey is open")
_NOT_OPEN = Text("khảo sát không mở", "the survey is not open")
_NO_QUESTIONS = Text("hãy thêm ít nhất một câu hỏi trước khi mở", "add at least one question before it is opened")
_IS_DRAFT = Text("bản nháp thì cứ sửa, chưa cần đợt tiếp theo", "a draft can be changed and needs no next wave")
_HAS_NEXT = Text("đã có đợt tiếp theo", "there is a next wave already")
