"""What people do with mail: put a message in the queue, decide about one, let an address be written to again."""

import uuid
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from crmeter.engagement.mail.attached import Attached, fitting
from crmeter.engagement.mail.composing import Composed, composed
from crmeter.engagement.mail.models import Bounce, Message, MessageFile
from crmeter.engagement.mail.queries import TemplateView
from crmeter.engagement.mail.queries import template as template_at
from crmeter.engagement.mail.server import NoServer, server
from crmeter.engagement.mail.states import MessageState
from crmeter.engagement.mail.unsubscribing import address_of
from crmeter.records.consent.addresses import normalised
from crmeter.records.consent.purposes import Channel, Purpose
from crmeter.records.firm.queries import firm
from crmeter.records.jobs.actions import enqueue
from crmeter.records.ledger.actions import audit, tell_outside
from crmeter.records.ledger.actor import SYSTEM, Actor
from crmeter.records.ledger.refusals import Refused
from crmeter.vocabulary import Language, Text

TOPIC = "mail"
JOB = "deliver_outbox"
# What may be sent once more when somebody says so; what is under way or has arrived may not.
DECIDED = (MessageState.FAILED, MessageState.REFUSED, MessageState.UNKNOWN)


def queue_message(
    actor: Actor,
    *,
    to: str,
    purpose: Purpose,
    language: Language,
    template: int | None = None,
    subject: str = "",
    body: str = "",
    values: Mapping[str, str] | None = None,
    about: tuple[str, int] | None = None,
    holds_secret: bool = False,
    files: Sequence[Attached] = (),
) -> int:
    """Put a message in the queue, in the caller's transaction, and return its number.

    Whether it may be sent is asked when it is sent. Call it inside the transaction that makes true what it says.

    Args:
        actor: who wants it sent.
        to: one address.
        purpose: what it is for; that of the template, if there is one.
        language: of the message.
        template: number of the template whose words it has.
        subject: its words where it has no template; they stand as they are.
        body: likewise; an empty line begins a paragraph.
        values: what stands for the placeholders of the template.
        about: kind and number of the record that it is about.
        holds_secret: its words let whoever has them in; they are forgotten once it has been sent.
        files: what travels with it.

    Raises:
        Refused: the address is none, the template is gone or for another purpose, a value is missing, the words
            cannot be sent, or the files are too large.
    """
    if any(letter in to for letter in "\r\n"):
        raise Refused("no_address", _NOT_ONE_LINE)
    recipient, key = normalised(to, Channel.EMAIL), uuid.uuid4()
    if purpose is Purpose.ALL:
        raise Refused("no_purpose", _NO_PURPOSE)
    used = _template(template, purpose)
    words = _composed(used, subject, body, values, language, address_of(key) if purpose.needs_yes else "")
    carried = fitting(files)
    about_kind, about_id = about or ("", None)
    now = timezone.now()
    with transaction.atomic():
        row = Message.objects.create(
            key=key,
            message_id=f"<{key}@{_domain()}>",
            recipient=recipient,
            purpose=purpose,
            language=language,
            subject=words.subject,
            text=words.text,
            html=words.html,
            holds_secret=holds_secret,
            template_id=template,
            template_version=used.version if used else None,
            about_kind=about_kind,
            about_id=about_id,
            asked_by_id=actor.user,
            queued_at=now,
            waits_since=now,
        )
        for each in carried:
            MessageFile.objects.create(
                message=row,
                name=each.name,
                content_type=each.content_type,
                size=len(each.content),
                content=each.content,
            )
        _tell(row)
        # The audit keeps neither address nor words: it is never rewritten.
        after = {"purpose": purpose.value, "template": template, "state": row.state}
        told = {"files": [{"type": each.content_type, "bytes": len(each.content)} for each in carried]}
        audit(actor, "mail.queued", row, after=after | (told if carried else {}))
    return row.pk


