"""Mail that somebody writes from the page of a record: what was written and what is sent are one transaction."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from crmeter.engagement.gate import may_send
from crmeter.engagement.mail.actions import queue_message
from crmeter.engagement.mail.server import NoServer, server
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.consent.purposes import Channel, Purpose
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, actor_of
from crmeter.vocabulary import Language, Text


def write_letter(
    person: Person,
    about: tuple[str, int],
    *,
    to: str,
    purpose: Purpose,
    language: Language,
    subject: str,
    body: str,
    links: Mapping[str, int],
) -> int:
    """Put a letter in the queue and on the timeline of a record, and return the number of its activity.

    The gate is asked here, so that whoever writes is told at once why it cannot be sent, and once more at the moment of
    sending.

    Args:
        person: who writes.
        about: concept and number of the record that it is about.
        to: one address.
        purpose: what it is for.
        language: of what is written.
        subject: its line.
        body: as typed.
        links: the record, by the field of an activity that names it.

    Raises:
        Refusal: no mail can leave, the recipient may not be written to, the record is not the writer's to write on, or
            the words cannot be sent.
    """
    refuse_unless_sent(to, purpose)
    with transaction.atomic():
        activity = create(
            person,
            CONCEPTS["activities"],
            {"kind": "mail", "direction": "out", "name": subject, "body": body, **links},
        )
        queue_message(
            actor_of(person),
            to=to,
            purpose=purpose,
            language=language,
            subject=subject,
            body=body,
            about=about,
        )
    return activity


def refuse_unless_sent(to: str, purpose: Purpose) -> None:
    """Refuse what would not be sent if it were sent now.

    Raises:
        Refused: no mail can leave, or the recipient may not be written to.
    """
    try:
        server()
    except NoServer as error:
        raise Refused("no_server", error.text) from error
    verdict = may_send(to, Channel.EMAIL, purpose, timezone.now())
    if not verdict.allowed:
        raise Refused(verdict.code, Text("không gửi được: {why}", "it cannot be sent: {why}").fill(why=verdict.reason))
