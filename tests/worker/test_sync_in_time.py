"""From a change to the snapshot and to the figures, with a worker as it runs every day."""

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from tests.worker.conftest import WorkerProcess

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.readings.queries import current_run, readings_of
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.vocabulary import Scope
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.snapshots import current
from crmeter.warehouse.workspace import Workspace

Start = Callable[..., WorkerProcess]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lan(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    found = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan"))
    assert found is not None
    return found


def test_a_change_is_in_the_snapshot_within_a_minute_and_in_the_figures_within_two(
    lan: Person, start_worker: Start, client: Client
) -> None:
    start_worker(lease_seconds=30)
    begun = time.monotonic()
    customer = create(lan, CONCEPTS["customers"], {"name": "Nắng Sớm", "kind": "firm"})
    sold = timezone.localdate() - timedelta(days=40)
    values = {"name": "DH-1", "customer": customer, "ordered_at": sold.isoformat(), "amount": "125000"}
    order = create(lan, CONCEPTS["orders"], {**values, "status": "confirmed"})

    until(lambda: staged_orders() == [(order,)], begun + 60)
    until(lambda: counted_orders() == ["1"], begun + 120)

    client.force_login(get_user_model().objects.get(pk=lan.id), "allauth.account.auth_backends.AuthenticationBackend")
    page = client.get("/explain/orders/rows").content.decode()
    assert f'<a href="/orders/{order}">{order}</a>' in page


def until(holds: Callable[[], bool], end: float) -> None:
    while not holds():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.5)


def staged_orders() -> list[tuple[int, ...]]:
    snapshot = current(settings.WORKSPACE)
    if snapshot is None or not snapshot.tables["orders"].rows:
        return []
    with Engine() as engine:
        engine.attach("orders", snapshot.paths(settings.WORKSPACE, "orders"))
        return engine.rows("SELECT order_key FROM orders")


def counted_orders() -> list[str]:
    run = current_run(Scope())
    return [] if run is None else [r["value"] for r in readings_of(run, measure="orders") if not r["slice"]][:1]
