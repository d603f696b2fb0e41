"""From the page of a ticket that is done its customer is asked how it went."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from tests.engagement.conftest import MailServer, mail_server
from tests.records.survey_made import agrees, customer, opened
from tests.web.test_survey_themes import words

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import change, create
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.records.surveys.models import SurveyInvitation
from crmeter.records.tickets.queries import queues

__all__ = ["mail_server"]
pytestmark = pytest.mark.django_db
TICKETS = CONCEPTS["tickets"]


def _browser(role: Role) -> tuple[Client, Person]:
    found = person(add_user(SYSTEM, f"{role}@example.vn", role, name=role.title()))
    assert found is not None
    client = Client()
    client.force_login(get_user_model()._default_manager.get(pk=found.id))
    return client, found


def test_a_ticket_that_is_done_offers_to_ask_and_says_what_came_of_it(mail_server: MailServer) -> None:
    browser, lan = _browser(Role.DIRECTOR)
    survey = opened(lan)
    agrees("mot@khach.example")
    values = {"name": "Máy rò nước", "queue": queues()[0].id, "customer": customer(lan, "Một", "mot@khach.example")}
    ticket = create(lan, TICKETS, values)
    page, ask = f"/tickets/{ticket}", f"/tickets/{ticket}/ask"

    assert ask not in browser.get(page).content.decode()
    change(lan, TICKETS, ticket, version=1, values={"status": "solved"})
    assert ask in browser.get(page).content.decode()
    first = browser.post(ask, {"survey": survey.id}, follow=True)
    again = browser.post(ask, {"survey": survey.id}, follow=True)

    assert SurveyInvitation.objects.get().ticket_id == ticket
    assert "Đã hỏi khách; câu trả lời sẽ ghi rõ phiếu này." in words(first)
    assert "Chưa hỏi ai: đã được mời trong khảo sát này" in words(again)


def test_who_builds_no_surveys_is_not_offered_to_ask(mail_server: MailServer) -> None:
    _, lan = _browser(Role.DIRECTOR)
    browser, agent = _browser(Role.AGENT)
    survey = opened(lan)
    ticket = create(lan, TICKETS, {"name": "Máy rò nước", "queue": queues()[0].id, "owner": agent.id})
    change(lan, TICKETS, ticket, version=1, values={"status": "solved"})

    assert f"/tickets/{ticket}/ask" not in browser.get(f"/tickets/{ticket}").content.decode()
    browser.post(f"/tickets/{ticket}/ask", {"survey": survey.id})

    assert not SurveyInvitation.objects.exists()
