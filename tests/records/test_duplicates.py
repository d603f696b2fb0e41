"""Records that may be the one that somebody is typing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create, remove
from crmeter.records.merge.duplicates import duplicates_of
from crmeter.records.staff.queries import Person

pytestmark = pytest.mark.django_db
CUSTOMERS = CONCEPTS["customers"]


@pytest.fixture
def nang_som(lan: Person) -> int:
    create(lan, CUSTOMERS, {"name": "Mộc Nhiên", "kind": "firm", "phone": "0912000111", "email": "moc@example.vn"})
    return create(
        lan,
        CUSTOMERS,
        {
            "name": "Nắng Sớm",
            "kind": "firm",
            "phone": "0905318642",
            "email": "chao@nangsom.vn",
            "tax_code": "0101234567",
        },
    )


@pytest.mark.parametrize(
    ("typed", "reasons"),
    [
        ({"name": "nang  SOM"}, ["same name"]),
        ({"name": "Sớm Nắng"}, ["a name of the same words"]),
        ({"phone": "+84 905 318 642"}, ["same Phone"]),
        ({"email": "CHAO@nangsom.vn"}, ["same E-mail"]),
        ({"tax_code": " 0101234567"}, ["same Tax code"]),
        ({"name": "Nang Som", "phone": "0905318642"}, ["same Phone", "same name"]),
    ],
)
def test_what_is_typed_finds_the_one_that_is_there(
    lan: Person, nang_som: int, typed: dict[str, str], reasons: list[str]
) -> None:
    found = duplicates_of(lan, CUSTOMERS, typed)

    assert [(each.id, [reason.en for reason in each.reasons]) for each in found] == [(nang_som, reasons)]


@pytest.mark.parametrize(
    "typed", [{}, {"name": ""}, {"name": "Nắng"}, {"phone": "0905"}, {"email": "chao@"}, {"name": "Nắng Sớm Mai"}]
)
def test_what_is_half_typed_or_other_finds_nothing(lan: Person, nang_som: int, typed: dict[str, str]) -> None:
    assert duplicates_of(lan, CUSTOMERS, typed) == ()


def test_whoever_may_not_see_a_record_is_not_told_of_it(minh: Person, nang_som: int) -> None:
    assert duplicates_of(minh, CUSTOMERS, {"name": "Nắng Sớm", "phone": "0905318642"}) == ()


def test_a_record_is_no_duplicate_of_itself_and_a_removed_one_of_nobody(lan: Person, nang_som: int) -> None:
    assert duplicates_of(lan, CUSTOMERS, {"name": "Nắng Sớm"}, but=nang_som) == ()

    remove(lan, CUSTOMERS, nang_som, version=1)

    assert duplicates_of(lan, CUSTOMERS, {"name": "Nắng Sớm"}) == ()


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL reads a table of two rows without an index")
def test_each_question_is_answered_by_an_index(lan: Person, nang_som: int) -> None:
    typed = {"name": "Nắng Sớm", "phone": "0905318642", "email": "a@example.vn", "tax_code": "01"}
    with CaptureQueriesContext(connection) as asked:
        duplicates_of(lan, CUSTOMERS, typed)

    questions = [each["sql"] for each in asked if '"records_customer"' in each["sql"]]
    with connection.cursor() as cursor:
        plans = []
        for question in questions:
            cursor.execute("EXPLAIN QUERY PLAN " + question)
            plans.append(" ".join(str(row[-1]) for row in cursor.fetchall()))

    assert len(plans) == 5
    for index in ("customer_by_phone", "customer_by_email", "customer_by_tax_code", "customer_named"):
        assert any(index in plan for plan in plans), plans
    assert any("customer_same_words" in plan for plan in plans), plans
