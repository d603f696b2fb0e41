"""Single changes that belong together, as an import makes them, taken back as one."""

import pytest

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.change_sets.models import ChangeSetRow, SetKind
from crmeter.records.change_sets.queries import change_set, latest_sets, left_rows
from crmeter.records.change_sets.set_actions import (
    change_in_set,
    close_set,
    create_in_set,
    open_set,
    remove_in_set,
)
from crmeter.records.change_sets.undo_actions import undo, undo_batch
from crmeter.records.concept.actions import change, create
from crmeter.records.concept.values import WrongValue
from crmeter.records.customers.models import Customer
from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.records.staff.queries import Person
from crmeter.vocabulary import Text

pytestmark = pytest.mark.django_db
CUSTOMERS, CONTACTS = CONCEPTS["customers"], CONCEPTS["contacts"]


def opened(person: Person) -> int:
    return open_set(person, SetKind.IMPORT, Text("Nhập khách", "Import of customers"), CUSTOMERS)


def rows() -> dict[int, dict[str, object]]:
    return {
        row["id"]: {name: value for name, value in row.items() if name not in ("version", "changed_at")}
        for row in Customer.objects.filter(removed_at=None).values()
    }


def taken_back(person: Person, pk: int, most: int = 1) -> None:
    undo(person, pk)
    while undo_batch(person, pk, most):
        pass


def test_what_was_made_changed_and_removed_goes_back_together(lan: Person) -> None:
    there, gone = (create(lan, CUSTOMERS, {"name": name, "kind": "firm"}) for name in ("A", "B"))
    before = rows()
    pk = opened(lan)
    made = create_in_set(lan, pk, CUSTOMERS, {"name": "C", "kind": "firm"})
    contact = create_in_set(lan, pk, CONTACTS, {"name": "Chị Lệ", "customer": made})
    change_in_set(lan, pk, CUSTOMERS, there, version=1, values={"segment": "Quán"})
    change_in_set(lan, pk, CUSTOMERS, there, version=2, values={"segment": "Chợ", "region": "Bắc"})
    remove_in_set(lan, pk, CUSTOMERS, gone, version=1)
    close_set(lan, pk)
    assert set(rows()) == {there, made}

    taken_back(lan, pk)

    assert rows() == before
    assert left_rows(lan, pk) == ()
    assert not CONTACTS.table._default_manager.filter(pk=contact, removed_at=None).exists()
    assert [view.title.en for view in latest_sets(lan)] == ["Import of customers"]


def test_what_was_changed_then_removed_comes_back_as_it_was_first(lan: Person) -> None:
    there = create(lan, CUSTOMERS, {"name": "A", "kind": "firm"})
    before = rows()
    pk = opened(lan)
    change_in_set(lan, pk, CUSTOMERS, there, version=1, values={"segment": "Quán"})
    remove_in_set(lan, pk, CUSTOMERS, there, version=2)
    close_set(lan, pk)

    taken_back(lan, pk)

    assert rows() == before


def test_of_what_was_made_and_removed_nothing_is_left_to_take_back(lan: Person) -> None:
    pk = opened(lan)
    made = create_in_set(lan, pk, CUSTOMERS, {"name": "A", "kind": "firm"})
    remove_in_set(lan, pk, CUSTOMERS, made, version=1)
    close_set(lan, pk)

    taken_back(lan, pk)

    assert rows() == {}
    assert not ChangeSetRow.objects.exists()


def test_a_made_record_that_somebody_works_with_stays(lan: Person) -> None:
    pk = opened(lan)
    made = create_in_set(lan, pk, CUSTOMERS, {"name": "A", "kind": "firm"})
    close_set(lan, pk)
    change(lan, CUSTOMERS, made, version=1, values={"segment": "Quán"})

    taken_back(lan, pk)

    assert set(rows()) == {made}
    assert [row.record for row in left_rows(lan, pk)] == [made]


def test_what_is_refused_is_no_part_of_a_set(lan: Person) -> None:
    there = create(lan, CUSTOMERS, {"name": "A", "kind": "firm"})
    pk = opened(lan)

    with pytest.raises(WrongValue):
        create_in_set(lan, pk, CUSTOMERS, {"name": "B", "kind": "firm", "email": "b@"})
    with pytest.raises(Stale):
        change_in_set(lan, pk, CUSTOMERS, there, version=7, values={"segment": "Quán"})
    close_set(lan, pk)

    view = change_set(lan, pk)
    assert view is not None and (view.done, view.state) == (0, "done")
    assert not ChangeSetRow.objects.exists()


def test_nothing_is_added_to_a_set_that_has_ended(lan: Person) -> None:
    pk = opened(lan)
    close_set(lan, pk)

    with pytest.raises(Refused) as refused:
        create_in_set(lan, pk, CUSTOMERS, {"name": "B", "kind": "firm"})

    assert refused.value.code == "set_ended"
    assert rows() == {}
