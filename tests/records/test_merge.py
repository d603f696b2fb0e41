"""Records that are one and the same: joined without a loss, and taken apart again."""

from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.change_sets.models import ChangeSet, ChangeSetRow
from crmeter.records.change_sets.queries import change_set, left_rows
from crmeter.records.change_sets.undo_actions import undo
from crmeter.records.concept.actions import bring_back, change, create
from crmeter.records.concept.listing import Asked, page_of, record_at
from crmeter.records.concept.models import Share, Tagging
from crmeter.records.concept.share_actions import share
from crmeter.records.concept.tag_actions import tag
from crmeter.records.contacts.models import Contact
from crmeter.records.customers.models import Customer
from crmeter.records.deals.models import Deal, DealLine
from crmeter.records.deals.queries import pipelines, stage_changes
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.models import ChangeEntry
from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.records.merge.actions import merge
from crmeter.records.merge.preview import preview_merge
from crmeter.records.merge.queries import history_with_merged, merged_into, where_it_went
from crmeter.records.products.models import Product
from crmeter.records.record_imports.other_keys import known_as
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role

pytestmark = pytest.mark.django_db
CUSTOMERS, CONTACTS, DEALS, PRODUCTS = (CONCEPTS[name] for name in ("customers", "contacts", "deals", "products"))


def customer(who: Person, name: str, **values: object) -> int:
    return create(who, CUSTOMERS, {"name": name, "kind": "firm", **values})


def contact(who: Person, name: str, of: int) -> int:
    return create(who, CONTACTS, {"name": name, "customer": of})


def deal(who: Person, name: str, **values: object) -> int:
    pipeline = pipelines()[0]
    return create(who, DEALS, {"name": name, "pipeline": pipeline.id, "stage": pipeline.stages[0].id, **values})


def one_of(who: Person, kept: int, *others: int, concept: Any = CUSTOMERS, **choices: int) -> int:
    versions = dict(concept.table.objects.values_list("pk", "version"))
    return merge(
        who,
        concept,
        kept,
        version=versions[kept],
        others={other: versions[other] for other in others},
        choices=choices,
    )


def everything() -> dict[str, list[dict[str, Any]]]:
    """All rows that a merge may touch, but for what counts changes."""
    tables = (Customer, Contact, Deal, DealLine, Tagging, Share, Product)
    counts = ("version", "changed_at")
    return {
        table.__name__: [
            {name: value for name, value in row.items() if name not in counts}
            for row in table._default_manager.order_by("pk").values()
        ]
        for table in tables
    }


def test_everything_that_named_the_other_names_the_one_that_stays(lan: Person, minh: Person) -> None:
    kept, other = customer(lan, "Nắng Sớm"), customer(lan, "Nang Som", phone="0905318642")
    person_of, sale = contact(lan, "Chị Lệ", other), deal(lan, "Ghế", customer=other, amount="100")
    below = customer(lan, "Chi nhánh", parent=other)
    marked = tag(lan, CUSTOMERS, [other], "Ưu tiên")
    share(lan, CUSTOMERS, other, user=minh.id, may_change=True)
    ChangeEntry.objects.all().delete()

    pk = one_of(lan, kept, other, phone=other)

    assert Contact.objects.get(pk=person_of).customer_id == kept
    assert Deal.objects.get(pk=sale).customer_id == kept
    assert Customer.objects.get(pk=below).parent_id == kept
    assert list(Tagging.objects.values_list("record", "tag")) == [(kept, marked)]
    assert list(Share.objects.values_list("record", "user")) == [(kept, minh.id)]
    found = record_at(lan, CUSTOMERS, kept)
    assert found is not None and found.values["phone"] == "+84905318642"
    gone = Customer.objects.get(pk=other)
    assert (gone.merged_into, gone.removed_at is None) == (kept, False)
    assert set(ChangeEntry.objects.values_list("concept", "record")) == {
        ("customers", kept), ("customers", other), ("customers", below), ("contacts", person_of), ("deals", sale),
    }  # fmt: skip
    view = change_set(lan, pk)
    assert view is not None
    assert (view.kind, view.state, view.title.vi) == ("merge", "done", "Gộp 1 Khách hàng vào Nắng Sớm")


def test_undoing_brings_every_row_back_to_the_byte(lan: Person, minh: Person) -> None:
    kept, other = customer(lan, "Nắng Sớm", external_id="K1"), customer(lan, "Nang Som", external_id="K2")
    third = customer(lan, "Nắng", phone="0905318642", parent=other)
    contact(lan, "Chị Lệ", other)
    deal(lan, "Ghế", customer=third, amount="100")
    customer(lan, "Chi nhánh", parent=third)
    tag(lan, CUSTOMERS, [other, third, kept], "Ưu tiên")
    share(lan, CUSTOMERS, other, user=minh.id, may_change=True)
    before = everything()
    pk = one_of(lan, kept, other, third, phone=third, external_id=other)
    assert everything() != before

    undo(lan, pk)

    assert everything() == before
    assert left_rows(lan, pk) == ()
    assert ChangeSet.objects.get(pk=pk).state == "undone"
    with pytest.raises(Refused):
        undo(lan, pk)


