"""Records of any concept: made, changed, removed and brought back, and by whom."""

from datetime import date
from decimal import Decimal

import pytest

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import bring_back, change, create, remove
from crmeter.records.concept.conditions import read_clauses
from crmeter.records.concept.listing import Asked, groups_of, page_of, record_at
from crmeter.records.concept.values import WrongValue
from crmeter.records.ledger.queries import history
from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.records.staff.queries import Person

pytestmark = pytest.mark.django_db
CUSTOMERS, DEALS = CONCEPTS["customers"], CONCEPTS["deals"]


def test_a_record_is_kept_as_it_is_typed(lan: Person) -> None:
    pk = create(
        lan, CUSTOMERS, {"name": "  Nắng   Sớm ", "kind": "firm", "phone": "0905 318 642", "since_on": "05/04/2022"}
    )

    found = record_at(lan, CUSTOMERS, pk)

    assert found is not None
    assert found.name == "Nắng Sớm"
    assert found.values["phone"] == "+84905318642"
    assert found.values["since_on"] == date(2022, 4, 5)
    assert found.version == 1


@pytest.mark.parametrize("words", ["nang som", "NẮNG", "Na\u0306\u0301ng", "0905318642", "+84 905 318 642", "318 642"])
def test_it_is_found_however_it_is_written(lan: Person, words: str) -> None:
    create(lan, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm", "phone": "0905318642"})
    create(lan, CUSTOMERS, {"name": "Mộc Nhiên", "kind": "firm", "phone": "0912000111"})

    page = page_of(lan, CUSTOMERS, Asked(words=words), ())

    assert [row.name for row in page.rows] == ["Nắng Sớm"]


def test_a_value_that_cannot_be_kept_is_refused_by_its_field(lan: Person) -> None:
    with pytest.raises(WrongValue) as refused:
        create(lan, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm", "email": "lan@"})

    assert refused.value.field == "email"
    assert page_of(lan, CUSTOMERS, Asked(), ()).count == 0


def test_a_change_on_an_older_version_is_refused(lan: Person) -> None:
    pk = create(lan, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm"})
    change(lan, CUSTOMERS, pk, version=1, values={"segment": "Quán ăn"})

    with pytest.raises(Stale) as stale:
        change(lan, CUSTOMERS, pk, version=1, values={"segment": "Khách sạn"})
    with pytest.raises(NoVersion):
        change(lan, CUSTOMERS, pk, version=None, values={"segment": "Khách sạn"})

    found = record_at(lan, CUSTOMERS, pk)
    assert stale.value.current == 2
    assert found is not None and found.values["segment"] == "Quán ăn"


def test_each_change_of_a_field_is_in_the_history(lan: Person) -> None:
    pk = create(lan, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm"})
    change(lan, CUSTOMERS, pk, version=1, values={"segment": "Quán ăn", "name": "Nắng Sớm"})

    newest = history("records.customer", str(pk))[0]

    assert newest.action == "customers.changed"
    assert (newest.before, newest.after) == ({"segment": ""}, {"segment": "Quán ăn"})


def test_a_change_to_what_stands_is_none(lan: Person) -> None:
    pk = create(lan, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm"})

    version = change(lan, CUSTOMERS, pk, version=1, values={"name": "Nắng Sớm"})

    assert version == 1
    assert len(history("records.customer", str(pk))) == 1


def test_a_removed_record_comes_back_as_it_was(lan: Person) -> None:
    pk = create(lan, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm", "segment": "Quán ăn"})

    version = remove(lan, CUSTOMERS, pk, version=1)
    gone = record_at(lan, CUSTOMERS, pk)
    bring_back(lan, CUSTOMERS, pk, version=version)

    found = record_at(lan, CUSTOMERS, pk)
    assert gone is None
    assert found is not None and found.values["segment"] == "Quán ăn"


def test_whose_record_it_is_decides_who_sees_it(lan: Person, minh: Person) -> None:
    own = create(minh, CUSTOMERS, {"name": "Của Minh", "kind": "firm", "owner": minh.id})
    other = create(lan, CUSTOMERS, {"name": "Của Lan", "kind": "firm", "owner": lan.id})

    assert [row.id for row in page_of(minh, CUSTOMERS, Asked(), ()).rows] == [own]
    assert record_at(minh, CUSTOMERS, other) is None
    for version in (1, 9):
        # Not even that it has changed since.
        with pytest.raises(Refused) as refused:
            change(minh, CUSTOMERS, other, version=version, values={"name": "Đổi"})
        assert refused.value.code == "unknown"
    assert record_at(lan, CUSTOMERS, other).name == "Của Lan"  # type: ignore[union-attr]


def test_a_record_without_an_owner_is_seen_by_whoever_looks_after_its_customer(lan: Person, minh: Person) -> None:
    customer = create(lan, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm", "owner": minh.id})
    contact = create(lan, CONCEPTS["contacts"], {"name": "Chị Lệ", "customer": customer})

    assert [row.id for row in page_of(minh, CONCEPTS["contacts"], Asked(), ()).rows] == [contact]


def test_nobody_links_to_what_they_may_not_see(lan: Person, minh: Person) -> None:
    other = create(lan, CUSTOMERS, {"name": "Của Lan", "kind": "firm", "owner": lan.id})

    with pytest.raises(WrongValue):
        create(minh, CONCEPTS["contacts"], {"name": "Chị Lệ", "customer": other})


def test_a_page_follows_the_one_before_in_each_order(lan: Person) -> None:
    for name, amount in (("B", "2 triệu"), ("A", "1,5 tỷ"), ("C", ""), ("D", "2.000.000")):
        create(lan, DEALS, deal(name, amount=amount))

    def names(sort: str) -> list[str]:
        found, after = [], None
        while True:
            page = page_of(lan, DEALS, Asked(sort=sort, after=after), ("amount",), most=1)
            found += [row.name for row in page.rows]
            after = page.after
            if after is None:
                return found

    assert names("name") == ["A", "B", "C", "D"]
    assert names("-amount") == ["A", "D", "B", "C"]
    assert names("amount") == ["B", "D", "A", "C"]


def test_conditions_narrow_a_list(lan: Person) -> None:
    for name, amount in (("A", "100"), ("B", "200"), ("C", "")):
        create(lan, DEALS, deal(name, amount=amount))

    def found(*clauses: str) -> set[str]:
        asked = Asked(clauses=read_clauses(DEALS, clauses))
        return {row.name for row in page_of(lan, DEALS, asked, ()).rows}

    assert found("amount.from.150") == {"B"}
    assert found("amount.to.150|amount.empty.") == {"A", "C"}
    assert found("amount.filled.", "name.has.b") == {"B"}
    assert found("owner.is.me") == {"A", "B", "C"}
    assert found("password.is.x", "amount.near.3", "amount.from.1e99") == {"A", "B", "C"}


def test_a_list_is_added_up_by_groups(lan: Person) -> None:
    for name, amount, channel in (("A", "100,5", "web"), ("B", "200", "web"), ("C", "50", "")):
        create(lan, DEALS, deal(name, amount=amount, channel=channel))

    groups = groups_of(lan, DEALS, Asked(), "channel", "amount")

    assert [(g.value, g.count, g.total) for g in groups] == [("web", 2, Decimal("300.5")), ("", 1, Decimal(50))]


def deal(name: str, **values: object) -> dict[str, object]:
    from crmeter.records.deals.queries import pipelines  # noqa: PLC0415

    pipeline = pipelines()[0]
    return {"name": name, "pipeline": pipeline.id, "stage": pipeline.stages[0].id, **values}


def test_the_word_beside_a_number_is_in_the_plural_where_the_language_has_one() -> None:
    deals = CONCEPTS["deals"]

    assert [str(deals.counted(n).en) for n in (0, 1, 2)] == ["deals", "deal", "deals"]
    assert {deals.counted(n).vi for n in (0, 1, 2)} == {"cơ hội"}
