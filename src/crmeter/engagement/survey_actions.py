"""Surveys that go out by mail: everybody is asked for at the gate, and who is left out is counted with the reason."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from crmeter.engagement.gate import may_send
from crmeter.engagement.mail.actions import queue_message
from crmeter.engagement.mail.server import NoServer, server
from crmeter.records.concept.listing import Asked
from crmeter.records.consent.purposes import Channel, Purpose
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.surveys.asking import Judged, candidates
from crmeter.records.surveys.invitation_actions import (
    hold_open_survey,
    hold_silent,
    note_asked,
    write_invitation,
    write_reminder,
)
from crmeter.records.surveys.kinds import Respondents
from crmeter.records.surveys.queries import SurveyView
from crmeter.records.surveys.rights import refuse_unless_builder
from crmeter.records.surveys.tokens import address_of, new_token
from crmeter.vocabulary import Language, Text

# For how long a link holds.
LIFE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of asking many.

    Args:
        asked: how many mails wait to be sent.
        left_out: by reason, how many are not asked.
    """

    asked: int
    left_out: Mapping[str, int]


def would_be_asked(person: Person, survey: SurveyView, among: Asked) -> Judged:
    """Return who of a list would be asked now and who would be left out, and write nothing.

    Args:
        person: who asks.
        survey: that they would be asked by.
        among: the list of customers; of employees all are meant.

    Raises:
        Refused: they may not, or those are too many for once.
    """
    refuse_unless_builder(person)
    found, left = candidates(person, survey, among)
    now, purpose = timezone.now(), purpose_of(survey)
    askable = []
    for each in found:
        verdict = may_send(each.address, Channel.EMAIL, purpose, now)
        if verdict.allowed:
            askable.append(each)
        else:
            left[verdict.code] += 1
    return Judged(tuple(askable), {reason: n for reason, n in left.items() if n})


def invite(person: Person, survey: int, among: Asked, language: Language) -> Sent:
    """Ask everybody of a list who may be asked, by mail, each with a link of their own.

    Args:
        person: who asks.
        survey: an open one.
        among: the list of customers; of employees all are meant.
        language: of the mail.

    Raises:
        Refused: they may not, the survey is not open, no mail can leave, or those are too many for once.
    """
    refuse_unless_builder(person)
    _refuse_without_server()
    with transaction.atomic():
        view = hold_open_survey(survey)
        judged = would_be_asked(person, view, among)
        for each in judged.askable:
            token = new_token()
            about = None if each.customer is None else ("customers", each.customer)
            message = _mail(person, view, each.address, language, _INVITES, token, about)
            write_invitation(view.id, each, language, token, message, LIFE)
        note_asked(actor_of(person), view.id, "invited", len(judged.askable), dict(judged.left_out))
    return Sent(len(judged.askable), judged.left_out)


def remind(person: Person, survey: int, days: int) -> Sent:
    """Ask those who were asked so many days ago and have not answered once more, and never a third time.

    Args:
        person: who asks.
        survey: an open one.
        days: since they were asked.

    Raises:
        Refused: they may not, the survey is not open, no mail can leave, or the days are none.
    """
    refuse_unless_builder(person)
    _refuse_without_server()
    if not 1 <= days <= LIFE.days:
        raise Refused("no_days", _NO_DAYS.fill(most=LIFE.days))
    with transaction.atomic():
        view = hold_open_survey(survey)
        now, asked, left = timezone.now(), 0, Counter[str]()
        for each in hold_silent(view.id, days):
            verdict = may_send(each.address, Channel.EMAIL, purpose_of(view), now)
            if not verdict.allowed:
                left[verdict.code] += 1
                continue
            token = new_token()
            message = _mail(person, view, each.address, each.language, _REMINDS, token, None)
            write_reminder(each.invitation, token, message)
            asked += 1
        note_asked(actor_of(person), view.id, "reminded", asked, dict(left))
    return Sent(asked, left)


def purpose_of(survey: SurveyView) -> Purpose:
    """Return what its mail is for: the firm's own people are written to by their firm, who need not say yes first."""
    return Purpose.SERVICE if survey.respondents == Respondents.EMPLOYEE else Purpose.SURVEY


def _mail(
    person: Person,
    view: SurveyView,
    to: str,
    language: Language,
    words: Text,
    token: str,
    about: tuple[str, int] | None,
) -> int:
    anonymous = f"\n\n{_ANONYMOUS.in_(language)}" if view.is_anonymous else ""
    intro = view.intro.in_(language) or view.title.in_(language)
    body = words.fill(intro=intro, link=address_of(token), days=LIFE.days).in_(language)
    return queue_message(
        actor_of(person),
        to=to,
        purpose=purpose_of(view),
        language=language,
        subject=view.title.in_(language)[:200],
        body=body + anonymous,
        about=about,
        # Whoever has the link answers in their name.
        holds_secret=True,
    )


def _refuse_without_server() -> None:
    try:
        server()
    except NoServer as error:
        raise Refused("no_server", error.text) from error


_INVITES = Text(
    "{intro}\n\nTrả lời tại đây: {link}\n\nLiên kết dùng được một lần, trong {days} ngày, và là của riêng bạn.",
    "{intro}\n\nAnswer here: {link}\n\nThe link works once, within {days} days, and is yours alone.",
)
_REMINDS = Text(
    "{intro}\n\nBạn chưa trả lời lần trước. Nếu có chút thời gian, hãy trả lời tại đây: {link}\n\n"
    "Chúng tôi sẽ không nhắc thêm lần nữa.",
    "{intro}\n\nYou have not answered yet. If you have a moment, do so here: {link}\n\nWe will not remind you again.",
)
_ANONYMOUS = Text("Câu trả lời được giữ mà không ghi là của ai.", "Your answers are kept without whose they are.")
_NO_DAYS = Text("nhắc sau từ 1 đến {most} ngày", "a reminder is from 1 to {most} days after")
