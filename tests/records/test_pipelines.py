"""Pipelines and their stages: always whole, and deals moved along as if by hand."""

import pkgutil
from dataclasses import replace
from importlib import import_module

import pytest
from django.apps import apps

from crmeter.records import migrations
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import change, create
from crmeter.records.concept.listing import Row, record_at
from crmeter.records.deals.models import Stage
from crmeter.records.deals.pipeline_actions import (
    add_pipeline,
    close_pipeline,
    rename_pipeline,
    reopen_pipeline,
    reorder_pipelines,
)
from crmeter.records.deals.queries import PipelineView, StageView, pipelines, stage_at, stage_changes
from crmeter.records.deals.stage_actions import NeedsFields
from crmeter.records.deals.stage_admin_actions import add_stage, change_stage, remove_stage, reorder_stages
from crmeter.records.deals.stage_rules import StageAsked
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.models import ChangeEntry
from crmeter.records.ledger.queries import history
from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.records.staff.queries import Person

pytestmark = pytest.mark.django_db
DEALS = CONCEPTS["deals"]
_NAME = next(m.name for m in pkgutil.iter_modules(migrations.__path__) if m.name.endswith("_stage_is_quote"))
_MARKING = import_module(f"crmeter.records.migrations.{_NAME}")
OPEN, WON, LOST = StageAsked("Gặp", probability=20), StageAsked("Được", "won"), StageAsked("Hỏng", "lost")


@pytest.fixture
def service(actor: Actor) -> PipelineView:
    return pipeline_at(add_pipeline(actor, "Bảo trì", [OPEN, WON, LOST]))


def pipeline_at(pk: int) -> PipelineView:
    return next(each for each in pipelines(closed=True) if each.id == pk)


def names(pk: int) -> list[str]:
    return [stage.name for stage in pipeline_at(pk).stages]


def deal_in(person: Person, stage: StageView, pipeline: PipelineView, **values: object) -> int:
    return create(person, DEALS, {"name": "Nắng Sớm", "pipeline": pipeline.id, "stage": stage.id, **values})


def deal_at(person: Person, pk: int) -> Row:
    found = record_at(person, DEALS, pk)
    assert found is not None
    return found


def test_a_pipeline_is_made_behind_the_others(service: PipelineView) -> None:
    assert pipelines()[-1] == service
    assert [(s.name, s.kind, s.probability) for s in service.stages] == [
        ("Gặp", "open", 20),
        ("Được", "won", 100),
        ("Hỏng", "lost", 0),
    ]


@pytest.mark.parametrize(
    "stages",
    [
        [OPEN, WON],
        [OPEN, LOST],
        [WON, LOST],
        [OPEN, WON, replace(WON, name="Được nữa"), LOST],
        [OPEN, replace(OPEN, name="GAP"), WON, LOST],
        [replace(OPEN, probability=101), WON, LOST],
        [replace(OPEN, name=" "), WON, LOST],
        [replace(OPEN, kind="maybe"), WON, LOST],
        [replace(OPEN, stale_after_days=0), WON, LOST],
        [replace(OPEN, needs=("password",)), WON, LOST],
    ],
)
def test_what_makes_no_pipeline_is_refused(actor: Actor, stages: list[StageAsked]) -> None:
    with pytest.raises(Refused):
        add_pipeline(actor, "Bảo trì", stages)

    assert len(pipelines()) == 1


def test_two_pipelines_have_two_names(actor: Actor, service: PipelineView) -> None:
    with pytest.raises(Refused):
        add_pipeline(actor, "bao  tri", [OPEN, WON, LOST])
    version = rename_pipeline(actor, service.id, "Bảo Trì", version=1)
    with pytest.raises(Stale):
        rename_pipeline(actor, service.id, "Sửa chữa", version=1)

    assert version == 2
    assert history("records.pipeline", str(service.id))[0].before == {"name": "Bảo trì"}
    assert pipeline_at(service.id).name == "Bảo Trì"


def test_pipelines_stand_in_the_order_that_is_said(actor: Actor, service: PipelineView) -> None:
    first = pipelines()[0]

    reorder_pipelines(actor, [(service.id, 1), (first.id, first.version)])
    with pytest.raises(Refused):
        reorder_pipelines(actor, [(service.id, 2)])
    with pytest.raises(Stale):
        reorder_pipelines(actor, [(first.id, 1), (service.id, 1)])

    assert [each.id for each in pipelines()] == [service.id, first.id]


