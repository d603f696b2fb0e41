"""Summaries of days that are over, told to whoever wants them, by mail too."""

from django.conf import settings
from django.db import transaction

from crmeter.engagement.mail.actions import queue_message
from crmeter.engagement.mail.server import NoServer, server
from crmeter.records.consent.purposes import Purpose
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.queries import Person
from crmeter.strategy.summary.actions import sum_up_what_is_over
from crmeter.strategy.summary.queries import SummaryView
from crmeter.vocabulary import Language, Text, Work
from crmeter.worker.handlers import Order


def sum_up(order: Order, work: Work) -> dict[str, int]:  # noqa: ARG001 - as all handlers
    """Keep what figures did in the last day, week and month, once each, and tell whoever wants to know."""
    work.step(Text("đang viết tóm tắt", "writing summaries"))
    with transaction.atomic():
        made = sum_up_what_is_over()
        if _mail_leaves():
            for summary, people in made:
                for person in people:
                    _write(summary, person)
    return {"summaries": len(made)}


def _write(summary: SummaryView, person: Person) -> None:
    """Put the mail of one person in the queue: each sentence with the address of its number."""
    language: Language = "en" if person.language == "en" else "vi"
    home = settings.ADDRESS.rstrip("/")
    lines = [f"{each.words.in_(language)}.\n{home}{each.address}" for each in summary.said]
    body = "\n\n".join([*lines, _ALL.fill(link=f"{home}/summary/{summary.id}").in_(language)])
    queue_message(
        SYSTEM,
        to=person.email,
        # The firm writes to its own people, who asked for it.
        purpose=Purpose.SERVICE,
        language=language,
        subject=summary.title.in_(language),
        body=body,
    )


def _mail_leaves() -> bool:
    try:
        server()
    except NoServer:
        return False
    return True


_ALL = Text("Xem trên trang: {link}", "On its page: {link}")
