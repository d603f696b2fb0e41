"""Customers are asked how it went once their ticket is done, and their answer names the ticket (C2)."""

import pytest
from tests.engagement.conftest import MailServer, mail_server

from crmeter.engagement.ticket_survey_actions import ask_after_ticket
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import change, create
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person
from crmeter.records.surveys.actions import change_survey
from crmeter.records.surveys.models import SurveyInvitation
from crmeter.records.surveys.queries import SurveyView, surveys_after_tickets
from crmeter.records.tickets.queries import queues

from .survey_made import agrees, asked, asked_of, customer, opened, seen, tokens

__all__ = ["asked", "mail_server", "tokens"]
pytestmark = pytest.mark.django_db
TICKETS = CONCEPTS["tickets"]


def _ticket(person: Person, of: int, status: str = "") -> int:
    pk = create(person, TICKETS, {"name": "Máy lọc rò nước", "queue": queues()[0].id, "customer": of})
    if status:
        change(person, TICKETS, pk, version=1, values={"status": status})
    return pk


def _often(person: Person) -> SurveyView:
    """Open a survey that lets people be asked again at once."""
    view = opened(person)
    change_survey(person, view.id, asked_of(view, resting_days=0), version=view.version)
    return seen(view.id)


def test_the_customer_of_a_ticket_that_is_done_is_asked_about_it_once(lan: Person, mail_server: MailServer) -> None:
    one = customer(lan, "Một", "mot@khach.example")
    customer(lan, "Hai", "hai@khach.example")
    agrees("mot@khach.example")
    agrees("hai@khach.example")
    view = _often(lan)
    first, second = _ticket(lan, one, "solved"), _ticket(lan, one, "solved")

    sent = [ask_after_ticket(lan, view.id, ticket, "vi") for ticket in (first, first, second)]

    assert [each.asked for each in sent] == [1, 0, 1]
    assert sent[1].left_out == {"asked": 1}
    told = SurveyInvitation.objects.order_by("id").values_list("customer", "ticket")
    assert list(told) == [(one, first), (one, second)]
    assert [each.id for each in surveys_after_tickets()] == [view.id]


def test_nobody_is_asked_about_a_ticket_that_is_still_open_or_without_their_consent(
    lan: Person, mail_server: MailServer
) -> None:
    one = customer(lan, "Một", "mot@khach.example")
    view = _often(lan)
    is_open, done = _ticket(lan, one), _ticket(lan, one, "solved")

    with pytest.raises(Refused) as refused:
        ask_after_ticket(lan, view.id, is_open, "vi")
    sent = ask_after_ticket(lan, view.id, done, "vi")

    assert refused.value.code == "not_done"
    assert (sent.asked, sent.left_out) == (0, {"never_asked": 1})
    assert not SurveyInvitation.objects.exists()
