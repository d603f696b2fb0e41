"""Surveys that go out by mail: everybody is asked for at the gate, and who is left out is counted with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from crmeter.engagement.gate import may_mail_each
from crmeter.engagement.survey_mail import INVITES, LIFE_DAYS, purpose_of, refuse_without_server, write_mail
from crmeter.records.concept.listing import Asked
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.surveys.asking import Addresses, Judged, candidates
from crmeter.records.surveys.invitation_actions import hold_open_survey, keep_draw, note_asked, write_invitation
from crmeter.records.surveys.kinds import By
from crmeter.records.surveys.portal_queries import visitor_asked
from crmeter.records.surveys.queries import SurveyView
from crmeter.records.surveys.rights import refuse_unless_builder
from crmeter.records.surveys.sampling import SampleAsked, chosen_of
from crmeter.records.surveys.tokens import new_token
from crmeter.vocabulary import Language

# What stands against mail and not against a page that somebody opens; who said no to surveys is not asked there either.
_OF_MAIL_ONLY = frozenset({"never_asked", "unreachable"})


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of asking many.

    Args:
        asked: how many mails wait to be sent.
        left_out: by reason, how many are not asked.
        remain: who may be asked and were not drawn.
    """

    asked: int
    left_out: Mapping[str, int]
    remain: int = 0


def would_be_asked(
    person: Person,
    survey: SurveyView,
    among: Asked,
    only: Addresses = None,
    by: By = By.EMAIL,
    ticket: int | None = None,
) -> Judged:
    """Return who of a list would be asked now and who would be left out, and write nothing.

    Args:
        person: who asks.
        survey: that they would be asked by.
        among: the list of customers; of employees all are meant.
        only: the addresses of those who are meant; None: everybody of the list.
        by: `EMAIL`, or `PORTAL`: it waits on their own page and no mail is sent.
        ticket: that they would be asked about.

    Raises:
        Refused: they may not, or the list is too long.
    """
    refuse_unless_builder(person)
    found, left = candidates(person, survey, among, only, ticket)
    verdicts = may_mail_each([each.address for each in found], purpose_of(survey), timezone.now())
    askable = []
    for each in found:
        verdict = verdicts[each.address]
        if verdict.allowed or (by is By.PORTAL and verdict.code in _OF_MAIL_ONLY):
            askable.append(each)
        else:
            left[verdict.code] += 1
    return Judged(tuple(askable), {reason: n for reason, n in left.items() if n})


def invite(
    person: Person,
    survey: int,
    among: Asked,
    language: Language,
    *,
    only: Addresses = None,
    sample: SampleAsked | None = None,
    by: By = By.EMAIL,
    ticket: int | None = None,
) -> Sent:
    """Ask everybody of a list who may be asked, or a sample of them, each by a link of their own.

    Args:
        person: who asks.
        survey: an open one.
        among: the list of customers; of employees all are meant.
        language: of the mail.
        only: the addresses of those who are meant; None: everybody of the list.
        sample: to be drawn from those who may be asked; it is kept, so that it can be drawn again.
        by: `EMAIL`, or `PORTAL`: it waits on their own page and no mail is sent.
        ticket: that they are asked about; see `ask_after_ticket`.

    Raises:
        Refused: they may not, the survey is not open, no mail can leave, those are too many for once, or there is no
            such sample or it was asked before.
    """
    refuse_unless_builder(person)
    if by is By.EMAIL:
        refuse_without_server()
    with transaction.atomic():
        view = hold_open_survey(survey)
        judged = would_be_asked(person, view, among, only, by, ticket)
        chosen = chosen_of(judged.askable, sample)
        if sample is not None:
            keep_draw(person, view.id, sample, len(judged.askable))
        for each in chosen:
            token = new_token()
            message = None
            if by is By.EMAIL:
                whose = visitor_asked(each.customer, each.contact)
                message = write_mail(
                    actor_of(person), view, each.address, language, INVITES, token, each.customer, whose
                )
            write_invitation(view.id, each, language, token, message, timedelta(days=LIFE_DAYS), by, ticket)
        note_asked(actor_of(person), view.id, "invited", len(chosen), dict(judged.left_out), sample)
    return Sent(len(chosen), judged.left_out, len(judged.askable) - len(chosen))
