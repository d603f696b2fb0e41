"""Subscriptions: renewed on the exact day, paused, resumed, cancelled once."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import change, create
from crmeter.records.concept.listing import Row, record_at
from crmeter.records.concept.values import WrongValue
from crmeter.records.ledger.queries import history
from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.records.staff.queries import Person
from crmeter.records.subscriptions.actions import renew
from crmeter.records.subscriptions.queries import due_for_renewal, events_of
from crmeter.records.subscriptions.renewals import next_period, period_begins, renewal_from

pytestmark = pytest.mark.django_db
SUBSCRIPTIONS, CUSTOMERS = CONCEPTS["subscriptions"], CONCEPTS["customers"]


@pytest.fixture
def customer(lan: Person, minh: Person) -> int:
    return create(lan, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm", "owner": minh.id})


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let the records take place on a day."""

    def on(year: int, month: int, day: int) -> None:
        moment = datetime(year, month, day, 5, tzinfo=UTC)
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return on


def made(person: Person, customer: int, /, **values: Any) -> int:
    given = {"name": "Bảo trì", "customer": customer, "period": "month", "starts_on": "2026-01-31", "price": "500000"}
    return create(person, SUBSCRIPTIONS, {**given, **values})


def at(person: Person, pk: int) -> Row:
    found = record_at(person, SUBSCRIPTIONS, pk)
    assert found is not None
    return found


def kinds(pk: int) -> list[tuple[str, date]]:
    return [(event.kind, event.on) for event in reversed(events_of(pk))]


@pytest.mark.parametrize(
    ("starts_on", "period", "number", "begins"),
    [
        (date(2026, 1, 31), "month", 1, date(2026, 2, 28)),
        (date(2026, 1, 31), "month", 2, date(2026, 3, 31)),
        (date(2026, 1, 31), "month", 3, date(2026, 4, 30)),
        (date(2023, 10, 31), "month", 4, date(2024, 2, 29)),
        (date(2026, 11, 30), "quarter", 1, date(2027, 2, 28)),
        (date(2026, 11, 30), "quarter", 2, date(2027, 5, 30)),
        (date(2024, 2, 29), "year", 1, date(2025, 2, 28)),
        (date(2024, 2, 29), "year", 4, date(2028, 2, 29)),
        (date(2026, 12, 15), "month", 1, date(2027, 1, 15)),
    ],
)
def test_a_short_month_moves_no_period_after_it(starts_on: date, period: str, number: int, begins: date) -> None:
    assert period_begins(starts_on, period, number) == begins


@pytest.mark.parametrize(
    ("period", "day", "renews_on"),
    [
        ("month", date(2026, 1, 31), date(2026, 2, 28)),
        ("month", date(2026, 2, 28), date(2026, 2, 28)),
        ("month", date(2026, 3, 1), date(2026, 3, 31)),
        ("month", date(2025, 6, 1), date(2026, 2, 28)),
        ("quarter", date(2026, 4, 30), date(2026, 4, 30)),
        ("quarter", date(2026, 5, 1), date(2026, 7, 31)),
        ("year", date(2026, 2, 1), date(2027, 1, 31)),
        ("year", date(2027, 2, 1), date(2028, 1, 31)),
    ],
)
def test_the_first_renewal_from_a_day_on(period: str, day: date, renews_on: date) -> None:
    assert renewal_from(date(2026, 1, 31), period, day) == renews_on


def test_a_new_subscription_is_active_and_renews_after_one_period(lan: Person, minh: Person, customer: int) -> None:
    found = at(lan, made(lan, customer)).values

    assert (found["status"], found["renews_on"]) == ("active", date(2026, 2, 28))
    assert found["owner"].id == minh.id


def test_each_renewal_is_dated_and_moves_the_next_one(lan: Person, customer: int) -> None:
    pk = made(lan, customer)

    version = renew(lan, pk, version=1)
    version = renew(lan, pk, version=version)
    with pytest.raises(Stale):
        renew(lan, pk, version=1)

    assert version == 3
    assert at(lan, pk).values["renews_on"] == date(2026, 4, 30)
    assert kinds(pk) == [
        ("started", date(2026, 1, 31)),
        ("renewed", date(2026, 2, 28)),
        ("renewed", date(2026, 3, 31)),
    ]
    assert history("records.subscription", str(pk))[0].after == {"renews_on": "2026-04-30"}


def test_what_would_have_been_renewed_in_a_pause_was_not(lan: Person, customer: int, today: Any) -> None:
    today(2026, 2, 10)
    pk = made(lan, customer)

    change(lan, SUBSCRIPTIONS, pk, version=1, values={"status": "paused"})
    with pytest.raises(Refused):
        renew(lan, pk, version=2)
    today(2026, 4, 15)
    change(lan, SUBSCRIPTIONS, pk, version=2, values={"status": "active"})

    assert at(lan, pk).values["renews_on"] == date(2026, 4, 30)
    assert kinds(pk)[1:] == [("paused", date(2026, 2, 10)), ("resumed", date(2026, 4, 15))]


def test_a_cancelled_subscription_says_why_and_renews_no_more(lan: Person, customer: int, today: Any) -> None:
    today(2026, 3, 5)
    pk = made(lan, customer)

    with pytest.raises(WrongValue) as refused:
        change(lan, SUBSCRIPTIONS, pk, version=1, values={"status": "cancelled"})
    change(lan, SUBSCRIPTIONS, pk, version=1, values={"status": "cancelled", "cancel_reason": "competitor"})
    with pytest.raises(Refused):
        renew(lan, pk, version=2)

    found = at(lan, pk).values
    assert refused.value.field == "cancel_reason"
    assert (found["cancelled_on"], found["cancel_reason"]) == (date(2026, 3, 5), "competitor")
    assert found["renews_on"] is None
    assert kinds(pk)[-1] == ("cancelled", date(2026, 3, 5))


