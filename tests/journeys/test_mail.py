"""Mail in a browser: every page can be used by everybody, a template is written, a message ended by its link."""

import pytest
from tests.engagement.conftest import mail_server

from crmeter.engagement.mail.actions import queue_message
from crmeter.engagement.mail.delivery import deliver
from crmeter.engagement.mail.models import Message
from crmeter.engagement.mail.template_actions import TemplateWords, add_template
from crmeter.engagement.mail.unsubscribing import token_of
from crmeter.records.consent.actions import state_consent
from crmeter.records.consent.purposes import Channel, Purpose
from crmeter.records.consent.queries import consent_of
from crmeter.records.ledger.actor import SYSTEM
from crmeter.vocabulary import Text, Work

__all__ = ["mail_server"]
GIANG = "nguyen.thi.huong.giang@mot-khach-hang-co-ten-mien-rat-dai.example"
BODY = Text("Chào {name},\n\nXem {link}.", "Dear {name},\n\nSee {link}.")


@pytest.fixture
def written(administrator, mail_server) -> tuple[int, int, int]:
    """A template, a message that came back, and an offer of which nobody knows whether it left."""
    template = add_template(SYSTEM, TemplateWords("Cảm ơn", Purpose.SERVICE, Text("Cảm ơn", "Thanks"), BODY))
    words = {"language": "vi", "subject": "Đơn hàng DH-1042 đã giao", "body": "Chào chị.\n\nHàng đã giao."}
    state_consent(SYSTEM, GIANG, Channel.EMAIL, Purpose.MARKETING, yes=True, source="form")
    offer = queue_message(SYSTEM, to=GIANG, purpose=Purpose.MARKETING, **words)
    mail_server.breaks_the_line = True
    deliver(Work())
    back = queue_message(SYSTEM, to=GIANG, purpose=Purpose.TRANSACTIONAL, **words)
    mail_server.to_recipient = "550 5.1.1 User unknown in virtual mailbox table"
    deliver(Work())
    queue_message(SYSTEM, to="minh@khach.example", purpose=Purpose.SURVEY, **words)
    deliver(Work())
    return template, offer, back


@pytest.mark.once
@pytest.mark.parametrize(("language", "theme", "width"), [("vi", "light", 360), ("en", "dark", 1920)])
def test_every_page_of_mail_can_be_used_by_everybody(
    reader, administrator, written, axe, language, width, theme, settings
) -> None:
    template, offer, back = written
    reader.sign_in(administrator)
    reader.choose(language, theme, width)
    link = f"/unsubscribe/{token_of(Message.objects.get(pk=offer).key)}"
    pages = {
        "mail": "/settings/mail",
        "unknown": f"/settings/mail/messages/{offer}",
        "bounced": f"/settings/mail/messages/{back}",
        "template": f"/settings/mail/templates/{template}",
        "new": "/settings/mail/templates/new",
        "unsubscribe": link,
        "nothing": "/settings/mail?state=sending",
    }
    for name, path in pages.items():
        page = reader.open(path)
        assert reader.barriers(axe) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        reader.keep_picture(f"mail-{name}-{language}-{theme}-{width}")
    settings.SMTP_URL = ""
    page = reader.open("/settings/mail")
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_template_is_written_and_looked_at_by_keyboard(reader, administrator, axe) -> None:
    reader.sign_in(administrator)
    reader.choose("en", "light")
    page = reader.open("/settings/mail")
    page.get_by_role("link", name="Write a template").press("Enter")
    page.get_by_label("Name", exact=True).fill("Thanks")
    page.get_by_label("What it is for").select_option("transactional")
    page.get_by_label("Subject in Vietnamese").fill("Cảm ơn {name}")
    page.get_by_label("Words in Vietnamese").fill("Chào {name},\n\n<script>alert(1)</script>")
    page.get_by_label("Subject in English").fill("Thank you, {name}")
    page.get_by_label("Words in English").fill("Dear {name}")
    page.get_by_role("button", name="Look at it first").press("Enter")
    page.get_by_text("Thank you, Ms Huong Giang").wait_for()
    assert page.get_by_text("<script>alert(1)</script>", exact=True).is_visible()
    assert reader.barriers(axe) == []
    page.get_by_role("button", name="Save").press("Enter")
    page.wait_for_url("**/settings/mail/templates/*")
    assert page.get_by_role("heading", name="Thanks", level=1).is_visible()


def test_one_click_on_the_page_ends_messages(reader, written, axe) -> None:
    _, offer, _ = written
    reader.open(f"/unsubscribe/{token_of(Message.objects.get(pk=offer).key)}")
    reader.page.get_by_role("button", name="Stop these messages").press("Enter")
    reader.page.get_by_text("You will get no more mail").wait_for()

    assert reader.barriers(axe) == []
    assert consent_of(GIANG, Channel.EMAIL, Purpose.MARKETING) == "no"
