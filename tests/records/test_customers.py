"""Lists of customers: whole or not at all, read page by page in any order, searched without marks, by scope."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from crmeter.evaluation.document import to_document
from crmeter.records.customers.actions import forget_old_lists, publish_customers
from crmeter.records.customers.queries import (
    SORTS,
    Filters,
    Sort,
    choices_for,
    current_listing,
    customer_at,
    found_by,
    neighbours_of,
    page_of,
)
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.queries import history
from crmeter.records.readings.actions import publish_run
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.roles import Role
from crmeter.records.staff.team_actions import add_team, join_team
from crmeter.vocabulary import Customer, Scope

from ..evaluation.report.sample import evaluation as sample_evaluation

pytestmark = pytest.mark.django_db
ALL = Scope()
FOUR = (
    Customer(1, "shop", "K1", "Nguyễn Thị Hương Giang", segment="Quán ăn", owner="minh@example.vn", stage="loyal",
             last_on=date(2025, 3, 1), purchases=9, spend=Decimal("120.5"), value=Decimal(900),
             value_at_risk=Decimal(90), phone="+84905318642"),
    Customer(2, "shop", "K2", "Chuỗi cà phê Nắng Sớm", segment="Quán ăn", owner="Minh", stage="at_risk",
             last_on=date(2025, 1, 1), purchases=4, spend=Decimal(0), value=Decimal(900), value_at_risk=Decimal(500),
             email="myle@nangsom.example"),
    Customer(3, "shop", "K3", "Đà Nẵng Xanh", segment="Gia đình", owner="Chi", stage="lost",
             last_on=date(2024, 1, 1), purchases=4, spend=Decimal(0), value=Decimal("0.0001"),
             value_at_risk=Decimal(7), region="Đà Nẵng"),
    Customer(4, "fair", "K4", None, owner="Chi"),
)  # fmt: skip


def publish(run_id: str, customers: Sequence[Customer] = FOUR) -> None:
    publish_customers(run_id, customers)
    evaluation = sample_evaluation()
    publish_run(to_document(replace(evaluation, run=replace(evaluation.run, id=run_id)), explanations=False))


def keys(**asked: Any) -> list[int]:
    page = page_of(asked.pop("scope", ALL), **asked)
    assert page is not None
    return [customer.key for customer in page.customers]


def test_without_a_run_there_is_no_list() -> None:
    assert page_of(ALL) is None
    assert customer_at(ALL, 1) is None
    assert found_by(ALL, "giang", 8) == ()
    assert neighbours_of(ALL, 1) == (None, None)


def test_customers_read_back_as_they_were_written() -> None:
    publish("first")

    page = page_of(ALL)
    assert page is not None
    assert {c.key: c for c in page.customers} == {c.key: c for c in FOUR}
    assert (page.count, page.has_more, page.before, page.after) == (4, False, None, None)
    assert customer_at(ALL, 2) == FOUR[1]
    assert customer_at(ALL, 5) is None


def test_a_list_is_not_seen_before_its_run_is_current() -> None:
    publish("first")
    publish_customers("second", FOUR[:2])

    assert len(keys()) == 4
    publish("second", FOUR[:2])
    assert len(keys()) == 2


def test_a_writing_that_broke_off_goes_on_where_it_was_and_is_seen_by_nobody_before() -> None:
    publish("first")
    many = [replace(FOUR[0], key=key, source_key=f"M{key}") for key in range(1, 101)]

    def breaks_off() -> Iterator[Customer]:
        yield from many[:60]
        raise ConnectionError

    with pytest.raises(ConnectionError):
        publish_customers("second", breaks_off())
    assert len(keys()) == 4
    publish("second", many)
    page = page_of(ALL, most=200)
    assert page is not None
    assert (len(page.customers), page.count) == (100, 100)
    assert [entry.action for entry in history("records.customerlist", str(page.listing.id))] == [
        "customers.list_published"
    ]


def test_writing_the_same_list_again_changes_nothing() -> None:
    publish("first")

    assert publish_customers("first", FOUR) is False
    publish("second")
    assert publish_customers("first", FOUR) is False
    assert len(keys()) == 4


def test_customers_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="order of their keys"):
        publish_customers("first", FOUR[::-1])


def test_lists_of_the_past_are_removed_and_the_one_that_is_being_written_stays() -> None:
    publish("first")
    publish("second", FOUR[:3])
    publish_customers("third", FOUR)

    assert forget_old_lists() == 4
    assert forget_old_lists() == 0
    assert len(keys()) == 3
    publish("third")
    assert len(keys()) == 4


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (Sort("name", False), [2, 3, 4, 1]),  # chuoi…, da nang…, K4, nguyen…
        (Sort("name", True), [1, 4, 3, 2]),
        (Sort("given_name", False), [1, 4, 2, 3]),  # giang…, k4, som…, xanh…
        (Sort("value", True), [2, 1, 3, 4]),  # 900 twice, by key; the one without a value last
        (Sort("value", False), [3, 1, 2, 4]),
        (Sort("value_at_risk", True), [2, 1, 3, 4]),
        (Sort("last_on", True), [1, 2, 3, 4]),
        (Sort("last_on", False), [3, 2, 1, 4]),
        (Sort("spend", True), [1, 3, 2, 4]),
        (Sort("purchases", True), [1, 3, 2, 4]),
    ],
)
def test_every_order_holds_and_who_has_no_value_comes_last(sort: Sort, expected: list[int]) -> None:
    publish("first")

    assert keys(sort=sort) == expected


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("by", list(SORTS))
@pytest.mark.parametrize("most", [1, 2, 3])
def test_pages_are_the_whole_list_forwards_and_backwards(by: str, descending: bool, most: int) -> None:
    # Equal values, and more than one without a value, so that pages begin and end amid them.
    extra = [replace(FOUR[3], key=key, source_key=f"K{key}") for key in (5, 6)]
    publish("first", [*FOUR, *extra])
    sort = Sort(by, descending)
    whole = keys(sort=sort)
    assert sorted(whole) == [1, 2, 3, 4, 5, 6]

    forwards: list[list[int]] = []
    after: int | None = None
    before: int | None = None
    while after is not None or not forwards:
        page = page_of(ALL, sort=sort, after=after, most=most)
        assert page is not None
        forwards.append([c.key for c in page.customers])
        before, after = page.before, page.after
    backwards = forwards[-1:]
    while before is not None:
        page = page_of(ALL, sort=sort, before=before, most=most)
        assert page is not None
        backwards.insert(0, [c.key for c in page.customers])
        before = page.before
    assert [key for page_keys in forwards for key in page_keys] == whole
    assert backwards == forwards
    for place, key in enumerate(whole):
        expected = (whole[place - 1] if place else None, whole[place + 1] if place < 5 else None)
        assert neighbours_of(ALL, key, sort=sort) == expected


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("nguyen", [1]),
        ("Nguyễn", [1]),  # composed
        ("Nguye\u0302\u0303n", [1]),  # with its marks apart
        ("nang som", [2]),
        ("som nang", [2]),
        ("da nang", [3]),
        ("ĐÀ NẴNG", [3]),
        ("nang", [2, 3]),  # Nắng, Nẵng and nangsom
        ("ang", []),  # a word is found from its beginning
        ("0905 318 642", [1]),
        ("0905.318.642", [1]),
        ("+84905318642", [1]),
        ("(+84) 905-318-642", [1]),
        ("0084 905 318 642", [1]),
        ("318642", [1]),
        ("0905", [1]),
        ("0905 318 643", []),
        ("k2", [2]),
        ("myle@nangsom.example", [2]),
        ("100%", []),
        ("_", [1, 2, 3, 4]),
        ("  ", [1, 2, 3, 4]),
    ],
)
def test_search_needs_no_marks_and_takes_a_phone_in_any_form(words: str, found: list[int]) -> None:
    publish("first")

    assert sorted(keys(words=words)) == found


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(stage="lost"), [3]),
        (Filters(segment="quan an"), [1, 2]),
        (Filters(segment="quan an", stage="loyal"), [1]),
        (Filters(region="da nang"), [3]),
        (Filters(source="fair"), [4]),
        (Filters(owner="chi"), [3, 4]),
        (Filters(owner="nobody"), []),
    ],
)
def test_filters_leave_what_they_name(filters: Filters, found: list[int]) -> None:
    publish("first")

    page = page_of(ALL, filters=filters)
    assert page is not None
    assert sorted(c.key for c in page.customers) == found
    assert page.count == len(found)


def test_a_list_knows_what_can_be_chosen() -> None:
    publish("first")

    listing = current_listing()
    assert listing is not None
    assert listing.choices["segment"] == (("gia dinh", "Gia đình"), ("quan an", "Quán ăn"))
    assert listing.choices["owner"] == (("chi", "Chi"), ("minh", "Minh"), ("minh@example.vn", "minh@example.vn"))
    assert listing.has_values


def test_more_than_a_thousand_are_counted_as_more_than_a_thousand() -> None:
    publish("first", [replace(FOUR[0], key=key) for key in range(1, 1003)])

    counted = page_of(ALL, words="giang")
    everybody = page_of(ALL)
    assert counted is not None
    assert everybody is not None
    assert (counted.count, counted.has_more, len(counted.customers)) == (1000, True, 50)
    assert (everybody.count, everybody.has_more) == (1002, False)


def test_names_that_differ_in_marks_alone_are_two_people() -> None:
    publish("first", [replace(FOUR[0], owner="Trần Thị Hoa"), replace(FOUR[1], owner="TRẦN THỊ HÒA")])
    add_user(SYSTEM, "one@example.vn", Role.REP, name="Trần Thị Hoa")
    add_user(SYSTEM, "other@example.vn", Role.REP, name="Trần Thị Hòa")

    hoa, other = Scope("owners", ("one@example.vn",)), Scope("owners", ("other@example.vn",))
    assert (keys(scope=hoa), keys(scope=other)) == ([1], [2])
    assert customer_at(hoa, 2) is None


def test_nobody_can_choose_what_they_see_no_customer_of() -> None:
    publish("first")
    add_user(SYSTEM, "minh@example.vn", Role.REP, name="Minh")

    listing = current_listing()
    assert listing is not None
    assert choices_for(ALL, listing) == listing.choices
    assert choices_for(Scope("owners", ("minh@example.vn",)), listing) == {
        "segment": (("quan an", "Quán ăn"),),
        "region": (),
        "owner": (("minh", "Minh"), ("minh@example.vn", "minh@example.vn")),
        "source": (("shop", "shop"),),
    }


def test_a_part_of_the_firm_sees_its_own_customers_only() -> None:
    publish("first")
    add_user(SYSTEM, "minh@example.vn", Role.REP, name="Minh")
    chi = add_user(SYSTEM, "chi@example.vn", Role.REP, name="Chi")
    slug = add_team(SYSTEM, "Miền Bắc")
    join_team(SYSTEM, chi, slug)
    minh, team = Scope("owners", ("minh@example.vn",)), Scope("teams", (slug,))

    assert keys(scope=minh) == [2, 1]  # once by the address, once by the name
    assert keys(scope=minh, words="da nang") == []
    assert keys(scope=minh, filters=Filters(owner="chi")) == []
    assert keys(scope=minh, after=3) == [2, 1]
    assert keys(scope=team) == [3, 4]
    assert keys(scope=Scope("owners", ())) == []
    assert customer_at(minh, 3) is None
    assert customer_at(minh, 1) == FOUR[0]
    assert [c.key for c in found_by(minh, "nang", 8)] == [2]
    assert neighbours_of(minh, 2, sort=Sort("value", True)) == (None, 1)
