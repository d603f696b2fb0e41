"""The button that sends a finding to review, and the page on which it waits."""

from decimal import Decimal

import pytest
from django.test import RequestFactory

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.models import User
from crmeter.records.staff.queries import person
from crmeter.records.staff.roles import Role
from crmeter.strategy.findings.queries import findings
from crmeter.vocabulary import Text
from crmeter.web.findings.offer import Offer, offer

pytestmark = pytest.mark.django_db
SENTENCE = Text("Nâng điểm lắp đặt từ 7,4 lên 8,1.", "Raise installation from 7.4 to 8.1.")


@pytest.fixture
def giang(db: None) -> User:
    return User.objects.get(pk=add_user(SYSTEM, "giang@example.vn", Role.DIRECTOR, name="Giang"))


def offered_to(user: User) -> Offer | None:
    request = RequestFactory().get("/value-map?survey=3")
    request.user = user
    return offer(request, source="value_map", sentence=SENTENCE, money=Decimal(1_400_000_000))


def test_an_offer_that_is_sent_waits_with_a_link_to_its_page(client, giang) -> None:
    client.force_login(giang, backend="allauth.account.auth_backends.AuthenticationBackend")
    made = offered_to(giang)
    assert made is not None
    assert made.number is None

    answer = client.post("/findings", {"offer": made.signed}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    whole = client.get("/findings").content.decode()
    assert 'href="/value-map?survey=3"' in whole
    assert SENTENCE.vi in whole
    assert "1,4" in whole

    again = offered_to(giang)
    assert again is not None
    assert again.number is not None


def test_words_that_no_page_offered_are_not_kept(client, giang) -> None:
    client.force_login(giang, backend="allauth.account.auth_backends.AuthenticationBackend")
    made = offered_to(giang)
    assert made is not None
    client.post("/findings", {"offer": made.signed[:-3] + "abc"})
    client.post("/findings", {})
    reader = person(giang.pk)
    assert reader is not None
    assert findings(reader) == []


def test_an_agent_is_offered_nothing(giang) -> None:
    agent = User.objects.get(pk=add_user(SYSTEM, "duc@example.vn", Role.AGENT, name="Đức"))
    assert offered_to(agent) is None


def test_a_finding_is_withdrawn_from_its_page(client, giang) -> None:
    client.force_login(giang, backend="allauth.account.auth_backends.AuthenticationBackend")
    made = offered_to(giang)
    assert made is not None
    client.post("/findings", {"offer": made.signed})
    reader = person(giang.pk)
    assert reader is not None
    (only,) = findings(reader)

    assert client.post(f"/findings/{only.id}/withdraw", {"version": "9"}).status_code == 412
    assert client.post(f"/findings/{only.id}/withdraw", {"version": "1"}).status_code == 302
    assert [each.status for each in findings(reader)] == ["withdrawn"]
