"""Rules of segments: read back as they are kept, refused where they mean nothing."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from crmeter.vocabulary import Misused
from crmeter.vocabulary.segment_rule import FACTS, MOST_GROUPS, WAYS, FactKind, alike, first_of_last, rule_of


def held(fact: str, way: str, *values: str) -> dict[str, Any]:
    return {"join": "all", "groups": [{"join": "any", "conditions": [{"fact": fact, "way": way, "values": values}]}]}


@pytest.mark.parametrize(
    ("fact", "way", "typed", "read"),
    [
        ("value", "at_least", ("1500000.5",), (Decimal("1500000.5"),)),
        ("probability_active", "between", ("20", "80"), (Decimal("0.2"), Decimal("0.8"))),
        ("last_on", "within", ("90",), (90,)),
        ("last_on", "at_most", ("2026-01-31",), (date(2026, 1, 31),)),
        ("region", "is", (" Huế ", "", "Đà Nẵng"), ("Huế", "Đà Nẵng")),
        ("rfm", "not", ("champions",), ("champions",)),
        ("satisfaction", "empty", ("5",), ()),
    ],
)
def test_values_are_read_as_what_they_stand_for(fact: str, way: str, typed: tuple[str, ...], read: Any) -> None:
    rule = rule_of(held(fact, way, *typed))

    assert rule.groups[0].conditions[0].read() == read
    assert rule_of(rule.to_json()) == rule


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ({}, "segment_rule"),
        ([], "segment_rule"),
        ({"join": "all", "groups": []}, "segment_rule"),
        ({"join": "none", "groups": [{"join": "any", "conditions": []}]}, "segment_rule"),
        (held("password", "is", "x"), "segment_rule"),
        (held("value", "is", "1"), "segment_rule"),
        (held("value", "at_least", "1) OR (1=1"), "segment_value"),
        (held("value", "at_least", "NaN"), "segment_value"),
        (held("value", "at_least"), "segment_value"),
        (held("value", "between", "9", "1"), "segment_value"),
        (held("probability_active", "at_most", "101"), "segment_value"),
        (held("last_on", "within", "0"), "segment_value"),
        (held("last_on", "at_least", "31/12/2025"), "segment_value"),
        ({"join": "all", "groups": held("rfm", "empty")["groups"] * (MOST_GROUPS + 1)}, "segment_rule"),
    ],
)
def test_what_means_nothing_is_refused_with_its_reason(rule: Any, code: str) -> None:
    with pytest.raises(Misused) as refused:
        rule_of(rule)

    assert refused.value.code == code
    assert refused.value.text.vi != refused.value.text.en


def test_the_day_of_the_data_is_the_last_of_the_last_days() -> None:
    assert first_of_last(date(2025, 12, 31), 1) == date(2025, 12, 31)
    assert first_of_last(date(2025, 12, 31), 30) == date(2025, 12, 2)


def test_marks_tell_owners_apart_but_not_regions() -> None:
    assert alike("region", "ĐÀ NẴNG", "da nang")
    assert not alike("owner", "Hòa", "Hoa")
    assert alike("owner", "HÒA", "hòa")


def test_every_fact_can_be_compared_and_asked_whether_it_is_known() -> None:
    assert set(WAYS) == set(FactKind)
    for fact in FACTS.values():
        assert {"empty", "filled"} <= {way.value for way in WAYS[fact.kind]}
        assert fact.title.vi and fact.title.en
