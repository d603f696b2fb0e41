"""Members of segments: kept for all by whoever sees all, through merges, and counted where no list names them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.change_sets.undo_actions import undo
from crmeter.records.concept.actions import create
from crmeter.records.customers.models import Customer as Record
from crmeter.records.customers.rule_queries import members_within, sums_of, unseen_words
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.refusals import Refused
from crmeter.records.merge.actions import merge
from crmeter.records.privacy.restriction_actions import restrict_person
from crmeter.records.segments.actions import add_segment, change_segment, keep_members_anew
from crmeter.records.segments.models import SegmentMember
from crmeter.records.segments.queries import membership_of, segment_at
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, scope_of
from crmeter.records.staff.roles import Role
from crmeter.records.staff.team_actions import join_team
from crmeter.vocabulary import Customer, Scope
from crmeter.vocabulary.segment_rule import rule_of

from .conftest import there
from .segments_made import RICH, THREE, members, publish, worth

pytestmark = pytest.mark.django_db
CUSTOMERS = CONCEPTS["customers"]
KEPT, SHARED = replace(RICH, is_live=False), replace(RICH, is_live=False, is_shared=True)


@pytest.fixture
def binh(north: str) -> Person:
    """The sales manager of the north, who sees the customers of Minh and not those of Lan."""
    pk = add_user(SYSTEM, "binh@example.vn", Role.SALES_MANAGER, name="Binh")
    join_team(SYSTEM, pk, north)
    return there(pk)


def kept(segment: int) -> list[int]:
    return list(SegmentMember.objects.filter(segment=segment).order_by("id").values_list("customer_key", flat=True))


def on_record(lan: Person, key: int) -> int:
    pk = create(lan, CUSTOMERS, {"name": f"Khách {key}", "kind": "person"})
    Record.objects.filter(pk=pk).update(customer_key=key)
    return pk


def joined(lan: Person, stays: int, goes: int) -> int:
    versions = dict(Record.objects.values_list("pk", "version"))
    return merge(lan, CUSTOMERS, stays, version=versions[stays], others={goes: versions[goes]}, choices={})


def test_members_of_what_all_find_are_kept_by_nobody_who_sees_a_part(lan: Person, binh: Person) -> None:
    publish("first")
    of_lan = add_segment(lan, SHARED)
    own = add_segment(binh, KEPT)
    assert (kept(of_lan), kept(own)) == ([1, 2], [1])
    named = replace(SHARED, name="Khách rất lớn")

    for change in (
        lambda: add_segment(binh, replace(SHARED, name="Của đội")),
        lambda: change_segment(binh, own, named, version=1),
        lambda: keep_members_anew(binh, of_lan, version=1),
        lambda: change_segment(binh, of_lan, replace(SHARED, rule=worth("850")), version=1),
    ):
        with pytest.raises(Refused) as refused:
            change()
        assert refused.value.code == "sees_a_part"
    assert (kept(of_lan), kept(own)) == ([1, 2], [1])

    # What leaves the members alone is theirs to do, and so is what follows its rule.
    assert change_segment(binh, of_lan, named, version=1) == 2
    assert change_segment(binh, own, replace(RICH, name="Của đội", is_shared=True), version=1) == 2
    assert kept(of_lan) == [1, 2]


def test_a_member_who_was_merged_stays_one_as_whoever_took_them_over(lan: Person) -> None:
    publish("first")
    pk = add_segment(lan, KEPT)
    # 2 goes into 3, and 3 into 9, which came later; in the list of then 2 is still there.
    two, three, nine = on_record(lan, 2), on_record(lan, 3), on_record(lan, 9)
    joined(lan, three, two)
    last = joined(lan, nine, three)
    assert members(lan, pk) == [1, 2]

    publish("second", [THREE[0], Customer(9, "shop", "K9", "Chín", owner="Minh", value=Decimal(7))])

    assert members(lan, pk) == [1, 9]
    undo(lan, last)
    publish("third", [THREE[0], THREE[2], Customer(9, "shop", "K9", "Chín", owner="Minh", value=Decimal(7))])
    assert members(lan, pk) == [1, 3]


def test_who_may_not_be_used_is_counted_apart_from_who_is_listed(lan: Person) -> None:
    # Keys of files are far from the numbers of records.
    listing = publish("first", [replace(each, key=1_000 + each.key) for each in THREE])
    restrict_person(lan, CUSTOMERS, on_record(lan, 1_002), reason="disputed")
    pk = add_segment(lan, KEPT)
    segment = segment_at(lan, pk)
    assert segment is not None
    within = membership_of(listing, segment)

    (sums,) = sums_of(listing, Scope(), [within])

    assert (sums.customers, sums.unlisted, sums.listed) == (2, 1, 1)
    assert [each.key for each in members_within(listing, Scope(), within)] == [1_001]


def test_words_of_a_rule_are_seen_by_whoever_sees_a_customer_that_they_name(lan: Person, minh: Person) -> None:
    listing = publish("first")
    condition = {"fact": "owner", "way": "is", "values": ["MINH", "Lan", "Nobody"]}
    rule = rule_of({"join": "all", "groups": [{"join": "all", "conditions": [condition]}]})

    assert unseen_words(listing, scope_of(minh), [rule]) == {("owner", "Lan"), ("owner", "Nobody")}
    assert unseen_words(None, scope_of(minh), [rule]) == {("owner", word) for word in ("MINH", "Lan", "Nobody")}
    assert unseen_words(listing, scope_of(lan), [rule]) == frozenset()