def test_a_subscription_that_is_taken_up_again_renews_as_before(lan: Person, customer: int, today: Any) -> None:
    today(2026, 3, 5)
    pk = made(lan, customer)
    change(lan, SUBSCRIPTIONS, pk, version=1, values={"status": "cancelled", "cancel_reason": "price"})
    today(2026, 6, 1)

    change(lan, SUBSCRIPTIONS, pk, version=2, values={"status": "active"})

    found = at(lan, pk).values
    assert (found["cancelled_on"], found["cancel_reason"]) == (None, "")
    assert found["renews_on"] == date(2026, 6, 30)
    assert kinds(pk)[-1] == ("resumed", date(2026, 6, 1))


def test_what_has_ended_does_not_begin_again(lan: Person, customer: int, today: Any) -> None:
    today(2026, 3, 5)
    pk = made(lan, customer)
    change(lan, SUBSCRIPTIONS, pk, version=1, values={"status": "ended"})

    with pytest.raises(Refused):
        change(lan, SUBSCRIPTIONS, pk, version=2, values={"status": "active"})

    assert at(lan, pk).values["ends_on"] == date(2026, 3, 5)


def test_no_period_begins_after_the_end(lan: Person, customer: int) -> None:
    pk = made(lan, customer, ends_on="2026-03-31")
    renew(lan, pk, version=1)

    with pytest.raises(Refused) as refused:
        renew(lan, pk, version=2)

    assert refused.value.code == "ends"


def test_other_terms_are_an_event_with_what_they_are(lan: Person, customer: int, today: Any) -> None:
    today(2026, 2, 10)
    pk = made(lan, customer, quantity="1")

    change(lan, SUBSCRIPTIONS, pk, version=1, values={"quantity": "3"})
    change(lan, SUBSCRIPTIONS, pk, version=2, values={"about": "Gọi trước khi đến"})

    newest = events_of(pk)[0]
    assert [event.kind for event in events_of(pk)] == ["changed", "started"]
    assert (newest.quantity, newest.price, newest.on) == (Decimal(3), Decimal(500_000), date(2026, 2, 10))


def test_another_period_renews_from_today_on(lan: Person, customer: int, today: Any) -> None:
    today(2026, 2, 10)
    pk = made(lan, customer)

    change(lan, SUBSCRIPTIONS, pk, version=1, values={"period": "quarter"})

    first = at(lan, pk).values["renews_on"]
    change(lan, SUBSCRIPTIONS, pk, version=2, values={"period": "year", "renews_on": "2026-05-15"})

    assert first == date(2026, 4, 30)
    assert at(lan, pk).values["renews_on"] == date(2026, 5, 15)


def test_one_that_was_cancelled_elsewhere_comes_with_its_day(lan: Person, customer: int) -> None:
    pk = made(lan, customer, status="cancelled", cancelled_on="2026-05-02")

    assert at(lan, pk).values["renews_on"] is None
    assert kinds(pk) == [("started", date(2026, 1, 31)), ("cancelled", date(2026, 5, 2))]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"ends_on": "2026-01-31"}, "ends_on"),
        ({"quantity": "0"}, "quantity"),
        ({"price": "-1"}, "price"),
        ({"period": "week"}, "period"),
        ({"customer": ""}, "customer"),
        ({"currency": "ĐỒNG"}, "currency"),
    ],
)
def test_what_no_subscription_can_be_is_refused_by_its_field(
    lan: Person, customer: int, values: dict[str, str], field: str
) -> None:
    with pytest.raises(WrongValue) as refused:
        made(lan, customer, **values)

    assert refused.value.field == field


def test_a_rep_sees_what_is_due_of_own_customers(lan: Person, minh: Person, customer: int) -> None:
    other = create(lan, CUSTOMERS, {"name": "B", "kind": "firm", "owner": lan.id})
    late = made(lan, customer, starts_on="2026-02-10")
    soon = made(lan, customer)
    foreign = made(lan, other)
    made(lan, customer, starts_on="2026-03-01")

    found = due_for_renewal(minh, date(2026, 3, 10))

    assert [(link.id, on) for link, on in found] == [(soon, date(2026, 2, 28)), (late, date(2026, 3, 10))]
    with pytest.raises(Refused):
        renew(minh, foreign, version=1)
    assert len(due_for_renewal(lan, date(2026, 3, 10))) == 3


@pytest.mark.parametrize(
    ("starts_on", "period", "renews_on", "ends_on", "begins", "ends", "following"),
    [
        (date(2026, 1, 31), "month", date(2026, 2, 28), None, "2026-02-28", "2026-03-30", "2026-03-31"),
        (date(2026, 1, 15), "quarter", date(2026, 4, 15), None, "2026-04-15", "2026-07-14", "2026-07-15"),
        (date(2024, 2, 29), "year", date(2025, 2, 28), None, "2025-02-28", "2026-02-27", "2026-02-28"),
        (date(2026, 1, 1), "month", date(2026, 3, 1), date(2026, 3, 20), "2026-03-01", "2026-03-19", "2026-04-01"),
    ],
)
def test_the_next_period_is_known_before_it_begins(
    starts_on: date, period: str, renews_on: date, ends_on: date | None, begins: str, ends: str, following: str
) -> None:
    found = next_period(status="active", starts_on=starts_on, period=period, renews_on=renews_on, ends_on=ends_on)

    assert (str(found.begins), str(found.ends), str(found.following)) == (begins, ends, following)
