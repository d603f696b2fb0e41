"""Records found while somebody types: which, in which order, and only what they may see."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create, remove
from crmeter.records.concept.finding import Finds, found_in
from crmeter.records.concept.models import Share
from crmeter.records.customers.models import Customer
from crmeter.records.customers.recorded import only_evaluated
from crmeter.records.staff.queries import Person
from crmeter.vocabulary import Customer as Evaluated

pytestmark = pytest.mark.django_db
ALL = tuple(CONCEPTS.values())


def customer(who: Person, name: str, *, age: int = 0, **values: object) -> int:
    """Make a customer that was changed some minutes ago."""
    pk = create(who, CONCEPTS["customers"], {"name": name, "kind": "firm", **values})
    Customer.objects.filter(pk=pk).update(changed_at=timezone.now() - timedelta(minutes=age))
    return pk


def names(found: tuple[Finds, ...]) -> dict[str, list[str]]:
    return {each.concept.name: [row.name for row in each.rows] for each in found}


@pytest.mark.parametrize(
    "words",
    ["nguyen duc", "NGUYỄN", "nguye\u0302\u0303n đu\u031b\u0301c", "đuc", "0905 318 642", "+84905318642", "8642"],
)
def test_a_record_is_found_however_it_is_written(lan: Person, words: str) -> None:
    customer(lan, "Nguyễn Đức", phone="0905.318.642")
    customer(lan, "Mộc Nhiên", phone="0912 000 111")

    assert names(found_in(lan, ALL, words)) == {"customers": ["Nguyễn Đức"]}


def test_records_of_each_concept_are_found_and_concepts_without_any_are_absent(lan: Person) -> None:
    pk = customer(lan, "Nắng Sớm", phone="0905318642", segment="Quán ăn")
    create(lan, CONCEPTS["contacts"], {"name": "Chị Nắng", "customer": pk})

    customers, contacts = found_in(lan, ALL, "nang")

    assert customers.rows[0].values["phone"] == "+84905318642"
    assert contacts.rows[0].values["customer"].name == "Nắng Sớm"


def test_a_name_that_begins_with_the_words_comes_first_then_what_was_changed_last(lan: Person) -> None:
    for name, age in (("Công ty Lan", 1), ("Lan Chi", 30), ("Lan Anh", 20), ("Mai Lan", 2)):
        customer(lan, name, age=age)

    assert names(found_in(lan, ALL, "lan")) == {"customers": ["Lan Anh", "Lan Chi", "Công ty Lan", "Mai Lan"]}


def test_the_order_is_the_same_where_words_find_many(lan: Person) -> None:
    for number in range(101):
        customer(lan, f"Lan {number}", age=1000 - number)
    customer(lan, "Công ty Lan", age=0)

    assert names(found_in(lan, ALL, "lan")) == {"customers": ["Lan 100", "Lan 99", "Lan 98", "Lan 97", "Lan 96"]}
    assert names(found_in(lan, ALL, "lan", most=1)) == {"customers": ["Lan 100"]}


def test_many_that_hold_the_words_come_after_the_one_that_begins_with_them(lan: Person) -> None:
    for number in range(101):
        customer(lan, f"Công ty Lan {number}", age=number)
    customer(lan, "Lan Chi", age=5000)

    assert names(found_in(lan, ALL, "lan", most=3)) == {"customers": ["Lan Chi", "Công ty Lan 0", "Công ty Lan 1"]}


def test_nobody_finds_what_they_may_not_see(lan: Person, minh: Person) -> None:
    customer(lan, "Lan của Lan", owner=lan.id)
    customer(lan, "Lan của Minh", owner=minh.id)
    shared = customer(lan, "Chung với Lan", owner=lan.id)
    Share.objects.create(concept="customers", record=shared, user_id=minh.id)

    assert names(found_in(minh, ALL, "lan")) == {"customers": ["Lan của Minh", "Chung với Lan"]}


def test_a_rep_finds_their_own_among_many_of_others(lan: Person, minh: Person) -> None:
    for number in range(101):
        customer(lan, f"Lan {number}", owner=lan.id)
    customer(lan, "Lan của Minh", owner=minh.id, age=9000)
    customer(lan, "Hoa Lan", owner=minh.id)

    assert names(found_in(minh, ALL, "lan")) == {"customers": ["Lan của Minh", "Hoa Lan"]}


def test_what_was_removed_is_not_found(lan: Person) -> None:
    remove(lan, CONCEPTS["customers"], customer(lan, "Nắng Sớm"), version=1)

    assert found_in(lan, ALL, "nang") == ()
    assert found_in(lan, ALL, " ") == ()


def test_a_letter_costs_a_few_questions_however_many_records_there_are(lan: Person, minh: Person) -> None:
    for number in range(101):
        customer(lan, f"Lan {number}", owner=minh.id)

    with CaptureQueriesContext(connection) as asked:
        found_in(minh, ALL, "lan")

    # Rights and shares once, then of each concept at most four.
    assert len(asked) <= 2 + 4 * len(ALL)


def test_a_customer_of_an_evaluation_that_is_a_record_is_met_as_that_alone(lan: Person) -> None:
    pk = customer(lan, "Nắng Sớm")
    Customer.objects.filter(pk=customer(lan, "Mộc Nhiên")).update(customer_key=77_000)

    assert [each.key for each in only_evaluated([evaluated(pk), evaluated(77_000), evaluated(88_000)])] == [88_000]
    assert only_evaluated([]) == ()


def evaluated(key: int) -> Evaluated:
    return Evaluated(
        key=key, source="file", source_key=str(key), name=None, kind=None, segment=None, region=None, owner=None,
        phone=None, email=None, stage="new", first_on=None, last_on=None, purchases=0, spend=None, value=None,
        value_low=None, value_high=None, probability_active=None, value_at_risk=None, last_contact_on=None,
    )  # fmt: skip
