"""What is done with a lead: it dates the first answer, stays with what the lead becomes, and waits in the work list."""

from datetime import UTC, datetime, timedelta

import pytest

from crmeter.records.activities.models import Activity
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.concept.listing import record_at
from crmeter.records.leads.actions import Target, convert
from crmeter.records.leads.models import Lead
from crmeter.records.staff.queries import Person
from crmeter.records.timeline.next_steps import next_steps
from crmeter.records.timeline.queries import timeline_of

pytestmark = pytest.mark.django_db
LEADS, ACTIVITIES, CUSTOMERS, ORDERS = (CONCEPTS[n] for n in ("leads", "activities", "customers", "orders"))
CALLED = datetime(2026, 11, 27, 3, 30, tzinfo=UTC)


def test_a_call_that_reaches_somebody_dates_the_first_answer(lan: Person) -> None:
    lead = create(lan, LEADS, {"name": "Chị Lệ"})

    for outcome, at in (("no_answer", CALLED), ("answered", CALLED + timedelta(hours=2)), ("answered", CALLED)):
        call = {"kind": "call", "body": "Gọi", "direction": "out", "outcome": outcome, "happened_at": at, "lead": lead}
        create(lan, ACTIVITIES, call)

    assert Lead.objects.get(pk=lead).first_response_at == CALLED


def test_what_was_done_with_a_lead_is_told_of_the_customer_that_it_became(lan: Person) -> None:
    lead = create(lan, LEADS, {"name": "Chị Lệ"})
    note = create(lan, ACTIVITIES, {"kind": "note", "body": "Hỏi máy lọc", "lead": lead})
    version = Lead.objects.get(pk=lead).version

    convert(lan, lead, version=version, to=Target(customer={"name": "Nắng Sớm", "kind": "firm"}))

    customer = Activity.objects.get(pk=note).customer_id
    assert customer is not None
    told = {(entry.kind, entry.record) for entry in timeline_of(lan, CUSTOMERS, customer).entries}
    assert ("note", note) in told
    assert record_at(lan, LEADS, lead) is not None


def test_a_lead_that_nobody_answered_waits_in_the_work_list_until_somebody_does(lan: Person) -> None:
    lead = create(lan, LEADS, {"name": "Chị Lệ", "owner": lan.id})
    waiting = [(step.concept, step.record) for step in next_steps(lan)]

    create(lan, ACTIVITIES, {"kind": "call", "body": "Gọi", "direction": "out", "outcome": "answered", "lead": lead})

    assert waiting == [("leads", lead)]
    assert next_steps(lan) == ()


def test_orders_of_a_customer_are_told_but_not_drafts(lan: Person) -> None:
    customer = create(lan, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm"})
    order = {"customer": customer, "ordered_at": CALLED, "amount": "58,9 triệu", "currency": "VND"}
    draft = create(lan, ORDERS, {**order, "name": "DH-1", "status": "draft"})
    sold = create(lan, ORDERS, {**order, "name": "DH-2", "status": "confirmed"})

    told = [entry.record for entry in timeline_of(lan, CUSTOMERS, customer, kinds=["order"]).entries]

    assert told == [sold]
    assert draft not in told
