"""How much work lies with people, and who used the product."""

from datetime import UTC, date, datetime, timedelta

import pytest

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role
from crmeter.records.timeline.workload_queries import workload
from crmeter.records.usage.actions import Used, count_uses

NOW = datetime(2026, 3, 10, 5, 0, tzinfo=UTC)
TODAY = date(2026, 3, 10)


@pytest.mark.django_db
def test_whoever_used_the_product_within_a_week_is_counted_once() -> None:
    lan = add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan")
    minh = add_user(SYSTEM, "minh@example.vn", Role.REP, name="Minh")
    add_user(SYSTEM, "an@example.vn", Role.AGENT, name="An")
    count_uses(
        {
            Used(lan, "home", TODAY): 2,
            Used(lan, "work", TODAY - timedelta(days=6)): 1,
            Used(minh, "home", TODAY - timedelta(days=7)): 5,
        }
    )

    found = workload(NOW)

    assert (found.used, found.people) == (1, 3)


@pytest.mark.django_db
def test_without_work_there_is_nothing_to_count() -> None:
    found = workload(NOW)

    assert (found.tasks, found.overdue, found.tickets, found.late, found.most) == (0, 0, 0, 0, 0)


@pytest.mark.django_db
def test_tasks_that_should_have_been_done_are_overdue_from_the_next_day_on(lan: Person, minh: Person) -> None:
    for owner, day in ((lan, TODAY), (minh, TODAY - timedelta(days=1)), (minh, None)):
        create(owner, CONCEPTS["activities"], {"kind": "task", "name": "Gọi", "due_on": day, "owner": owner.id})

    found = workload(NOW)

    assert (found.tasks, found.overdue, found.most) == (3, 1, 2)
