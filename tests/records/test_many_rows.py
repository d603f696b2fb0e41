"""Many rows at once are what they would be one by one."""

import random
from datetime import UTC, date, datetime
from decimal import Decimal

import phonenumbers
import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.concept.update_actions import update_each
from crmeter.records.concept.values import kept
from crmeter.records.customers.models import Customer
from crmeter.records.deals.models import Deal
from crmeter.records.ledger.mass_actions import next_numbers, write_rows
from crmeter.records.ledger.models import ChangeEntry
from crmeter.records.orders.models import Order
from crmeter.records.staff.queries import Person

pytestmark = pytest.mark.django_db


def orders(lan: Person, count: int) -> list[int]:
    values = {"ordered_at": "2026-01-05T10:00:00", "currency": "VND"}
    return [create(lan, CONCEPTS["orders"], {"name": f"Đ{n}", **values}) for n in range(count)]


def test_each_gets_its_own_values_of_every_kind_and_one_version_more(lan: Person) -> None:
    one, two = orders(lan, 2)
    at = datetime(2026, 3, 4, 5, 6, 7, 891234, tzinfo=UTC)

    update_each(
        Order,
        {
            one: {"amount": Decimal("1.2345"), "promised_on": date(2026, 2, 3), "confirmed_at": at, "owner_id": lan.id,
                  "custom": {"a": ["é", None]}, "channel": "'; --%s"},
            two: {"amount": None, "promised_on": None, "confirmed_at": None, "owner_id": None, "custom": {},
                  "channel": ""},
        },
    )  # fmt: skip

    row = Order.objects.get(pk=one)
    assert (row.amount, row.promised_on, row.confirmed_at, row.owner_id, row.custom, row.channel, row.version) == (
        Decimal("1.2345"), date(2026, 2, 3), at, lan.id, {"a": ["é", None]}, "'; --%s", 2,
    )  # fmt: skip
    other = Order.objects.get(pk=two)
    assert (other.amount, other.promised_on, other.confirmed_at, other.owner_id, other.version) == (*[None] * 4, 2)


def test_a_flag_is_kept_as_one(lan: Person) -> None:
    pk = create(lan, CONCEPTS["customers"], {"name": "A", "kind": "firm"})

    update_each(Customer, {pk: {"is_partner": True, "is_customer": False}})

    assert Customer.objects.values_list("is_partner", "is_customer").get() == (True, False)
    assert Customer.objects.filter(is_partner=True, is_customer=False).exists()


@pytest.mark.parametrize("count", [3, 60])
def test_rows_are_kept_as_the_models_hold_them(lan: Person, count: int) -> None:
    now = timezone.now()
    rows = [("deals", 10**12 + n, now) for n in range(count)]

    write_rows(ChangeEntry, ("concept", "record", "at"), rows)

    found = ChangeEntry.objects.filter(record__gte=10**12).order_by("record")
    assert list(found.values_list("concept", "record", "at")) == rows


def test_one_row_that_cannot_be_leaves_none(lan: Person) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        write_rows(
            ChangeEntry, ("concept", "record", "at"), [("deals", 10**12, timezone.now())] * 40 + [(None, 1, None)]
        )

    assert not ChangeEntry.objects.filter(record=10**12).exists()


def test_numbers_of_new_rows_are_nobody_elses(lan: Person) -> None:
    (pk,) = orders(lan, 1)
    Order.objects.all().delete()

    numbers = next_numbers(Order, 3)

    assert len(set(numbers)) == 3
    assert min(numbers) > pk
    assert next_numbers(Deal, 0) == []


def test_a_telephone_number_is_read_as_the_library_reads_it() -> None:
    field = CONCEPTS["contacts"].all_fields["phone"]
    draw = random.Random(4)  # noqa: S311 - numbers to try, no secret
    for _ in range(300):
        typed = f"0{draw.randrange(10**8, 10**9)}"
        number = phonenumbers.parse(typed, "VN")
        assert kept(field, typed) == phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
