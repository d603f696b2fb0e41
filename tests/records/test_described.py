"""Each column that tells something is described, with what it says of a natural person."""

from typing import Any

import pytest

from crmeter.records.campaigns.concept import COST_FIELDS
from crmeter.records.campaigns.models import CampaignCost
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.concept import Concept
from crmeter.records.concept.field import Field
from crmeter.records.deals.models import DealLine
from crmeter.records.leads.concept import MEMBER_FIELDS
from crmeter.records.leads.models import CampaignMember
from crmeter.records.orders.concept import (
    DELIVERY_FIELDS,
    DELIVERY_LINE_FIELDS,
    ORDER_LINE_FIELDS,
    RETURN_FIELDS,
    RETURN_LINE_FIELDS,
)
from crmeter.records.orders.models import Delivery, DeliveryLine, OrderLine, Return, ReturnLine
from crmeter.records.privacy.keepers import PEOPLE
from crmeter.records.products.lines import LINE_FIELDS
from crmeter.records.subscriptions.concept import EVENT_FIELDS
from crmeter.records.subscriptions.models import SubscriptionEvent

# Keys, what rows are found by, and the record that a row is kept beside.
BESIDE = {"id", "version", "by_name", "by_words", "merged_into", "folded", "custom", "removed_at", "customer_key"}
# Drawn by lot and never typed, shown or moved.
DRAWN = {"held_out"}
ROWS: list[tuple[Any, tuple[Field, ...], str]] = [
    (CampaignCost, COST_FIELDS, "campaign"),
    (CampaignMember, MEMBER_FIELDS, ""),
    (DealLine, LINE_FIELDS, "deal"),
    (OrderLine, ORDER_LINE_FIELDS, "order"),
    (Delivery, DELIVERY_FIELDS, ""),
    (DeliveryLine, DELIVERY_LINE_FIELDS, "delivery"),
    (Return, RETURN_FIELDS, ""),
    (ReturnLine, RETURN_LINE_FIELDS, "of"),
    (SubscriptionEvent, EVENT_FIELDS, ""),
]


def columns_of(table: Any) -> set[str]:
    return {column.name for column in table._meta.concrete_fields} - BESIDE - DRAWN


@pytest.mark.parametrize("concept", CONCEPTS.values(), ids=lambda concept: concept.name)
def test_each_column_of_a_concept_is_a_field(concept: Concept) -> None:
    # Only people are erased; in records of theirs the column stays empty.
    nobodys = set() if concept.name in PEOPLE else {"erased_at"}

    assert columns_of(concept.table) - nobodys == set(concept.all_fields)


@pytest.mark.parametrize(("table", "fields", "parent"), ROWS, ids=lambda value: getattr(value, "__name__", ""))
def test_each_column_of_rows_beside_a_record_is_described(table: Any, fields: tuple[Field, ...], parent: str) -> None:
    assert columns_of(table) - {parent} == {field.name for field in fields}


@pytest.mark.parametrize("concept", CONCEPTS.values(), ids=lambda concept: concept.name)
def test_groups_and_sorts_name_fields_and_each_sort_has_its_index(concept: Concept) -> None:
    grouped = [name for group in concept.groups for name in group.fields]
    indexed = {tuple(name.lstrip("-") for name in index.fields) for index in concept.table._meta.indexes}

    assert set(grouped) <= set(concept.all_fields)
    assert len(grouped) == len(set(grouped))
    assert {(column.name, "id") for column in concept.all_sorts.values()} <= indexed
