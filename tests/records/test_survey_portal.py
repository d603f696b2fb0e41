"""Somebody's own page of surveys: what is theirs to see, who gets a link, and what a link is good for."""

from datetime import timedelta

import pytest
from django.core import signing
from django.utils import timezone
from tests.engagement.conftest import MailServer, mail_server

from crmeter.engagement.mail.models import Message
from crmeter.engagement.portal_actions import decide_at_portal, send_portal_link
from crmeter.engagement.survey_actions import invite, would_be_asked
from crmeter.engagement.survey_reminders import remind
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import change, create
from crmeter.records.concept.listing import Asked
from crmeter.records.consent.actions import restrict, state_consent
from crmeter.records.consent.purposes import Channel, Purpose
from crmeter.records.consent.queries import consent_of, statements_of
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person
from crmeter.records.surveys.actions import close_survey
from crmeter.records.surveys.answer_actions import answer
from crmeter.records.surveys.kinds import By
from crmeter.records.surveys.models import SurveyInvitation, SurveyResponse
from crmeter.records.surveys.portal_actions import show_portal_link
from crmeter.records.surveys.portal_queries import Portal, portal_of, portal_of_employee, waiting_for
from crmeter.records.surveys.queries import SurveyView
from crmeter.records.surveys.tokens import signed_token_of
from crmeter.records.surveys.visitors import Visitor, visitor, visitor_at, visitor_by

from .survey_made import CUSTOMERS, agrees, asked, customer, opened, seen, tokens, typed_for

__all__ = ["asked", "mail_server", "tokens"]
pytestmark = pytest.mark.django_db
AN = "an@khach.example"


def page(whose: Visitor | None) -> Portal:
    assert whose is not None
    return portal_of(whose)


def token_in(message: Message) -> str:
    return message.text.partition("/portal/")[2].split()[0]


def test_a_mail_leads_to_the_page_on_which_its_survey_waits(asked: tuple[SurveyView, int]) -> None:
    view, number = asked

    whose = visitor_by(token_in(Message.objects.get()))
    shown = page(whose)

    assert whose == Visitor("customers", number, AN)
    assert [each.title for each in shown.waiting] == [view.title]
    assert shown.done == ()
    assert shown.language == "vi"


def test_a_survey_is_answered_once_from_the_page_and_by_the_mail(asked: tuple[SurveyView, int]) -> None:
    view, _ = asked
    (waiting,) = page(visitor_at(AN)).waiting

    answer(waiting.token, typed_for(view, nps="9", csat="5"), "vi")

    assert SurveyResponse.objects.get().came_by == By.PORTAL
    for token in (waiting.token, "token-0"):
        with pytest.raises(Refused) as refused:
            answer(token, typed_for(view, nps="9", csat="1"), "vi")
        assert refused.value.code == "answered"
    after = page(visitor_at(AN))
    assert after.waiting == ()
    assert [each.title for each in after.done] == [view.title]
    assert after.done[0].answered_at is not None


def test_nobody_knows_when_an_anonymous_survey_was_answered(lan: Person, mail_server: MailServer) -> None:
    customer(lan)
    agrees(AN)
    view = opened(lan)
    SurveyInvitation.objects.all().delete()
    invite(lan, view.id, Asked(), "en")
    SurveyInvitation.objects.update(is_answered=True, answered_at=None)

    (done,) = page(visitor_at(AN)).done

    assert done.answered_at is None


def test_what_is_closed_or_too_old_does_not_wait(lan: Person, asked: tuple[SurveyView, int]) -> None:
    view, _ = asked
    SurveyInvitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert page(visitor_at(AN)).waiting == ()
    SurveyInvitation.objects.update(expires_at=timezone.now() + timedelta(days=1))
    assert len(page(visitor_at(AN)).waiting) == 1

    close_survey(lan, view.id, version=seen(view.id).version)

    assert page(visitor_at(AN)).waiting == ()


def test_what_was_sent_to_others_is_not_on_the_page(lan: Person, asked: tuple[SurveyView, int]) -> None:
    other = customer(lan, "Bình Minh", "binh@khach.example")

    assert page(visitor("customers", other)).waiting == ()


