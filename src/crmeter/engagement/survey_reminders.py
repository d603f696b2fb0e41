"""Reminders of surveys: by hand, and by themselves as the survey says; everybody is asked for at the gate."""

from collections import Counter

from django.db import transaction
from django.utils import timezone

from crmeter.engagement.gate import may_mail_each
from crmeter.engagement.survey_actions import Sent
from crmeter.engagement.survey_mail import (
    LIFE_DAYS,
    REMINDS,
    REMINDS_LAST,
    purpose_of,
    refuse_without_server,
    write_mail,
)
from crmeter.records.ledger.actor import SYSTEM, Actor
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.surveys.invitation_actions import hold_open_survey, hold_silent, note_asked, write_reminder
from crmeter.records.surveys.portal_queries import visitor_asked
from crmeter.records.surveys.queries import surveys_that_remind
from crmeter.records.surveys.rights import refuse_unless_builder
from crmeter.records.surveys.tokens import new_token
from crmeter.vocabulary import Text


def remind(person: Person, survey: int, days: int) -> Sent:
    """Ask those who were asked so many days ago, have not answered and were not reminded once more.

    Args:
        person: who asks.
        survey: an open one.
        days: since they were asked.

    Raises:
        Refused: they may not, the survey is not open, no mail can leave, or the days are none.
    """
    refuse_unless_builder(person)
    refuse_without_server()
    if not 1 <= days <= LIFE_DAYS:
        raise Refused("no_days", _NO_DAYS.fill(most=LIFE_DAYS))
    return _remind(actor_of(person), survey, days, None)


def remind_by_themselves() -> int:
    """Remind whoever is due of every open survey that says so, and return how many mails wait to be sent.

    Whoever may not be written to now is left for the next time: they may agree until then.
    """
    due = surveys_that_remind()
    if not due:
        return 0
    try:
        refuse_without_server()
    except Refused:
        # The page of the mail server says so; there is nobody here to be told.
        return 0
    asked = 0
    for each in due:
        try:
            asked += _remind(SYSTEM, each.id, each.remind_after, each.remind_most).asked
        except Refused:
            # It was closed meanwhile.
            continue
    return asked


def _remind(actor: Actor, survey: int, days: int, most: int | None) -> Sent:
    """Remind in one transaction; by hand (`most` is None) only who was never reminded."""
    with transaction.atomic():
        view = hold_open_survey(survey)
        asked, left = 0, Counter[str]()
        last = max(view.remind_most, 1)
        silent = hold_silent(view.id, days, most or 1)
        verdicts = may_mail_each([each.address for each in silent], purpose_of(view), timezone.now())
        for each in silent:
            verdict = verdicts[each.address]
            if not verdict.allowed:
                left[verdict.code] += 1
                continue
            token, words = new_token(), REMINDS_LAST if each.reminded + 1 >= last else REMINDS
            whose = visitor_asked(each.customer, each.contact)
            message = write_mail(actor, view, each.address, each.language, words, token, None, whose)
            write_reminder(each.invitation, token, message)
            asked += 1
        # Of a schedule that found nobody there is nothing to tell.
        if asked or most is None:
            note_asked(actor, view.id, "reminded", asked, dict(left))
    return Sent(asked, left)


_NO_DAYS = Text("nhắc sau từ 1 đến {most} ngày", "a reminder is from 1 to {most} days after")
