"""Erases the mail of somebody: its words and addresses go; that an address was no good or not wanted still holds."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from crmeter.engagement.mail.models import Bounce, Message, MessageFile
from crmeter.engagement.mail.states import MessageState
from crmeter.records.consent.erased import hash_of
from crmeter.vocabulary import Text

_WAITING = (MessageState.QUEUED, MessageState.SENDING)
_ERASED = Text("dữ liệu cá nhân của người nhận đã được xóa", "the personal data of the recipient were erased")


def erase_mail(addresses: Iterable[str], about: Mapping[str, Iterable[int]]) -> dict[str, int]:
    """Empty the messages to some addresses and about some records, and return how many there were.

    What waits to be sent is not sent any more.

    Args:
        addresses: as the ledger of consent knows them.
        about: by kind, numbers of records.
    """
    theirs = Q(recipient__in=list(addresses))
    for kind, numbers in about.items():
        theirs |= Q(about_kind=kind, about_id__in=list(numbers))
    erased = 0
    with transaction.atomic():
        for row in Message.objects.select_for_update().filter(theirs).exclude(subject="", text="", html=""):
            row.recipient, row.subject, row.text, row.html = hash_of(row.recipient), "", "", ""
            row.why = _ERASED.to_json()
            if row.state in _WAITING:
                row.state, row.ended_at = MessageState.REFUSED, timezone.now()
            row.save(update_fields=["recipient", "subject", "text", "html", "why", "state", "ended_at"])
            MessageFile.objects.filter(message=row).update(name="", content=None)
            for bounce in Bounce.objects.select_for_update().filter(message=row):
                bounce.address, bounce.words = hash_of(bounce.address), ""
                bounce.save(update_fields=["address", "words"])
            erased += 1
    return {"messages": erased}
