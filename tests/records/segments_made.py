"""Three customers on the list of an evaluation, and a segment of those who are worth much."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from crmeter.evaluation.document import to_document
from crmeter.records.customers.actions import publish_customers
from crmeter.records.customers.queries import Listing, current_listing, page_of
from crmeter.records.readings.actions import publish_run
from crmeter.records.segments.actions import Built
from crmeter.records.segments.queries import membership_of, segment_at
from crmeter.records.staff.queries import Person, scope_of
from crmeter.vocabulary import Customer

from ..evaluation.report.sample import evaluation as sample_evaluation

THREE = (
    Customer(1, "shop", "K1", "An", owner="Minh", value=Decimal(900)),
    Customer(2, "shop", "K2", "Bình", owner="Lan", value=Decimal(800)),
    Customer(3, "shop", "K3", "Chi", owner="Minh", value=Decimal(5)),
)


def worth(least: str) -> dict[str, Any]:
    condition = {"fact": "value", "way": "at_least", "values": [least]}
    return {"join": "all", "groups": [{"join": "all", "conditions": [condition]}]}


RICH = Built("Khách lớn", worth("100"))


def publish(run_id: str, customers: Sequence[Customer] = THREE) -> Listing:
    publish_customers(run_id, customers)
    evaluation = sample_evaluation()
    publish_run(to_document(replace(evaluation, run=replace(evaluation.run, id=run_id)), explanations=False))
    found = current_listing()
    assert found is not None
    return found


def members(person: Person, pk: int) -> list[int]:
    listing, found = current_listing(), segment_at(person, pk)
    assert listing is not None and found is not None
    page = page_of(scope_of(person), within=membership_of(listing, found))
    assert page is not None
    return [each.key for each in page.customers]
