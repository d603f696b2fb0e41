"""The sample company goes in one step, and nothing else goes with it."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from crmeter.demo import SOURCE
from crmeter.evaluation.run import Request
from crmeter.evaluation.sources import evaluate_sources
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.jobs.actions import cancel
from crmeter.records.jobs.queries import latest
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.readings.queries import current_run, stored_runs
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import person
from crmeter.records.staff.roles import Role
from crmeter.vocabulary import Scope, Work
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.imports import list_imports
from crmeter.warehouse.snapshots import current
from crmeter.warehouse.workspace import Workspace
from crmeter.worker.handlers import Order
from crmeter.worker.publishing import publish
from crmeter.worker.sample_company import remove_sample, take_out_sample
from crmeter.worker.sync import sync_records

ALL = Scope()
REMOVE = Order(job=1, payload={}, asked_by=None, attempt=1)


@pytest.fixture
def workspace(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    place = Workspace(tmp_path / "workspace")
    monkeypatch.setattr(settings, "WORKSPACE", place)
    return place


def bring(workspace: Workspace, name: str, source: str, orders: int) -> None:
    """Import, evaluate and publish so many orders of so many customers."""
    path = workspace.root.parent / f"{name}.csv"
    lines = [f"{name}{n},K{n % 7},2025-{1 + n % 12:02d}-10,{100 + n}" for n in range(orders)]
    path.write_text("\n".join(["order_id,customer_id,order_date,amount", *lines]))
    answers = Answers(source=source, currency="VND")
    request = Request(as_of=date(2025, 12, 31), explained=False)
    publish(evaluate_sources([path], answers, request, workspace), workspace)


def orders(workspace: Workspace) -> int:
    snapshot = current(workspace)
    assert snapshot is not None
    return snapshot.tables["orders"].rows


def test_without_other_data_the_product_is_as_new(workspace: Workspace) -> None:
    bring(workspace, "mau", SOURCE, 20)
    assert (current_run(ALL) is not None, orders(workspace)) == (True, 20)

    taken = remove_sample(REMOVE, Work())

    assert taken == {"imports": 1}
    assert current_run(ALL) is None
    assert (orders(workspace), list_imports(workspace)) == (0, ())
    assert list(workspace.runs.iterdir()) == []
    assert latest("evaluate") == []


def test_other_data_stay_and_are_evaluated_by_themselves(workspace: Workspace) -> None:
    bring(workspace, "mau", SOURCE, 20)
    bring(workspace, "that", "shop", 8)
    assert orders(workspace) == 28

    remove_sample(REMOVE, Work())

    assert orders(workspace) == 8
    assert [imported.source for imported in list_imports(workspace)] == ["shop"]
    # What was shown holds sample orders too, so it goes with them.
    assert stored_runs() == []
    assert [job.state for job in latest("evaluate")] == ["waiting"]


def test_taking_it_out_twice_is_taking_it_out_once(workspace: Workspace) -> None:
    bring(workspace, "mau", SOURCE, 20)

    assert take_out_sample(workspace, SYSTEM, Work()) == 1
    assert take_out_sample(workspace, SYSTEM, Work()) == 0
    assert orders(workspace) == 0


def test_records_stay_and_are_evaluated_by_themselves(transactional_db: None, workspace: Workspace) -> None:
    bring(workspace, "mau", SOURCE, 20)
    lan = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR))
    assert lan is not None
    create(lan, CONCEPTS["customers"], {"name": "Nắng Sớm", "kind": "firm"})
    sync_records(Order(1, {}, None, 1), Work())
    asked_by_the_sync = latest("evaluate")[0].id
    cancel(SYSTEM, asked_by_the_sync)

    remove_sample(REMOVE, Work())

    assert orders(workspace) == 0
    assert [job.state for job in latest("evaluate") if job.id != asked_by_the_sync] == ["waiting"]
