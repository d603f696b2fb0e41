"""Pages from which a survey goes out: a sample looked at and sent, reminders, a page inside another site."""

import html
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.engagement.conftest import MailServer, mail_server

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.consent.actions import state_consent
from crmeter.records.consent.purposes import Channel, Purpose
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.records.surveys.asking import Candidate
from crmeter.records.surveys.given import field_of
from crmeter.records.surveys.invitation_actions import write_invitation
from crmeter.records.surveys.models import SurveyInvitation, SurveyResponse
from crmeter.records.surveys.outreach_actions import set_embedding
from crmeter.records.surveys.queries import SurveyView, questions_of, survey
from crmeter.records.surveys.result_queries import respondents_of
from crmeter.web.content_policy import POLICY

from .satisfaction_answers import opened_survey

__all__ = ["mail_server"]
pytestmark = pytest.mark.django_db
BrowserOf = Callable[..., Client]


@pytest.fixture
def lan(db: None) -> Person:
    found = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan"))
    assert found is not None
    return found


@pytest.fixture
def view(lan: Person) -> SurveyView:
    made = opened_survey(lan)
    for each in range(5):
        address = f"khach{each}@khach.example"
        values = {"name": f"Khách {each}", "kind": "firm", "is_customer": True, "email": address}
        create(lan, CONCEPTS["customers"], {**values, "segment": "Bán lẻ" if each else "Sỉ"})
        state_consent(SYSTEM, address, Channel.EMAIL, Purpose.SURVEY, yes=True, source="form")
    return made


@pytest.fixture
def embedded(lan: Person, view: SurveyView) -> SurveyView:
    set_embedding(lan, view.id, "www.congty.vn *.doitac.vn", version=view.version)
    return seen(view.id)


def seen(pk: int) -> SurveyView:
    found = survey(pk)
    assert found is not None
    return found


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", html.unescape(response.content.decode()))


def filled(view: SurveyView) -> dict[str, str]:
    return {field_of(each.id): "5" for each in questions_of(view.id)[:2]}


def test_a_sample_is_looked_at_and_sent_with_the_same_seed(
    browser_of: BrowserOf, view: SurveyView, mail_server: MailServer
) -> None:
    browser, page = browser_of("director"), f"/surveys/{view.id}/send"
    wanted = {"view": "", "size": "2", "seed": "7", "by_segment": "1"}

    looked = words(browser.post(page, {**wanted, "look": "1"}))
    nobody = SurveyInvitation.objects.count()
    sent = browser.post(page, {**wanted, "language": "vi"})
    after = words(browser.get(page))

    assert nobody == 0
    assert "2 người sẽ được mời" in looked
    assert "Còn 3 người nữa mời được" in looked
    assert 'name="seed" value="7"' in looked
    assert (sent.status_code, SurveyInvitation.objects.count()) == (302, 2)
    assert "2 trong 5, số gieo 7" in after


