"""Figures of the market that people typed come to the warehouse as they stand, without what was removed."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.market.actions import add_figure, change_figure, remove_figure
from crmeter.records.market.kinds import Span, Who
from crmeter.records.market.meaning import Said
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import person
from crmeter.records.staff.roles import Role
from crmeter.vocabulary import Work
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.snapshots import current
from crmeter.warehouse.workspace import Workspace
from crmeter.worker.handlers import Order
from crmeter.worker.sync import sync_records

pytestmark = pytest.mark.django_db(transaction=True)


def test_figures_of_the_market_follow_what_people_say(
    transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    lan = person(add_user(SYSTEM, "lan@nang.vn", Role.DIRECTOR))
    assert lan is not None
    who = {"said_by": "GfK", "said_on": date(2026, 3, 1)}
    large = Decimal(99_000_000_000_000)
    number = add_figure(lan, Said(Span.YEAR, date(2025, 1, 1), Who.MARKET, amount=Decimal(5), currency="VND", **who))
    other = add_figure(lan, Said(Span.YEAR, date(2025, 1, 1), Who.COMPETITOR, name="A", share=Decimal("0.125"), **who))
    gone = add_figure(lan, Said(Span.YEAR, date(2025, 1, 1), Who.US, share=Decimal("0.5"), **who))
    change_figure(
        lan, number, Said(Span.YEAR, date(2025, 1, 1), Who.MARKET, amount=large, currency="VND", **who), version=1
    )
    remove_figure(lan, gone, version=1)

    sync_records(Order(1, {}, None, 1), Work())

    snapshot = current(settings.WORKSPACE)
    assert snapshot is not None
    with Engine() as engine:
        engine.attach("figures", snapshot.paths(settings.WORKSPACE, "market_figures"))
        told = "figure_key, span, starts_on, who, name, amount, share, said_by"
        found = engine.rows(f"SELECT {told} FROM figures ORDER BY figure_key")
    assert found == [
        (number, "year", date(2025, 1, 1), "market", None, large, None, "GfK"),
        (other, "year", date(2025, 1, 1), "competitor", "A", None, Decimal("0.125"), "GfK"),
    ]
