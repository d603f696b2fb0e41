"""What follows from a change of a deal's stage; the only writer of its events."""

from django.utils import timezone

from crmeter.records.concept.concept import Draft
from crmeter.records.deals.models import Deal, Stage, StageEvent, StageKind
from crmeter.records.ledger.refusals import Refused
from crmeter.vocabulary import Text


class NeedsFields(Refused):
    """Raised for a deal that lacks what a stage asks for; names the fields."""

    def __init__(self, stage: Stage, fields: tuple[str, ...]) -> None:
        super().__init__(
            "stage_needs_fields",
            Text("giai đoạn {stage} cần thêm thông tin", "stage {stage} needs more to be said").fill(stage=stage.name),
        )
        self.fields = fields


def settle(draft: Draft) -> None:
    """Put a deal into the state of its stage, or refuse the stage.

    Raises:
        NeedsFields: the stage needs a field that the deal has not.
        Refused: the stage is of another pipeline.
    """
    deal: Deal = draft.row
    if draft.before is None and deal.owner_id is None:
        deal.owner_id = draft.actor.user
    if not draft.changes("stage_id"):
        if draft.changes("pipeline_id"):
            raise _of_another_pipeline()
        return
    stage = Stage.objects.get(pk=deal.stage_id)
    if stage.pipeline_id != deal.pipeline_id:
        raise _of_another_pipeline()
    wanted = ["lost_reason"] if stage.kind == StageKind.LOST else []
    missing = tuple(name for name in dict.fromkeys([*stage.needs, *wanted]) if getattr(deal, name) in (None, ""))
    if missing:
        raise NeedsFields(stage, missing)
    deal.entered_stage_at = draft.at
    deal.is_open = stage.kind == StageKind.OPEN
    today = timezone.localdate(draft.at)
    if stage.kind == StageKind.WON:
        # A win is dated once: whoever wins it again after it was reopened does not move the first win.
        deal.won_on = deal.won_on or today
        deal.lost_on, deal.lost_reason = None, ""
    elif stage.kind == StageKind.LOST:
        deal.lost_on = today
    else:
        deal.lost_on, deal.lost_reason = None, ""


def settled(draft: Draft) -> None:
    """Write down that a deal came to a stage."""
    deal: Deal = draft.row
    if not draft.changes("stage_id"):
        return
    before = None if draft.before is None else draft.before["stage_id"]
    StageEvent.objects.create(
        deal=deal,
        kind=_kind(deal, before),
        before_id=before,
        after_id=deal.stage_id,
        amount=deal.amount,
        at=draft.at,
        by_id=draft.actor.user,
        recorded_at=draft.at,
    )


def _kind(deal: Deal, before: int | None) -> str:
    if before is None:
        return "created"
    kinds = dict(Stage.objects.filter(pk__in=(before, deal.stage_id)).values_list("pk", "kind"))
    if kinds[deal.stage_id] != StageKind.OPEN:
        return kinds[deal.stage_id]
    return "moved" if kinds[before] == StageKind.OPEN else "reopened"


def _of_another_pipeline() -> Refused:
    return Refused(
        "stage_of_another_pipeline",
        Text("giai đoạn này thuộc quy trình khác; hãy chọn lại", "this stage is of another pipeline; choose again"),
    )