def test_a_closed_pipeline_takes_no_deal(actor: Actor, lan: Person, service: PipelineView) -> None:
    deal = deal_in(lan, service.stages[0], service)
    with pytest.raises(Refused) as standing:
        close_pipeline(actor, service.id, version=1)
    change(lan, DEALS, deal, version=1, values={"stage": service.stages[1].id})

    version = close_pipeline(actor, service.id, version=1)
    with pytest.raises(Refused) as closed:
        deal_in(lan, service.stages[0], service)
    reopen_pipeline(actor, service.id, version=version)
    deal_in(lan, service.stages[0], service)

    assert standing.value.code == "deals_stand"
    assert closed.value.code == "stage_closed"
    assert deal_at(lan, deal).values["won_on"] is not None


def test_one_pipeline_is_left(actor: Actor) -> None:
    only = pipelines()[0]

    with pytest.raises(Refused) as refused:
        close_pipeline(actor, only.id, version=only.version)

    assert refused.value.code == "last_pipeline"


def test_a_stage_comes_where_it_is_said(actor: Actor, service: PipelineView) -> None:
    add_stage(actor, service.id, StageAsked("Báo giá", probability=50, needs=("amount",)), version=1, position=1)
    with pytest.raises(Stale):
        add_stage(actor, service.id, StageAsked("Ký"), version=1, position=1)
    with pytest.raises(Refused):
        add_stage(actor, service.id, StageAsked("Thắng", "won"), version=2, position=1)

    assert names(service.id) == ["Gặp", "Báo giá", "Được", "Hỏng"]
    assert pipeline_at(service.id).stages[1].needs == ("amount",)


def test_stages_stand_in_the_order_that_is_said(actor: Actor, service: PipelineView) -> None:
    a, b, c = (stage.id for stage in service.stages)

    version = reorder_stages(actor, service.id, [a, c, b], version=1)
    with pytest.raises(Refused):
        reorder_stages(actor, service.id, [a, c], version=version)

    assert names(service.id) == ["Gặp", "Hỏng", "Được"]


def test_a_stage_changes_but_stays_of_its_kind(actor: Actor, service: PipelineView) -> None:
    stage = service.stages[0]

    version = change_stage(
        actor, stage.id, StageAsked("Khảo sát", probability=35, stale_after_days=7, needs=("amount",)), version=1
    )
    with pytest.raises(Refused) as refused:
        change_stage(actor, stage.id, StageAsked("Khảo sát", "lost"), version=version)

    changed = pipeline_at(service.id).stages[0]
    assert (changed.name, changed.probability, changed.stale_after_days) == ("Khảo sát", 35, 7)
    assert refused.value.code == "other_kind"


def test_the_quote_is_out_in_open_stages_that_are_marked(actor: Actor, service: PipelineView) -> None:
    meet, won, _ = service.stages

    version = change_stage(actor, meet.id, StageAsked("Gặp", is_quote=True), version=1)
    with pytest.raises(Stale):
        change_stage(actor, meet.id, StageAsked("Gặp"), version=1)
    with pytest.raises(Refused) as refused:
        change_stage(actor, won.id, StageAsked("Được", "won", is_quote=True), version=1)
    add_stage(actor, service.id, StageAsked("Duyệt", is_quote=True), version=1, position=1)

    assert version == 2
    assert [stage.is_quote for stage in pipeline_at(service.id).stages] == [True, True, False, False]
    assert refused.value.code == "quote_not_open"
    entry = history("records.stage", str(meet.id))[0]
    assert (entry.before["is_quote"], entry.after["is_quote"]) == (False, True)


def test_a_stage_that_is_removed_keeps_whether_the_quote_was_out_in_it(actor: Actor, lan: Person) -> None:
    way = [OPEN, StageAsked("Báo giá", is_quote=True), StageAsked("Ký"), WON, LOST, replace(LOST, name="Bỏ")]
    pipeline = pipeline_at(add_pipeline(actor, "Bảo trì", way))
    before, quote, behind, _, lost, _ = pipeline.stages
    for stage in (before, behind, lost):
        deal = deal_in(lan, stage, pipeline, lost_reason="price")
        to = quote if stage.kind == "open" else pipeline.stages[5]
        change(lan, DEALS, deal, version=1, values={"stage": to.id, "lost_reason": "price"})
        remove_stage(lan, stage.id, version=1)

    kept = Stage.objects.filter(pipeline=pipeline.id, is_removed=True).order_by("pk")
    assert [(stage.name, stage.is_quote) for stage in kept] == [("Gặp", False), ("Ký", True), ("Hỏng", False)]


def test_deals_of_a_removed_stage_are_moved_as_if_by_hand(actor: Actor, lan: Person, service: PipelineView) -> None:
    to = add_stage(actor, service.id, StageAsked("Báo giá"), version=1, position=1)
    deal = deal_in(lan, service.stages[0], service)

    with pytest.raises(Refused) as standing:
        remove_stage(lan, service.stages[0].id, version=1)
    with pytest.raises(Refused):
        remove_stage(lan, service.stages[0].id, version=1, move_to=service.stages[1].id)
    remove_stage(lan, service.stages[0].id, version=1, move_to=to)

    changes = stage_changes(deal)
    assert standing.value.code == "deals_stand"
    assert names(service.id) == ["Báo giá", "Được", "Hỏng"]
    assert deal_at(lan, deal).version == 2
    assert [(each.kind, each.before, each.after) for each in changes] == [
        ("moved", "Gặp", "Báo giá"),
        ("created", None, "Gặp"),
    ]


