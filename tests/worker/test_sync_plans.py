"""What was foretold comes to the warehouse as it was told, without asking for figures by itself."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.change_queries import waits
from crmeter.records.readings.models import ForetoldMonth, PublishedRun
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.roles import Role
from crmeter.vocabulary import Work
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.snapshots import current
from crmeter.warehouse.workspace import Workspace
from crmeter.worker.handlers import Order
from crmeter.worker.sync import sync_records

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
    amount = Decimal(value)
    ForetoldMonth.objects.create(
        run=run,
        as_of=run.as_of,
        told_on=date(2026, 1, 31),
        month=month,
        currency="VND",
        method="model",
        value=amount,
        low=amount - 10,
        high=amount + 10,
        last_month=Decimal("7.5"),
    )


def told(columns: str) -> list[tuple[Any, ...]]:
    snapshot = current(settings.WORKSPACE)
    assert snapshot is not None
    with Engine() as engine:
        engine.attach("told", snapshot.paths(settings.WORKSPACE, "told_forecasts"))
        return engine.rows(f"SELECT {columns} FROM told ORDER BY forecast_key")


def test_a_month_that_was_foretold_comes_as_it_was_told() -> None:
    add_user(SYSTEM, "lan@nang.vn", Role.DIRECTOR)
    foretold("1250.25")

    sync_records(Order(1, {}, None, 1), Work())

    assert told("run, as_of, told_on, month, ends_on, currency, method, value, low, high") == [
        (
            *("run 1250.25", date(2026, 1, 30), date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28), "VND", "model"),
            *(Decimal("1250.25"), Decimal("1240.25"), Decimal("1260.25")),
        )
    ]
    assert told("typed, rate_times_value, last_month") == [(None, None, Decimal("7.5"))]


def test_what_is_foretold_asks_for_no_figures() -> None:
    add_user(SYSTEM, "lan@nang.vn", Role.DIRECTOR)
    sync_records(Order(1, {}, None, 1), Work())

    foretold("1")

    # Every evaluation foretells: would it wait to be read, evaluations would ask for evaluations.
    assert not waits()
