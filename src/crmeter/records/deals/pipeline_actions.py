"""The only writer of pipelines; who may is asked before. What stands in a pipeline: see `stage_admin_actions`."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from crmeter.records.deals.models import Deal, Pipeline, Stage
from crmeter.records.deals.stage_rules import StageAsked, read_stage, refuse_unless_whole
from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.change_actions import note_changes
from crmeter.records.ledger.refusals import Refused
from crmeter.vocabulary import Text
from crmeter.vocabulary.folding import folded

_LONGEST_NAME = 120


def add_pipeline(actor: Actor, name: str, stages: Sequence[StageAsked]) -> int:
    """Make a pipeline behind the others, and return its number.

    Args:
        actor: who does it.
        name: of the pipeline.
        stages: in their order; one is won, at least one is lost, and at least one is open.

    Raises:
        Refused: the name is empty, too long or taken, or the stages make no pipeline.
    """
    read = [read_stage(stage) for stage in stages]
    refuse_unless_whole([stage.kind for stage in read], [stage.name for stage in read])
    with transaction.atomic():
        pipeline = Pipeline(name=_free_name(name, None), position=Pipeline.objects.count())
        _save(pipeline)
        Stage.objects.bulk_create(
            [
                Stage(
                    pipeline=pipeline,
                    position=position,
                    name=stage.name,
                    kind=stage.kind,
                    probability=stage.probability,
                    stale_after_days=stage.stale_after_days,
                    needs=list(stage.needs),
                    is_quote=stage.is_quote,
                )
                for position, stage in enumerate(read)
            ]
        )
        after = {"name": pipeline.name, "stages": [stage.name for stage in read]}
        audit(actor, "deals.pipeline_added", pipeline, after=after)
    return pipeline.pk


def rename_pipeline(actor: Actor, pk: int, name: str, *, version: int | None) -> int:
    """Give a pipeline another name, and return its new version.

    Raises:
        Refusal: it is gone or has changed, or the name is empty, too long or taken.
    """
    with transaction.atomic():
        pipeline = held(Pipeline, pk, version)
        before, pipeline.name = pipeline.name, _free_name(name, pk)
        pipeline.version += 1
        _save(pipeline)
        audit(actor, "deals.pipeline_renamed", pipeline, before={"name": before}, after={"name": pipeline.name})
        note_changes("pipelines", [pipeline.pk])
    return pipeline.version


def reorder_pipelines(actor: Actor, order: Sequence[tuple[int, int]]) -> None:
    """Put the pipelines in an order.

    Args:
        actor: who does it.
        order: number and version of each pipeline, the first one first.

    Raises:
        Refusal: one has changed, or they are not all of them.
    """
    with transaction.atomic():
        if {pk for pk, _ in order} != set(Pipeline.objects.values_list("pk", flat=True)):
            raise not_all_of_them()
        # Locked in the order of numbers, so that two who do it at once do not wait for each other.
        rows = {pk: held(Pipeline, pk, version) for pk, version in sorted(order)}
        for position, (pk, _) in enumerate(order):
            row = rows[pk]
            if row.position != position:
                before, row.position = row.position, position
                keep(row, "position")
                audit(actor, "deals.pipeline_moved", row, before={"position": before}, after={"position": row.position})


def close_pipeline(actor: Actor, pk: int, *, version: int | None) -> int:
    """Let no deal come into a pipeline any more, and return its new version; what was won and lost in it stays.

    Raises:
        Refusal: it is gone or has changed, open deals stand in it, or it is the last one.
    """
    with transaction.atomic():
        pipeline = held(Pipeline, pk, version)
        if open_deals := Deal.objects.filter(pipeline=pk, is_open=True, removed_at=None).count():
            raise Refused(
                "deals_stand",
                Text(
                    "còn {n} cơ hội đang mở trong quy trình này; hãy chuyển chúng trước",
                    "{n} open deals stand in this pipeline; move them first",
                ).fill(n=open_deals),
            )
        if not Pipeline.objects.filter(is_closed=False).exclude(pk=pk).exists():
            raise Refused("last_pipeline", Text("phải còn một quy trình", "one pipeline must be left"))
        return _set_closed(actor, pipeline, is_closed=True)


def reopen_pipeline(actor: Actor, pk: int, *, version: int | None) -> int:
    """Let deals come into a pipeline again, and return its new version.

    Raises:
        Refusal: it is gone or has changed.
    """
    with transaction.atomic():
        return _set_closed(actor, held(Pipeline, pk, version), is_closed=False)


def not_all_of_them() -> Refused:
    """Return the refusal of an order that leaves out what somebody has added meanwhile."""
    return Refused(
        "not_all", Text("thứ tự phải có đủ, mỗi mục một lần", "an order names all of them, each of them once")
    )


def _set_closed(actor: Actor, pipeline: Pipeline, *, is_closed: bool) -> int:
    if pipeline.is_closed == is_closed:
        return pipeline.version
    pipeline.is_closed = is_closed
    version = keep(pipeline, "is_closed")
    audit(actor, "deals.pipeline_closed" if is_closed else "deals.pipeline_reopened", pipeline)
    return version


def _free_name(name: str, but: int | None) -> str:
    called = " ".join(name.split())
    if not called or len(called) > _LONGEST_NAME:
        raise Refused(
            "wrong_name",
            Text("tên phải có từ 1 đến {most} ký tự", "a name has from 1 to {most} characters").fill(
                most=_LONGEST_NAME
            ),
        )
    others = (other for pk, other in Pipeline.objects.values_list("pk", "name") if pk != but)
    if folded(called) in map(folded, others):
        raise _taken(called)
    return called


def _taken(name: str) -> Refused:
    return Refused("taken", Text("đã có quy trình {name}", "there is a pipeline {name}").fill(name=name))


def _save(pipeline: Pipeline) -> None:
    try:
        with transaction.atomic():
            pipeline.save()
    except IntegrityError as error:
        # Somebody else has just made it.
        raise _taken(pipeline.name) from error