def test_a_merged_record_is_found_by_nobody_and_comes_back_only_as_a_whole(lan: Person) -> None:
    kept, other = customer(lan, "Nắng Sớm"), customer(lan, "Nang Som")
    one_of(lan, kept, other)

    with pytest.raises(Refused) as refused:
        bring_back(lan, CUSTOMERS, other, version=2)

    assert refused.value.code == "merged"
    assert [row.id for row in page_of(lan, CUSTOMERS, Asked(), ()).rows] == [kept]
    assert page_of(lan, CUSTOMERS, Asked(is_removed=True), ()).rows == ()
    assert where_it_went(lan, CUSTOMERS, other) == kept
    assert where_it_went(lan, CUSTOMERS, kept) is None


def test_the_history_of_all_that_it_was_stays_readable(lan: Person) -> None:
    first, second, third = (customer(lan, name) for name in ("A", "B", "C"))
    change(lan, CUSTOMERS, second, version=1, values={"segment": "Quán"})
    one_of(lan, second, third)
    one_of(lan, first, second)

    found = history_with_merged(lan, CUSTOMERS, first)

    assert [(each.record, each.change.action) for each in found] == [
        (first, "customers.took_over"),
        (second, "customers.merged"),
        (second, "customers.took_over"),
        (third, "customers.merged"),
        (second, "customers.changed"),
        (third, "customers.created"),
        (second, "customers.created"),
        (first, "customers.created"),
    ]
    assert [(each.id, each.into) for each in merged_into(lan, CUSTOMERS, first)] == [(second, first), (third, second)]
    assert where_it_went(lan, CUSTOMERS, third) == first


def test_links_that_went_elsewhere_since_stay_there(lan: Person) -> None:
    kept, other, away = customer(lan, "A"), customer(lan, "B"), customer(lan, "C")
    moved, stayed = contact(lan, "Một", other), contact(lan, "Hai", other)
    pk = one_of(lan, kept, other)
    change(lan, CONTACTS, moved, version=2, values={"customer": away})
    change(lan, CONTACTS, stayed, version=2, values={"position": "Kế toán"})

    undo(lan, pk)

    rows = dict(Contact.objects.values_list("pk", "customer"))
    assert rows == {moved: away, stayed: other}
    assert Contact.objects.get(pk=stayed).position == "Kế toán"
    assert [(row.name, row.concept) for row in left_rows(lan, pk)] == [("Một", "contacts")]


def test_fields_that_somebody_changed_since_stay_and_the_other_comes_back(lan: Person) -> None:
    kept, other = customer(lan, "A"), customer(lan, "B", segment="Quán")
    pk = one_of(lan, kept, other, segment=other)
    change(lan, CUSTOMERS, kept, version=2, values={"region": "Miền Bắc"})

    undo(lan, pk)

    assert Customer.objects.get(pk=kept).segment == "Quán"
    assert record_at(lan, CUSTOMERS, other) is not None
    assert [row.name for row in left_rows(lan, pk)] == ["A"]


def test_a_merge_whose_other_cannot_come_back_is_not_taken_back_by_half(lan: Person) -> None:
    kept, other = customer(lan, "A", external_id="K1"), customer(lan, "B", external_id="K2")
    ngoc = contact(lan, "Ngọc", other)
    pk = one_of(lan, kept, other, external_id=other)
    change(lan, CUSTOMERS, kept, version=2, values={"region": "Miền Bắc"})
    before = everything()

    with pytest.raises(Refused):
        undo(lan, pk)

    assert everything() == before
    assert Contact.objects.get(pk=ngoc).customer_id == kept
    assert change_set(lan, pk).state == "done"
    change(lan, CUSTOMERS, kept, version=3, values={"external_id": "K1"})
    undo(lan, pk)
    assert Contact.objects.get(pk=ngoc).customer_id == other


def test_a_contact_who_was_erased_goes_along_and_comes_back(lan: Person) -> None:
    kept, other = customer(lan, "A"), customer(lan, "B")
    gone = contact(lan, "Ngọc", other)
    Contact.objects.filter(pk=gone).update(erased_at=timezone.now(), name="#1")

    pk = one_of(lan, kept, other)

    assert Contact.objects.get(pk=gone).customer_id == kept
    undo(lan, pk)
    assert Contact.objects.get(pk=gone).customer_id == other
    assert left_rows(lan, pk) == ()


