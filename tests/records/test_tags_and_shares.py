"""Words that records are marked with, and with whom records are shared."""

import pytest

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import change, create
from crmeter.records.concept.listing import Asked, all_tags, page_of, record_at
from crmeter.records.concept.share_actions import share, unshare
from crmeter.records.concept.sharing import Shared, shares_of
from crmeter.records.concept.tag_actions import tag, untag
from crmeter.records.ledger.models import ChangeEntry
from crmeter.records.ledger.queries import history
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.models import Team
from crmeter.records.staff.queries import Person

pytestmark = pytest.mark.django_db
CUSTOMERS = CONCEPTS["customers"]


@pytest.fixture
def of_lan(lan: Person) -> int:
    return create(lan, CUSTOMERS, {"name": "Của Lan", "kind": "firm", "owner": lan.id})


def test_a_tag_is_made_when_it_is_first_used_and_is_one_however_it_is_written(lan: Person, of_lan: int) -> None:
    first = tag(lan, CUSTOMERS, [of_lan], "Ưu tiên")
    second = tag(lan, CUSTOMERS, [of_lan], "  UU   tiên ")

    found = page_of(lan, CUSTOMERS, Asked(tag=first), ())
    assert first == second
    assert [each.name for each in all_tags()] == ["Ưu tiên"]
    assert [(row.id, row.tags) for row in found.rows] == [(of_lan, ("Ưu tiên",))]
    assert [each.action for each in history("records.customer", str(of_lan))] == [
        "customers.tagged",
        "customers.created",
    ]


def test_a_tag_comes_off_and_the_warehouse_is_told(lan: Person, of_lan: int) -> None:
    mark = tag(lan, CUSTOMERS, [of_lan], "Ưu tiên")
    ChangeEntry.objects.all().delete()

    untag(lan, CUSTOMERS, [of_lan], mark)
    untag(lan, CUSTOMERS, [of_lan], mark)

    assert page_of(lan, CUSTOMERS, Asked(tag=mark), ()).rows == ()
    assert list(ChangeEntry.objects.values_list("record", flat=True)) == [of_lan]


@pytest.mark.parametrize("name", ["", "  ", "a" * 61])
def test_a_tag_without_a_name_is_none(lan: Person, of_lan: int, name: str) -> None:
    with pytest.raises(Refused):
        tag(lan, CUSTOMERS, [of_lan], name)

    assert all_tags() == ()


def test_nobody_marks_what_they_may_not_change(minh: Person, of_lan: int) -> None:
    with pytest.raises(Refused):
        tag(minh, CUSTOMERS, [of_lan], "Ưu tiên")

    assert all_tags() == ()


def test_who_it_is_shared_with_sees_it_and_changes_it_only_if_that_was_said(
    lan: Person, minh: Person, of_lan: int
) -> None:
    share(lan, CUSTOMERS, of_lan, user=minh.id, may_change=False)
    assert record_at(minh, CUSTOMERS, of_lan) is not None
    with pytest.raises(Refused):
        change(minh, CUSTOMERS, of_lan, version=1, values={"segment": "Quán"})
    with pytest.raises(Refused):
        share(minh, CUSTOMERS, of_lan, user=minh.id, may_change=True)

    share(lan, CUSTOMERS, of_lan, user=minh.id, may_change=True)

    assert change(minh, CUSTOMERS, of_lan, version=1, values={"segment": "Quán"}) == 2
    assert shares_of(lan, CUSTOMERS, of_lan) == (Shared(minh.id, None, "Minh", True),)


def test_a_team_sees_what_is_shared_with_it_until_it_is_taken_back(
    lan: Person, minh: Person, north: str, of_lan: int
) -> None:
    team = Team.objects.get(slug=north).pk
    share(lan, CUSTOMERS, of_lan, team=team, may_change=False)
    assert record_at(minh, CUSTOMERS, of_lan) is not None

    unshare(lan, CUSTOMERS, of_lan, team=team)

    assert record_at(minh, CUSTOMERS, of_lan) is None
    assert shares_of(lan, CUSTOMERS, of_lan) == ()
    assert [each.action for each in history("records.customer", str(of_lan))][:2] == [
        "customers.unshared",
        "customers.shared",
    ]


def test_it_is_shared_with_one_who_is_there(lan: Person, minh: Person, north: str, of_lan: int) -> None:
    team = Team.objects.get(slug=north).pk

    for whom in ({}, {"user": 999_999}, {"team": 999_999}, {"user": minh.id, "team": team}):
        with pytest.raises(Refused):
            share(lan, CUSTOMERS, of_lan, may_change=True, **whom)

    assert shares_of(lan, CUSTOMERS, of_lan) == ()


def test_whoever_may_not_see_a_record_does_not_learn_with_whom_it_is_shared(
    lan: Person, minh: Person, of_lan: int
) -> None:
    share(lan, CUSTOMERS, of_lan, user=lan.id, may_change=True)

    assert shares_of(minh, CUSTOMERS, of_lan) == ()
    with pytest.raises(Refused) as refused:
        unshare(minh, CUSTOMERS, of_lan, user=lan.id)
    assert refused.value.code == "unknown"
