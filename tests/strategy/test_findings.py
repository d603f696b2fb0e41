"""Findings: sent once, seen by whoever may see what they are made of, withdrawn by version."""

from decimal import Decimal

import pytest

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.strategy.findings.actions import Found, send_to_review, withdraw
from crmeter.strategy.findings.queries import findings, waiting_number
from crmeter.strategy.findings.status import Status
from crmeter.vocabulary import Text

pytestmark = pytest.mark.django_db
DEARER = Found(
    "value_map",
    "/value-map?survey=3",
    Text("Nâng điểm lắp đặt từ 7,4 lên 8,1.", "Raise installation from 7.4 to 8.1."),
    Decimal(1_400_000_000),
    "VND",
)


def somebody(name: str, role: Role) -> Person:
    found = person(add_user(SYSTEM, f"{name}@example.vn", role, name=name.title()))
    assert found is not None
    return found


@pytest.fixture
def giang(db: None) -> Person:
    return somebody("giang", Role.DIRECTOR)


def test_what_was_sent_is_listed_as_it_was_said(giang) -> None:
    pk = send_to_review(giang, DEARER)

    (only,) = findings(giang)
    assert (only.id, only.source, only.page, only.sentence) == (pk, "value_map", DEARER.page, DEARER.sentence)
    assert (only.money, only.currency, only.status, only.sent_by) == (DEARER.money, "VND", Status.WAITING, "Giang")
    entry = AuditEntry.objects.get(action="findings.sent")
    assert (entry.object_id, entry.actor_name) == (str(pk), giang.email)


def test_the_same_sentence_of_the_same_page_waits_once(giang) -> None:
    first = send_to_review(giang, DEARER)
    assert send_to_review(somebody("nam", Role.ANALYST), DEARER) == first
    assert waiting_number(DEARER.same) == first
    assert AuditEntry.objects.filter(action="findings.sent").count() == 1


def test_what_was_withdrawn_can_be_sent_again(giang) -> None:
    first = send_to_review(giang, DEARER)
    withdraw(giang, first, version=1)
    assert waiting_number(DEARER.same) is None

    second = send_to_review(giang, DEARER)
    assert [(each.id, each.status) for each in findings(giang)] == [
        (second, Status.WAITING),
        (first, Status.WITHDRAWN),
    ]


def test_withdrawing_names_the_version_that_was_seen(giang) -> None:
    pk = send_to_review(giang, DEARER)
    with pytest.raises(NoVersion):
        withdraw(giang, pk, version=None)
    assert withdraw(giang, pk, version=1) == 2
    with pytest.raises(Stale):
        withdraw(giang, pk, version=1)
    with pytest.raises(Refused):
        withdraw(giang, pk, version=2)


def test_a_rep_sees_and_withdraws_only_their_own(giang) -> None:
    rep = somebody("lan", Role.REP)
    of_all = send_to_review(giang, DEARER)
    own = send_to_review(rep, Found("loyalty", "/external/loyalty", Text("Mất 3 khách.", "3 customers lost.")))

    assert [each.id for each in findings(rep)] == [own]
    assert {each.id for each in findings(giang)} == {of_all, own}
    with pytest.raises(Refused):
        withdraw(rep, of_all, version=1)
    assert withdraw(giang, own, version=1) == 2


def test_an_agent_sends_nothing_and_sees_nothing(giang) -> None:
    agent = somebody("duc", Role.AGENT)
    send_to_review(giang, DEARER)
    with pytest.raises(Refused):
        send_to_review(agent, DEARER)
    assert findings(agent) == []


@pytest.mark.parametrize("page", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_a_finding_stands_on_a_page_of_the_product(giang, page) -> None:
    with pytest.raises(Refused):
        send_to_review(giang, Found("loyalty", page, DEARER.sentence))
    assert findings(giang) == []
