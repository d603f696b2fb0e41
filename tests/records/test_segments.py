"""Segments that people build: private or shared, live or kept, few enough to be measured, taken back."""

from dataclasses import replace
from decimal import Decimal

import pytest

from crmeter.records.ledger.change_queries import waits
from crmeter.records.ledger.queries import history
from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.records.segments.actions import (
    Built,
    add_segment,
    bring_back_segment,
    change_segment,
    keep_members_anew,
    remove_segment,
)
from crmeter.records.segments.models import Segment, SegmentMember
from crmeter.records.segments.queries import segment_at, segments_of
from crmeter.records.staff.queries import Person
from crmeter.vocabulary.segment_rule import MOST_MEASURED

from .segments_made import RICH, THREE, members, publish, worth

pytestmark = pytest.mark.django_db


def test_a_live_segment_follows_its_rule_and_a_kept_one_stays(lan: Person) -> None:
    listing = publish("first")
    live = add_segment(lan, RICH)
    kept = add_segment(lan, replace(RICH, name="Chốt", is_live=False))
    assert members(lan, live) == members(lan, kept) == [1, 2]

    publish("second", [replace(THREE[0], value=Decimal(1)), *THREE[1:]])

    assert members(lan, live) == [2]
    assert members(lan, kept) == [2, 1]
    found = segment_at(lan, kept)
    assert found is not None
    assert (found.kept_on, found.kept_by, found.kept) == (listing.as_of, "Lan", 2)

    keep_members_anew(lan, kept, version=1)

    assert members(lan, kept) == [2]
    with pytest.raises(Refused) as refused:
        keep_members_anew(lan, live, version=1)
    assert refused.value.code == "is_live"


def test_whoever_sees_a_part_finds_their_own_members(lan: Person, minh: Person) -> None:
    publish("first")
    shared = add_segment(lan, replace(RICH, is_shared=True))
    own = add_segment(minh, replace(RICH, is_live=False))

    assert members(minh, shared) == [1]
    # They keep no member whom they do not see.
    assert list(SegmentMember.objects.filter(segment=own).values_list("customer_key", flat=True)) == [1]


def test_private_segments_are_found_by_nobody_else(lan: Person, minh: Person) -> None:
    pk = add_segment(lan, RICH)
    assert segments_of(minh) == ()
    assert segment_at(minh, pk) is None
    with pytest.raises(Refused) as unknown:
        change_segment(minh, pk, RICH, version=1)
    assert unknown.value.code == "unknown"

    change_segment(lan, pk, replace(RICH, is_shared=True), version=1)

    (found,) = segments_of(minh)
    assert (found.name, found.may_change) == ("Khách lớn", False)
    with pytest.raises(Refused) as refused:
        remove_segment(minh, pk, version=2)
    assert refused.value.code == "not_own"


def test_only_who_steers_shares_segments(minh: Person) -> None:
    for built in (replace(RICH, is_shared=True), replace(RICH, is_measured=True)):
        with pytest.raises(Refused) as refused:
            add_segment(minh, built)
        assert refused.value.code == "not_allowed"
    assert add_segment(minh, RICH)


def test_a_measured_segment_is_told_to_the_warehouse_and_a_private_one_is_not(lan: Person) -> None:
    before = waits()
    add_segment(lan, RICH)
    # What only its maker finds is no cut of figures that all see.
    pk = add_segment(lan, replace(RICH, name="Riêng", is_measured=True))
    found = segment_at(lan, pk)
    assert found is not None and not found.is_measured
    assert waits() == before

    change_segment(lan, pk, replace(RICH, name="Chung", is_shared=True, is_measured=True), version=1)

    assert waits()


def test_no_more_are_measured_than_an_evaluation_takes(lan: Person) -> None:
    measured = replace(RICH, is_shared=True, is_measured=True)
    for nth in range(MOST_MEASURED):
        add_segment(lan, replace(measured, name=f"Nhóm {nth}"))

    with pytest.raises(Refused) as refused:
        add_segment(lan, replace(measured, name="Thêm"))

    assert refused.value.code == "too_many"
    assert add_segment(lan, replace(measured, name="Thêm", is_measured=False))


@pytest.mark.parametrize(
    ("built", "code"),
    [
        (replace(RICH, name="  "), "wrong_name"),
        (replace(RICH, name="≠ VIP"), "wrong_name"),
        (replace(RICH, name="x" * 81), "wrong_name"),
        (replace(RICH, rule=worth("nhiều")), "segment_value"),
        (replace(RICH, rule={}), "segment_rule"),
        (replace(RICH, name="KHÁCH LỚN"), "taken"),
        (replace(RICH, name="Chốt", is_live=False), "no_list"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(lan: Person, built: Built, code: str) -> None:
    add_segment(lan, RICH)

    with pytest.raises(Refused) as refused:
        add_segment(lan, built)

    assert refused.value.code == code
    assert [each.name for each in segments_of(lan)] == ["Khách lớn"]


def test_a_change_names_the_version_and_leaves_its_trace(lan: Person) -> None:
    pk = add_segment(lan, RICH)
    assert change_segment(lan, pk, RICH, version=1) == 1
    assert change_segment(lan, pk, replace(RICH, rule=worth("500")), version=1) == 2
    with pytest.raises(Stale):
        change_segment(lan, pk, RICH, version=1)
    with pytest.raises(NoVersion):
        remove_segment(lan, pk, version=None)

    version = remove_segment(lan, pk, version=2)
    assert segments_of(lan) == ()
    bring_back_segment(lan, pk, version=version)

    assert [each.name for each in segments_of(lan)] == ["Khách lớn"]
    assert [each.action for each in history("records.segment", str(pk))][::-1] == [
        "segments.added",
        "segments.changed",
        "segments.removed",
        "segments.brought_back",
    ]


def test_a_rule_that_this_version_cannot_read_holds_nobody_and_says_why(lan: Person) -> None:
    publish("first")
    pk = add_segment(lan, RICH)
    Segment.objects.filter(pk=pk).update(rule={"join": "all", "groups": [{"was": "otherwise"}]})

    found = segment_at(lan, pk)

    assert found is not None and found.rule is None and found.why is not None
    assert members(lan, pk) == []
