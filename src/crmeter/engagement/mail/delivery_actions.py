"""Where a message stands while it is delivered: begun before the server hears of it, ended after."""

import hashlib
import random
import re
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from crmeter.engagement.mail.attached import Attached
from crmeter.engagement.mail.bounce_actions import came_back, is_hard
from crmeter.engagement.mail.letter import Letter
from crmeter.engagement.mail.models import Message, MessageFile
from crmeter.engagement.mail.sender import Outcome, Result
from crmeter.engagement.mail.states import MessageState
from crmeter.records.consent.purposes import Purpose
from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.outbox_actions import TakenEvent, end_event, put_off_event
from crmeter.records.surveys.invitation_actions import note_delivery
from crmeter.vocabulary import Text

# Whoever waits for a message longer than this has found another way.
LONGEST_WAIT = timedelta(days=2)
_FIRST_PAUSE = timedelta(seconds=30)
_LONGEST_PAUSE = timedelta(minutes=30)
# RFC 3463, as servers write it after the three digits of their answer.
_STATUS = re.compile(r"^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b")


def begin(taken: TakenEvent) -> Letter | None:
    """Note that a message is about to be handed to the server, and return it; None if it is not to be.

    That it is being sent is kept before the server hears of it. If this process ends before it knows what came of
    it, a message that may be sent once only is not sent again: somebody decides. Any other is, under the same
    Message-ID, by which the receiver knows that they have it.
    """
    with transaction.atomic():
        row = Message.objects.select_for_update().filter(pk=taken.payload["message"]).first()
        if row is None or row.state not in (MessageState.QUEUED, MessageState.SENDING):
            end_event(taken.key)
            return None
        if row.state == MessageState.SENDING and Purpose(row.purpose).needs_yes:
            _end(row, taken, MessageState.UNKNOWN, _INTERRUPTED)
            return None
        now = timezone.now()
        if now - row.waits_since > LONGEST_WAIT:
            last = Text(**row.why) if row.why else _NEVER_TRIED
            _end(row, taken, MessageState.FAILED, _WAITED.fill(why=last))
            return None
        row.state, row.tried_at = MessageState.SENDING, now
        row.attempts += 1
        row.save(update_fields=["state", "tried_at", "attempts"])
        carried = tuple(
            Attached(each.name, each.content_type, bytes(each.content or b""))
            for each in MessageFile.objects.filter(message=row).order_by("pk")
        )
    return Letter(
        message=row.pk,
        attempt=row.attempts,
        key=row.key,
        message_id=row.message_id,
        recipient=row.recipient,
        purpose=Purpose(row.purpose),
        language=row.language,
        subject=row.subject,
        text=row.text,
        html=row.html,
        dated=row.queued_at,
        files=carried,
    )


def end(taken: TakenEvent, letter: Letter, result: Result) -> None:
    """Note what became of a message, and end its event or put it off."""
    with transaction.atomic():
        row = Message.objects.select_for_update().filter(pk=letter.message).first()
        if row is None:
            end_event(taken.key)
            return
        # Somebody else has taken it over since: only that it has left is still news.
        if row.attempts != letter.attempt or row.state != MessageState.SENDING:
            if result.outcome is Outcome.SENT and row.state in (MessageState.SENDING, MessageState.UNKNOWN):
                _end(row, taken, MessageState.SENT, None)
            return
        match result.outcome:
            case Outcome.SENT:
                _end(row, taken, MessageState.SENT, None)
            case Outcome.REFUSED:
                _end(row, taken, MessageState.REFUSED, result.why)
            case Outcome.FAILED:
                _failed(row, taken, result)
            case Outcome.UNCERTAIN if letter.purpose.needs_yes:
                _end(row, taken, MessageState.UNKNOWN, result.why)
            case Outcome.LATER | Outcome.UNCERTAIN:
                _wait(row, taken, result.why)


def pause(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts: twice as long each time, and never all at the same moment."""
    longest = min(_FIRST_PAUSE * 2.0 ** min(attempts - 1, 16), _LONGEST_PAUSE)
    return longest * random.uniform(0.5, 1.0)  # noqa: S311 - spreads retries, guards nothing


def _failed(row: Message, taken: TakenEvent, result: Result) -> None:
    found = _STATUS.match(result.reply)
    if found is None or not is_hard(found[1]):
        _end(row, taken, MessageState.FAILED, result.why)
        return
    # The server says at once what a report would say later.
    report = hashlib.sha256(f"{row.message_id} {row.attempts} {result.reply}".encode()).hexdigest()
    came_back(row, found[1], result.reply, report)
    _end(row, taken, MessageState.BOUNCED, result.why)


def _wait(row: Message, taken: TakenEvent, why: Text | None) -> None:
    row.state, row.why = MessageState.QUEUED, why and why.to_json()
    row.save(update_fields=["state", "why"])
    put_off_event(taken.key, pause(row.attempts), why.en if why else "")


def _end(row: Message, taken: TakenEvent, state: MessageState, why: Text | None) -> None:
    before: dict[str, Any] = {"state": row.state}
    row.state, row.why, row.ended_at = state, why and why.to_json(), timezone.now()
    if row.holds_secret:
        row.text = row.html = ""
    row.save(update_fields=["state", "why", "ended_at", "text", "html"])
    if state is MessageState.SENT:
        # Whoever got it has them; what failed may be sent once more.
        MessageFile.objects.filter(message=row).update(content=None)
    end_event(taken.key)
    if state is not MessageState.UNKNOWN:
        note_delivery(row.pk, arrived=state is MessageState.SENT)
    audit(SYSTEM, f"mail.{state.value}", row, before=before, after={"state": row.state, "attempts": row.attempts})


_INTERRUPTED = Text(
    "tiến trình gửi dừng đột ngột giữa chừng, không rõ thư đã đi hay chưa; hãy quyết định gửi lại hay coi như đã gửi",
    "the sender stopped suddenly, and it is not known whether the message has left; decide whether to send it again",
)
_NEVER_TRIED = Text("chưa lần nào gửi được", "it was never tried")
_WAITED = Text("đã chờ quá 2 ngày: {why}", "it has waited for more than two days: {why}")
