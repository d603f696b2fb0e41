"""The only writer of the stages of pipelines; who may is asked before."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from crmeter.records.concept.actions import changed_to
from crmeter.records.deals.concept import DEALS
from crmeter.records.deals.models import Deal, Pipeline, Stage, StageEvent, StageKind
from crmeter.records.deals.pipeline_actions import not_all_of_them
from crmeter.records.deals.stage_rules import StageAsked, read_stage, refuse_unless_whole
from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.change_actions import note_changes
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, actor_of
from crmeter.vocabulary import Text

# So many deals are moved along in one transaction; others wait as long.
MOST_MOVED = 1_000


def add_stage(actor: Actor, pipeline: int, asked: StageAsked, *, version: int | None, position: int) -> int:
    """Put a stage into a pipeline, and return its number.

    Args:
        actor: who does it.
        pipeline: its number.
        asked: the stage.
        version: of the pipeline, as they have seen it.
        position: how many stages come before it.

    Raises:
        Refusal: the pipeline is gone or has changed, or would be none with it.
    """
    read = read_stage(asked)
    with transaction.atomic():
        row = held(Pipeline, pipeline, version)
        stages = _stages_of(row)
        _refuse_unless_whole([*stages, read])
        stage = Stage(pipeline=row, position=0)
        _put(stage, read)
        stages.insert(position, stage)
        stage.position = stages.index(stage)
        stage.save()
        _number_stages(stages)
        keep(row)
        audit(actor, "deals.stage_added", stage, after={"pipeline": row.pk, **_shown(stage)})
        note_changes("pipelines", [row.pk])
    return stage.pk


def change_stage(actor: Actor, pk: int, asked: StageAsked, *, version: int | None) -> int:
    """Let a stage be otherwise, and return its new version; what kind of stage it is stays.

    Raises:
        Refusal: it is gone or has changed, is of another kind, or two stages would have one name.
    """
    read = read_stage(asked)
    with transaction.atomic():
        stage = _held(pk, version)
        if read.kind != stage.kind:
            raise Refused(
                "other_kind",
                Text(
                    "loại của giai đoạn không đổi được: các cơ hội trong đó đã thắng hay mất theo nó",
                    "the kind of a stage stays: deals in it were won or lost by it",
                ),
            )
        others = [each for each in _stages_of(stage.pipeline) if each.pk != pk]
        _refuse_unless_whole([*others, read])
        before = _shown(stage)
        _put(stage, read)
        new = keep(stage, "name", "probability", "stale_after_days", "needs", "is_quote")
        audit(actor, "deals.stage_changed", stage, before=before, after=_shown(stage))
        note_changes("pipelines", [stage.pipeline_id])
    return new


def reorder_stages(actor: Actor, pipeline: int, order: Sequence[int], *, version: int | None) -> int:
    """Put the stages of a pipeline in an order, and return the new version of the pipeline.

    Raises:
        Refusal: the pipeline is gone or has changed, or they are not all of its stages.
    """
    with transaction.atomic():
        row = held(Pipeline, pipeline, version)
        stages = {each.pk: each for each in _stages_of(row)}
        if sorted(order) != sorted(stages):
            raise not_all_of_them()
        before = list(stages)
        _number_stages([stages[pk] for pk in order])
        new = keep(row)
        audit(actor, "deals.stages_reordered", row, before={"stages": before}, after={"stages": list(order)})
        # Whoever is behind the stage of the quote has one.
        note_changes("pipelines", [row.pk])
    return new


def remove_stage(person: Person, pk: int, *, version: int | None, move_to: int | None = None) -> None:
    """Remove a stage; deals that stand in it go to another one first, as if somebody had moved each of them.

    Args:
        person: who does it.
        pk: the stage.
        version: that they have seen.
        move_to: another stage of the same kind in the pipeline; None where no deal stands in it.

    Raises:
        NeedsFields: the other stage needs a field that a deal has not.
        Refusal: it is gone or has changed, deals stand in it, or the pipeline would be none without it.
    """
    with transaction.atomic():
        stage = _held(pk, version)
        pipeline = Pipeline.objects.select_for_update().get(pk=stage.pipeline_id)
        others = [each for each in _stages_of(pipeline) if each.pk != pk]
        _refuse_unless_whole(others)
        if move_to is not None and move_to not in {each.pk for each in others if each.kind == stage.kind}:
            # To be removed, a stage makes no deal won, lost or open again.
            raise Refused(
                "other_kind", Text("giai đoạn nhận phải cùng loại", "they go to a stage of the same kind only")
            )
        stood_behind_quote = _is_behind_quote(stage, others)
        moved = _move_along(person, stage, move_to)
        _number_stages(others)
        keep(pipeline)
        before = {"pipeline": pipeline.pk, **_shown(stage)}
        audit(actor_of(person), "deals.stage_removed", stage, before=before, after={"to": move_to, "deals": moved})
        note_changes("pipelines", [pipeline.pk])
        if StageEvent.objects.filter(before=pk).exists() or StageEvent.objects.filter(after=pk).exists():
            stage.is_removed = True
            # Its place is forgotten, but not that whoever came to it had a quote.
            stage.is_quote = stage.is_quote or stood_behind_quote
            keep(stage, "is_removed", "is_quote")
        else:
            stage.delete()


def _is_behind_quote(stage: Stage, others: Sequence[Stage]) -> bool:
    marked = [each.position for each in others if each.is_quote]
    return stage.kind == StageKind.OPEN and bool(marked) and stage.position > min(marked)


def _move_along(person: Person, stage: Stage, to: int | None) -> list[int]:
    # Those that were removed too: they may be brought back.
    deals = list(Deal.objects.select_for_update().filter(stage=stage).order_by("pk")[: MOST_MOVED + 1])
    if deals and to is None:
        raise Refused(
            "deals_stand",
            Text(
                "còn cơ hội trong giai đoạn này; hãy chọn giai đoạn nhận chúng",
                "deals stand in this stage; choose one that they go to",
            ),
        )
    if len(deals) > MOST_MOVED:
        raise Refused(
            "too_many_deals",
            Text(
                "hơn {n} cơ hội trong giai đoạn này; hãy chuyển bớt trước",
                "more than {n} deals stand in this stage; move some of them first",
            ).fill(n=MOST_MOVED),
        )
    for deal in deals:
        changed_to(person, DEALS, deal, {"stage": to})
    return [deal.pk for deal in deals]


def _held(pk: int, version: int | None) -> Stage:
    stage = held(Stage, pk, version)
    if stage.is_removed:
        raise Refused("unknown", Text("giai đoạn này không còn", "this stage is not there any more"))
    return stage


def _stages_of(pipeline: Pipeline) -> list[Stage]:
    return list(Stage.objects.filter(pipeline=pipeline, is_removed=False).order_by("position", "pk"))


def _refuse_unless_whole(stages: Sequence[Stage | StageAsked]) -> None:
    refuse_unless_whole([each.kind for each in stages], [each.name for each in stages])


def _put(stage: Stage, asked: StageAsked) -> None:
    stage.name, stage.kind, stage.probability = asked.name, asked.kind, asked.probability
    stage.stale_after_days, stage.needs = asked.stale_after_days, list(asked.needs)
    stage.is_quote = asked.is_quote


def _number_stages(stages: Sequence[Stage]) -> None:
    """Count the stages through; where one stands is no version of its own, but of its pipeline."""
    for position, stage in enumerate(stages):
        stage.position = position
        stage.save(update_fields=["position"])


def _shown(stage: Stage) -> dict[str, Any]:
    return {
        "name": stage.name,
        "kind": stage.kind,
        "probability": stage.probability,
        "stale_after_days": stage.stale_after_days,
        "needs": list(stage.needs),
        "is_quote": stage.is_quote,
    }