@pytest.mark.parametrize("above_first", [True, False])
def test_one_that_belonged_to_the_other_does_not_belong_to_itself(lan: Person, above_first: bool) -> None:
    top = customer(lan, "Tập đoàn")
    above = customer(lan, "Mẹ", parent=top)
    between = customer(lan, "Giữa", parent=above)
    below = customer(lan, "Con", parent=between)
    kept, other = (above, below) if above_first else (below, above)

    pk = one_of(lan, kept, other)

    parents = dict(Customer.objects.values_list("pk", "parent"))
    assert (parents[kept], parents[between]) == (top, kept)
    undo(lan, pk)
    assert dict(Customer.objects.values_list("pk", "parent")) == {
        top: None, above: top, between: above, below: between,
    }  # fmt: skip


def test_the_key_of_another_source_is_not_chosen_and_leads_to_the_one_that_stays(lan: Person) -> None:
    kept, other = customer(lan, "A", external_id="K1"), customer(lan, "B", external_id="7")
    Customer.objects.filter(pk=other).update(external_source="shop")

    offered = {each.field.name for each in preview_merge(lan, CUSTOMERS, kept, [other]).fields}
    with pytest.raises(Refused):
        one_of(lan, kept, other, external_id=other)
    one_of(lan, kept, other)

    assert "external_id" not in offered
    assert Customer.objects.get(pk=kept).external_id == "K1"
    assert known_as("customers", "shop", ["7"]) == {"7": kept}


def test_who_has_not_seen_the_latest_of_each_merges_nothing(lan: Person) -> None:
    kept, other = customer(lan, "A"), customer(lan, "B")
    change(lan, CUSTOMERS, other, version=1, values={"segment": "Quán"})

    with pytest.raises(Stale):
        merge(lan, CUSTOMERS, kept, version=1, others={other: 1}, choices={})
    with pytest.raises(NoVersion):
        merge(lan, CUSTOMERS, kept, version=None, others={other: 2}, choices={})

    assert not ChangeSet.objects.exists()
    assert page_of(lan, CUSTOMERS, Asked(), ()).count == 2


@pytest.mark.parametrize(
    ("role", "own", "allowed"),
    [
        (Role.REP, True, False),
        (Role.SALES_MANAGER, True, True),
        (Role.SALES_MANAGER, False, False),
        (Role.STEWARD, False, True),
        (Role.ANALYST, True, False),
    ],
)
def test_whoever_may_remove_the_others_may_merge_them(lan: Person, role: Role, own: bool, allowed: bool) -> None:
    who = person(add_user(SYSTEM, "ai@example.vn", role))
    assert who is not None
    kept, other = (customer(lan, name, owner=who.id if own else lan.id) for name in "AB")

    if allowed:
        one_of(who, kept, other)
    else:
        with pytest.raises(Refused):
            one_of(who, kept, other)
        with pytest.raises(Refused):
            preview_merge(who, CUSTOMERS, kept, [other])

    assert Customer.objects.filter(merged_into=kept).exists() is allowed
    assert ChangeSet.objects.exists() is allowed


def test_a_record_is_not_merged_with_itself_nor_with_one_that_is_gone(lan: Person) -> None:
    kept, other = customer(lan, "A"), customer(lan, "B")
    one_of(lan, kept, other)

    for others in ({kept: 1}, {other: 2}, {}):
        with pytest.raises(Refused):
            merge(lan, CUSTOMERS, kept, version=1, others=others, choices={})


def test_a_choice_that_means_nothing_is_refused(lan: Person) -> None:
    kept, other, outside = (customer(lan, name) for name in "ABC")

    for choices in ({"phone": outside}, {"created_at": other}, {"password": other}):
        with pytest.raises(Refused):
            one_of(lan, kept, other, **choices)

    assert Customer.objects.filter(merged_into=None).count() == 3


def test_an_amount_brings_its_currency(lan: Person) -> None:
    kept, other = deal(lan, "A", amount="100", currency="VND"), deal(lan, "B", amount="50", currency="USD")

    one_of(lan, kept, other, concept=DEALS, amount=other)

    found = Deal.objects.get(pk=kept)
    assert (found.amount, found.currency) == (Decimal(50), "USD")


@pytest.mark.parametrize("choices", [{"currency": "other"}, {"amount": "other", "currency": "kept"}])
def test_an_amount_never_changes_its_currency(lan: Person, choices: dict[str, str]) -> None:
    kept, other = deal(lan, "A", amount="100", currency="VND"), deal(lan, "B", amount="50", currency="USD")
    chosen = {name: {"kept": kept, "other": other}[whose] for name, whose in choices.items()}

    with pytest.raises(Refused) as refused:
        one_of(lan, kept, other, concept=DEALS, **chosen)

    assert refused.value.code == "wrong_choice"


