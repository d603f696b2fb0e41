"""The only writer of templates."""

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from crmeter.engagement.mail.composing import composed, has_controls, one_line
from crmeter.engagement.mail.models import MailTemplate
from crmeter.engagement.mail.placeholders import PLACEHOLDERS, check
from crmeter.records.consent.purposes import PURPOSES, Purpose
from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.refusals import Refused
from crmeter.vocabulary import LANGUAGES, Text
from crmeter.vocabulary.folding import spelled

LONGEST_NAME = 120
_FIELDS = ("name", "purpose", "subject_vi", "subject_en", "body_vi", "body_en")


@dataclass(frozen=True, slots=True)
class TemplateWords:
    """What a template is made of."""

    name: str
    purpose: Purpose
    subject: Text
    body: Text


def add_template(actor: Actor, words: TemplateWords) -> int:
    """Keep a new template, and return its number.

    Raises:
        Refused: a name, a subject or a body is missing, asks for something unknown, or the name is taken.
    """
    row = MailTemplate(changed_at=timezone.now())
    _take(row, words)
    with transaction.atomic():
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError as error:
            raise Refused("taken", _TAKEN.fill(name=row.name)) from error
        audit(actor, "mail_template.added", row, after=_shown(row))
    return row.pk


def change_template(actor: Actor, pk: int, words: TemplateWords, *, version: int | None) -> int:
    """Change a template, and return its new version; messages in the queue stay as they were written.

    Raises:
        Refusal: it is gone or has changed, or the words cannot be kept.
    """
    with transaction.atomic():
        row = _held(pk, version)
        before = _shown(row)
        _take(row, words)
        row.changed_at = timezone.now()
        try:
            with transaction.atomic():
                new = keep(row, *_FIELDS, "spelled_name", "changed_at")
        except IntegrityError as error:
            raise Refused("taken", _TAKEN.fill(name=row.name)) from error
        audit(actor, "mail_template.changed", row, before=before, after=_shown(row))
    return new


def remove_template(actor: Actor, pk: int, *, version: int | None) -> None:
    """Take a template out of use; messages that were made of it stay.

    Raises:
        Refusal: it is gone or has changed.
    """
    with transaction.atomic():
        row = _held(pk, version)
        row.removed_at = timezone.now()
        keep(row, "removed_at")
        audit(actor, "mail_template.removed", row, before=_shown(row))


def _held(pk: int, version: int | None) -> MailTemplate:
    row = held(MailTemplate, pk, version)
    if row.removed_at is not None:
        raise Refused("unknown", _GONE)
    return row


def _take(row: MailTemplate, words: TemplateWords) -> None:
    name = " ".join(words.name.split())
    if not name or len(name) > LONGEST_NAME or has_controls(name):
        raise Refused("no_name", _NO_NAME.fill(most=LONGEST_NAME))
    if words.purpose not in PURPOSES:
        raise Refused("no_purpose", _NO_PURPOSE)
    samples = {known: sample for known, (_, sample) in PLACEHOLDERS.items()}
    for language in LANGUAGES:
        subject, body = words.subject.in_(language), words.body.in_(language)
        check(one_line(subject))
        check(body)
        # What cannot be sent with sample values cannot be sent at all.
        composed(subject, body, {known: sample.in_(language) for known, sample in samples.items()}, language)
    row.name, row.spelled_name, row.purpose = name, spelled(name), words.purpose
    row.subject_vi, row.subject_en = words.subject.vi.strip(), words.subject.en.strip()
    row.body_vi, row.body_en = _lines(words.body.vi), _lines(words.body.en)


def _lines(body: str) -> str:
    return body.replace("\r\n", "\n").strip()


def _shown(row: MailTemplate) -> dict[str, Any]:
    return {field: str(getattr(row, field)) for field in _FIELDS}


_TAKEN = Text("đã có mẫu thư tên {name}", "there is a template named {name} already")
_GONE = Text("mẫu thư này không còn", "this template is not there any more")
_NO_NAME = Text(
    "tên mẫu thư không được trống và dài nhất {most} ký tự", "the name must hold something, at most {most} characters"
)
_NO_PURPOSE = Text("hãy nói mẫu thư dùng để làm gì", "say what the template is for")
