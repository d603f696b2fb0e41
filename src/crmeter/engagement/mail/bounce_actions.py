"""What becomes of messages that came back, and of the addresses that they came back from."""

import re
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from crmeter.engagement.mail.bounce_report import Report, reports_in
from crmeter.engagement.mail.letter import travelling
from crmeter.engagement.mail.models import Bounce, Message
from crmeter.engagement.mail.states import MessageState
from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.actor import Actor
from crmeter.records.surveys.invitation_actions import note_delivery
from crmeter.vocabulary import Text

# RFC 3463: the address or its domain is not there (5.1.x, but for the sender's own 5.1.7 and 5.1.8), the mailbox is
# closed (5.2.1), no way leads there (5.4.4), or a permanent failure of which no more is said (5.0.0). A full mailbox
# (5.2.2) or a message that was not liked (5.7.x) says nothing against the address.
_HARD = re.compile(r"5\.(0\.0|1\.(?!7$|8$)\d{1,3}|2\.1|4\.4)")


@dataclass(frozen=True, slots=True)
class Told:
    """What a report led to: for each address a stable word and words for people."""

    address: str
    code: str
    text: Text


def is_hard(status: str) -> bool:
    """Return whether a status says that the address is no good for any message.

    Args:
        status: by RFC 3463, such as `5.1.1`.
    """
    return _HARD.fullmatch(status) is not None


def take_report(actor: Actor, raw: bytes) -> list[Told]:
    """Take in a mail that tells of mail that did not arrive; the same one twice changes nothing.

    Only a report that carries the Message-ID of a message of ours, and speaks of the address that it went to, is
    believed: else anybody could write one, and silence whom they like.

    Args:
        actor: who brings it.
        raw: the mail with its headers.
    """
    return [_take(actor, report) for report in reports_in(raw)]


def came_back(row: Message, status: str, words: str, report: str) -> bool:
    """Write down, in the caller's transaction, that a message came back; False if it was written down before."""
    _, is_new = Bounce.objects.get_or_create(
        message=row,
        report=report,
        defaults={
            "address": row.recipient,
            "is_hard": is_hard(status),
            "status": status[:20],
            "words": words,
            "at": timezone.now(),
        },
    )
    return is_new


def _take(actor: Actor, report: Report) -> Told:
    if report.action != "failed":
        return Told(report.address, "not_failed", _NOT_FAILED.fill(action=report.action or "–"))
    with transaction.atomic():
        row = Message.objects.select_for_update().filter(message_id=report.message_id).first()
        if row is None or report.address not in (row.recipient, travelling(row.recipient)):
            return Told(report.address, "not_ours", _NOT_OURS)
        if not came_back(row, report.status, report.words, report.key):
            return Told(report.address, "known", _KNOWN)
        before = {"state": row.state}
        row.state, row.ended_at = MessageState.BOUNCED, timezone.now()
        row.why = _CAME_BACK.fill(status=report.status, words=report.words or "–").to_json()
        row.save(update_fields=["state", "why", "ended_at"])
        note_delivery(row.pk, arrived=False)
        audit(actor, "mail.bounced", row, before=before, after={"state": row.state, "status": report.status})
    hard = is_hard(report.status)
    return Told(report.address, "hard" if hard else "soft", _STOPS if hard else _GOES_ON)


_NOT_FAILED = Text("báo cáo này không báo lỗi ({action})", "the report tells of no failure ({action})")
_NOT_OURS = Text(
    "báo cáo không nói về thư nào đã gửi từ đây đến địa chỉ này", "it tells of no message from here to this address"
)
_KNOWN = Text("đã ghi nhận từ trước", "known before")
_CAME_BACK = Text("thư bị trả lại ({status}): {words}", "it came back ({status}): {words}")
_STOPS = Text("bị trả lại vĩnh viễn, không gửi đến địa chỉ này nữa", "came back for good; nothing more is sent there")
_GOES_ON = Text("bị trả lại, địa chỉ vẫn dùng được", "came back; the address is still written to")
