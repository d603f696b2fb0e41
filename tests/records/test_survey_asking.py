"""Who is asked by a survey: whom the gate lets, once in a while, by list or by sample, and reminded."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.engagement.conftest import MailServer, mail_server

from crmeter.engagement.mail.delivery import deliver
from crmeter.engagement.mail.models import Message
from crmeter.engagement.survey_actions import invite, would_be_asked
from crmeter.engagement.survey_reminders import remind
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import change, create
from crmeter.records.concept.listing import Asked
from crmeter.records.consent.actions import state_consent
from crmeter.records.consent.purposes import Channel, Purpose
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person
from crmeter.records.surveys.answer_actions import answer
from crmeter.records.surveys.models import SurveyInvitation
from crmeter.records.surveys.queries import SurveyView
from crmeter.records.surveys.result_queries import results_of
from crmeter.records.surveys.sampling import SampleAsked
from crmeter.records.surveys.tokens import hash_of
from crmeter.vocabulary import Work

from .survey_made import (
    CUSTOMERS,
    agrees,
    asked,
    customer,
    link_in,
    opened,
    tokens,
    typed_for,
)

__all__ = ["asked", "mail_server", "tokens"]
pytestmark = pytest.mark.django_db


def test_who_must_not_be_asked_is_left_out_with_the_reason(lan: Person, mail_server: MailServer) -> None:
    customer(lan, "Một", "mot@khach.example")
    customer(lan, "Hai", "hai@khach.example")
    customer(lan, "Ba", "")
    customer(lan, "Bốn", "MOT@khach.example")
    customer(lan, "Năm", "nam@khach.example")
    customer(lan, "Đối tác", "doitac@khach.example", is_customer=False, is_partner=True)
    for name in ("mot", "doitac", "nam"):
        agrees(f"{name}@khach.example")
    state_consent(SYSTEM, "nam@khach.example", Channel.EMAIL, Purpose.SURVEY, yes=False, source="phone")
    view = opened(lan)

    judged = would_be_asked(lan, view, Asked())
    sent = invite(lan, view.id, Asked(), "vi")

    assert [each.name for each in judged.askable] == ["Một"]
    expected = Counter(never_asked=1, no_address=1, twice=1, said_no=1)
    assert judged.left_out == sent.left_out == expected
    assert SurveyInvitation.objects.get().address == "mot@khach.example"
    again = invite(lan, view.id, Asked(), "vi")
    assert (again.asked, again.left_out["asked"]) == (0, 2)


def test_a_small_sample_is_drawn_of_more_than_are_asked_at_once(
    lan: Person, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crmeter.records.surveys.sampling.MOST_AT_ONCE", 3)
    for place in range(5):
        customer(lan, f"Khách {place}", f"khach{place}@khach.example")
        agrees(f"khach{place}@khach.example")
    view = opened(lan)

    with pytest.raises(Refused, match="at most 3 are asked at once and these are 5"):
        invite(lan, view.id, Asked(), "vi")
    assert len(would_be_asked(lan, view, Asked()).askable) == 5

    sent = invite(lan, view.id, Asked(), "vi", sample=SampleAsked(2, 7, by_segment=False))
    assert (sent.asked, sent.remain) == (2, 3)


def test_a_list_that_is_too_long_to_look_through_is_refused(lan: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crmeter.records.surveys.asking.LARGEST_LIST", 1)
    customer(lan, "Một", "mot@khach.example")
    customer(lan, "Hai", "hai@khach.example")

    with pytest.raises(Refused, match="at most 1 customers"):
        would_be_asked(lan, opened(lan), Asked())


def test_whoever_was_just_asked_rests_unless_the_mail_came_back(asked: tuple[SurveyView, int], lan: Person) -> None:
    other = opened(lan)

    assert would_be_asked(lan, other, Asked()).left_out == {"resting": 1}

    SurveyInvitation.objects.update(bounced_at=timezone.now())
    assert len(would_be_asked(lan, other, Asked()).askable) == 1
    SurveyInvitation.objects.update(bounced_at=None, sent_at=timezone.now() - timedelta(days=91))
    assert len(would_be_asked(lan, other, Asked()).askable) == 1


def test_a_firm_is_asked_by_the_contact_who_decides(lan: Person) -> None:
    firm = customer(lan, "Hãng", "")
    for name, decides in (("ke-toan", False), ("giam-doc", True)):
        values = {"name": name, "customer": firm, "email": f"{name}@hang.example", "decides": decides}
        create(lan, CONCEPTS["contacts"], values)
        agrees(f"{name}@hang.example")

    (found,) = would_be_asked(lan, opened(lan), Asked()).askable

    assert (found.address, found.customer) == ("giam-doc@hang.example", firm)


def test_employees_are_asked_without_having_said_yes_before(lan: Person, minh: Person, mail_server: MailServer) -> None:
    sent = invite(lan, opened(lan, "employees").id, Asked(), "vi")

    assert sent.asked == 2
    assert {each.purpose for each in Message.objects.all()} == {Purpose.SERVICE}


def test_the_link_is_kept_as_a_hash_and_forgotten_by_the_mail(
    asked: tuple[SurveyView, int], mail_server: MailServer, tokens: list[str]
) -> None:
    message = Message.objects.get()
    assert link_in(message) == tokens[0]

    deliver(Work())

    message.refresh_from_db()
    assert message.text == message.html == ""
    assert SurveyInvitation.objects.get().token_hash == hash_of(tokens[0])
    body = mail_server.kept[0].get_body(("plain",))
    assert body is not None
    assert f"/s/{tokens[0]}" in body.get_content()
    assert tokens[0] not in str(list(AuditEntry.objects.values_list("before", "after")))


def test_a_mail_that_comes_back_was_not_delivered(asked: tuple[SurveyView, int], mail_server: MailServer) -> None:
    mail_server.to_recipient = "550 5.1.1 User unknown in virtual mailbox table"

    deliver(Work())

    found = results_of(asked[0])
    assert (found.asked, found.delivered, found.response_rate) == (1, 0, None)


def test_whose_mail_did_not_arrive_is_asked_again_at_another_address(
    asked: tuple[SurveyView, int], lan: Person, mail_server: MailServer
) -> None:
    view, number = asked
    mail_server.to_recipient = "550 5.1.1 User unknown in virtual mailbox table"
    deliver(Work())
    assert would_be_asked(lan, view, Asked()).left_out == {"unreachable": 1}

    change(lan, CUSTOMERS, number, version=1, values={"email": "an.moi@khach.example"})
    agrees("an.moi@khach.example")

    assert invite(lan, view.id, Asked(), "vi").asked == 1
    assert would_be_asked(lan, view, Asked()).left_out == {"asked": 1}


def test_a_reminder_goes_once_to_the_silent_and_both_links_are_one(
    asked: tuple[SurveyView, int], lan: Person, tokens: list[str]
) -> None:
    view, _ = asked
    assert remind(lan, view.id, 3).asked == 0
    SurveyInvitation.objects.update(sent_at=timezone.now() - timedelta(days=4))

    assert remind(lan, view.id, 3).asked == 1
    assert remind(lan, view.id, 3).asked == 0

    answer(tokens[1], typed_for(view, nps="9", csat="5"), "vi")
    with pytest.raises(Refused, match="was answered"):
        answer(tokens[0], typed_for(view, nps="9", csat="5"), "vi")


def test_nobody_is_reminded_after_answering_or_saying_no(
    asked: tuple[SurveyView, int], lan: Person, tokens: list[str]
) -> None:
    view, _ = asked
    SurveyInvitation.objects.update(sent_at=timezone.now() - timedelta(days=4))
    state_consent(SYSTEM, "an@khach.example", Channel.EMAIL, Purpose.SURVEY, yes=False, source="link")

    assert remind(lan, view.id, 3).left_out == {"said_no": 1}

    agrees("an@khach.example")
    answer(tokens[0], typed_for(view, nps="9", csat="5"), "vi")
    assert remind(lan, view.id, 3).asked == 0
