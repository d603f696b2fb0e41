"""Pipelines and the boards of deals, as frozen values."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet, Sum

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.listing import Asked, Row, columns_of, matching, rows_of
from crmeter.records.deals.models import Deal, DealLine, Pipeline, Stage, StageEvent
from crmeter.records.products.lines import LineView, views_of
from crmeter.records.staff.queries import Person


@dataclass(frozen=True, slots=True)
class StageView:
    """A step of a pipeline; see the model."""

    id: int
    version: int
    name: str
    position: int
    kind: str
    probability: int
    stale_after_days: int | None
    needs: tuple[str, ...]
    is_quote: bool


@dataclass(frozen=True, slots=True)
class PipelineView:
    """A pipeline with its stages in their order."""

    id: int
    version: int
    name: str
    is_closed: bool
    stages: tuple[StageView, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """The deals of one stage on a board.

    Args:
        stage: of the pipeline.
        deals: the first of them.
        count: of all.
        totals: their amounts by currency; deals without an amount add nothing.
        weighted: the same, each amount taken by the probability that the deal is won.
    """

    stage: StageView
    deals: tuple[Row, ...]
    count: int
    totals: Mapping[str, Decimal]
    weighted: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class StageChange:
    """A deal that came to a stage."""

    kind: str
    before: str | None
    after: str
    amount: Decimal | None
    at: datetime
    by: str


def pipelines(*, closed: bool = False) -> tuple[PipelineView, ...]:
    """Return the pipelines in their order, closed ones only where they are asked for."""
    found = Pipeline.objects.order_by("position", "id").prefetch_related("stages")
    return tuple(_pipeline(each) for each in found if closed or not each.is_closed)


def pipeline_with(stage: int) -> PipelineView | None:
    """Return the pipeline that a stage is of, also a closed one."""
    rows = list(Stage.objects.filter(pipeline__stages=stage).select_related("pipeline"))
    return _of_stages(rows[0].pipeline, rows) if rows else None


def stage_at(pk: int) -> StageView | None:
    """Return one stage, also of a closed pipeline."""
    row = Stage.objects.filter(pk=pk).first()
    return None if row is None else _stage(row)


def deals_by_stage(pipeline: int) -> Mapping[int, int]:
    """Return how many deals stand in each stage of a pipeline, removed ones too, since they may be brought back."""
    counted = Deal.objects.filter(pipeline=pipeline).order_by().values_list("stage").annotate(n=Count("id"))
    return dict(counted)


def board_of(
    person: Person,
    concept: Concept,
    pipeline: PipelineView,
    asked: Asked,
    fields: Sequence[str],
    most: int = 20,
    stages: Collection[int] | None = None,
) -> tuple[Lane, ...]:
    """Return the deals of a pipeline by their stages, in each those that came last first.

    Args:
        person: who looks.
        concept: the deals.
        pipeline: whose board.
        asked: words and conditions.
        fields: whose values are wanted.
        most: how many deals of each stage.
        stages: only these.
    """
    wanted = [stage for stage in pipeline.stages if stages is None or stage.id in stages]
    rows = matching(person, concept, asked).filter(stage__in=[stage.id for stage in wanted])
    sums = _sums(rows, {stage.id: stage.probability for stage in wanted})
    names = tuple(dict.fromkeys((*fields, "stage")))
    columns = columns_of(concept, names)
    found: list[dict[str, Any]] = []
    for stage in wanted:
        if most and stage.id in sums:
            found += rows.filter(stage=stage.id).order_by("-entered_stage_at", "-id").values(*columns)[:most]
    cards = rows_of(concept, found, names)
    nothing = _Sums()
    return tuple(
        Lane(
            stage,
            tuple(card for card in cards if card.values["stage"].id == stage.id),
            sums.get(stage.id, nothing).count,
            sums.get(stage.id, nothing).totals,
            sums.get(stage.id, nothing).weighted,
        )
        for stage in wanted
    )


@dataclass(slots=True)
class _Sums:
    count: int = 0
    totals: dict[str, Decimal] = field(default_factory=dict)
    weighted: dict[str, Decimal] = field(default_factory=dict)


def _sums(rows: QuerySet[Any], usual: Mapping[int, int]) -> dict[int, _Sums]:
    """Return by stage how many deals there are and what they are worth, from sums by probability: few and exact."""
    found: dict[int, _Sums] = {}
    # Rows are counted, not keys: those are not in the index of sums.
    grouped = rows.order_by().values("stage_id", "currency", "probability").annotate(n=Count("*"), total=Sum("amount"))
    for each in grouped:
        sums = found.setdefault(each["stage_id"], _Sums())
        sums.count += each["n"]
        if each["total"] is None:
            continue
        percent = each["probability"] if each["probability"] is not None else usual[each["stage_id"]]
        currency = each["currency"]
        sums.totals[currency] = sums.totals.get(currency, Decimal(0)) + each["total"]
        sums.weighted[currency] = sums.weighted.get(currency, Decimal(0)) + each["total"] * percent / 100
    return found


def stage_changes(deal: int) -> tuple[StageChange, ...]:
    """Return how a deal went, the newest first; whether it may be seen is asked before."""
    events = StageEvent.objects.filter(deal=deal).select_related("before", "after", "by").order_by("-at", "-id")
    return tuple(
        StageChange(
            each.kind,
            None if each.before is None else each.before.name,
            each.after.name,
            each.amount,
            each.at,
            "" if each.by is None else str(each.by),
        )
        for each in events
    )


def lines_of(deal: int) -> tuple[LineView, ...]:
    """Return the lines of a deal in their order; whether it may be seen is asked before."""
    return views_of(DealLine.objects.filter(deal=deal))


def _pipeline(row: Pipeline) -> PipelineView:
    return _of_stages(row, row.stages.all())


def _of_stages(row: Pipeline, found: Iterable[Stage]) -> PipelineView:
    standing = (stage for stage in found if not stage.is_removed)
    stages = sorted(standing, key=lambda stage: (stage.position, stage.pk))
    return PipelineView(
        row.pk,
        row.version,
        row.name,
        row.is_closed,
        tuple(map(_stage, stages)),
    )


def _stage(row: Stage) -> StageView:
    return StageView(
        row.pk,
        row.version,
        row.name,
        row.position,
        row.kind,
        row.probability,
        row.stale_after_days,
        tuple(row.needs),
        row.is_quote,
    )
