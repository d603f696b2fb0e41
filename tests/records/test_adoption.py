"""What a source holds as records: written once, told by its name, and gone again with all that hangs from it."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from crmeter.records.activities.models import Activity
from crmeter.records.adoption.actions import ask, ask_undo
from crmeter.records.adoption.known import Known
from crmeter.records.adoption.queries import adoption_of
from crmeter.records.adoption.take_out_actions import forget_source, leave, take_out_batch
from crmeter.records.adoption.write_actions import begin, count, open_accounts, write_batch
from crmeter.records.campaigns.models import Campaign
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.concept.tag_actions import tag
from crmeter.records.customers.models import Customer
from crmeter.records.deals.models import Deal, StageEvent
from crmeter.records.leads.models import CampaignMember, Lead
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.change_queries import waits
from crmeter.records.ledger.models import AuditEntry, ChangeEntry
from crmeter.records.ledger.refusals import Refused
from crmeter.records.orders.actions import set_lines
from crmeter.records.orders.models import Delivery, DeliveryLine, Order, OrderLine, Return, ReturnLine
from crmeter.records.products.models import Product
from crmeter.records.staff.models import User
from crmeter.records.staff.queries import Person
from crmeter.vocabulary import ForeignRecord

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 2, tzinfo=UTC)
SHOP = ForeignRecord("KH1", "Nắng Sớm", AT, {"kind": "firm", "phone": "+84905318642"}, owner="Lê Thu Hà")
WATER = ForeignRecord("N20", "Nước bình", AT, {"code": "N20", "unit_cost": 30_000})
TET = ForeignRecord("CD1", "Tết 2026", AT, {"status": "finished"})
ORDER = ForeignRecord(
    "DH1",
    "DH1",
    AT,
    {"ordered_at": AT, "amount": Decimal(100_000), "currency": "VND", "status": "delivered"},
    {"customer": "KH1", "campaign": "CD1"},
    beside={
        "lines": [{"product": "N20", "quantity": 2, "unit_price": 50_000, "amount": 100_000, "unit_cost": 30_000}],
        "deliveries": [{"promised_on": date(2026, 3, 3), "shipped_on": None, "delivered_on": date(2026, 3, 3)}],
        "returns": [
            {"product": "N20", "quantity": 1, "amount": 50_000, "currency": "VND", "returned_on": date(2026, 3, 5)}
        ],
    },
)


def taken_in(*steps: tuple[str, list[ForeignRecord]], source: str = "shop") -> int:
    pk = begin(SYSTEM, source, imports=["a"])
    open_accounts(pk, {record.owner for _, records in steps for record in records})
    known = Known(source)
    for step, records in steps:
        write_batch(pk, step, records, known, place=0)
    return pk


def all_of_it() -> int:
    return taken_in(("products", [WATER]), ("campaigns", [TET]), ("customers", [SHOP]), ("orders", [ORDER]))


def taken_out(source: str = "shop") -> int:
    pk = leave(SYSTEM, source)
    assert pk is not None
    gone = 0
    while some := take_out_batch(pk, 2):
        gone += some
    forget_source(SYSTEM, pk)
    return gone


def test_an_order_comes_with_all_that_stands_beside_it() -> None:
    all_of_it()

    order = Order.objects.select_related("customer", "campaign").get()
    assert (order.external_source, order.external_id, order.amount) == ("shop", "DH1", 100_000)
    assert (order.customer.name, order.campaign.name) == ("Nắng Sớm", "Tết 2026")
    assert [(line.quantity, line.unit_cost) for line in OrderLine.objects.all()] == [(2, 30_000)]
    # What nobody has said goes with it: of one delivery that took place it was all that was ordered.
    assert [(d.state, d.delivered_on) for d in Delivery.objects.all()] == [("delivered", date(2026, 3, 3))]
    assert [line.quantity for line in DeliveryLine.objects.all()] == [2]
    back = ReturnLine.objects.select_related("of", "order_line").get()
    assert (back.quantity, back.of.order_id, back.order_line.order_id) == (1, order.pk, order.pk)


def test_it_is_found_and_sorted_as_if_somebody_had_typed_it(lan: Person) -> None:
    all_of_it()
    typed = create(lan, CONCEPTS["customers"], {"name": "Nắng Sớm", "kind": "firm", "phone": "0905318642"})

    found = {row.pk: (row.by_name, row.by_words) for row in Customer.objects.all()}
    assert len(set(found.values())) == 1
    assert Customer.objects.get(pk=typed).folded in Customer.objects.exclude(pk=typed).get().folded.replace(" kh1", "")


def test_a_deal_goes_through_the_stages_that_the_firm_has() -> None:
    stages = [
        {"stage": ("open", 0), "kind": "created", "at": AT},
        {"stage": ("open", 99), "kind": "moved", "at": AT},
        {"stage": ("won", 0), "kind": "won", "at": AT},
    ]
    won = ForeignRecord(
        "CH1", "Máy lọc", AT, {"amount": 5, "won_on": date(2026, 3, 2)}, {"customer": "KH1"}, beside={"stages": stages}
    )
    taken_in(("customers", [SHOP]), ("deals", [won]))

    deal = Deal.objects.select_related("stage").get()
    assert (deal.stage.kind, deal.is_open, deal.entered_stage_at) == ("won", False, AT)
    told = StageEvent.objects.order_by("id").values_list("kind", "before__name", "after__name")
    assert list(told) == [
        ("created", None, "Tiếp cận"), ("moved", "Tiếp cận", "Chờ ký"), ("won", "Chờ ký", "Thắng"),
    ]  # fmt: skip


def test_whom_a_campaign_reached_comes_last() -> None:
    pk = taken_in(("campaigns", [TET]), ("customers", [SHOP]))
    sent = ForeignRecord("1", "", AT, {"state": "sent", "sent_at": AT}, {"campaign": "CD1", "customer": "KH1"})

    write_batch(pk, "members", [sent], Known("shop"), place=0)

    assert [(m.state, m.customer.name) for m in CampaignMember.objects.select_related("customer")] == [
        ("sent", "Nắng Sớm")
    ]


def test_a_batch_is_written_once_whoever_comes_again() -> None:
    pk = taken_in(("customers", [SHOP]))

    with pytest.raises(Refused, match="another job"):
        write_batch(pk, "customers", [SHOP], Known("shop"), place=0)

    assert Customer.objects.count() == 1
    assert begin(SYSTEM, "shop") == pk
    found = adoption_of("shop")
    assert found is not None
    assert dict(found.written) == {"customers": 1}


def test_a_link_to_nowhere_leaves_nothing_of_its_batch() -> None:
    pk = taken_in(("customers", [SHOP]))
    lost = ForeignRecord("TN1", "Ai đó", AT, {"status": "new"}, {"customer": "KH9"})

    with pytest.raises(Refused, match="KH9"):
        write_batch(pk, "leads", [ForeignRecord("TN0", "Lan", AT, {"status": "new"}), lost], Known("shop"), place=0)

    assert Lead.objects.count() == 0


def test_who_is_named_by_the_source_alone_gets_an_account_that_nobody_signs_in_to(lan: Person) -> None:
    named = [SHOP, ForeignRecord("KH2", "Gió", AT, {"kind": "firm"}, owner="LAN")]
    taken_in(("customers", named))

    ha = User.objects.get(display_name="Lê Thu Hà")
    assert (ha.email, ha.is_active, ha.has_usable_password()) == ("le-thu-ha@shop.invalid", False, False)
    # Who has an account is called by it, however the source writes the name.
    assert set(Customer.objects.values_list("external_id", "owner__email")) == {
        ("KH1", ha.email), ("KH2", "lan@example.vn"),
    }  # fmt: skip

    taken_out()
    assert list(User.objects.values_list("email", flat=True)) == ["lan@example.vn"]


def test_the_log_and_the_warehouse_hear_of_it_once() -> None:
    pk = all_of_it()
    assert not waits()

    count(SYSTEM, pk, left={"orders.kind": 3})

    assert set(ChangeEntry.objects.values_list("concept", flat=True)) >= {"customers", "orders", "products"}
    told = AuditEntry.objects.filter(action__startswith="adoption.").order_by("id")
    assert [(entry.action, (entry.after or {}).get("left")) for entry in told] == [
        ("adoption.begun", None), ("adoption.counted", {"orders.kind": 3}),
    ]  # fmt: skip
    assert not AuditEntry.objects.filter(action="orders.created").exists()


def test_out_goes_all_of_it_and_what_hangs_from_it(lan: Person) -> None:
    count(SYSTEM, all_of_it())
    shop = Customer.objects.get()
    create(lan, CONCEPTS["activities"], {"name": "Gọi lại", "kind": "note", "customer": shop.pk})
    create(lan, CONCEPTS["contacts"], {"name": "Chị Hoa", "customer": shop.pk})
    tag(lan, CONCEPTS["customers"], [shop.pk], "VIP")

    gone = taken_out()

    assert gone == 6
    for concept in CONCEPTS.values():
        assert not concept.table._default_manager.exists(), concept.name
    assert not OrderLine.objects.exists() and not Return.objects.exists() and not Delivery.objects.exists()
    assert adoption_of("shop") is None


def test_what_the_firm_made_itself_stays(lan: Person) -> None:
    count(SYSTEM, all_of_it())
    own = create(lan, CONCEPTS["customers"], {"name": "Gió", "kind": "firm"})
    values = {"name": "DH-9", "customer": own, "campaign": Campaign.objects.get().pk, "ordered_at": AT}
    order = create(lan, CONCEPTS["orders"], values)
    set_lines(lan, order, version=1, lines=[{"product": Product.objects.get().pk, "quantity": 1, "unit_price": 5}])
    create(lan, CONCEPTS["activities"], {"name": "Hẹn", "kind": "note", "customer": own})

    taken_out()

    kept = Order.objects.select_related("customer").get()
    # It names a campaign of the source no more; goods that stand in it are the firm's now.
    assert (kept.pk, kept.customer.name, kept.campaign_id) == (order, "Gió", None)
    assert [(p.name, p.external_source) for p in Product.objects.all()] == [("Nước bình", "")]
    assert [activity.name for activity in Activity.objects.all()] == ["Hẹn"]
    assert not Campaign.objects.exists()


def test_once_it_is_gone_it_can_come_in_again() -> None:
    count(SYSTEM, all_of_it())
    with pytest.raises(Refused, match="already"):
        begin(SYSTEM, "shop")
    with pytest.raises(Refused, match="already"):
        ask(SYSTEM, "shop")

    ask_undo(SYSTEM, "shop")
    taken_out()

    assert taken_in(("customers", [SHOP]))
    assert leave(SYSTEM, "elsewhere") is None


def test_records_that_name_the_source_keep_it_out(lan: Person) -> None:
    pk = create(lan, CONCEPTS["customers"], {"name": "Gió", "kind": "firm"})
    Customer.objects.filter(pk=pk).update(external_source="shop")

    with pytest.raises(Refused, match="already"):
        begin(SYSTEM, "shop")


def test_a_source_whose_name_records_cannot_keep_is_not_asked_for() -> None:
    with pytest.raises(Refused) as refused:
        ask(SYSTEM, "s" * 101)

    assert refused.value.code == "long_name"
