"""Somebody ends messages by the link in one of them."""

from django.db import transaction

from crmeter.engagement.mail.models import Message
from crmeter.engagement.mail.queries import Ending, ending_of
from crmeter.engagement.mail.unsubscribing import key_in
from crmeter.records.consent.actions import state_consent
from crmeter.records.consent.purposes import Channel
from crmeter.records.ledger.actor import Actor

# Whoever has the link is not known to be the person: the statement says how it came.
_BY_LINK = Actor(None, "unsubscribe link")


def unsubscribe(token: str) -> Ending | None:
    """Write down that the recipient of a message wants no more of its purpose; None if the link is wrong.

    Done before, it is not written again.
    """
    key = key_in(token)
    if key is None:
        return None
    with transaction.atomic():
        # Held, so that two clicks at once are one statement.
        row = Message.objects.select_for_update().filter(key=key).first()
        ending = ending_of(token)
        if row is None or ending is None or ending.is_done:
            return ending
        about = (row.about_kind, row.about_id) if row.about_id is not None else None
        source = f"link to unsubscribe in message {row.message_id}"
        state_consent(_BY_LINK, row.recipient, Channel.EMAIL, ending.purpose, yes=False, source=source, about=about)
    return Ending(ending.purpose, ending.language, is_done=True)