def send_again(actor: Actor, pk: int) -> None:
    """Put a message that was not sent, or may not have been, in the queue once more, under the same Message-ID.

    Raises:
        Refused: it is gone, under way, or has arrived.
    """
    with transaction.atomic():
        row = _decidable(pk)
        before = {"state": row.state}
        row.state, row.why, row.ended_at = MessageState.QUEUED, None, None
        row.waits_since = timezone.now()
        row.save(update_fields=["state", "why", "ended_at", "waits_since"])
        _tell(row)
        audit(actor, "mail.sent_again", row, before=before, after={"state": row.state})


def count_as_sent(actor: Actor, pk: int) -> None:
    """Note that a message of which it is not known whether it left has arrived.

    Raises:
        Refused: it is gone, or it is known.
    """
    with transaction.atomic():
        row = _decidable(pk)
        if row.state != MessageState.UNKNOWN:
            raise Refused("known", _KNOWN)
        row.state, row.why, row.ended_at = MessageState.SENT, _SAID_SENT.to_json(), timezone.now()
        row.save(update_fields=["state", "why", "ended_at"])
        MessageFile.objects.filter(message=row).update(content=None)
        audit(actor, "mail.counted_as_sent", row, before={"state": MessageState.UNKNOWN}, after={"state": row.state})


def trust_address_again(actor: Actor, pk: int) -> None:
    """Let an address be written to again after its mail came back, as far as the person allows it.

    Args:
        actor: who says so.
        pk: a message that came back from it.

    Raises:
        Refused: the message is gone.
    """
    with transaction.atomic():
        row = Message.objects.select_for_update().filter(pk=pk).first()
        if row is None:
            raise Refused("unknown", _GONE)
        lifted = Bounce.objects.filter(address=row.recipient, is_hard=True, lifted_at=None).update(
            lifted_at=timezone.now()
        )
        if lifted:
            audit(actor, "mail.address_trusted_again", row, after={"bounces": lifted})


def _tell(row: Message) -> None:
    tell_outside(TOPIC, {"message": row.pk})
    # At once, and not only when the schedule comes round.
    enqueue(SYSTEM, JOB, dedupe_key=JOB)


def _template(number: int | None, purpose: Purpose) -> TemplateView | None:
    if number is None:
        return None
    found = template_at(number)
    if found is None:
        raise Refused("unknown_template", _NO_TEMPLATE)
    if found.purpose is not purpose:
        raise Refused("other_purpose", _OTHER_PURPOSE.fill(is_for=found.purpose.words, asked=purpose.words))
    return found


def _composed(
    used: TemplateView | None,
    subject: str,
    body: str,
    values: Mapping[str, str] | None,
    language: Language,
    unsubscribe: str,
) -> Composed:
    if used is None:
        return composed(subject, body, None, language, unsubscribe)
    known = {"firm": firm().name, **(values or {})}
    return composed(used.subject.in_(language), used.body.in_(language), known, language, unsubscribe)


def _domain() -> str:
    try:
        return server().domain
    except NoServer:
        return "crmeter.invalid"


def _decidable(pk: int) -> Message:
    row = Message.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        raise Refused("unknown", _GONE)
    if row.holds_secret:
        raise Refused("secret_gone", _SECRET_GONE)
    if row.state not in DECIDED:
        raise Refused("under_way", _UNDER_WAY)
    return row


_NOT_ONE_LINE = Text("địa chỉ phải nằm trên một dòng", "the address must be one line")
_NO_PURPOSE = Text("hãy nói thư gửi để làm gì", "say what the message is for")
_NO_TEMPLATE = Text("mẫu thư này không còn", "this template is not there any more")
_OTHER_PURPOSE = Text(
    "mẫu thư dành cho {is_for}, không dùng được cho {asked}", "the template is for {is_for} and not for {asked}"
)
_GONE = Text("thư này không còn", "this message is not there any more")
_SECRET_GONE = Text(
    "nội dung thư này đã xoá vì có liên kết bí mật; hãy yêu cầu thư mới",
    "its words are gone, since they held a secret link; ask for a new message",
)
_UNDER_WAY = Text("thư đang chờ gửi hoặc đã được gửi", "the message is under way or was sent")
_KNOWN = Text("đã biết thư được gửi hay chưa", "it is known whether the message was sent")
_SAID_SENT = Text("có người xác nhận thư đã đến nơi", "somebody said that it has arrived")