def test_those_who_answered_are_named_first_and_how_many_more_were_asked_is_said(
    browser_of: BrowserOf, view: SurveyView, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = browser_of("director")
    browser.post(f"/surveys/{view.id}/send", {"view": "", "language": "vi"})
    first = SurveyInvitation.objects.earliest("id")
    SurveyInvitation.objects.filter(pk=first.pk).update(is_answered=True, answered_at=timezone.now())
    monkeypatch.setattr("crmeter.web.surveys.results.MOST_RESPONDENTS", 2)

    (named, other) = respondents_of(view, 2)
    shown = words(browser.get(f"/surveys/{view.id}/results"))

    assert (named.customer, other.answered_at) == (first.customer_id, None)
    assert "Đang hiện 2 trong 5, người đã trả lời đứng trước" in shown


def test_a_list_is_pasted_and_what_is_no_address_is_said(
    browser_of: BrowserOf, view: SurveyView, mail_server: MailServer
) -> None:
    browser, page = browser_of("director"), f"/surveys/{view.id}/send"

    looked = words(browser.post(page, {"view": "", "addresses": "khach1@khach.example la@khach.example", "look": "1"}))
    wrong = browser.post(page, {"view": "", "addresses": "khach1", "look": "1"})
    no_size = browser.post(page, {"view": "", "size": "nhiều", "look": "1"})

    assert "1 người sẽ được mời" in looked
    assert "Địa chỉ không có trong hồ sơ" in looked
    assert (wrong.status_code, no_size.status_code) == (400, 400)
    assert "không phải địa chỉ dùng được" in words(wrong)
    assert 'value="nhiều"' in words(no_size)


def test_reminders_and_sites_are_set_on_the_last_version(browser_of: BrowserOf, view: SurveyView) -> None:
    browser, root = browser_of("marketing_manager"), f"/surveys/{view.id}"

    said = browser.post(f"{root}/reminders", {"after": "4", "most": "2", "version": str(view.version)})
    stale = browser.post(f"{root}/embedding", {"sites": "www.congty.vn", "version": str(view.version)})
    wrong = browser.post(f"{root}/embedding", {"sites": "không phải", "version": str(view.version + 1)})
    missing = browser.post(f"{root}/embedding", {"sites": "www.congty.vn"})
    right = browser.post(f"{root}/embedding", {"sites": "www.congty.vn", "version": str(view.version + 1)})

    assert [each.status_code for each in (said, stale, wrong, missing, right)] == [302, 412, 400, 428, 302]
    assert 'value="không phải"' in words(wrong)
    assert seen(view.id).remind_most == 2
    page = words(browser.get(f"{root}/send"))
    assert f"/s/{view.open_key}/embedded" in page
    assert "<iframe src=" in page


def test_reminders_that_cannot_be_set_stand_in_their_fields_again(
    browser_of: BrowserOf, view: SurveyView, mail_server: MailServer
) -> None:
    browser, root = browser_of("director"), f"/surveys/{view.id}"

    by_itself = browser.post(f"{root}/reminders", {"after": "45", "most": "2", "version": str(view.version)})
    by_hand = browser.post(f"{root}/remind", {"days": "45"})

    assert by_itself.status_code == by_hand.status_code == 400
    assert (by_itself.context["after"], by_itself.context["most"]) == ("45", "2")
    assert 'name="after" value="45"' in by_itself.content.decode()
    assert 'name="days" value="45"' in by_hand.content.decode()


def test_only_the_named_sites_may_show_the_page(client: Client, embedded: SurveyView) -> None:
    inside = client.get(f"/s/{embedded.open_key}/embedded")
    outside = client.get(f"/s/{embedded.open_key}")

    policy = inside.headers["Content-Security-Policy"]
    assert "frame-ancestors https://www.congty.vn https://*.doitac.vn" in policy
    assert "default-src 'none'" in policy
    assert "X-Frame-Options" not in inside.headers
    assert outside.headers["Content-Security-Policy"] == POLICY
    assert outside.headers["X-Frame-Options"] == "DENY"


def test_answers_from_inside_are_kept_and_thanked_for_inside(client: Client, embedded: SurveyView) -> None:
    sent = client.post(f"/s/{embedded.open_key}/embedded", filled(embedded))
    thanked = client.get(sent.headers["Location"])

    assert sent.headers["Location"].startswith(f"/s/{embedded.open_key}/embedded/thanks")
    assert SurveyResponse.objects.get().came_by == "embed"
    assert "Cảm ơn" in words(thanked)
    assert "frame-ancestors https://www.congty.vn" in thanked.headers["Content-Security-Policy"]


def test_links_of_somebody_and_surveys_without_sites_are_shown_inside_nowhere(
    client: Client, lan: Person, embedded: SurveyView
) -> None:
    who = Candidate("An", "an@khach.example")
    write_invitation(embedded.id, who, "vi", "a-secret", 1, timedelta(days=30))

    own = client.get("/s/a-secret/embedded")
    set_embedding(lan, embedded.id, "", version=embedded.version)
    nowhere = client.get(f"/s/{embedded.open_key}/embedded")

    assert [each.status_code for each in (own, nowhere)] == [410, 410]
    assert own.headers["Content-Security-Policy"] == POLICY
