"""Pages of somebody's own surveys: opened by a link, asked for by an address, and shown to whoever sees the person."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from tests.engagement.conftest import MailServer, mail_server

from crmeter.engagement.mail.models import Message
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.consent.actions import state_consent
from crmeter.records.consent.purposes import Channel, Purpose
from crmeter.records.consent.queries import consent_of
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.records.surveys.models import SurveyInvitation
from crmeter.records.surveys.queries import SurveyView
from crmeter.records.surveys.visitors import visitor_at
from crmeter.web.content_policy import HEADER, POLICY

from .satisfaction_answers import Customers, ask_and_answer, opened_survey, typed

__all__ = ["mail_server"]
pytestmark = pytest.mark.django_db
BrowserOf = Callable[..., Client]
GOOD = (10, 5, 3, 4, 4)


@pytest.fixture(autouse=True)
def nobody_has_asked() -> None:
    cache.clear()


@pytest.fixture
def lan(db: None) -> Person:
    found = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan"))
    assert found is not None
    return found


@pytest.fixture
def view(lan: Person) -> SurveyView:
    """Two customers are asked, and the first one answers."""
    made = opened_survey(lan)
    ask_and_answer(lan, made, Customers("Bán lẻ", 2, (GOOD,)))
    return made


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", html.unescape(response.content.decode()))


def page_of(view: SurveyView, place: int) -> str:
    whose = visitor_at(f"khach-{view.id}-0-{place}@khach.example")
    assert whose is not None
    return f"/portal/{whose.token}"


def test_the_page_tells_what_waits_and_what_is_done(view: SurveyView) -> None:
    silent, done = Client().get(page_of(view, 1)), Client().get(page_of(view, 0))

    assert "Trả lời ngay:" in words(silent)
    assert "Không có khảo sát nào đang chờ bạn" in words(done)
    assert view.title.vi in words(done)
    for response in (silent, done):
        assert response.headers[HEADER] == POLICY
        assert "no-store" in response.headers["Cache-Control"]
        assert not response.cookies


def test_a_survey_is_answered_from_the_page_which_is_led_back_to(view: SurveyView) -> None:
    browser, page = Client(), page_of(view, 1)
    (link,) = re.findall(r'href="(/s/[^"]+)"', browser.get(page).content.decode())

    after = browser.post(html.unescape(link), typed(view, GOOD), follow=True)

    assert SurveyInvitation.objects.filter(is_answered=True).count() == 2
    (back,) = re.findall(r'href="(/portal/[^"]+)"', after.content.decode())
    assert "Không có khảo sát nào đang chờ bạn" in words(browser.get(html.unescape(back)))


def test_the_page_is_in_both_languages(view: SurveyView) -> None:
    page = page_of(view, 1)

    english, other = words(Client().get(f"{page}?in=en")), words(Client().get(f"{page}?in=vi"))

    assert "Waiting for your answer" in english
    assert 'lang="en"' in english
    assert "Đang chờ bạn trả lời" in other


def test_consent_is_changed_on_the_page_by_a_button_and_not_by_a_look(view: SurveyView) -> None:
    browser, page, address = Client(enforce_csrf_checks=True), page_of(view, 1), f"khach-{view.id}-0-1@khach.example"
    browser.get(f"{page}/mail")
    assert consent_of(address, Channel.EMAIL, Purpose.SURVEY) == "never_asked"

    sent = browser.post(f"{page}/mail", {"purpose": "survey", "answer": "no", "in": "en"}, follow=True)

    assert "Your wish has been written down" in words(sent)
    assert "You want none." in words(sent)
    assert consent_of(address, Channel.EMAIL, Purpose.SURVEY) == "no"
    assert browser.post(f"{page}/mail", {"purpose": "all", "answer": "no"}).status_code == 410
    assert not sent.cookies


def test_the_answer_is_the_same_whether_anybody_has_the_address(view: SurveyView, mail_server: MailServer) -> None:
    address = f"khach-{view.id}-0-1@khach.example"
    state_consent(SYSTEM, address, Channel.EMAIL, Purpose.SURVEY, yes=False, source="phone")

    known, strange = (
        Client().post("/portal", {"address": each, "in": "en"}, follow=True)
        for each in (address, "nobody@khach.example")
    )

    assert known.redirect_chain == strange.redirect_chain
    assert known.content == strange.content
    assert "If we know this address" in words(known)
    assert Message.objects.get().recipient == address


def test_nobody_is_asked_for_again_and_again(view: SurveyView, mail_server: MailServer) -> None:
    for address in (f"khach-{view.id}-0-1@khach.example", "nobody@khach.example"):
        cache.clear()
        told = [Client().post("/portal", {"address": address}).status_code for _ in range(6)]
        assert told == [302] * 5 + [429]
    assert Message.objects.count() == 5


def test_what_is_no_address_and_where_no_mail_leaves_is_said(view: SurveyView, mail_server: MailServer) -> None:
    wrong = Client().post("/portal", {"address": "nobody", "in": "en"})

    assert wrong.status_code == 400
    assert "no address that can be used" in words(wrong)
    assert 'value="nobody"' in words(wrong)


def test_without_a_server_nobody_is_promised_a_mail(view: SurveyView) -> None:
    address = f"khach-{view.id}-0-1@khach.example"

    known, strange = (Client().post("/portal", {"address": each}) for each in (address, "nobody@khach.example"))

    assert (known.status_code, strange.status_code) == (400, 400)
    assert not Message.objects.exists()


def test_a_dead_link_leads_to_where_a_new_one_is_sent(db: None) -> None:
    response = Client().get("/portal/guess?in=en")

    assert response.status_code == 410
    assert "this link cannot be used" in words(response).lower()
    assert 'name="address"' in words(response)


def test_the_link_is_shown_to_whoever_sees_the_person_and_that_is_written_down(
    browser_of: BrowserOf, lan: Person
) -> None:
    firm = create(lan, CONCEPTS["customers"], {"name": "An Khang", "kind": "firm", "is_customer": True})
    contact = create(lan, CONCEPTS["contacts"], {"name": "Hoa", "customer": firm, "email": "hoa@khach.example"})
    browser = browser_of("director")
    assert "/portal/" not in words(browser.get(f"/contacts/{contact}?show=consent"))

    shown = browser.post(f"/contacts/{contact}/portal-link")

    (link,) = re.findall(r'value="http[^"]+(/portal/[^"]+)"', shown.content.decode())
    assert Client().get(html.unescape(link)).status_code == 200
    assert AuditEntry.objects.filter(action="surveys.portal_link_shown").count() == 1
    assert browser.post(f"/customers/{firm}/portal-link").status_code == 422
    # Whoever does not see the customer does not see its contacts.
    assert browser_of("rep").post(f"/contacts/{contact}/portal-link").status_code == 404


def test_a_survey_is_put_on_pages_without_mail(browser_of: BrowserOf, lan: Person) -> None:
    view = opened_survey(lan)
    create(lan, CONCEPTS["customers"], {"name": "A", "kind": "firm", "is_customer": True, "email": "a@khach.example"})
    browser = browser_of("director")
    browser.cookies["django_language"] = "en"
    page = f"/surveys/{view.id}/send"

    by_mail, by_page = (words(browser.post(page, {"look": "1", "view": "", "by": by})) for by in ("email", "portal"))
    browser.post(page, {"view": "", "by": "portal", "language": "vi"})

    assert "0 would be asked" in by_mail
    assert "1 would be asked" in by_page
    assert "Put it on their pages" in by_page
    assert SurveyInvitation.objects.get().channel == "portal"
    assert not Message.objects.exists()
