"""The one gate: whoever is about to send something to somebody asks here, at that moment."""

import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from crmeter.engagement.mail.queries import is_unreachable, unreachable_among
from crmeter.records.consent.purposes import Channel, Consent, Purpose
from crmeter.records.consent.queries import consent_of, consents_of, is_restricted
from crmeter.records.privacy.restriction_queries import addresses_of_restricted, is_of_restricted
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
            is_held_back = is_restricted(address, channel) or is_of_restricted(address, channel)
            is_lost = channel is Channel.EMAIL and is_unreachable(address, now)
            return _judged(purpose, consent_of(address, channel, purpose), restricted=is_held_back, unreachable=is_lost)
    except Exception:
        _log.exception("the gate could not be asked; nothing is sent")
        return Verdict(False, _NOT_KNOWN, NOT_KNOWN)


def may_mail_each(addresses: Collection[str], purpose: Purpose, now: datetime) -> Mapping[str, Verdict]:
    """Return for each of many addresses of mail what `may_send` says of it, asked with a few questions for all.

    It serves lists of whom to ask; at the moment of sending each is asked for once more by itself.

    Args:
        addresses: as the ledger of consent knows them.
        purpose: what it is for.
        now: the moment of sending.
    """
    try:
        with transaction.atomic():
            said = consents_of(addresses, Channel.EMAIL, purpose)
            of_all = consents_of(addresses, Channel.EMAIL, Purpose.ALL)
            held_back, lost = addresses_of_restricted(Channel.EMAIL), unreachable_among(addresses, now)
    except Exception:
        _log.exception("the gate could not be asked; nothing is sent")
        return dict.fromkeys(addresses, Verdict(False, _NOT_KNOWN, NOT_KNOWN))
    return {
        each: _judged(
            purpose,
            said[each],
            restricted=of_all[each] == "no" or each in held_back,
            unreachable=each in lost,
        )
        for each in said
    }


def _judged(purpose: Purpose, said: Consent, *, restricted: bool, unreachable: bool) -> Verdict:
    if purpose is Purpose.ALL:
        return Verdict(False, _NO_PURPOSE, "no_purpose")
    if restricted:
        return Verdict(False, _RESTRICTED, "restricted")
    if unreachable:
        return Verdict(False, _UNREACHABLE, "unreachable")
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
