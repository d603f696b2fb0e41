"""The one gate: whoever is about to send something to somebody asks here, at that moment."""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from crmeter.engagement.mail.queries import is_unreachable
from crmeter.records.consent.purposes import Channel, Purpose
from crmeter.records.consent.queries import consent_of, is_restricted
from crmeter.records.privacy.restriction_queries import is_of_restricted
from crmeter.vocabulary import Text

_log = logging.getLogger(__name__)
# The code of a refusal that says nothing of the person: whoever asks may ask again later.
NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether something may be sent now.

    Args:
        allowed: nothing is sent unless it is true.
        reason: why, in words for people.
        code: stable word for programs.
    """

    allowed: bool
    reason: Text
    code: str


def may_send(address: str, channel: Channel, purpose: Purpose, now: datetime) -> Verdict:
    """Return whether something may be sent to an address at this moment; where that cannot be found out, it may not.

    Args:
        address: of the person, however it is written.
        channel: by which it goes.
        purpose: what it is for.
        now: the moment of sending.
    """
    try:
        # Its own savepoint: a question that fails must not take the transaction of whoever asks with it.
        with transaction.atomic():
            return _judged(address, channel, purpose, now)
    except Exception:
        _log.exception("the gate could not be asked; nothing is sent")
        return Verdict(False, _NOT_KNOWN, NOT_KNOWN)


def _judged(address: str, channel: Channel, purpose: Purpose, now: datetime) -> Verdict:
    if purpose is Purpose.ALL:
        return Verdict(False, _NO_PURPOSE, "no_purpose")
    if is_restricted(address, channel) or is_of_restricted(address, channel):
        return Verdict(False, _RESTRICTED, "restricted")
    if channel is Channel.EMAIL and is_unreachable(address, now):
        return Verdict(False, _UNREACHABLE, "unreachable")
    said = consent_of(address, channel, purpose)
    words = {"purpose": purpose.words}
    if said == "no":
        return Verdict(False, _SAID_NO.fill(**words), "said_no")
    if said == "yes":
        return Verdict(True, _SAID_YES.fill(**words), "said_yes")
    if purpose.needs_yes:
        return Verdict(False, _NEVER_ASKED.fill(**words), "never_asked")
    return Verdict(True, _NEEDS_NO_YES.fill(**words), "needs_no_yes")


_NOT_KNOWN = Text(
    "không kiểm tra được người nhận có đồng ý hay không, nên chưa gửi",
    "it could not be found out whether the recipient agreed, so nothing was sent",
)
_NO_PURPOSE = Text("thư chưa nói gửi để làm gì", "the message does not say what it is for")
_RESTRICTED = Text("việc xử lý dữ liệu của địa chỉ này đang bị hạn chế", "what is done with this address is restricted")
_UNREACHABLE = Text("thư gửi đến địa chỉ này đã bị trả lại vĩnh viễn", "mail to this address came back for good")
_SAID_NO = Text("người nhận đã từ chối nhận thư về {purpose}", "the recipient does not want messages for {purpose}")
_SAID_YES = Text("người nhận đã đồng ý nhận thư về {purpose}", "the recipient agreed to messages for {purpose}")
_NEVER_ASKED = Text(
    "chưa hỏi người nhận có đồng ý nhận thư về {purpose} không",
    "the recipient was never asked about messages for {purpose}",
)
_NEEDS_NO_YES = Text(
    "thư về {purpose} không cần hỏi trước và người nhận không từ chối",
    "messages for {purpose} need no question before, and the recipient has not declined",
)