def test_a_link_dies_with_its_address_and_with_time(
    lan: Person, asked: tuple[SurveyView, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, number = asked
    whose = visitor("customers", number)
    assert whose is not None
    token, stale = whose.token, signed_token_of(1)
    assert AN not in token

    change(lan, CUSTOMERS, number, version=1, values={"email": "moi@khach.example"})
    assert visitor_by(token) is None
    change(lan, CUSTOMERS, number, version=2, values={"email": AN})
    assert visitor_by(token) == whose

    later = signing.time.time() + 91 * 86_400
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert visitor_by(token) is None
    with pytest.raises(Refused):
        answer(stale, {}, "vi")


def test_a_changed_link_opens_nothing(asked: tuple[SurveyView, int]) -> None:
    whose = visitor_at(AN)
    assert whose is not None

    for wrong in (whose.token[:-1], f"c{whose.token[1:]}", "guess", ""):
        assert visitor_by(wrong) is None


def test_whoever_is_restricted_has_no_page(asked: tuple[SurveyView, int]) -> None:
    whose = visitor_at(AN)
    assert whose is not None
    token = whose.token

    restrict(SYSTEM, AN, Channel.EMAIL, source="letter")

    assert visitor_by(token) is None
    assert visitor_at(AN) is None


def test_a_reminder_to_an_old_address_does_not_lead_to_the_new_one(lan: Person, asked: tuple[SurveyView, int]) -> None:
    view, number = asked
    change(lan, CUSTOMERS, number, version=1, values={"email": "moi@khach.example"})
    SurveyInvitation.objects.update(sent_at=timezone.now() - timedelta(days=9))

    assert remind(lan, view.id, 7).asked == 1

    sent = Message.objects.latest("id")
    assert sent.recipient == AN
    assert "/portal/" not in sent.text


def test_the_link_that_was_asked_for_goes_to_whom_the_records_know_and_to_nobody_else(
    lan: Person, mail_server: MailServer
) -> None:
    firm = customer(lan)
    contact = create(lan, CONCEPTS["contacts"], {"name": "Hoa", "customer": firm, "email": "hoa@khach.example"})

    send_portal_link(" Hoa@KHACH.example", "en")
    send_portal_link("nobody@khach.example", "en")
    send_portal_link("no address", "en")

    sent = Message.objects.get()
    assert (sent.recipient, sent.purpose, sent.holds_secret) == ("hoa@khach.example", Purpose.TRANSACTIONAL, True)
    assert visitor_by(token_in(sent)) == Visitor("contacts", contact, "hoa@khach.example")


def test_whoever_wants_no_mail_at_all_gets_no_link(lan: Person, mail_server: MailServer) -> None:
    customer(lan)
    state_consent(SYSTEM, AN, Channel.EMAIL, Purpose.TRANSACTIONAL, yes=False, source="phone")

    send_portal_link(AN, "vi")

    assert not Message.objects.exists()


def test_consent_is_changed_on_the_page_and_says_where_it_came_from(asked: tuple[SurveyView, int]) -> None:
    _, number = asked
    whose = visitor_at(AN)
    assert whose is not None

    decide_at_portal(whose.token, "survey", yes=False)
    decide_at_portal(whose.token, "survey", yes=False)
    decide_at_portal(whose.token, "marketing", yes=True)

    assert consent_of(AN, Channel.EMAIL, Purpose.SURVEY) == "no"
    assert consent_of(AN, Channel.EMAIL, Purpose.MARKETING) == "yes"
    said = statements_of(AN, Channel.EMAIL)
    assert [each.actor for each in said] == ["survey portal", "survey portal", SYSTEM.name]
    assert said[0].about == ("customers", number)
    for purpose in ("transactional", "all", ""):
        with pytest.raises(Refused):
            decide_at_portal(whose.token, purpose, yes=False)
    with pytest.raises(Refused):
        decide_at_portal("guess", "survey", yes=False)


def test_a_survey_waits_on_the_page_of_whoever_was_never_asked_for_mail(lan: Person) -> None:
    customer(lan)
    customer(lan, "Bình Minh", "binh@khach.example")
    state_consent(SYSTEM, "binh@khach.example", Channel.EMAIL, Purpose.SURVEY, yes=False, source="phone")
    view = opened(lan)
    assert would_be_asked(lan, view, Asked()).left_out == {"never_asked": 1, "said_no": 1}

    sent = invite(lan, view.id, Asked(), "vi", by=By.PORTAL)

    assert (sent.asked, sent.left_out) == (1, {"said_no": 1})
    assert not Message.objects.exists()
    (waiting,) = page(visitor_at(AN)).waiting
    answer(waiting.token, typed_for(view, nps="9", csat="4"), "vi")
    assert SurveyInvitation.objects.get().is_answered


def test_whoever_is_asked_by_their_page_is_not_reminded_by_mail(lan: Person, mail_server: MailServer) -> None:
    customer(lan)
    agrees(AN)
    view = opened(lan)
    invite(lan, view.id, Asked(), "vi", by=By.PORTAL)
    SurveyInvitation.objects.update(sent_at=timezone.now() - timedelta(days=9))

    assert remind(lan, view.id, 7).asked == 0


def test_employees_are_asked_on_the_page_for_which_they_sign_in(lan: Person) -> None:
    view = opened(lan, "employees")

    invite(lan, view.id, Asked(), "vi", by=By.PORTAL)

    mine = portal_of_employee(lan.id)
    assert [each.title for each in mine.waiting] == [view.title]
    assert waiting_for(lan.id) == 1
    answer(mine.waiting[0].token, typed_for(view, nps="9", csat="4", ces="5"), "vi")
    done = portal_of_employee(lan.id)
    assert (len(done.waiting), [each.answered_at for each in done.done]) == (0, [None])
    assert waiting_for(lan.id) == 0


def test_showing_the_link_of_somebody_stands_in_the_audit_log(lan: Person, asked: tuple[SurveyView, int]) -> None:
    _, number = asked

    link = show_portal_link(lan, CUSTOMERS, number)

    assert visitor_by(link.rpartition("/")[2]) == visitor_at(AN)
    entry = AuditEntry.objects.get(action="surveys.portal_link_shown")
    assert AN not in str(entry.after)


def test_a_link_is_shown_only_of_somebody_who_is_seen_and_has_an_address(lan: Person) -> None:
    silent = customer(lan, email="")

    for number in (silent, silent + 1000):
        with pytest.raises(Refused):
            show_portal_link(lan, CUSTOMERS, number)