def test_the_lines_and_the_way_of_a_deal_stay_with_it(lan: Person) -> None:
    kept, other = deal(lan, "A"), deal(lan, "B")
    product = create(lan, PRODUCTS, {"name": "Ghế"})
    line = DealLine.objects.create(deal_id=other, product_id=product, position=1, quantity=1, unit_price=5, amount=5)

    one_of(lan, kept, other, concept=DEALS)

    line.refresh_from_db()
    assert line.deal_id == other
    assert [event.kind for event in stage_changes(kept)] == ["created"]
    assert [event.kind for event in stage_changes(other)] == ["created"]


def test_lines_name_the_product_that_stays_and_their_deal_is_told_of(lan: Person) -> None:
    kept, other = (create(lan, PRODUCTS, {"name": name}) for name in ("Ghế", "Ghe"))
    sale = deal(lan, "A")
    line = DealLine.objects.create(deal_id=sale, product_id=other, position=1, quantity=1, unit_price=5, amount=5)
    ChangeEntry.objects.all().delete()

    pk = one_of(lan, kept, other, concept=PRODUCTS)

    line.refresh_from_db()
    assert line.product_id == kept
    assert ("deals", sale) in set(ChangeEntry.objects.values_list("concept", "record"))
    undo(lan, pk)
    line.refresh_from_db()
    assert line.product_id == other


def test_a_link_that_has_no_name_of_its_own_moves_too(lan: Person) -> None:
    kept, other = (create(lan, CONCEPTS["competitors"], {"name": name}) for name in ("Đối", "Doi"))
    sale = deal(lan, "A", competitor=other)

    one_of(lan, kept, other, concept=CONCEPTS["competitors"])

    assert Deal.objects.get(pk=sale).competitor_id == kept


def test_a_tag_that_both_have_is_there_once_and_comes_back_with_the_other(lan: Person) -> None:
    kept, other = customer(lan, "A"), customer(lan, "B")
    tag(lan, CUSTOMERS, [kept, other], "Ưu tiên")
    before = everything()

    pk = one_of(lan, kept, other)

    found = record_at(lan, CUSTOMERS, kept)
    assert found is not None and found.tags == ("Ưu tiên",)
    undo(lan, pk)
    assert everything() == before


def test_a_preview_says_what_a_merge_does(lan: Person) -> None:
    kept = customer(lan, "Nắng Sớm", is_partner=True, is_customer=True)
    other = customer(lan, "Nang Som", phone="0905318642", segment="Quán", region="Bắc", is_customer=True)
    contact(lan, "Một", other)
    contact(lan, "Hai", other)
    contact(lan, "Ba", kept)
    deal(lan, "Ghế", customer=other)
    customer(lan, "Con", parent=other)
    tag(lan, CUSTOMERS, [other], "Ưu tiên")

    found = preview_merge(lan, CUSTOMERS, kept, [other])

    proposed = {each.field.name: each.proposed for each in found.fields}
    assert proposed["name"] == other
    assert proposed["phone"] == other
    assert proposed["is_partner"] == kept
    assert {each.field.name for each in found.fields if each.differs} >= {"name", "phone", "segment", "is_partner"}
    assert {each.title.en: each.count for each in found.moving} == {
        "Customers": 1,
        "Contacts": 2,
        "Deals": 1,
        "Tags": 1,
    }
    assert [(each.title.en, each.change) for each in found.effects] == [
        ("Number of records: Customers", -1),
        ("Customers: Buys from the firm", -1),
    ]
    assert not ChangeSet.objects.exists()


def test_of_equally_full_records_the_one_changed_last_is_proposed(lan: Person) -> None:
    kept, other = customer(lan, "A", segment="Quán"), customer(lan, "B", segment="Chợ")
    change(lan, CUSTOMERS, kept, version=1, values={"segment": "Khách sạn"})

    found = preview_merge(lan, CUSTOMERS, other, [kept])

    assert {each.field.name: each.proposed for each in found.fields}["segment"] == kept


def test_a_set_of_a_merge_holds_each_row_once(lan: Person) -> None:
    kept, other, third = (customer(lan, name) for name in "ABC")
    for whose in (kept, other, third):
        contact(lan, "Chị Lệ", whose)

    pk = one_of(lan, kept, other, third)

    rows = list(ChangeSetRow.objects.filter(of=pk).order_by("id").values_list("concept", "deed"))
    assert rows == [("customers", "removed")] * 2 + [("contacts", "moved")] * 2
