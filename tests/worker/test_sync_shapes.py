"""What records become in the warehouse, row by row, worked out by hand."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.utils import timezone

from crmeter.records.campaigns.actions import add_cost
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import change, create, remove
from crmeter.records.concept.models import Record
from crmeter.records.deals.actions import set_lines as set_deal_lines
from crmeter.records.deals.pipeline_actions import add_pipeline
from crmeter.records.deals.queries import pipelines
from crmeter.records.deals.stage_rules import StageAsked
from crmeter.records.firm.actions import change_firm
from crmeter.records.firm.queries import firm
from crmeter.records.firm.rate_actions import add_rate, use_currency
from crmeter.records.leads.member_actions import add_members, set_states
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.merge.actions import merge
from crmeter.records.orders.actions import set_lines
from crmeter.records.orders.delivery_actions import add_delivery, cancel_delivery
from crmeter.records.orders.first_delivery_actions import deliver_first
from crmeter.records.orders.queries import deliveries_of, lines_of
from crmeter.records.orders.return_actions import add_return, add_return_of_customer
from crmeter.records.staff.actions import add_user, change_person, close, reopen
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.records.staff.service_actions import tell_service
from crmeter.records.staff.service_queries import Service
from crmeter.records.surveys.actions import make_survey, open_survey
from crmeter.records.surveys.answer_actions import answer
from crmeter.records.surveys.asking import Candidate
from crmeter.records.surveys.invitation_actions import write_invitation
from crmeter.records.surveys.kinds import QuestionKind
from crmeter.records.surveys.options import Options, named
from crmeter.records.surveys.queries import questions_of
from crmeter.records.surveys.question_actions import QuestionAsked, add_question
from crmeter.records.tickets.queue_actions import add_queue
from crmeter.records.usage.actions import Used, count_uses
from crmeter.vocabulary import Text, Work
from crmeter.warehouse.connectors.own_database.origins import ORIGINS
from crmeter.warehouse.connectors.own_database.shapes import SHAPES
from crmeter.warehouse.connectors.own_database.staging import staged_records
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.snapshots import current
from crmeter.warehouse.workspace import Workspace
from crmeter.worker.handlers import Order
from crmeter.worker.sync import sync_records

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lan(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    found = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan"))
    assert found is not None
    return found


def test_an_order_comes_with_its_lines_deliveries_and_returns(lan: Person) -> None:
    shop = made(lan, "customers", name="Nắng Sớm", kind="firm", owner=lan.id)
    coffee = made(lan, "products", name="Cà phê", unit_cost="120000")
    spring = made(lan, "campaigns", name="Tết 2026")
    # Half past midnight of the third in Hà Nội is still the second in Greenwich.
    order = made(
        lan,
        "orders",
        name="DH-1",
        customer=shop,
        campaign=spring,
        ordered_at="2026-11-02T17:30:00+00:00",
        status="confirmed",
        promised_on="2026-11-05",
        channel="Cửa hàng",
        region="Hà Nội",
    )
    set_lines(
        lan,
        order,
        version=1,
        lines=[
            {"product": coffee, "quantity": "3", "unit_price": "33333,3333"},
            {"product": coffee, "quantity": "1", "unit_price": "0"},
        ],
    )
    bought, given = lines_of(order)
    sent = add_delivery(
        lan,
        order,
        version=2,
        lines=[{"order_line": bought.id, "quantity": "3"}],
        values={"shipped_on": "2026-11-04", "delivered_on": "2026-11-06"},
    )
    back = add_return(
        lan,
        order,
        version=3,
        values={"returned_on": "2026-11-09", "reason": "damaged"},
        lines=[{"order_line": bought.id, "quantity": "1"}],
    )

    synced()

    assert rows("orders", "order_key, customer_key, ordered_at::VARCHAR, ordered_on::VARCHAR, kind, status") == [
        (order, shop, "2026-11-03 00:30:00", "2026-11-03", "sale", "valid")
    ]
    assert rows("orders", "amount, currency, quantity, channel, region, campaign, owner, reversed_on") == [
        (Decimal(100_000), "VND", Decimal(4), "Cửa hàng", "Hà Nội", "Tết 2026", "lan@example.vn", None)
    ]
    assert rows("order_lines", "line_key, order_key, product_key, kind, quantity, unit_price, amount, unit_cost") == [
        (bought.id, order, coffee, "sale", Decimal(3), Decimal("33333.3333"), Decimal(100_000), Decimal(120_000)),
        (given.id, order, coffee, "free", Decimal(1), Decimal(0), Decimal(0), Decimal(120_000)),
    ]
    assert rows("deliveries", "delivery_key, order_key, promised_on, shipped_on, delivered_on") == [
        (2 * sent, order, date(2026, 11, 5), date(2026, 11, 4), date(2026, 11, 6))
    ]
    assert rows("returns", "order_key, customer_key, product_key, returned_on, quantity, amount, currency") == [
        (order, shop, coffee, date(2026, 11, 9), Decimal(1), Decimal(33_333), "VND")
    ]
    assert rows("returns", "source_key LIKE '%.%', split_part(source_key, '.', 1)") == [(True, str(back))]


def test_what_was_in_a_delivery_is_told_unless_it_is_only_assumed(lan: Person) -> None:
    coffee = made(lan, "products", name="Cà phê")
    orders = [
        made(lan, "orders", name=f"DH-{n}", ordered_at="2026-11-02", status="confirmed", promised_on="2026-11-05")
        for n in range(3)
    ]
    for order in orders:
        set_lines(lan, order, version=1, lines=[{"product": coffee, "quantity": "3", "unit_price": "10"}])
    told, intact, assumed = (lines_of(order)[0].id for order in orders)
    came = {"delivered_on": "2026-11-05"}
    first = add_delivery(
        lan,
        orders[0],
        version=2,
        lines=[{"order_line": told, "quantity": "2", "damaged": "1"}],
        values={**came, "documents": "right"},
    )
    second = add_delivery(
        lan,
        orders[1],
        version=2,
        lines=[{"order_line": intact, "quantity": "3"}],
        values={**came, "documents": "wrong"},
    )
    # Only the day is known of the third: what went along is taken to be all of it.
    deliver_first(lan, {orders[2]: {"delivered_on": date(2026, 11, 5)}})

    synced()

    third = next(each.id for each in deliveries_of(orders[2]))
    assert deliveries_of(orders[2])[0].lines[0].order_line == assumed
    assert rows("deliveries", "delivery_key, damaged, documents_right") == [
        (2 * first, None, True),
        (2 * second, None, False),
        (2 * third, None, None),
    ]
    assert rows("delivery_lines", "delivery_key, product_key, quantity, quantity_ordered, damaged") == [
        (2 * first, coffee, Decimal(2), None, Decimal(1)),
        (2 * second, coffee, Decimal(3), None, Decimal(0)),
    ]


def test_where_no_damage_was_ever_written_down_nobody_may_have_looked(lan: Person) -> None:
    coffee = made(lan, "products", name="Cà phê")
    order = made(lan, "orders", name="DH-1", ordered_at="2026-11-02", status="confirmed", promised_on="2026-11-05")
    set_lines(lan, order, version=1, lines=[{"product": coffee, "quantity": "3", "unit_price": "10"}])
    line = lines_of(order)[0].id
    add_delivery(
        lan, order, version=2, lines=[{"order_line": line, "quantity": "3"}], values={"delivered_on": "2026-11-05"}
    )

    synced()

    assert rows("delivery_lines", "quantity, damaged") == [(Decimal(3), None)]


def test_a_promise_of_which_nothing_is_on_its_way_is_told_too(lan: Person) -> None:
    shop = made(lan, "customers", name="Nắng Sớm", kind="firm", owner=lan.id)
    ordered = {"customer": shop, "ordered_at": "2026-11-02", "amount": "10", "promised_on": "2026-11-05"}
    waiting = made(lan, "orders", name="DH-1", status="confirmed", **ordered)
    made(lan, "orders", name="Nháp", **ordered)
    made(lan, "orders", name="DH-0", status="confirmed", **{**ordered, "promised_on": ""})
    off = made(lan, "orders", name="DH-2", status="confirmed", **ordered)
    called_off = add_delivery(lan, off, version=1, lines=[])
    cancel_delivery(lan, called_off, version=1)

    synced()

    assert rows("deliveries", "delivery_key, order_key, promised_on, delivered_on") == [
        (2 * order + 1, order, date(2026, 11, 5), None) for order in (waiting, off)
    ]


def test_drafts_are_no_orders_and_those_called_off_are_told_apart(lan: Person) -> None:
    made(lan, "orders", name="Nháp", ordered_at="2026-11-02", amount="10")
    off = made(lan, "orders", name="Hủy", ordered_at="2026-11-02", amount="20", status="confirmed")
    change(lan, CONCEPTS["orders"], off, version=1, values={"status": "cancelled", "cancel_reason": "price"})
    gone = made(lan, "orders", name="Xóa", ordered_at="2026-11-02", amount="30", status="confirmed")
    remove(lan, CONCEPTS["orders"], gone, version=1)
    gift = made(lan, "orders", name="Tặng", ordered_at="2026-11-02", amount="0", status="confirmed")
    unknown = made(lan, "orders", name="Chưa rõ", ordered_at="2026-11-02", status="confirmed")

    synced()

    assert rows("orders", "order_key, kind, status") == [
        (off, "sale", "cancelled"),
        (gift, "free", "valid"),
        (unknown, "unpriced", "valid"),
    ]


def test_an_order_of_which_all_money_was_given_back_is_reversed_on_the_last_day(lan: Person) -> None:
    order = made(lan, "orders", name="DH-1", ordered_at="2026-11-02", amount="100", status="delivered")
    for day, credit in (("2026-11-05", "40"), ("2026-11-07", "60")):
        version = record(lan, "orders", order).version
        values = {"returned_on": day, "reason": "other", "amount": credit}
        add_return(lan, order, version=version, values=values)

    synced()

    assert rows("orders", "status, reversed_on") == [("valid", date(2026, 11, 7))]
    assert rows("returns", "amount, quantity") == [(Decimal(40), None), (Decimal(60), None)]


def test_what_a_customer_sent_back_of_no_order_is_matched_to_what_they_bought(lan: Person) -> None:
    shop = made(lan, "customers", name="Nắng Sớm", kind="firm")
    coffee = made(lan, "products", name="Cà phê")
    order = made(lan, "orders", name="DH-1", customer=shop, ordered_at="2026-11-02", status="confirmed")
    set_lines(lan, order, version=1, lines=[{"product": coffee, "quantity": "2", "unit_price": "50"}])
    add_return_of_customer(
        lan,
        shop,
        version=1,
        currency="VND",
        values={"returned_on": "2026-11-09", "reason": "other"},
        lines=[{"product": coffee, "quantity": "1", "amount": "50"}],
    )

    synced()

    assert rows("returns", "order_key, customer_key, amount") == [(order, shop, Decimal(50))]


def test_only_what_reached_somebody_outside_is_a_touch(lan: Person) -> None:
    shop = made(lan, "customers", name="Nắng Sớm", kind="firm")
    day = {"customer": shop, "happened_at": "2026-11-02T17:30:00+00:00"}
    call = made(lan, "activities", name="Gọi", kind="call", direction="out", outcome="left_message", **day)
    mail = made(lan, "activities", name="Thư", kind="mail", direction="in", **day)
    met = made(lan, "activities", name="Gặp", kind="meeting", direction="out", outcome="done", **day)
    made(lan, "activities", name="Ghi", kind="note", direction="in", **day)
    made(lan, "activities", name="Việc", kind="task", direction="out", done_at="2026-11-03", **day)
    made(lan, "activities", name="Họp", kind="meeting", direction="none", **day)
    made(lan, "activities", name="Sẽ gọi", kind="call", direction="out", due_on="2026-12-01", **day)
    made(lan, "activities", name="Hoãn", kind="meeting", direction="out", outcome="cancelled", **day)

    synced()

    assert rows("touches", "touch_key, customer_key, touched_on::VARCHAR, channel, direction, outcome") == [
        (call, shop, "2026-11-03", "call", "out", "no_answer"),
        (mail, shop, "2026-11-03", "mail", "in", None),
        (met, shop, "2026-11-03", "meeting", "out", "answered"),
    ]


def test_discounts_bounces_and_what_contacts_are_about_come_along(lan: Person) -> None:
    shop = made(lan, "customers", name="Nắng Sớm", kind="firm")
    coffee = made(lan, "products", name="Cà phê")
    order = made(lan, "orders", name="DH-1", customer=shop, ordered_at="2026-11-02", status="confirmed")
    goods = [{"product": coffee, "quantity": "3", "unit_price": "33333", "discount": "10%"}]
    set_lines(lan, order, version=1, lines=[*goods, {"product": coffee, "quantity": "1", "unit_price": "50"}])
    way = pipelines()[0]
    deal = made(lan, "deals", name="Máy", customer=shop, pipeline=way.id, stage=way.stages[0].id)
    set_deal_lines(lan, deal, version=1, lines=goods)
    lead = made(lan, "leads", name="Hoa", status="qualified", qualified_on="2026-11-01")
    about = {"deal": deal, "happened_at": "2026-11-02T17:30:00+00:00", "direction": "out"}
    back = made(lan, "activities", name="Thư", kind="mail", outcome="bounced", customer=shop, **about)
    silent = made(lan, "activities", name="Thư nữa", kind="mail", **about)
    called = made(lan, "activities", name="Gọi", kind="call", outcome="no_answer", **about)

    synced()

    # 3 × 33,333 × 0.9 = 89,999.1 is 89,999 in đồng: 10,000 was taken off.
    assert rows("order_lines", "amount, discount") == [(Decimal(89_999), Decimal(10_000)), (Decimal(50), Decimal(0))]
    assert rows("deal_lines", "deal_key, product_key, quantity, amount, discount, currency") == [
        (deal, coffee, Decimal(3), Decimal(89_999), Decimal(10_000), "VND")
    ]
    assert rows("leads", "lead_key, qualified_on") == [(lead, date(2026, 11, 1))]
    assert rows("touches", "touch_key, deal_key, arrived, outcome") == [
        (back, deal, False, "no_answer"),
        (silent, deal, None, None),
        (called, deal, None, "no_answer"),
    ]


def test_leads_deals_and_subscriptions_name_whose_they_are(lan: Person) -> None:
    shop = made(lan, "customers", name="Nắng Sớm", kind="firm")
    spring = made(lan, "campaigns", name="Tết 2026", budget="5000000", starts_on="2026-01-05", owner=lan.id)
    add_cost(lan, spring, version=1, values={"on": "2026-01-06", "amount": "1200000", "what": "Tờ rơi"})
    lead = made(lan, "leads", name="Hoa", campaign=spring, channel="Zalo", owner=lan.id)
    way = add_pipeline(
        SYSTEM, "Bảo trì", [StageAsked("Hẹn", probability=20), StageAsked("Xong", "won"), StageAsked("Thôi", "lost")]
    )
    deal = made(
        lan,
        "deals",
        name="Máy pha",
        customer=shop,
        amount="250000,5",
        owner=lan.id,
        pipeline=way,
        stage=next(each for each in pipelines() if each.id == way).stages[0].id,
    )
    rent = made(
        lan,
        "subscriptions",
        name="Lọc",
        customer=shop,
        period="month",
        starts_on="2026-02-01",
        price="99",
        quantity="2",
    )
    pump = made(lan, "products", name="Máy bơm")
    told = {"product": pump, "cause": "Gioăng hở", "escalated_at": "2026-11-02T09:00:00+00:00"}
    up = made(lan, "tickets", name="Rò nước", customer=shop, queue=add_queue(SYSTEM, "Kho"), **told)
    ticket = made(lan, "tickets", name="Máy hỏng", customer=shop, queue=add_queue(SYSTEM, "Kỹ thuật"), priority="high")

    synced()

    assert rows("campaigns", "campaign_key, name, budget, starts_on, owner") == [
        (spring, "Tết 2026", Decimal(5_000_000), date(2026, 1, 5), "lan@example.vn")
    ]
    assert rows("costs", "campaign_key, spent_on, amount, currency") == [
        (spring, date(2026, 1, 6), Decimal(1_200_000), "VND")
    ]
    assert rows("leads", "lead_key, status, channel, campaign, owner, converted_on") == [
        (lead, "new", "Zalo", "Tết 2026", "lan@example.vn", None)
    ]
    assert rows("deals", "deal_key, customer_key, pipeline, stage, status, amount, probability, owner") == [
        (deal, shop, "Bảo trì", "Hẹn", "open", Decimal("250000.5"), 20, "lan@example.vn")
    ]
    assert rows("deal_stages", "deal_key, kind, from_stage, to_stage, amount") == [
        (deal, "created", None, "Hẹn", Decimal("250000.5"))
    ]
    assert rows("subscriptions", "subscription_key, customer_key, price, quantity, status") == [
        (rent, shop, Decimal(99), Decimal(2), "active")
    ]
    assert rows("subscription_events", "subscription_key, kind, happened_on") == [(rent, "started", date(2026, 2, 1))]
    assert rows("tickets", "ticket_key, customer_key, priority, status") == [
        (up, shop, "normal", "new"),
        (ticket, shop, "high", "new"),
    ]
    assert rows("tickets", "product, cause, is_escalated, escalated_at") == [
        ("Máy bơm", "Gioăng hở", True, datetime.fromisoformat("2026-11-02T16:00:00")),
        (None, None, False, None),
    ]
    assert ("created",) in rows("ticket_events", "kind")


def test_members_of_campaigns_have_the_days_of_what_became_of_them(lan: Person) -> None:
    shop = made(lan, "customers", name="Nắng Sớm", kind="firm")
    hoa = made(lan, "contacts", name="Hoa", customer=shop)
    lead = made(lan, "leads", name="Minh")
    spring = made(lan, "campaigns", name="Tết 2026")
    add_members(lan, spring, version=1, members={"customer": [shop], "contact": [hoa], "lead": [lead]})
    synced()
    first, second, third = (key for (key,) in rows("campaign_members", "member_key"))
    # Half past midnight of the third in Hà Nội is still the second in Greenwich.
    set_states(lan, spring, [first, second], "sent", at=datetime(2026, 11, 2, 17, 30, tzinfo=UTC))
    set_states(lan, spring, [first], "replied", at=datetime(2026, 11, 4, 1, tzinfo=UTC))
    set_states(lan, spring, [first], "clicked", at=datetime(2026, 11, 3, 17, 30, tzinfo=UTC))
    set_states(lan, spring, [second], "complained", at=datetime(2026, 11, 5, 1, tzinfo=UTC))

    synced()

    sent = date(2026, 11, 3)
    columns = (
        "member_key, campaign_key, customer_key, contact_key, lead_key, sent_on, opened_on, clicked_on, replied_on,"
        " complained_on"
    )
    # Whoever is a contact of a customer is told with the customer.
    assert rows("campaign_members", columns) == [
        (first, spring, shop, None, None, sent, None, date(2026, 11, 4), date(2026, 11, 4), None),
        (second, spring, shop, hoa, None, sent, None, None, None, date(2026, 11, 5)),
        (third, spring, None, None, lead, None, None, None, None, None),
    ]


def test_a_merged_customer_goes_on_as_the_one_that_stays(lan: Person) -> None:
    kept = made(lan, "customers", name="Nắng Sớm", kind="firm")
    gone = made(lan, "customers", name="Nang Som", kind="firm")
    order = made(lan, "orders", name="DH-1", customer=gone, ordered_at="2026-11-02", amount="10", status="confirmed")
    merge(lan, CONCEPTS["customers"], kept, version=1, others={gone: 1}, choices={})

    synced()

    assert rows("customers", "customer_key") == [(kept,)]
    assert rows("orders", "order_key, customer_key") == [(order, kept)]


def test_rates_and_owners_are_read_when_they_change(lan: Person) -> None:
    change_firm(SYSTEM, version=firm().version, name="Nắng", currency="VND", measures={})
    made(lan, "customers", name="Nắng Sớm", kind="firm", owner=lan.id)
    synced()
    use_currency(SYSTEM, "USD")
    add_rate(SYSTEM, "USD", date(2026, 11, 2), Decimal("25400.000000000039"))
    change_person(
        SYSTEM, lan.id, version=lan.version, email="lan@nang.vn", name="Lan", role=Role.DIRECTOR, is_admin=False
    )

    synced()

    assert rows("exchange_rates", "currency, to_currency, rated_on, rate") == [
        ("USD", "VND", date(2026, 11, 2), Decimal("25400.000000000039"))
    ]
    assert rows("customers", "owner") == [("lan@nang.vn",)]


def test_use_of_features_comes_along(lan: Person) -> None:
    count_uses({Used(lan.id, "orders", date(2026, 11, 2)): 2})
    count_uses({Used(lan.id, "orders", date(2026, 11, 2)): 3, Used(lan.id + 99, "orders", date(2026, 11, 2)): 1})
    made(lan, "products", name="Cà phê")

    synced()

    assert rows("usage_events", "user_key, feature, used_on, uses") == [(lan.id, "orders", date(2026, 11, 2), 5)]


def test_surveys_come_with_their_answers_and_no_words(lan: Person) -> None:
    shop = made(lan, "customers", name="Nắng Sớm", kind="firm", owner=lan.id)
    survey = make_survey(lan, "satisfaction", "vi")
    # Words that look like an end of the scale are none.
    title = Text('Bạn nói "low": 7', 'You say "low": 7')
    options = Options(named([title]), named([Text.same("Nắng"), Text.same("Mưa")]), 0, 10)
    add_question(lan, survey, QuestionAsked(QuestionKind.RATING, title, options))
    open_survey(lan, survey, version=1)
    nps, csat, _, _, words, grid = questions_of(survey)
    who = Candidate("Nắng Sớm", "shop@example.vn", shop, agent=lan.id)
    for token in ("first", "second"):
        write_invitation(survey, who, "vi", token, 1, timedelta(days=30))
    typed = {f"q{nps.id}": "9", f"q{csat.id}": "4", f"q{words.id}": "Gọi chị Lan 0905", f"q{grid.id}.0.1": "10"}
    answer("first", typed, "vi")
    today = timezone.localdate()

    synced()

    told = "customer_key, wave, respondents, question_kind, driver, brand, value, low, high, text_given, channel, agent"
    own = (shop, 1, "customer")
    assert rows("survey_answers", told) == [
        (*own, "nps", None, None, Decimal("9.0000"), 0, 10, False, "email", "lan@example.vn"),
        (*own, "csat", None, None, Decimal("4.0000"), 1, 5, False, "email", "lan@example.vn"),
        (*own, "text", None, None, None, None, None, True, "email", "lan@example.vn"),
        (*own, "rating", title.vi, "Mưa", Decimal("10.0000"), 0, 10, False, "email", "lan@example.vn"),
    ]
    asked = rows("survey_answers", "question, weight, asked_on, answered_on")
    assert asked[0] == (nps.title.vi, Decimal("1.0000"), today, today)
    assert rows("survey_invitations", "customer_key, arrived, answered, answered_on, agent") == [
        (shop, True, True, today, "lan@example.vn"),
        (shop, True, False, None, "lan@example.vn"),
    ]


def test_an_anonymous_answer_comes_as_nobodys(lan: Person) -> None:
    survey = make_survey(lan, "employees", "vi")
    open_survey(lan, survey, version=1)
    write_invitation(survey, Candidate("Lan", "lan@example.vn", user=lan.id), "vi", "first", 1, timedelta(days=30))
    answer("first", {f"q{questions_of(survey)[0].id}": "9"}, "vi")

    synced()

    assert rows("survey_answers", "customer_key, agent, asked_on, value") == [(None, None, None, Decimal("9.0000"))]
    assert rows("survey_invitations", "answered, answered_on") == [(True, None)]


def test_who_answered_an_anonymous_survey_is_not_told(lan: Person) -> None:
    shop = made(lan, "customers", name="Nắng Sớm", kind="firm", owner=lan.id)
    survey = make_survey(lan, "employees", "vi")
    open_survey(lan, survey, version=1)
    who = Candidate("Nắng Sớm", "shop@example.vn", shop, agent=lan.id)
    write_invitation(survey, who, "vi", "first", 1, timedelta(days=30))

    synced()

    assert rows("survey_invitations", "customer_key, agent, answered") == [(None, None, False)]


def test_counts_and_sums_of_the_database_are_those_of_what_was_staged(lan: Person) -> None:
    shop = made(lan, "customers", name="Nắng Sớm", kind="firm")
    for number in range(30):
        made(
            lan, "orders", name=f"DH-{number}", customer=shop, ordered_at="2026-11-02", amount=f"{number},25",
            status="confirmed",
        )  # fmt: skip

    synced()

    order = next(m for m in apps.get_app_config("records").get_models() if m._meta.db_table == ORIGINS["orders"].table)
    kept = [(pk, str(amount)) for pk, amount in order._default_manager.order_by("pk").values_list("pk", "amount")]
    seen = [(key, str(amount.normalize())) for key, amount in rows("orders", "order_key, amount")]
    assert checksum([(pk, str(Decimal(amount).normalize())) for pk, amount in kept]) == checksum(seen)
    staged = staged_records(settings.WORKSPACE)
    assert staged is not None
    assert staged.rows.keys() == SHAPES.keys()
    assert (staged.rows["orders"], len(seen)) == (30, 30)


def test_partners_and_suppliers_come_whether_they_buy_or_not(lan: Person) -> None:
    both = made(lan, "customers", name="Đại lý Sơn", kind="firm", is_partner=True, segment="Sỉ", owner=lan.id)
    sells = made(lan, "customers", name="Nhựa Phú", kind="firm", is_supplier=True, is_customer=False)
    made(lan, "customers", name="Nắng Sớm", kind="firm")

    synced()

    assert rows("partners", "customer_key, is_partner, is_supplier, segment, owner") == [
        (both, True, False, "Sỉ", "lan@example.vn"),
        (sells, False, True, None, None),
    ]


def test_employees_have_the_days_that_were_told_or_those_of_their_accounts(lan: Person) -> None:
    an, binh, chi = (add_user(SYSTEM, f"{name}@example.vn", Role.REP) for name in ("an", "binh", "chi"))
    former = add_user(SYSTEM, "hoa@sample.invalid", Role.REP)
    nobody = add_user(SYSTEM, "kim@sample.invalid", Role.REP)
    for gone in (binh, nobody):
        close(SYSTEM, gone, version=1)
    tell_service(SYSTEM, an, Service("Kho", date(2020, 3, 1)), version=1)
    tell_service(SYSTEM, chi, Service("Kho", date(2021, 3, 1), date(2025, 8, 31)), version=1)
    tell_service(SYSTEM, former, Service("", date(2022, 3, 1), date(2024, 1, 5)), version=1)

    synced()

    today = timezone.localdate()
    told = rows("employees", "employee_key, team, started_on, ended_on, has_left")
    assert told == [
        (lan.id, None, today, None, False),
        (an, "Kho", date(2020, 3, 1), None, False),
        (binh, None, today, today, True),
        (chi, "Kho", date(2021, 3, 1), date(2025, 8, 31), True),
        (former, None, date(2022, 3, 1), date(2024, 1, 5), True),
    ]


def test_an_account_that_was_opened_again_has_not_left(lan: Person) -> None:
    pk = add_user(SYSTEM, "an@example.vn", Role.REP)
    close(SYSTEM, pk, version=1)
    synced()
    reopen(SYSTEM, pk, version=2)

    synced()

    assert rows("employees", "employee_key, ended_on, has_left")[1:] == [(pk, None, False)]


def made(who: Person, concept: str, **values: Any) -> int:
    return create(who, CONCEPTS[concept], values)


def record(who: Person, concept: str, pk: int) -> Record:
    found: Record = CONCEPTS[concept].table._default_manager.get(pk=pk)
    return found


def checksum(kept: list[tuple[Any, ...]]) -> str:
    return hashlib.sha256(repr(kept).encode()).hexdigest()


def synced() -> None:
    sync_records(Order(1, {}, None, 1), Work())


def rows(name: str, columns: str) -> list[tuple[Any, ...]]:
    snapshot = current(settings.WORKSPACE)
    assert snapshot is not None
    with Engine() as engine:
        engine.attach(name, snapshot.paths(settings.WORKSPACE, name))
        return engine.rows(f"SELECT {columns} FROM {name} ORDER BY source_line")
