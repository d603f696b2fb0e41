"""Pages of mail: what administrators see and decide, and the link by which anybody ends messages."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.engagement.conftest import MailServer, mail_server, make_due

from crmeter.engagement.mail.actions import queue_message
from crmeter.engagement.mail.delivery import deliver
from crmeter.engagement.mail.models import Message
from crmeter.engagement.mail.queries import message, messages, templates
from crmeter.engagement.mail.template_actions import TemplateWords, add_template
from crmeter.engagement.mail.unsubscribing import token_of
from crmeter.records.consent.actions import state_consent
from crmeter.records.consent.models import ConsentStatement
from crmeter.records.consent.purposes import Channel, Purpose
from crmeter.records.consent.queries import consent_of, statements_of
from crmeter.records.firm.actions import change_firm
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role
from crmeter.vocabulary import Text, Work

from .conftest import there

__all__ = ["mail_server"]
SignIn = Callable[..., Client]
GIANG = "giang@khach.example"
TYPED = {
    "name": "Cảm ơn",
    "purpose": "transactional",
    "subject_vi": "Cảm ơn {name}",
    "body_vi": "Chào {name},\n\n<b>{record}</b> đã giao.",
    "subject_en": "Thank you, {name}",
    "body_en": "Dear {name},\n\n{record} was delivered.",
}


@pytest.fixture
def admin(db: None) -> Person:
    return there(add_user(SYSTEM, "lan@an-khang.example", Role.DIRECTOR, name="Lan", is_admin=True))


def shown(response: Any) -> str:
    return html.unescape(response.content.decode())


def queue(purpose: Purpose = Purpose.TRANSACTIONAL, to: str = GIANG) -> int:
    if purpose.needs_yes:
        state_consent(SYSTEM, to, Channel.EMAIL, purpose, yes=True, source="form")
    return queue_message(SYSTEM, to=to, purpose=purpose, language="vi", subject="Chào chị", body="Xin chào.")


def link(pk: int) -> str:
    return f"/unsubscribe/{token_of(Message.objects.get(pk=pk).key)}"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_says_where_mail_goes_and_that_none_does(
    signed_in: SignIn, admin: Person, settings: Any, language: str
) -> None:
    client = signed_in(admin, language)
    settings.SMTP_URL = ""
    queue()
    page = shown(client.get("/settings/mail"))
    assert "CRMETER_SMTP_URL" in page
    assert ("1 thư đang chờ" if language == "vi" else "1 message waits") in page

    settings.SMTP_URL, settings.MAIL_FROM = "smtps://an:secret@mx.example", "An Khang <lienhe@an-khang.example>"
    page = shown(client.get("/settings/mail"))
    assert "mx.example:465" in page
    assert "lienhe@an-khang.example" in page
    assert "secret" not in page


@pytest.mark.parametrize("wrong", ["http://mx.example", "smtp://", "smtp://mx.example:port", "mx.example"])
def test_a_server_that_cannot_be_read_is_said(signed_in: SignIn, admin: Person, settings: Any, wrong: str) -> None:
    settings.SMTP_URL, settings.MAIL_FROM = wrong, "lienhe@an-khang.example"

    assert "CRMETER_SMTP_URL cannot be read" in shown(signed_in(admin, "en").get("/settings/mail"))


def test_a_test_message_arrives_and_is_seen_to_have(signed_in: SignIn, admin: Person, mail_server: MailServer) -> None:
    client = signed_in(admin, "en")
    assert "is in the queue" in shown(client.post("/settings/mail/test", follow=True))
    deliver(Work())

    (mail,) = mail_server.kept
    assert (mail["To"], mail["Subject"]) == (admin.email, "A test message from CRMeter")
    (found,) = messages()
    assert f"/settings/mail/messages/{found.id}" in shown(client.get("/settings/mail?state=sent"))
    assert "No message is like that" in shown(client.get("/settings/mail?state=failed"))


def test_without_a_server_a_test_is_not_queued(signed_in: SignIn, admin: Person, settings: Any) -> None:
    settings.SMTP_URL = ""

    assert "no mail leaves" in shown(signed_in(admin, "en").post("/settings/mail/test", follow=True))
    assert messages() == []


def test_messages_are_found_by_state_purpose_and_address_and_paged(signed_in: SignIn, admin: Person) -> None:
    client = signed_in(admin, "en")
    numbers = [queue() for _ in range(51)]
    offer = queue(Purpose.MARKETING, "minh@khach.example")

    def listed(query: str) -> list[int]:
        return [int(n) for n in re.findall(r'mail/messages/(\d+)"', shown(client.get(f"/settings/mail?{query}")))]

    assert listed("") == [offer, *reversed(numbers[2:])]
    assert listed(f"before={numbers[2]}") == [numbers[1], numbers[0]]
    assert listed("purpose=marketing") == [offer]
    assert listed("to=Minh@khach.example") == [offer]
    assert listed("state=sent") == []
    assert listed("state=x&purpose=y&before=z") == listed("")


def test_what_is_not_known_is_decided_by_somebody(signed_in: SignIn, admin: Person, mail_server: MailServer) -> None:
    client = signed_in(admin, "en")
    first, second = queue(Purpose.MARKETING), queue(Purpose.MARKETING, "minh@khach.example")
    mail_server.breaks_the_line = True
    deliver(Work())
    make_due()
    deliver(Work())
    mail_server.breaks_the_line = False
    assert "Of 2 messages it is not known" in shown(client.get("/settings/mail"))
    assert "it may arrive twice" in shown(client.get(f"/settings/mail/messages/{first}"))

    client.post(f"/settings/mail/messages/{first}/sent")
    client.post(f"/settings/mail/messages/{second}/again")
    assert [found.state.value for found in map(message, (first, second)) if found] == ["sent", "queued"]
    again = shown(client.post(f"/settings/mail/messages/{first}/again", follow=True))
    assert "under way or was sent" in again.lower()
    assert client.get("/settings/mail/messages/999").status_code == 404


def test_an_address_that_came_back_is_shown_and_trusted_again(
    signed_in: SignIn, admin: Person, mail_server: MailServer
) -> None:
    client = signed_in(admin, "en")
    pk = queue()
    mail_server.to_recipient = "550 5.1.1 <script>No such user"
    deliver(Work())
    response = client.get(f"/settings/mail/messages/{pk}")
    assert "<script>No" not in response.content.decode()
    assert "Mail to this address came back for good" in shown(response)

    client.post(f"/settings/mail/messages/{pk}/trust")
    page = shown(client.get(f"/settings/mail/messages/{pk}"))
    assert "does not count any more" in page
    assert "need no question before" in page


def test_a_template_is_looked_at_kept_changed_and_taken_out_of_use(signed_in: SignIn, admin: Person) -> None:
    client = signed_in(admin, "en")
    looked = client.post("/settings/mail/templates/new", {**TYPED, "preview": "1"})
    assert looked.status_code == 200
    assert templates() == []
    assert "<p>Chào chị Hương Giang,</p><p>&lt;b&gt;đơn hàng DH-1042&lt;/b&gt; đã giao.</p>" in looked.content.decode()
    assert "Thank you, Ms Huong Giang" in shown(looked)

    page = client.post("/settings/mail/templates/new", TYPED).headers["Location"]
    assert client.get(page).status_code == 200
    assert client.post(page, {**TYPED, "name": "Đã giao", "version": 1}).status_code == 302
    stale = client.post(page, {**TYPED, "name": "Khác", "version": 1})
    assert stale.status_code == 412
    assert 'value="Khác"' in shown(stale)
    assert [found.name for found in templates()] == ["Đã giao"]
    assert client.post(f"{page}/remove").status_code == 428
    client.post(f"{page}/remove", {"version": 2})
    assert (templates(), client.get(page).status_code) == ([], 404)


@pytest.mark.parametrize("also", [{}, {"preview": "1"}])
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"body_en": "{request}"}, "{request} is not known"),
        ({"subject_vi": "{password}"}, "{password} is not known"),
        ({"body_vi": ""}, "look at the fields"),
        ({"purpose": "all"}, "look at the fields"),
    ],
)
def test_what_cannot_be_sent_is_neither_kept_nor_lost(
    signed_in: SignIn, admin: Person, wrong: dict[str, str], words: str, also: dict[str, str]
) -> None:
    response = signed_in(admin, "en").post("/settings/mail/templates/new", {**TYPED, **wrong, **also})

    assert response.status_code == 400
    assert words in shown(response)
    assert 'value="Cảm ơn"' in shown(response)
    assert templates() == []


def test_a_name_that_is_taken_is_said(signed_in: SignIn, admin: Person) -> None:
    words = TemplateWords("Cảm ơn", Purpose.SERVICE, Text("Chào", "Hello"), Text("Chào", "Hello"))
    add_template(SYSTEM, words)

    response = signed_in(admin, "en").post("/settings/mail/templates/new", TYPED)
    assert (response.status_code, "named Cảm ơn already" in shown(response)) == (400, True)


def test_who_is_no_administrator_sends_and_decides_nothing(signed_in: SignIn, director: Person) -> None:
    pk = queue()
    client = signed_in(director)
    for address, typed in (
        ("/settings/mail/test", {}),
        (f"/settings/mail/messages/{pk}/again", {}),
        (f"/settings/mail/messages/{pk}/sent", {}),
        (f"/settings/mail/messages/{pk}/trust", {}),
        ("/settings/mail/templates/new", TYPED),
    ):
        assert client.post(address, typed).status_code == 403, address
    assert (len(messages()), templates()) == (1, [])


@pytest.mark.django_db
@pytest.mark.parametrize("purpose", [Purpose.MARKETING, Purpose.SURVEY])
def test_one_click_of_a_mail_program_ends_messages(purpose: Purpose) -> None:
    address = link(queue(purpose))
    # As RFC 8058 has it: no cookie, no form of ours, no name.
    program = Client(enforce_csrf_checks=True)
    response = program.post(address, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")

    assert response.status_code == 200
    assert consent_of(GIANG, Channel.EMAIL, purpose) == "no"
    latest = statements_of(GIANG, Channel.EMAIL)[0]
    assert (latest.actor, "link to unsubscribe" in latest.source) == ("unsubscribe link", True)
    program.post(address)
    assert len(statements_of(GIANG, Channel.EMAIL)) == 2


@pytest.mark.django_db
def test_a_mere_look_ends_nothing_and_asks_in_both_languages() -> None:
    change_firm(SYSTEM, version=1, name="An Khang", currency="", measures={})
    address = link(queue(Purpose.MARKETING))
    before = ConsentStatement.objects.count()
    asked = shown(Client().get(address))

    assert "Ngừng nhận thư về tiếp thị của An Khang?" in asked
    assert "No more mail for marketing from An Khang?" in asked
    assert GIANG not in asked
    assert ConsentStatement.objects.count() == before
    assert "You will get no more mail" in shown(Client().post(address))
    assert "You will get no more mail" in shown(Client().get(address))


@pytest.mark.django_db
def test_who_said_yes_again_can_end_it_again() -> None:
    address = link(queue(Purpose.MARKETING))
    Client().post(address)
    state_consent(SYSTEM, GIANG, Channel.EMAIL, Purpose.MARKETING, yes=True, source="form")
    Client().post(address)

    assert consent_of(GIANG, Channel.EMAIL, Purpose.MARKETING) == "no"


@pytest.mark.django_db
def test_wrong_links_all_get_the_same_answer() -> None:
    offer, invoice = queue(Purpose.MARKETING), queue()
    right = link(offer)
    gone = link(offer)
    Message.objects.filter(pk=offer).delete()
    pages = set()
    for address in (gone, right[:-1], right + "a", "/unsubscribe/guess", link(invoice), "/unsubscribe/1:1:1"):
        for response in (Client().get(address), Client().post(address)):
            assert response.status_code == 410
            pages.add(response.content)

    assert len(pages) == 1
    assert consent_of(GIANG, Channel.EMAIL, Purpose.TRANSACTIONAL) == "never_asked"


@pytest.mark.django_db
def test_guessing_is_slowed_down_and_right_links_are_not() -> None:
    from django.core.cache import cache  # noqa: PLC0415 - what counts the tries

    cache.clear()
    address = link(queue(Purpose.MARKETING))
    client = Client()
    assert [client.post("/unsubscribe/guess").status_code for _ in range(31)] == [410] * 30 + [429]
    assert client.post(address).status_code == 200
    cache.clear()
