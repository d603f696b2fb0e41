"""Cases of customers at risk: begun with tasks and a hold-out, seen by evaluations, taken back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from crmeter.records.activities.models import Activity
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import change, create, remove
from crmeter.records.customers.models import Customer
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.records.merge.actions import merge
from crmeter.records.retention_cases.actions import Asked, Begun, begin_round, drawn, take_round_back
from crmeter.records.retention_cases.at_risk import CustomerAtRisk
from crmeter.records.retention_cases.kinds import Arm, Outcome, RiskKind
from crmeter.records.retention_cases.outcome_actions import Seen, forget_rounds_of, note_outcomes
from crmeter.records.retention_cases.queries import all_running, cases, ended_cases, rounds, running_case_of
from crmeter.records.staff.actions import close
from crmeter.records.staff.queries import Person, actor_of
from crmeter.vocabulary import Scope, Text

pytestmark = pytest.mark.django_db
CUSTOMERS, ACTIVITIES = CONCEPTS["customers"], CONCEPTS["activities"]
ASKED = Asked(RiskKind.SILENCE, "run-1", "VND", window_days=30, due_days=7, held_out_percent=0, language="vi")
SIGN = (Text("im lặng 40 ngày", "silent for 40 days"), Text("gọi trong tuần này", "call this week"))


@pytest.fixture
def at_risk(lan: Person, minh: Person) -> list[CustomerAtRisk]:
    found = []
    for place in range(10):
        pk = create(lan, CUSTOMERS, {"name": f"Khách {place}", "kind": "firm", "owner": minh.id})
        loss = Decimal(1_000_000 * (10 - place))
        found.append(CustomerAtRisk(pk, pk, f"Khách {place}", minh.id, "Minh", "minh", loss, 0.5))
    return found


def begun(
    person: Person, chosen: list[CustomerAtRisk], others: Sequence[CustomerAtRisk] = (), **asked: object
) -> Begun:
    told = {each.key: SIGN for each in chosen}
    return begin_round(person, replace(ASKED, **asked), chosen, others, told)  # type: ignore[arg-type]


def test_each_customer_becomes_a_task_of_whoever_looks_after_them(
    lan: Person, minh: Person, at_risk: list[CustomerAtRisk]
) -> None:
    done = begun(lan, at_risk[:2])

    assert (done.treated, done.held_out, done.under_way) == (2, 0, 0)
    task = Activity.objects.get(customer=at_risk[0].record)
    assert (task.name, task.owner_id, task.is_open) == ("Giữ khách: Khách 0", minh.id, True)
    assert task.body == "Dấu hiệu: im lặng 40 ngày.\nViệc nên làm: gọi trong tuần này."
    assert task.due_on == timezone.localdate() + timedelta(days=7)
    (first, _) = cases(Scope())
    assert (first.name, first.expected_loss, first.task, first.reason) == ("Khách 0", 10_000_000, task.pk, SIGN[0])
    assert (first.outcome, first.is_task_open) == (Outcome.RUNNING, True)
    assert AuditEntry.objects.filter(action="retention_rounds.begun").count() == 1


@pytest.mark.parametrize("many", [1, 3])
def test_where_the_account_of_the_owner_is_closed_whoever_gives_the_task_has_it(
    lan: Person, minh: Person, at_risk: list[CustomerAtRisk], many: int
) -> None:
    close(actor_of(lan), minh.id, version=1)

    done = begun(lan, at_risk[:many])

    assert (done.treated, done.not_given) == (many, ())
    assert set(Activity.objects.values_list("owner", flat=True)) == {lan.id}


def test_a_customer_who_cannot_be_given_is_named_and_the_others_are_given(
    lan: Person, at_risk: list[CustomerAtRisk]
) -> None:
    remove(lan, CUSTOMERS, at_risk[1].record or 0, version=1)

    done = begun(lan, at_risk[:5], held_out_percent=50)

    assert (done.treated, done.held_out) == (2, 2)
    assert [(name, why.en) for name, why in done.not_given] == [("Khách 1", "Customer: there is no such record")]
    assert at_risk[1].key not in {each.key for each in all_running()}
    with pytest.raises(Refused, match="no task could be given; Khách 1: Customer"):
        begun(lan, at_risk[1:2])


def test_a_stated_share_is_drawn_by_lot_and_has_no_task(lan: Person, at_risk: list[CustomerAtRisk]) -> None:
    done = begun(lan, at_risk, held_out_percent=30)

    assert (done.treated, done.held_out) == (7, 3)
    assert Activity.objects.count() == 7
    (round_,) = rounds(Scope())
    alone = drawn([each.key for each in at_risk], 30, round_.seed)
    assert {each.key for each in cases(Scope()) if each.arm == Arm.HELD_OUT} == alone


def test_lots_are_drawn_alike_from_the_same_seed_and_in_any_order() -> None:
    assert drawn([5, 3, 1, 4, 2], 40, 7) == drawn([1, 2, 3, 4, 5], 40, 7)
    assert {len(drawn(range(10), 25, seed)) for seed in range(5)} == {3}
    assert drawn([1, 2, 3], 0, 7) == frozenset()


def test_who_was_not_chosen_is_watched_until_they_are_chosen(lan: Person, at_risk: list[CustomerAtRisk]) -> None:
    begun(lan, at_risk[:1], at_risk[1:])
    assert len(all_running()) == 10

    done = begun(lan, at_risk[:2], at_risk[2:])

    assert (done.treated, done.under_way) == (1, 1)
    assert len(all_running()) == 10
    assert set(running_case_of(Scope())) == {at_risk[0].key, at_risk[1].key}


def test_who_is_in_a_case_gets_no_second_task(lan: Person, at_risk: list[CustomerAtRisk]) -> None:
    begun(lan, at_risk[:1])

    with pytest.raises(Refused, match="in a case by now"):
        begun(lan, at_risk[:1])
    assert Activity.objects.count() == 1


def test_of_two_who_give_the_same_customer_at_once_the_second_is_told(
    lan: Person, at_risk: list[CustomerAtRisk], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(lan, at_risk[:1])
    # As the second reads it whose question came before the first had written.
    monkeypatch.setattr("crmeter.records.retention_cases.actions._running", lambda _keys: {})

    with pytest.raises(Refused, match="somebody else has just given one of these customers"):
        begun(lan, at_risk[:2])

    assert Activity.objects.count() == 1
    assert len(rounds(Scope())) == 1


def test_an_evaluation_says_what_became_of_each_when_the_window_is_over(
    lan: Person, at_risk: list[CustomerAtRisk]
) -> None:
    begun(lan, at_risk[:2])
    bought, silent = (each.case for each in all_running())
    ends_on = all_running()[0].ends_on
    seen = [Seen(bought, ends_on - timedelta(days=20), Decimal(500_000)), Seen(silent, None, Decimal(0))]

    assert note_outcomes(seen, ends_on - timedelta(days=10)) == 0
    assert [(each.outcome, each.happened_on is not None) for each in cases(Scope())] == [
        (Outcome.RUNNING, True),
        (Outcome.RUNNING, False),
    ]

    assert note_outcomes(seen, ends_on) == 2
    assert [each.outcome for each in cases(Scope())] == [Outcome.KEPT, Outcome.LOST]
    assert [(each.is_kept, each.spent) for each in ended_cases(Scope(), RiskKind.SILENCE)] == [
        (True, Decimal(500_000)),
        (False, Decimal(0)),
    ]
    assert all_running() == ()


def test_a_contract_is_kept_where_nothing_happened(lan: Person, at_risk: list[CustomerAtRisk]) -> None:
    begun(lan, at_risk[:2], kind=RiskKind.CONTRACT)
    goes_on, ended = all_running()

    note_outcomes([Seen(goes_on.case, None, None), Seen(ended.case, ended.ends_on, None)], ended.ends_on)

    assert [each.outcome for each in cases(Scope())] == [Outcome.KEPT, Outcome.LOST]


def test_what_came_of_the_task_stands_beside_what_became_of_the_customer(
    lan: Person, at_risk: list[CustomerAtRisk]
) -> None:
    begun(lan, at_risk[:1])
    task = Activity.objects.get()
    change(lan, ACTIVITIES, task.pk, version=1, values={"done_at": datetime.now().astimezone(), "outcome": "answered"})

    (case,) = cases(Scope())

    assert (case.is_task_open, case.task_outcome) == (False, "answered")


def test_a_round_taken_back_removes_tasks_that_nobody_has_touched(lan: Person, at_risk: list[CustomerAtRisk]) -> None:
    done = begun(lan, at_risk[:2], at_risk[2:])
    touched = Activity.objects.get(customer=at_risk[0].record)
    change(lan, ACTIVITIES, touched.pk, version=1, values={"body": "đã gọi"})

    with pytest.raises(NoVersion):
        take_round_back(lan, done.round, version=None)
    with pytest.raises(Stale):
        take_round_back(lan, done.round, version=7)
    take_round_back(lan, done.round, version=done.version)

    assert list(Activity.objects.filter(removed_at=None)) == [touched]
    assert (cases(Scope()), all_running()) == ((), ())
    assert begun(lan, at_risk[:2]).treated == 2
    with pytest.raises(Refused, match="undone before"):
        take_round_back(lan, done.round, version=2)


def test_whoever_sees_a_part_sees_the_cases_of_it(lan: Person, minh: Person, at_risk: list[CustomerAtRisk]) -> None:
    begun(lan, [at_risk[0], replace(at_risk[1], of_owner="an")])

    assert [each.name for each in cases(Scope("owners", (minh.email,)))] == ["Khách 0"]
    assert [dict(each.cases) for each in rounds(Scope("owners", (minh.email,)))] == [{Arm.TREATED: 1}]


def test_a_rep_gives_tasks_to_themselves_but_holds_nobody_out(minh: Person, at_risk: list[CustomerAtRisk]) -> None:
    with pytest.raises(Refused, match="decided by a manager"):
        begun(minh, at_risk[:4], held_out_percent=25)

    assert begun(minh, at_risk[:1]).treated == 1


def test_only_who_has_begun_a_round_or_answers_for_all_takes_it_back(
    lan: Person, minh: Person, at_risk: list[CustomerAtRisk]
) -> None:
    done = begun(lan, at_risk[:1])

    with pytest.raises(Refused, match="somebody else"):
        take_round_back(minh, done.round, version=done.version)


@pytest.mark.parametrize("asked", [{"window_days": 3}, {"due_days": 91}, {"held_out_percent": 51}])
def test_numbers_beyond_their_bounds_are_refused(
    lan: Person, at_risk: list[CustomerAtRisk], asked: dict[str, int]
) -> None:
    with pytest.raises(Refused):
        begun(lan, at_risk, **asked)
    assert not rounds(Scope())


def test_a_customer_of_evaluated_data_alone_has_a_task_with_their_name(lan: Person) -> None:
    begun(lan, [CustomerAtRisk(99, None, "Đồi Thông", None, "", "", None, None)])

    task = Activity.objects.get()
    assert (task.name, task.owner_id, task.customer_id) == ("Giữ khách: Đồi Thông", lan.id, None)


def test_after_a_merge_the_one_who_stayed_is_looked_at(lan: Person, at_risk: list[CustomerAtRisk]) -> None:
    begun(lan, at_risk[:1])
    into, gone = at_risk[1].key, at_risk[0].key

    merge(lan, CUSTOMERS, into, version=1, others={gone: 1}, choices={})

    assert [each.key for each in all_running()] == [into]


def test_cases_of_the_sample_go_with_it_and_those_of_the_firm_stay(lan: Person, at_risk: list[CustomerAtRisk]) -> None:
    Customer.objects.filter(pk__in=[at_risk[0].record, at_risk[2].record]).update(external_source="demo")
    begun(lan, at_risk[:2])
    begun(lan, at_risk[2:3])
    begun(lan, at_risk[3:4], run="run-2")

    assert forget_rounds_of(actor_of(lan), ["run-1"], "demo") == 2

    assert {each.name for each in cases(Scope())} == {"Khách 1", "Khách 3"}
    assert len(rounds(Scope())) == 2
