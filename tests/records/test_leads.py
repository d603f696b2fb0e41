"""Leads: on their way, given to somebody, converted once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import change, create, remove
from crmeter.records.concept.conditions import read_clauses
from crmeter.records.concept.listing import Asked, Row, page_of, record_at
from crmeter.records.concept.values import WrongValue
from crmeter.records.deals.queries import pipelines
from crmeter.records.leads.actions import Target, convert, note_first_response
from crmeter.records.leads.conversion import likely_same
from crmeter.records.leads.member_actions import add_members
from crmeter.records.leads.queries import members_of
from crmeter.records.ledger.queries import history
from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.records.staff.queries import Person

pytestmark = pytest.mark.django_db
LEADS, CUSTOMERS, CONTACTS, DEALS = (CONCEPTS[name] for name in ("leads", "customers", "contacts", "deals"))
LE = {
    "name": "Chị Lệ",
    "firm_name": "Nắng Sớm",
    "phone": "0905318642",
    "email": "le@nangsom.vn",
    "channel": "web",
    "interest": "Máy pha cà phê",
}


def lead_at(person: Person, pk: int) -> Row:
    found = record_at(person, LEADS, pk)
    assert found is not None
    return found


def first_stage() -> dict[str, int]:
    pipeline = pipelines()[0]
    return {"pipeline": pipeline.id, "stage": pipeline.stages[0].id}


def test_a_new_lead_of_a_rep_is_theirs_and_dated(minh: Person) -> None:
    found = lead_at(minh, create(minh, LEADS, LE))

    assert found.values["status"] == "new"
    assert found.values["owner"].id == minh.id
    assert timezone.now() - found.values["assigned_at"] < timedelta(minutes=1)


def test_a_new_lead_of_whoever_sees_all_waits_for_somebody(lan: Person) -> None:
    found = lead_at(lan, create(lan, LEADS, LE))

    assert (found.values["owner"], found.values["assigned_at"]) == (None, None)


def test_a_lead_is_dated_again_when_it_is_given_to_somebody_else(lan: Person, minh: Person) -> None:
    pk = create(lan, LEADS, {**LE, "owner": lan.id})
    first = lead_at(lan, pk).values["assigned_at"]
    change(lan, LEADS, pk, version=1, values={"status": "working"})
    kept = lead_at(lan, pk).values["assigned_at"]

    change(lan, LEADS, pk, version=2, values={"owner": minh.id})

    assert kept == first
    assert lead_at(lan, pk).values["assigned_at"] > first


def test_an_unqualified_lead_has_a_reason_until_it_is_worked_on_again(lan: Person) -> None:
    pk = create(lan, LEADS, LE)

    with pytest.raises(WrongValue) as refused:
        change(lan, LEADS, pk, version=1, values={"status": "unqualified"})
    change(lan, LEADS, pk, version=1, values={"status": "unqualified", "unqualified_reason": "no_budget"})
    change(lan, LEADS, pk, version=2, values={"status": "working"})

    assert refused.value.field == "unqualified_reason"
    assert lead_at(lan, pk).values["unqualified_reason"] == ""


def test_nobody_types_a_conversion_without_its_day(lan: Person) -> None:
    pk = create(lan, LEADS, LE)

    with pytest.raises(Refused) as refused:
        change(lan, LEADS, pk, version=1, values={"status": "converted"})
    with pytest.raises(Refused):
        change(lan, LEADS, pk, version=1, values={"converted_on": "2026-11-02"})

    assert refused.value.code == "to_be_converted"
    assert lead_at(lan, pk).values["converted_on"] is None


def test_a_lead_that_another_system_converted_comes_with_its_day(lan: Person) -> None:
    pk = create(lan, LEADS, {**LE, "status": "converted", "converted_on": "2024-03-01"})

    with pytest.raises(Refused):
        change(lan, LEADS, pk, version=1, values={"converted_on": "2024-03-02"})

    assert lead_at(lan, pk).values["converted_on"].isoformat() == "2024-03-01"


def test_no_lead_was_converted_on_a_day_to_come(lan: Person) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)

    with pytest.raises(WrongValue) as refused:
        create(lan, LEADS, {**LE, "status": "converted", "converted_on": tomorrow})

    assert refused.value.field == "converted_on"


def test_a_lead_becomes_a_customer_a_contact_and_a_deal_at_once(lan: Person, minh: Person) -> None:
    pk = create(lan, LEADS, {**LE, "owner": minh.id})

    became = convert(minh, pk, version=1, to=Target(customer={}, contact={}, deal=first_stage()))

    assert became.customer and became.contact and became.deal
    customer = record_at(minh, CUSTOMERS, became.customer)
    contact = record_at(minh, CONTACTS, became.contact)
    deal = record_at(minh, DEALS, became.deal)
    lead = lead_at(minh, pk)
    assert customer and contact and deal
    assert (customer.name, customer.values["kind"], customer.values["phone"]) == ("Nắng Sớm", "firm", "+84905318642")
    assert (contact.name, contact.values["customer"].id) == ("Chị Lệ", became.customer)
    assert (deal.values["customer"].id, deal.values["contact"].id) == (became.customer, became.contact)
    assert deal.values["about"] == "Máy pha cà phê"
    assert lead.values["status"] == "converted"
    assert lead.values["converted_on"] == timezone.localdate()
    assert lead.values["customer"].id == became.customer
    assert lead.version == became.version == 2


def test_all_that_is_made_of_a_lead_goes_to_whoever_has_the_lead(lan: Person, minh: Person) -> None:
    pk = create(lan, LEADS, {**LE, "owner": minh.id})

    became = convert(lan, pk, version=1, to=Target(customer={}, deal=first_stage()))

    assert became.customer and became.deal
    assert record_at(minh, CUSTOMERS, became.customer) is not None
    assert record_at(minh, DEALS, became.deal) is not None


def test_a_person_without_a_firm_becomes_a_person(lan: Person) -> None:
    pk = create(lan, LEADS, {"name": "Anh Tú"})

    became = convert(lan, pk, version=1, to=Target(customer={"region": "Huế"}))

    assert became.customer and became.contact is None
    customer = record_at(lan, CUSTOMERS, became.customer)
    assert customer is not None
    assert (customer.name, customer.values["kind"], customer.values["region"]) == ("Anh Tú", "person", "Huế")


def test_a_lead_joins_what_is_there(lan: Person) -> None:
    customer = create(lan, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm"})
    contact = create(lan, CONTACTS, {"name": "Chị Lệ"})
    pk = create(lan, LEADS, LE)

    became = convert(lan, pk, version=1, to=Target(customer=customer, contact=contact))

    joined = record_at(lan, CONTACTS, contact)
    assert (became.customer, became.contact) == (customer, contact)
    assert joined is not None and joined.values["customer"].id == customer
    assert page_of(lan, CUSTOMERS, Asked(), ()).count == 1


def test_a_contact_of_another_customer_is_not_joined(lan: Person) -> None:
    customer, other = (create(lan, CUSTOMERS, {"name": name, "kind": "firm"}) for name in ("A", "B"))
    contact = create(lan, CONTACTS, {"name": "Chị Lệ", "customer": other})
    pk = create(lan, LEADS, LE)

    with pytest.raises(WrongValue) as refused:
        convert(lan, pk, version=1, to=Target(customer=customer, contact=contact))

    assert refused.value.field == "contact"


def test_a_conversion_that_fails_at_its_end_leaves_nothing(lan: Person) -> None:
    pk = create(lan, LEADS, LE)

    with pytest.raises(WrongValue):
        convert(lan, pk, version=1, to=Target(customer={}, contact={}, deal={"amount": "1"}))

    assert page_of(lan, CUSTOMERS, Asked(), ()).count == 0
    assert page_of(lan, CONTACTS, Asked(), ()).count == 0
    assert lead_at(lan, pk).values["status"] == "new"


def test_a_lead_converts_once(lan: Person) -> None:
    pk = create(lan, LEADS, LE)
    became = convert(lan, pk, version=1, to=Target(customer={}))

    with pytest.raises(Refused) as refused:
        convert(lan, pk, version=became.version, to=Target(customer={}))
    with pytest.raises(Refused):
        change(lan, LEADS, pk, version=became.version, values={"status": "working"})

    assert refused.value.code == "converted_already"
    assert page_of(lan, CUSTOMERS, Asked(), ()).count == 1


def test_a_conversion_names_what_the_lead_becomes_and_the_version_it_was_seen_in(lan: Person) -> None:
    pk = create(lan, LEADS, LE)

    with pytest.raises(Refused) as refused:
        convert(lan, pk, version=1, to=Target())
    with pytest.raises(Stale):
        convert(lan, pk, version=7, to=Target(customer={}))

    assert refused.value.code == "no_target"


def test_the_history_of_a_lead_is_kept_and_it_is_found_by_its_customer(lan: Person) -> None:
    pk = create(lan, LEADS, LE)
    change(lan, LEADS, pk, version=1, values={"status": "working"})
    became = convert(lan, pk, version=2, to=Target(customer={}), why="Đã gọi")

    entries = history("records.lead", str(pk))
    of_customer = Asked(clauses=read_clauses(LEADS, (f"customer.is.{became.customer}",)))
    assert [entry.action for entry in entries] == ["leads.changed", "leads.changed", "leads.created"]
    assert entries[0].why == "Đã gọi"
    assert [row.id for row in page_of(lan, LEADS, of_customer, ()).rows] == [pk]


def test_the_campaign_that_a_lead_came_from_knows_that_it_converted(lan: Person) -> None:
    campaign, other = (create(lan, CONCEPTS["campaigns"], {"name": name}) for name in ("Hội chợ", "Thư"))
    pk = create(lan, LEADS, {**LE, "campaign": campaign})
    for each in (campaign, other):
        add_members(lan, each, version=1, members={"lead": [pk]})

    convert(lan, pk, version=1, to=Target(customer={}))

    assert members_of(campaign)[0].state == "converted"
    assert members_of(other)[0].state == "planned"


def test_whoever_does_not_see_a_lead_does_not_convert_it(lan: Person, minh: Person) -> None:
    pk = create(lan, LEADS, {**LE, "owner": lan.id})

    with pytest.raises(Refused):
        convert(minh, pk, version=1, to=Target(customer={}))

    assert record_at(minh, LEADS, pk) is None
    assert lead_at(lan, pk).values["status"] == "new"


def test_nobody_joins_a_customer_that_they_do_not_see(lan: Person, minh: Person) -> None:
    customer = create(lan, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm", "owner": lan.id})
    pk = create(minh, LEADS, LE)

    with pytest.raises(WrongValue) as refused:
        convert(minh, pk, version=1, to=Target(customer=customer))

    assert refused.value.field == "customer"


def test_a_lead_without_an_owner_is_seen_by_whoever_looks_after_its_customer(lan: Person, minh: Person) -> None:
    customer = create(lan, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm", "owner": minh.id})
    pk = create(lan, LEADS, {**LE, "customer": customer})

    assert record_at(minh, LEADS, pk) is not None


def test_records_that_may_be_the_same_are_proposed_the_closest_first(lan: Person) -> None:
    by_name = create(lan, CUSTOMERS, {"name": "NANG SOM", "kind": "firm"})
    by_two = create(
        lan, CUSTOMERS, {"name": "Cà phê Lệ", "kind": "firm", "phone": "+84 905 318 642", "email": LE["email"]}
    )
    contact = create(lan, CONTACTS, {"name": "chi le"})
    create(lan, CUSTOMERS, {"name": "Mộc Nhiên", "kind": "firm", "phone": "0905318643"})
    gone = create(lan, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm"})
    remove(lan, CUSTOMERS, gone, version=1)
    pk = create(lan, LEADS, LE)

    found = likely_same(lan, pk)

    assert [(each.concept, each.id, each.same) for each in found] == [
        ("customers", by_two, ("phone", "email")),
        ("customers", by_name, ("name",)),
        ("contacts", contact, ("name",)),
    ]


def test_only_what_may_be_seen_is_proposed(lan: Person, minh: Person) -> None:
    create(lan, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm", "owner": lan.id})
    pk = create(minh, LEADS, LE)

    assert likely_same(minh, pk) == ()


def test_the_first_answer_to_a_lead_is_dated_once(lan: Person) -> None:
    pk = create(lan, LEADS, LE)
    now = timezone.now()

    note_first_response(lan, pk, now)
    note_first_response(lan, pk, now + timedelta(hours=1))

    assert lead_at(lan, pk).values["first_response_at"] == now
    assert lead_at(lan, pk).version == 2


def test_a_lead_is_qualified_on_the_day_on_which_somebody_says_so_first(minh: Person) -> None:
    pk = create(minh, LEADS, LE)
    assert lead_at(minh, pk).values["qualified_on"] is None

    change(minh, LEADS, pk, version=1, values={"status": "qualified"})
    change(minh, LEADS, pk, version=2, values={"qualified_on": "2026-01-05"})
    change(minh, LEADS, pk, version=3, values={"status": "working"})
    change(minh, LEADS, pk, version=4, values={"status": "qualified"})

    assert str(lead_at(minh, pk).values["qualified_on"]) == "2026-01-05"


def test_whoever_converts_without_a_word_was_qualified_by_then(minh: Person) -> None:
    pk = create(minh, LEADS, LE)

    convert(minh, pk, version=1, to=Target(customer={}))

    assert lead_at(minh, pk).values["qualified_on"] == timezone.localdate()


def test_a_lead_is_not_qualified_in_days_to_come(minh: Person) -> None:
    pk = create(minh, LEADS, LE)
    tomorrow = timezone.localdate() + timedelta(days=1)

    with pytest.raises(WrongValue, match="this day has not come yet"):
        change(minh, LEADS, pk, version=1, values={"qualified_on": tomorrow.isoformat()})
