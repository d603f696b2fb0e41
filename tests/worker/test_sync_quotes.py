"""Since when deals have a quote, as their way through the stages tells the warehouse, worked out by hand."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import change, create, remove
from crmeter.records.deals.models import Deal, StageEvent
from crmeter.records.deals.pipeline_actions import add_pipeline
from crmeter.records.deals.queries import PipelineView, pipelines
from crmeter.records.deals.stage_admin_actions import add_stage, change_stage, remove_stage, reorder_stages
from crmeter.records.deals.stage_rules import StageAsked
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.orders.actions import order_from_deal
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.vocabulary import Work
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.snapshots import current
from crmeter.warehouse.workspace import Workspace
from crmeter.worker.handlers import Order
from crmeter.worker.sync import sync_records

pytestmark = pytest.mark.django_db(transaction=True)
DEALS = CONCEPTS["deals"]
ENDS = [StageAsked("Xong", "won"), StageAsked("Thôi", "lost")]
WAY = [StageAsked("Gặp"), StageAsked("Báo giá", is_quote=True), StageAsked("Ký"), *ENDS]
# By deal: on which days of November it came to which stage.
MOVES: dict[str, list[tuple[int, str]]] = {
    "back and forth": [(2, "Gặp"), (5, "Báo giá"), (7, "Ký"), (10, "Báo giá")],
    "past it": [(2, "Gặp"), (6, "Ký")],
    "won at once": [(2, "Gặp"), (8, "Xong")],
    "waits": [(2, "Gặp")],
    "lost before": [(2, "Gặp"), (4, "Thôi")],
    "begun with it": [(2, "Báo giá")],
    "written down later": [(9, "Báo giá")],
    "written down as won": [(2, "Xong")],
    "written down as lost": [(2, "Thôi")],
    "won, then quoted": [(2, "Gặp"), (8, "Xong"), (9, "Gặp"), (11, "Báo giá")],
}


@pytest.fixture
def lan(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    found = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan"))
    assert found is not None
    return found


@pytest.fixture
def way(lan: Person) -> PipelineView:
    pk = add_pipeline(SYSTEM, "Bảo trì", WAY)
    return next(each for each in pipelines() if each.id == pk)


def at_nine(day: int) -> datetime:
    return datetime(2026, 11, day, 2, tzinfo=UTC)


def gone(lan: Person, way: PipelineView, name: str, moves: list[tuple[int, str]], won_on: date | None = None) -> int:
    """A deal that began on the second of November and came to stages on these days."""
    stages = {stage.name: stage.id for stage in way.stages}
    first, *rest = (stages[stage] for _, stage in moves)
    ended = {"lost_reason": "price"}
    deal = create(lan, DEALS, {"name": name, "pipeline": way.id, "stage": first, **ended})
    for version, stage in enumerate(rest, 1):
        change(lan, DEALS, deal, version=version, values={"stage": stage, **ended})
    for (day, _), event in zip(moves, StageEvent.objects.filter(deal=deal).order_by("id"), strict=True):
        StageEvent.objects.filter(pk=event.pk).update(at=at_nine(day))
    won = [date(2026, 11, day) for day, stage in moves if stage == "Xong"]
    Deal.objects.filter(pk=deal).update(created_at=at_nine(2), won_on=won_on or (won[0] if won else None))
    return deal


def quotes() -> dict[str, tuple[Any, ...]]:
    """By the name of the deal, whether it has a quote and the day of November since when."""
    sync_records(Order(1, {}, None, 1), Work())
    names = dict(Deal.objects.values_list("pk", "name"))
    return {names[key]: tuple(quoted) for key, *quoted in told("deal_key, is_quoted, day(quoted_on)")}


def told(columns: str) -> list[tuple[Any, ...]]:
    snapshot = current(settings.WORKSPACE)
    assert snapshot is not None
    with Engine() as engine:
        engine.attach("deals", snapshot.paths(settings.WORKSPACE, "deals"))
        return engine.rows(f"SELECT {columns} FROM deals ORDER BY deal_key")


def test_a_quote_is_out_from_the_first_day_at_a_marked_stage_or_one_behind_it(lan: Person, way: PipelineView) -> None:
    for name, moves in MOVES.items():
        gone(lan, way, name, moves)

    assert quotes() == {
        "back and forth": (True, 5),
        "past it": (True, 6),
        "won at once": (False, None),
        "waits": (False, None),
        "lost before": (False, None),
        "begun with it": (True, 2),
        # It is out, and nobody knows since when.
        "written down later": (True, None),
        # Nobody knows whether one was out.
        "written down as won": (None, None),
        "written down as lost": (None, None),
        # It was won without one, whatever was sent after it was reopened.
        "won, then quoted": (False, None),
    }


def test_a_deal_that_was_won_before_its_quote_has_it_since_nobody_knows_when(lan: Person, way: PipelineView) -> None:
    gone(lan, way, "won before", [(2, "Gặp"), (9, "Báo giá")], won_on=date(2026, 11, 6))

    assert quotes() == {"won before": (True, None)}


def test_nothing_waits_for_a_quote_where_no_stage_is_marked(lan: Person) -> None:
    plain = pipeline_at(add_pipeline(SYSTEM, "Bán lẻ", [StageAsked("Gặp"), *ENDS]))
    gone(lan, plain, "open", [(2, "Gặp")])
    gone(lan, plain, "won", [(2, "Gặp"), (4, "Xong")])

    assert quotes() == {"open": (None, None), "won": (None, None)}


def test_marks_and_the_order_of_stages_reach_the_warehouse(lan: Person, way: PipelineView) -> None:
    meet, quote, sign, *ends = (stage.id for stage in way.stages)
    gone(lan, way, "past it", [(2, "Gặp"), (6, "Ký")])
    gone(lan, way, "was there", [(2, "Gặp"), (7, "Báo giá"), (8, "Gặp")])
    assert quotes() == {"past it": (True, 6), "was there": (True, 7)}

    version = reorder_stages(SYSTEM, way.id, [meet, sign, quote, *ends], version=way.version)
    assert quotes() == {"past it": (False, None), "was there": (True, 7)}

    change_stage(SYSTEM, quote, StageAsked("Báo giá"), version=1)
    assert quotes() == {"past it": (None, None), "was there": (None, None)}

    add_stage(SYSTEM, way.id, StageAsked("Duyệt", is_quote=True), version=version, position=1)
    assert quotes() == {"past it": (True, 6), "was there": (True, 7)}


def test_who_was_at_a_marked_stage_that_was_retired_keeps_the_quote(lan: Person, way: PipelineView) -> None:
    gone(lan, way, "was there", [(2, "Gặp"), (7, "Báo giá"), (8, "Gặp")])
    gone(lan, way, "waits", [(2, "Gặp")])
    add_stage(SYSTEM, way.id, StageAsked("Duyệt", is_quote=True), version=way.version, position=3)
    remove_stage(lan, way.stages[1].id, version=1)

    assert quotes() == {"was there": (True, 7), "waits": (False, None)}


def test_who_was_behind_the_mark_keeps_the_quote_when_that_stage_is_retired(lan: Person, way: PipelineView) -> None:
    gone(lan, way, "past it", [(2, "Gặp"), (6, "Ký"), (8, "Gặp")])
    gone(lan, way, "won from there", [(2, "Gặp"), (5, "Ký"), (9, "Xong")])
    remove_stage(lan, way.stages[2].id, version=1)

    assert quotes() == {"past it": (True, 6), "won from there": (True, 5)}


def test_a_deal_names_the_order_that_it_became(lan: Person, way: PipelineView) -> None:
    shop = create(lan, CONCEPTS["customers"], {"name": "Nắng Sớm", "kind": "firm"})
    deal = create(lan, DEALS, {"name": "Máy", "customer": shop, "pipeline": way.id, "stage": way.stages[3].id})
    given_up = order_from_deal(lan, deal, name="DH-1", values={"status": "cancelled"})
    order = order_from_deal(lan, deal, name="DH-2", values={"status": "confirmed"})
    quotes()

    assert given_up < order
    assert told("order_key") == [(order,)]

    remove(lan, CONCEPTS["orders"], order, version=1)
    quotes()

    assert told("order_key") == [(None,)]


def pipeline_at(pk: int) -> PipelineView:
    return next(each for each in pipelines() if each.id == pk)
