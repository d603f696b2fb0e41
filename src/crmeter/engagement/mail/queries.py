"""Templates, messages and what came back, for the floors above."""

import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from crmeter.engagement.mail.models import Bounce, MailTemplate, Message
from crmeter.engagement.mail.states import STATES, TONES, MessageState
from crmeter.engagement.mail.unsubscribing import key_in
from crmeter.records.consent.addresses import normalised
from crmeter.records.consent.erased import either, either_of_each, is_hash
from crmeter.records.consent.purposes import Channel, Purpose
from crmeter.records.consent.queries import consent_of
from crmeter.vocabulary import Language, Text, formats


@dataclass(frozen=True, slots=True)
class TemplateView:
    """A template as it stands."""

    id: int
    version: int
    name: str
    purpose: Purpose
    subject: Text
    body: Text
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class BounceView:
    """What another server said of a message."""

    id: int
    is_hard: bool
    status: str
    words: str
    at: datetime
    is_lifted: bool


@dataclass(frozen=True, slots=True)
class MessageView:
    """A message and where it stands."""

    id: int
    message_id: str
    recipient: str
    purpose: Purpose
    language: str
    subject: str
    text: str
    holds_secret: bool
    template: int | None
    about: tuple[str, int] | None
    state: MessageState
    why: Text | None
    attempts: int
    queued_at: datetime
    tried_at: datetime | None
    ended_at: datetime | None
    bounces: tuple[BounceView, ...]

    @property
    def title(self) -> Text:
        """Where it stands, in words."""
        return STATES[self.state]

    @property
    def tone(self) -> str:
        """How the mark of its state looks."""
        return TONES.get(self.state, "bad")


@dataclass(frozen=True, slots=True)
class Ending:
    """What a link to unsubscribe would end, and whether that has been done."""

    purpose: Purpose
    language: Language
    is_done: bool


def templates() -> list[TemplateView]:
    """Return the templates in use by name."""
    return [_template(row) for row in MailTemplate.objects.filter(removed_at=None).order_by("name")]


def template(pk: int) -> TemplateView | None:
    """Return one template in use."""
    row = MailTemplate.objects.filter(pk=pk, removed_at=None).first()
    return _template(row) if row else None


def message(pk: int) -> MessageView | None:
    """Return one message with what came back of it."""
    row = Message.objects.filter(pk=pk).prefetch_related("bounces").first()
    return _message(row) if row else None


def messages_numbered(pks: Collection[int]) -> dict[int, MessageView]:
    """Return some messages by their numbers."""
    rows = Message.objects.filter(pk__in=pks).defer("html").prefetch_related("bounces")
    return {row.pk: _message(row) for row in rows}


def messages(
    *,
    state: MessageState | None = None,
    purpose: Purpose | None = None,
    to: str = "",
    before: int | None = None,
    most: int = 50,
) -> list[MessageView]:
    """Return messages, the latest first.

    Args:
        state: only those that stand so.
        purpose: only those that are for it.
        to: only those to this address, written out.
        before: only those with a lower number, for the next page.
        most: how many.
    """
    rows = Message.objects.order_by("-id")
    if state is not None:
        rows = rows.filter(state=state)
    if purpose is not None:
        rows = rows.filter(purpose=purpose)
    if to:
        rows = rows.filter(recipient=to.strip().lower())
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return [_message(row) for row in rows.defer("html").prefetch_related("bounces")[:most]]


def messages_about(kind: str, number: int, most: int = 50) -> list[MessageView]:
    """Return the messages about one record, the latest first."""
    rows = Message.objects.filter(about_kind=kind, about_id=number).order_by("-id")
    return [_message(row) for row in rows.defer("html").prefetch_related("bounces")[:most]]


def messages_of_person(addresses: Collection[str], kind: str, number: int) -> Iterator[MessageView]:
    """Yield all messages to somebody's addresses or about their record, the oldest first, few at a time in memory."""
    theirs = Q(recipient__in=list(addresses)) | Q(about_kind=kind, about_id=number)
    rows = Message.objects.filter(theirs).order_by("id").defer("html").prefetch_related("bounces")
    yield from map(_message, rows.iterator(chunk_size=200))


def how_many() -> dict[MessageState, int]:
    """Return how many messages stand how."""
    counted = Message.objects.order_by().values_list("state").annotate(n=Count("pk"))
    return {MessageState(state): n for state, n in counted}


def is_unreachable(address: str, now: datetime) -> bool:
    """Return whether mail to an address has come back for good.

    Raises:
        Refused: it is no address.
    """
    known_by = normalised(address, Channel.EMAIL)
    return Bounce.objects.filter(address__in=either(known_by), is_hard=True, lifted_at=None, at__lte=now).exists()


def unreachable_among(addresses: Collection[str], now: datetime) -> frozenset[str]:
    """Return to which of many addresses, as `normalised` writes them, mail has come back for good."""
    found: set[str] = set()
    for kept in either_of_each(sorted(set(addresses))):
        rows = Bounce.objects.filter(address__in=kept, is_hard=True, lifted_at=None, at__lte=now)
        found.update(kept[each] for each in rows.values_list("address", flat=True))
    return frozenset(found)


def ending_of(token: str) -> Ending | None:
    """Return what a link to unsubscribe ends; None if the link is wrong or its message is gone."""
    row = _of_token(token)
    if row is None:
        return None
    purpose = Purpose(row.purpose)
    done = consent_of(row.recipient, Channel.EMAIL, purpose) == "no"
    return Ending(purpose, "vi" if row.language == "vi" else "en", done)


def _of_token(token: str) -> Message | None:
    key: uuid.UUID | None = key_in(token)
    row = Message.objects.filter(key=key).only("recipient", "purpose", "language").first() if key else None
    return row if row is not None and Purpose(row.purpose).needs_yes else None


def _template(row: MailTemplate) -> TemplateView:
    return TemplateView(
        id=row.pk,
        version=row.version,
        name=row.name,
        purpose=Purpose(row.purpose),
        subject=Text(row.subject_vi, row.subject_en),
        body=Text(row.body_vi, row.body_en),
        changed_at=row.changed_at,
    )


def _message(row: Message) -> MessageView:
    return MessageView(
        id=row.pk,
        message_id=row.message_id,
        recipient=formats.EMPTY if is_hash(row.recipient) else row.recipient,
        purpose=Purpose(row.purpose),
        language=row.language,
        subject=row.subject,
        text="" if row.holds_secret else row.text,
        holds_secret=row.holds_secret,
        template=row.template_id,
        about=(row.about_kind, row.about_id) if row.about_id is not None else None,
        state=MessageState(row.state),
        why=Text(**row.why) if row.why else None,
        attempts=row.attempts,
        queued_at=row.queued_at,
        tried_at=row.tried_at,
        ended_at=row.ended_at,
        bounces=tuple(
            BounceView(b.pk, b.is_hard, b.status, b.words, b.at, b.lifted_at is not None)
            for b in sorted(row.bounces.all(), key=lambda each: each.pk)
        ),
    )
