"""Many records changed at once: each by the same rules, each once, and all of it taken back as one."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.utils import timezone

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.change_sets.bulk import Assign, Bulk, Edit, Remove, TagOff, TagOn
from crmeter.records.change_sets.bulk_actions import change_batch, start_bulk, stop_bulk
from crmeter.records.change_sets.models import ChangeSet, ChangeSetRow
from crmeter.records.change_sets.queries import change_set, failed_rows, left_rows
from crmeter.records.change_sets.undo_actions import undo, undo_batch
from crmeter.records.concept.actions import bring_back, change, create, remove
from crmeter.records.concept.conditions import read_clauses
from crmeter.records.concept.listing import Asked, all_tags, page_of, record_at
from crmeter.records.concept.models import Tagging
from crmeter.records.concept.tag_actions import tag
from crmeter.records.concept.values import WrongValue
from crmeter.records.customers.models import Customer
from crmeter.records.deals.models import Deal
from crmeter.records.deals.queries import pipelines, stage_changes
from crmeter.records.jobs.models import Job
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.models import ChangeEntry
from crmeter.records.ledger.queries import history
from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.records.staff.team_actions import join_team

pytestmark = pytest.mark.django_db
CUSTOMERS, DEALS = CONCEPTS["customers"], CONCEPTS["deals"]


def customer(person: Person, name: str, **values: object) -> int:
    return create(person, CUSTOMERS, {"name": name, "kind": "firm", **values})


def deal(person: Person, name: str, stage: int = 0, **values: object) -> int:
    pipeline = pipelines()[0]
    return create(person, DEALS, {"name": name, "pipeline": pipeline.id, "stage": pipeline.stages[stage].id, **values})


def done(person: Person, what: Bulk, asked: Asked | Sequence[int], expected: int, concept: str = "customers") -> int:
    """A whole bulk change, in batches of two."""
    pk = start_bulk(person, CONCEPTS[concept], what, asked, expected=expected)
    while change_batch(person, pk, 2):
        pass
    return pk


def taken_back(person: Person, pk: int) -> None:
    undo(person, pk)
    Job.objects.all().update(state="done")
    while undo_batch(person, pk, 2):
        pass


def columns(pk: int, table: type = Customer) -> dict[str, object]:
    """A row but for what counts changes."""
    found = table._default_manager.filter(pk=pk).values().get()
    return {name: value for name, value in found.items() if name not in ("version", "changed_at")}


def test_each_record_of_a_list_is_changed_and_has_its_own_history(lan: Person) -> None:
    numbers = [customer(lan, name, segment="Quán") for name in ("A", "B", "C")]
    other = customer(lan, "D", segment="Chợ")
    ChangeEntry.objects.all().delete()

    asked = Asked(clauses=read_clauses(CUSTOMERS, ["segment.is.Quán"]))
    pk = done(lan, Edit({"region": "Miền Bắc"}), asked, 3)

    view = change_set(lan, pk)
    assert view is not None
    assert (view.state, view.done, view.failed, view.not_processed) == ("done", 3, 0, 0)
    assert view.title.en == "Change Region of 3: Customers"
    assert list(Customer.objects.order_by("pk").values_list("region", "version")) == [("Miền Bắc", 2)] * 3 + [("", 1)]
    newest = history("records.customer", str(numbers[0]))[0]
    assert (newest.action, newest.before, newest.after) == (
        "customers.changed",
        {"region": ""},
        {"region": "Miền Bắc"},
    )
    assert sorted(ChangeEntry.objects.values_list("record", flat=True)) == numbers
    assert history("records.customer", str(other))[0].action == "customers.created"
    assert [each.action for each in history("records.changeset", str(pk))] == [
        "change_sets.ended",
        "change_sets.begun",
    ]


def test_what_follows_from_a_name_is_found_after_a_bulk_change_too(lan: Person) -> None:
    numbers = [customer(lan, "Cũ một"), customer(lan, "Cũ hai", phone="0905318642")]

    done(lan, Edit({"name": "Nắng Sớm"}), numbers, 2)

    assert {row.id for row in page_of(lan, CUSTOMERS, Asked(words="nang som"), ()).rows} == set(numbers)
    assert [row.id for row in page_of(lan, CUSTOMERS, Asked(words="0905318642"), ()).rows] == [numbers[1]]


def test_another_count_than_was_confirmed_is_refused(lan: Person) -> None:
    customer(lan, "A")
    customer(lan, "B")

    with pytest.raises(Refused) as refused:
        start_bulk(lan, CUSTOMERS, Remove(), Asked(), expected=1)

    assert refused.value.code == "another_count"
    assert not ChangeSet.objects.exists()
    assert not Job.objects.exists()


def test_a_value_that_cannot_be_kept_is_refused_before_anything_is_asked_for(lan: Person) -> None:
    pk = customer(lan, "A")

    with pytest.raises(WrongValue):
        start_bulk(lan, CUSTOMERS, Edit({"email": "lan@"}), [pk], expected=1)
    with pytest.raises(WrongValue):
        start_bulk(lan, CUSTOMERS, Assign(999_999), [pk], expected=1)

    assert not ChangeSet.objects.exists()


def test_typed_amounts_and_days_come_out_as_one_by_one(lan: Person) -> None:
    pk = deal(lan, "A")

    done(lan, Edit({"amount": "1,5 tỷ", "expected_on": "28/11/2026"}), [pk], 1, "deals")

    found = record_at(lan, DEALS, pk)
    assert found is not None
    assert (str(found.values["amount"]), str(found.values["expected_on"])) == ("1500000000", "2026-11-28")


def test_whoever_changes_a_record_meanwhile_loses_nothing(lan: Person) -> None:
    numbers = [customer(lan, "A"), customer(lan, "B")]
    pk = start_bulk(lan, CUSTOMERS, Edit({"segment": "Quán"}), numbers, expected=2)
    change(lan, CUSTOMERS, numbers[0], version=1, values={"segment": "Khách sạn"})

    while change_batch(lan, pk, 10):
        pass

    assert list(Customer.objects.order_by("pk").values_list("segment", flat=True)) == ["Khách sạn", "Quán"]
    view = change_set(lan, pk)
    assert view is not None and (view.done, view.failed) == (1, 1)
    assert [(row.name, row.reason) for row in failed_rows(lan, pk)] == [("A", Stale(2).text)]


def test_a_page_that_was_open_before_the_bulk_change_is_stale_after_it(lan: Person) -> None:
    pk = customer(lan, "A")

    done(lan, Edit({"segment": "Quán"}), [pk], 1)

    with pytest.raises(Stale):
        change(lan, CUSTOMERS, pk, version=1, values={"segment": "Chợ"})


def test_records_that_a_rule_refuses_fail_alone(lan: Person) -> None:
    above = customer(lan, "Mẹ")
    numbers = [above, customer(lan, "Con")]

    pk = done(lan, Edit({"parent": above}), numbers, 2)

    assert [row.record for row in failed_rows(lan, pk)] == [above]
    assert Customer.objects.get(pk=numbers[1]).parent_id == above


def test_only_records_that_one_may_change_are_changed(lan: Person, minh: Person) -> None:
    own, other = customer(lan, "Của Minh", owner=minh.id), customer(lan, "Của Lan", owner=lan.id)
    pk = start_bulk(lan, CUSTOMERS, Edit({"segment": "Quán"}), [own, other], expected=2)

    while change_batch(minh, pk, 10):
        pass

    assert dict(Customer.objects.values_list("pk", "segment")) == {own: "Quán", other: ""}
    assert [row.reason.en for row in failed_rows(lan, pk)] == [
        "your role may not change this customer; an administrator can allow it"
    ]


OWN, MATE, OTHER = "own", "mate", "other"
NOTHING: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("role", "changed", "removed"),
    [
        (Role.REP, {OWN}, NOTHING),
        (Role.SALES_MANAGER, {OWN, MATE}, {OWN, MATE}),
        (Role.MARKETING_MANAGER, {OWN, MATE, OTHER}, {OWN, MATE, OTHER}),
        (Role.STEWARD, {OWN, MATE, OTHER}, {OWN, MATE, OTHER}),
        (Role.ANALYST, NOTHING, NOTHING),
    ],
)
def test_each_role_reaches_as_far_as_with_single_records(
    lan: Person, minh: Person, north: str, role: Role, changed: set[str], removed: set[str]
) -> None:
    pk = add_user(SYSTEM, "ai@example.vn", role)
    join_team(SYSTEM, pk, north)
    who = person(pk)
    assert who is not None
    owners = {OWN: pk, MATE: minh.id, OTHER: lan.id}
    numbers = {customer(lan, name, owner=owner): name for name, owner in owners.items()}

    def reached(what: Bulk) -> set[str]:
        # Asked for by somebody who may, done with the rights of the one who is looked at.
        asked = start_bulk(lan, CUSTOMERS, what, list(numbers), expected=3)
        change_batch(who, asked, 10)
        failed = {row.record for row in failed_rows(lan, asked)}
        return {name for number, name in numbers.items() if number not in failed}

    assert reached(Edit({"segment": "Quán"})) == changed
    assert {row.name for row in Customer.objects.filter(segment="Quán")} == changed
    assert reached(Remove()) == removed
    assert {row.name for row in Customer.objects.exclude(removed_at=None)} == removed


def test_nobody_reaches_further_by_numbers_than_by_a_list(lan: Person, minh: Person) -> None:
    other = customer(lan, "Của Lan", owner=lan.id)

    with pytest.raises(Refused):
        start_bulk(minh, CUSTOMERS, Edit({"segment": "Quán"}), [other], expected=1)
    with pytest.raises(Refused) as refused:
        start_bulk(minh, CUSTOMERS, Remove(), [other], expected=1)

    assert refused.value.code == "not_allowed"


def test_moving_deals_writes_the_event_of_each(lan: Person) -> None:
    numbers = [deal(lan, "A"), deal(lan, "B")]
    stage = pipelines()[0].stages[1]

    done(lan, Edit({"stage": stage.id}), numbers, 2, "deals")

    assert [[event.kind for event in stage_changes(number)] for number in numbers] == [["moved", "created"]] * 2


def test_a_stopped_change_leaves_the_others_and_says_how_many(lan: Person) -> None:
    numbers = [customer(lan, name) for name in "ABC"]
    pk = start_bulk(lan, CUSTOMERS, Edit({"segment": "Quán"}), numbers, expected=3)
    change_batch(lan, pk, 2)

    stop_bulk(lan, pk)

    view = change_set(lan, pk)
    assert view is not None
    assert (view.state, view.done, view.not_processed) == ("done", 2, 1)
    assert change_batch(lan, pk, 2) == 0
    assert Customer.objects.get(pk=numbers[2]).segment == ""


def test_an_edit_is_taken_back_to_the_byte(lan: Person) -> None:
    numbers = [customer(lan, "A", segment="Chợ", since_on="05/04/2022"), customer(lan, "B", phone="0905318642")]
    before = [columns(number) for number in numbers]
    pk = done(lan, Edit({"segment": "Quán", "since_on": "", "phone": "0912000111"}), numbers, 2)
    assert [columns(number) for number in numbers] != before

    taken_back(lan, pk)

    assert [columns(number) for number in numbers] == before
    assert list(Customer.objects.values_list("version", flat=True)) == [3, 3]
    newest = history("records.customer", str(numbers[0]))[0]
    assert newest.before == {"phone": "+84912000111", "segment": "Quán", "since_on": None}
    assert newest.why.startswith("hoàn tác: Sửa")


def test_won_deals_go_back_to_how_they_stood_and_the_way_there_stays_told(lan: Person) -> None:
    pk = deal(lan, "A", amount="100")
    before = columns(pk, Deal)
    won = next(stage for stage in pipelines()[0].stages if stage.kind == "won")
    changes = done(lan, Edit({"stage": won.id}), [pk], 1, "deals")

    taken_back(lan, changes)

    assert columns(pk, Deal) == before
    assert [event.kind for event in stage_changes(pk)] == ["reopened", "won", "created"]


def test_what_somebody_changed_since_is_left_and_listed(lan: Person) -> None:
    numbers = [customer(lan, "A"), customer(lan, "B")]
    pk = done(lan, Edit({"segment": "Quán"}), numbers, 2)
    change(lan, CUSTOMERS, numbers[0], version=2, values={"region": "Miền Bắc"})

    taken_back(lan, pk)

    assert list(Customer.objects.order_by("pk").values_list("segment", flat=True)) == ["Quán", ""]
    assert [(row.name, row.reason.en) for row in left_rows(lan, pk)] == [("A", "somebody has changed it since")]
    assert history("records.changeset", str(pk))[0].after == {"undone": 1, "left": 1}


def test_removed_records_come_back(lan: Person) -> None:
    numbers = [customer(lan, "A"), customer(lan, "B")]
    before = [columns(number) for number in numbers]
    pk = done(lan, Remove(), numbers, 2)
    assert page_of(lan, CUSTOMERS, Asked(), ()).count == 0
    assert history("records.customer", str(numbers[0]))[0].action == "customers.removed"

    taken_back(lan, pk)

    assert [columns(number) for number in numbers] == before


def test_one_that_came_back_before_is_left(lan: Person) -> None:
    number = customer(lan, "A")
    pk = done(lan, Remove(), [number], 1)
    bring_back(lan, CUSTOMERS, number, version=2)
    remove(lan, CUSTOMERS, number, version=3)

    taken_back(lan, pk)

    assert Customer.objects.get(pk=number).removed_at is not None
    assert len(left_rows(lan, pk)) == 1


def test_tags_are_put_on_and_taken_back_where_they_were_not_before(lan: Person) -> None:
    numbers = [customer(lan, "A"), customer(lan, "B")]
    first = tag(lan, CUSTOMERS, [numbers[0]], "Ưu tiên")
    pk = done(lan, TagOn("  uu TIEN"), numbers, 2)
    assert set(Tagging.objects.values_list("record", "tag")) == {(numbers[0], first), (numbers[1], first)}

    taken_back(lan, pk)

    assert set(Tagging.objects.values_list("record", "tag")) == {(numbers[0], first)}
    assert [each.name for each in all_tags()] == ["Ưu tiên"]


def test_tags_are_taken_off_and_put_back(lan: Person) -> None:
    numbers = [customer(lan, "A"), customer(lan, "B")]
    mark = tag(lan, CUSTOMERS, [numbers[0]], "Ưu tiên")
    pk = done(lan, TagOff(mark), numbers, 2)
    assert not Tagging.objects.exists()

    taken_back(lan, pk)

    assert list(Tagging.objects.values_list("record", flat=True)) == [numbers[0]]


def test_whoever_gave_records_away_takes_them_back(minh: Person, lan: Person) -> None:
    number = customer(minh, "A", owner=minh.id)
    pk = done(minh, Assign(lan.id), [number], 1)
    assert record_at(minh, CUSTOMERS, number) is None

    taken_back(minh, pk)

    assert Customer.objects.get(pk=number).owner_id == minh.id


def test_a_set_is_taken_back_once_in_time_and_by_whoever_answers_for_it(lan: Person, minh: Person) -> None:
    number = customer(lan, "A", owner=minh.id)
    pk = done(lan, Edit({"segment": "Quán"}), [number], 1)

    with pytest.raises(Refused) as of_another:
        undo(minh, pk)
    ChangeSet.objects.filter(pk=pk).update(undo_until=timezone.now() - timedelta(seconds=1))
    with pytest.raises(Refused) as too_late:
        undo(lan, pk)
    ChangeSet.objects.filter(pk=pk).update(undo_until=timezone.now() + timedelta(days=1))
    taken_back(lan, pk)
    with pytest.raises(Refused) as again:
        undo(lan, pk)

    assert [each.value.code for each in (of_another, too_late, again)] == ["unknown", "too_late", "undone"]
    assert change_set(minh, pk) is None


def test_thirty_days_are_given(lan: Person) -> None:
    pk = done(lan, Edit({"segment": "Quán"}), [customer(lan, "A")], 1)

    row = ChangeSet.objects.get(pk=pk)

    assert row.undo_until - row.at == timedelta(days=30)


def test_what_is_still_worked_on_is_not_taken_back(lan: Person) -> None:
    numbers = [customer(lan, "A"), customer(lan, "B")]
    pk = start_bulk(lan, CUSTOMERS, Edit({"segment": "Quán"}), numbers, expected=2)
    change_batch(lan, pk, 1)

    with pytest.raises(Refused) as refused:
        undo(lan, pk)

    assert refused.value.code == "at_work"


def test_records_that_were_as_asked_already_are_not_touched_by_undoing(lan: Person) -> None:
    number = customer(lan, "A", segment="Quán")
    pk = done(lan, Edit({"segment": "Quán"}), [number], 1)

    taken_back(lan, pk)

    assert Customer.objects.get(pk=number).segment == "Quán"
    assert Customer.objects.get(pk=number).version == 1
    assert not ChangeSetRow.objects.exists()