def test_a_stage_that_was_removed_takes_no_deal_and_its_name_is_free(
    actor: Actor, lan: Person, service: PipelineView
) -> None:
    to = add_stage(actor, service.id, StageAsked("Báo giá"), version=1, position=1)
    deal_in(lan, service.stages[0], service)
    remove_stage(lan, service.stages[0].id, version=1, move_to=to)

    with pytest.raises(Refused):
        deal_in(lan, service.stages[0], service)
    add_stage(actor, service.id, StageAsked("Gặp"), version=3, position=0)

    assert names(service.id) == ["Gặp", "Báo giá", "Được", "Hỏng"]


def test_deals_that_lack_what_the_next_stage_needs_stay(actor: Actor, lan: Person, service: PipelineView) -> None:
    to = add_stage(actor, service.id, StageAsked("Báo giá", needs=("amount",)), version=1, position=1)
    deal = deal_in(lan, service.stages[0], service)

    with pytest.raises(NeedsFields):
        remove_stage(lan, service.stages[0].id, version=1, move_to=to)

    assert deal_at(lan, deal).values["stage"].id == service.stages[0].id
    assert names(service.id) == ["Gặp", "Báo giá", "Được", "Hỏng"]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_last_stage_of_a_kind_stays(lan: Person, service: PipelineView, place: int) -> None:
    with pytest.raises(Refused):
        remove_stage(lan, service.stages[place].id, version=1)

    assert len(pipeline_at(service.id).stages) == 3


def test_a_deal_that_goes_to_another_lost_stage_was_lost_once(
    actor: Actor, lan: Person, service: PipelineView, monkeypatch: pytest.MonkeyPatch
) -> None:
    to = add_stage(actor, service.id, StageAsked("Bỏ", "lost"), version=1, position=3)
    deal = deal_in(lan, service.stages[2], service, lost_reason="price")
    lost_on = deal_at(lan, deal).values["lost_on"]
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: lost_on.replace(year=lost_on.year + 1))

    remove_stage(lan, service.stages[2].id, version=1, move_to=to)

    assert deal_at(lan, deal).values["lost_on"] == lost_on
    assert [each.kind for each in stage_changes(deal)] == ["moved", "created"]


def test_a_win_is_dated_once_and_reopening_is_an_event_of_its_own(
    lan: Person, service: PipelineView, monkeypatch: pytest.MonkeyPatch
) -> None:
    gap, won, _ = service.stages
    deal = deal_in(lan, gap, service)
    change(lan, DEALS, deal, version=1, values={"stage": won.id})
    won_on = deal_at(lan, deal).values["won_on"]
    change(lan, DEALS, deal, version=2, values={"stage": gap.id})
    reopened = deal_at(lan, deal).values
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: won_on.replace(year=won_on.year + 1))

    change(lan, DEALS, deal, version=3, values={"stage": won.id})

    assert won_on is not None
    assert (reopened["is_open"], reopened["won_on"]) == (True, won_on)
    assert deal_at(lan, deal).values["won_on"] == won_on
    assert [each.kind for each in stage_changes(deal)] == ["won", "reopened", "won", "created"]


def test_the_stage_of_quotes_that_came_with_the_product_is_marked_where_it_is_still_called_so(
    actor: Actor, lan: Person
) -> None:
    first = pipelines()[0]
    quote = next(stage for stage in first.stages if stage.name == "Báo giá")
    other = pipeline_at(add_pipeline(actor, "Bảo trì", [StageAsked("Báo giá"), WON, LOST]))
    Stage.objects.update(is_quote=False)
    deal_in(lan, first.stages[0], first)
    ChangeEntry.objects.all().delete()

    _MARKING.mark_the_stage_of_quotes(apps, None)

    assert quote.is_quote
    assert [stage.name for stage in pipeline_at(first.id).stages if stage.is_quote] == ["Báo giá"]
    assert stage_at(quote.id).version == quote.version + 1
    assert not any(stage.is_quote for stage in pipeline_at(other.id).stages)
    assert list(ChangeEntry.objects.values_list("concept", "record")) == [("pipelines", first.id)]

    change_stage(actor, quote.id, StageAsked("Chào giá"), version=quote.version + 1)
    _MARKING.mark_the_stage_of_quotes(apps, None)

    assert not any(stage.is_quote for stage in pipeline_at(first.id).stages)
