"""Notices: who is told of what, once, and whoever may see it only."""

from datetime import UTC, datetime

import pytest

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import change, create
from crmeter.records.concept.listing import visible
from crmeter.records.concept.share_actions import share
from crmeter.records.ledger.refusals import Refused
from crmeter.records.notices.actions import follow, mark_all_read, mark_read, unfollow
from crmeter.records.notices.models import Notice
from crmeter.records.notices.queries import MOST_UNREAD, followers_of, notices_of, unread
from crmeter.records.staff.queries import Person

pytestmark = pytest.mark.django_db
CUSTOMERS, DEALS, ACTIVITIES = CONCEPTS["customers"], CONCEPTS["deals"], CONCEPTS["activities"]


def customer_of(person: Person, **values: object) -> int:
    return create(person, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm", **values})


def told(person: Person) -> list[tuple[str, str, int]]:
    return [(row.kind, row.concept, row.record) for row in notices_of(person).rows]


def test_whoever_is_given_a_record_by_somebody_else_is_told(lan: Person, minh: Person) -> None:
    given = customer_of(lan, owner=minh.id)
    customer_of(minh, owner=minh.id)
    later = customer_of(lan)
    change(lan, CUSTOMERS, later, version=1, values={"owner": minh.id})

    assert told(minh) == [("assigned", "customers", later), ("assigned", "customers", given)]
    assert told(lan) == []
    assert notices_of(minh).rows[0].title.en == "Lan gave you the customer Nắng Sớm"


def test_followers_are_told_of_the_changes_of_others(lan: Person, minh: Person) -> None:
    pk = customer_of(minh, owner=minh.id)
    follow(lan, CUSTOMERS, pk)
    follow(minh, CUSTOMERS, pk)
    follow(minh, CUSTOMERS, pk)

    change(minh, CUSTOMERS, pk, version=1, values={"segment": "Quán ăn", "region": "Huế"})

    assert told(lan) == [("followed", "customers", pk)]
    assert told(minh) == []
    assert notices_of(lan).rows[0].title.en == "Minh changed the customer Nắng Sớm: Segment, Region"
    assert followers_of(CUSTOMERS, pk) == ((lan.id, "Lan"), (minh.id, "Minh"))


def test_whoever_edits_field_by_field_tells_of_it_once(lan: Person, minh: Person) -> None:
    pk = customer_of(minh, owner=minh.id)
    follow(lan, CUSTOMERS, pk)

    change(minh, CUSTOMERS, pk, version=1, values={"segment": "Quán ăn"})
    change(minh, CUSTOMERS, pk, version=2, values={"region": "Huế"})
    once = notices_of(lan).rows
    mark_read(lan, [once[0].id])
    change(minh, CUSTOMERS, pk, version=3, values={"region": "Đà Nẵng"})

    assert [row.title.en for row in once] == ["Minh changed the customer Nắng Sớm: Segment, Region"]
    assert [row.title.en for row in notices_of(lan, only_unread=True).rows] == [
        "Minh changed the customer Nắng Sớm: Region"
    ]


def test_a_change_that_is_none_is_told_to_nobody(lan: Person, minh: Person) -> None:
    pk = customer_of(minh, owner=minh.id)
    follow(lan, CUSTOMERS, pk)

    change(minh, CUSTOMERS, pk, version=1, values={"name": "Nắng Sớm"})

    assert told(lan) == []


def test_a_refused_change_is_told_to_nobody(lan: Person, minh: Person) -> None:
    pk = customer_of(lan)

    with pytest.raises(Refused):
        change(lan, CUSTOMERS, pk, version=1, values={"owner": minh.id, "parent": pk})

    assert Notice.objects.count() == 0


def test_whoever_follows_is_told_of_new_activities(lan: Person, minh: Person) -> None:
    pk = customer_of(minh, owner=minh.id)
    follow(lan, CUSTOMERS, pk)

    create(minh, ACTIVITIES, {"kind": "note", "body": "Đã gọi", "customer": pk})
    create(minh, ACTIVITIES, {"kind": "note", "body": "@Lan xem", "customer": pk})

    assert [kind for kind, _, _ in told(lan)] == ["mention", "followed"]
    assert notices_of(lan).rows[1].title.en == "Minh wrote on the customer Nắng Sớm: Đã gọi"


def test_words_of_an_activity_are_told_to_those_who_may_read_it(lan: Person, minh: Person) -> None:
    pk = customer_of(lan)
    share(lan, CUSTOMERS, pk, user=minh.id, may_change=False)
    follow(minh, CUSTOMERS, pk)

    noted = create(lan, ACTIVITIES, {"kind": "note", "body": "Giảm tối đa 30 %", "customer": pk})

    assert not visible(minh, ACTIVITIES).filter(pk=noted).exists()
    assert told(minh) == []


def test_whoever_may_not_see_a_record_any_more_is_not_told(lan: Person, minh: Person) -> None:
    pk = customer_of(minh, owner=minh.id)
    follow(minh, CUSTOMERS, pk)

    change(lan, CUSTOMERS, pk, version=1, values={"owner": lan.id})
    change(lan, CUSTOMERS, pk, version=2, values={"segment": "Quán ăn"})

    assert told(minh) == []


def test_nobody_follows_what_they_may_not_see(lan: Person, minh: Person) -> None:
    pk = customer_of(lan, owner=lan.id)

    with pytest.raises(Refused):
        follow(minh, CUSTOMERS, pk)

    assert followers_of(CUSTOMERS, pk) == ()


def test_whoever_follows_no_more_is_not_told(lan: Person, minh: Person) -> None:
    pk = customer_of(minh, owner=minh.id)
    follow(lan, CUSTOMERS, pk)
    unfollow(lan, CUSTOMERS, pk)

    change(minh, CUSTOMERS, pk, version=1, values={"segment": "Quán ăn"})

    assert told(lan) == []


def test_only_ones_own_notices_are_read(lan: Person, minh: Person) -> None:
    for _ in range(3):
        customer_of(lan, owner=minh.id)
    newest, *_ = numbers = [row.id for row in notices_of(minh).rows]

    foreign = mark_read(lan, numbers)
    own = mark_read(minh, [newest])

    assert (foreign, own, unread(minh)) == (0, 1, 2)
    assert [row.is_read for row in notices_of(minh).rows] == [True, False, False]
    assert [row.id for row in notices_of(minh, only_unread=True).rows] == numbers[1:]
    assert (mark_all_read(minh, numbers[1]), unread(minh)) == (2, 0)


def test_what_came_after_the_page_was_opened_stays_unread(lan: Person, minh: Person) -> None:
    customer_of(lan, owner=minh.id)
    seen = notices_of(minh).rows[0].id
    customer_of(lan, owner=minh.id)

    mark_all_read(minh, seen)

    assert unread(minh) == 1


def test_pages_of_notices_follow_each_other(lan: Person, minh: Person) -> None:
    for _ in range(3):
        customer_of(lan, owner=minh.id)

    first = notices_of(minh, most=2)
    second = notices_of(minh, after=first.after, most=2)

    numbers = [row.id for row in (*first.rows, *second.rows)]
    assert len(numbers) == 3
    assert numbers == sorted(numbers, reverse=True)
    assert second.after is None


def test_counting_ends_at_a_hundred(minh: Person) -> None:
    row = {
        "user_id": minh.id,
        "kind": "due",
        "concept": "customers",
        "record": 1,
        "at": datetime(2026, 3, 2, tzinfo=UTC),
    }
    Notice.objects.bulk_create([Notice(**row) for _ in range(MOST_UNREAD + 20)])

    assert unread(minh) == MOST_UNREAD == 100
