"""What was foretold, and quotas of people, come to the warehouse, without asking for figures by themselves."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from tests.worker.syncing import synced_to_the_end

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import change, create, remove
from crmeter.records.deals.queries import pipelines
from crmeter.records.jobs.models import Job
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.change_queries import waits
from crmeter.records.readings.models import ForetoldMonth, PublishedRun
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.strategy.targets.actions import keep_target
from crmeter.strategy.targets.kinds import Span, Whose
from crmeter.strategy.targets.meaning import Wanted
from crmeter.vocabulary import Work
from crmeter.warehouse.connectors.own_database.origins import ORIGINS
from crmeter.warehouse.connectors.own_database.shapes import SHAPES
from crmeter.warehouse.connectors.own_database.staging import staged_records
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.snapshots import current
from crmeter.warehouse.workspace import Workspace
from crmeter.worker.unasked import bring_unasked

CUSTOMERS, DEALS = CONCEPTS["customers"], CONCEPTS["deals"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_workspace(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))


def foretold(value: str, month: date = date(2026, 2, 1)) -> None:
    run = PublishedRun.objects.create(
        id=f"run {value}",
        as_of=date(2026, 1, 30),
        snapshot="1",
        currency="VND",
        period_start=date(2025, 1, 31),
        period_end=date(2026, 1, 31),
        published_at=timezone.now(),
        document="{}",
    )
    amount = int(Decimal(value) * 10_000)
    ForetoldMonth.objects.create(
        run=run,
        as_of=run.as_of,
        told_on=date(2026, 1, 31),
        month=month,
        currency="VND",
        method="model",
        value=amount,
        low=amount - 100_000,
        high=amount + 100_000,
        last_month=75_000,
    )


def rows(table: str, columns: str) -> list[tuple[Any, ...]]:
    snapshot = current(settings.WORKSPACE)
    assert snapshot is not None
    with Engine() as engine:
        engine.attach("found", snapshot.paths(settings.WORKSPACE, table))
        return engine.rows(f"SELECT {columns} FROM found ORDER BY source_key")


def test_a_month_that_was_foretold_comes_as_it_was_told() -> None:
    add_user(SYSTEM, "lan@nang.vn", Role.DIRECTOR)
    foretold("1250.25")

    synced_to_the_end()

    assert rows("told_forecasts", "run, as_of, told_on, month, ends_on, currency, method, value, low, high") == [
        (
            *("run 1250.25", date(2026, 1, 30), date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28), "VND", "model"),
            *(Decimal("1250.25"), Decimal("1240.25"), Decimal("1260.25")),
        )
    ]
    assert rows("told_forecasts", "typed, rate_times_value, last_month") == [(None, None, Decimal("7.5"))]


def test_what_is_foretold_asks_for_no_figures() -> None:
    add_user(SYSTEM, "lan@nang.vn", Role.DIRECTOR)
    synced_to_the_end()

    foretold("1")

    # Every evaluation foretells: would it wait to be read, evaluations would ask for evaluations.
    assert not waits()


def test_what_was_foretold_since_makes_a_change_that_no_table_uses_ask_for_no_figures(lan: Person) -> None:
    customer = create(lan, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm"})
    synced_to_the_end()
    Job.objects.all().delete()
    foretold("1")

    change(lan, CUSTOMERS, customer, version=1, values={"name": "Nắng Muộn"})
    synced_to_the_end()

    assert rows("told_forecasts", "value") == [(Decimal(1),)]
    assert not evaluations_asked_for()


def test_a_change_that_a_table_uses_asks_for_figures_whatever_was_foretold(lan: Person) -> None:
    customer = create(lan, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm"})
    synced_to_the_end()
    Job.objects.all().delete()
    foretold("1")

    change(lan, CUSTOMERS, customer, version=1, values={"segment": "Quán ăn"})
    synced_to_the_end()

    assert evaluations_asked_for() == 1


def evaluations_asked_for() -> int:
    return Job.objects.filter(name="evaluate").count()


@pytest.fixture
def lan(own_workspace: None) -> Person:
    found = person(add_user(SYSTEM, "lan@nang.vn", Role.DIRECTOR, name="Lan"))
    assert found is not None
    return found


def quota(by: Person, span: Span, whose: Whose, value: int) -> None:
    whose_id = 0 if whose is Whose.FIRM else by.id
    wanted = Wanted("won_value", Decimal(value), span, date(2099, 7, 1), whose=whose, whose_id=whose_id, currency="VND")
    keep_target(by, wanted, version=0)


def test_quotas_of_people_come_as_targets_say_them(lan: Person) -> None:
    quota(lan, Span.QUARTER, Whose.PERSON, 3000)
    quota(lan, Span.QUARTER, Whose.FIRM, 9000)
    way = pipelines()[0]
    create(lan, DEALS, {"name": "x", "pipeline": way.id, "stage": way.stages[0].id, "owner": lan.id})

    synced_to_the_end()

    # As deals name their owner.
    assert rows("quotas", "owner, span, starts_on, ends_on, value, currency, is_countable") == [
        ("lan@nang.vn", "quarter", date(2099, 7, 1), date(2099, 9, 30), Decimal(3000), "VND", True)
    ]
    assert rows("deals", "owner") == [("lan@nang.vn",)]


def test_for_quotas_nobody_is_read_but_who_holds_them_and_one_deal_that_is_there(lan: Person) -> None:
    add_user(SYSTEM, "minh@nang.vn", Role.REP)
    quota(lan, Span.MONTH, Whose.PERSON, 1000)
    way = pipelines()[0]
    first, *_ = [create(lan, DEALS, {"name": "x", "pipeline": way.id, "stage": way.stages[0].id}) for _ in range(3)]
    remove(lan, DEALS, first, version=1)

    read = 0
    with connection.cursor() as cursor:
        for origin in SHAPES["quotas"].of:
            cursor.execute(ORIGINS[origin].select())
            read += len(cursor.fetchall())
    synced_to_the_end()

    # The quota, Lan and the second deal.
    assert read == 3
    assert rows("quotas", "owner, is_countable") == [("lan@nang.vn", True)]


def test_while_no_deal_is_on_record_quotas_say_so(lan: Person) -> None:
    quota(lan, Span.MONTH, Whose.PERSON, 1000)

    synced_to_the_end()

    assert rows("quotas", "ends_on, is_countable") == [(date(2099, 7, 31), False)]


def staged(table: str) -> int:
    found = staged_records(settings.WORKSPACE)
    assert found is not None
    return found.rows[table]


def test_an_evaluation_brings_what_was_foretold_since(lan: Person) -> None:
    synced_to_the_end()
    foretold("1")

    bring_unasked(settings.WORKSPACE, Work())

    assert staged("told_forecasts") == 1


def test_an_evaluation_brings_quotas_that_were_set_since(lan: Person) -> None:
    synced_to_the_end()
    quota(lan, Span.MONTH, Whose.PERSON, 1000)

    bring_unasked(settings.WORKSPACE, Work())

    assert staged("quotas") == 1


def test_an_evaluation_stops_to_see_what_is_foretold_no_more(lan: Person) -> None:
    foretold("1")
    synced_to_the_end()
    assert staged("told_forecasts") == 1
    PublishedRun.objects.all().delete()

    bring_unasked(settings.WORKSPACE, Work())

    assert staged("told_forecasts") == 0


def test_while_changed_records_wait_an_evaluation_leaves_them_to_those_who_bring_them(lan: Person) -> None:
    foretold("1")
    assert waits()

    bring_unasked(settings.WORKSPACE, Work())

    assert staged_records(settings.WORKSPACE) is None


def test_an_evaluation_of_another_workspace_reads_no_records(lan: Person, tmp_path: Path) -> None:
    synced_to_the_end()
    foretold("1")

    bring_unasked(Workspace(tmp_path / "other"), Work())

    assert staged("told_forecasts") == 0
