"""Evaluators of a decision are asked by mail, in the transaction that invites them."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction

from crmeter.engagement.mail.actions import queue_message
from crmeter.engagement.mail.server import NoServer, server
from crmeter.records.consent.purposes import Purpose
from crmeter.records.judgements.actions import DecisionAsked, invite, make_decision
from crmeter.records.judgements.queries import decision, seats_of
from crmeter.records.staff.queries import Person, actor_of, people_numbered
from crmeter.vocabulary import Language, Text

_LONGEST_SUBJECT = 200


def make_and_ask(person: Person, asked: DecisionAsked, evaluators: Iterable[int]) -> int:
    """Make a decision, ask its evaluators, and return its number.

    Raises:
        Refused: they may not, something is missing or too much, or an evaluator has no open account.
    """
    with transaction.atomic():
        pk = make_decision(person, asked, evaluators)
        _write(person, pk, [seat.user for seat in seats_of(pk)])
    return pk


def invite_and_ask(person: Person, pk: int, evaluators: Iterable[int], *, version: int | None) -> None:
    """Invite people to judge a decision, and ask those who were not invited before.

    Raises:
        Refusal: they may not, the decision has changed or is gone, or an evaluator has no open account.
    """
    with transaction.atomic():
        _write(person, pk, invite(person, pk, evaluators, version=version))


def _write(person: Person, pk: int, invited: Iterable[int]) -> None:
    """Put a mail for each in the queue; while no mail can leave, their notice is all that they get."""
    found = decision(pk)
    if found is None or not _mail_leaves():
        return
    link = f"{settings.ADDRESS.rstrip('/')}/decisions/{pk}"
    for each in people_numbered(invited):
        if each.id == person.id:
            continue
        language: Language = "en" if each.language == "en" else "vi"
        about = f"{found.about}\n\n" if found.about else ""
        words = _ASKS.fill(
            by=person.name or person.email, title=found.title, about=about, n=len(found.pairs), link=link
        )
        queue_message(
            actor_of(person),
            to=each.email,
            # The firm writes to its own people, who need not say yes first.
            purpose=Purpose.SERVICE,
            language=language,
            subject=_SUBJECT.fill(title=found.title).in_(language)[:_LONGEST_SUBJECT],
            body=words.in_(language),
        )


def _mail_leaves() -> bool:
    try:
        server()
    except NoServer:
        return False
    return True


_SUBJECT = Text("Mời bạn đánh giá: {title}", "You are asked to judge: {title}")
_ASKS = Text(
    "{by} mời bạn đánh giá “{title}”.\n\n{about}Có {n} cặp để so sánh. Mỗi người đánh giá riêng và chỉ thấy ý kiến của"
    " người khác sau khi đã làm xong.\n\nĐánh giá tại đây: {link}",
    "{by} asks you to judge “{title}”.\n\n{about}There are {n} pairs to compare. Everybody judges alone and sees what"
    " others said only after finishing.\n\nJudge here: {link}",
)
