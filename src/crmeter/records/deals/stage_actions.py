"""What follows from a change of a deal's stage; the only writer of its events."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from crmeter.records.concept.concept import Draft
from crmeter.records.concept.currency import settle_currency
from crmeter.records.concept.field import Field, Kind, Subject
from crmeter.records.concept.values import WrongValue
from crmeter.records.deals.models import Deal, DealLine, Stage, StageEvent, StageKind
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


PROBABILITY = Field(
    "probability",
    Text("Xác suất thắng (%)", "Probability (%)"),
    Kind.WHOLE,
    Subject.NOTHING,
    help=Text("Để trống: theo giai đoạn.", "Empty: that of the stage."),
)


def settle(draft: Draft) -> None:
    """Put a deal into the state of its stage, or refuse the stage.

    Raises:
        NeedsFields: the stage needs a field that the deal has not.
        WrongValue: the probability is none.
        Refused: the stage is of another pipeline or was removed, the pipeline is closed, or the amount is not that of
            the lines.
    """
    deal: Deal = draft.row
    if draft.changes("currency"):
        settle_currency(deal)
    if deal.probability is not None and not 0 <= deal.probability <= 100:
        raise WrongValue(PROBABILITY, Text("phải từ 0 đến 100", "must be from 0 to 100"))
    _refuse_unless_of_lines(draft)
    if draft.before is None and deal.owner_id is None:
        deal.owner_id = draft.actor.user
    if not draft.changes("stage_id"):
        if draft.changes("pipeline_id"):
            raise _of_another_pipeline()
        return
    stage = draft.once(("stage", deal.stage_id), lambda: Stage.objects.select_related("pipeline").get(pk=deal.stage_id))
    if stage.pipeline_id != deal.pipeline_id:
        raise _of_another_pipeline()
    if stage.is_removed or (draft.changes("pipeline_id") and stage.pipeline.is_closed):
        raise Refused(
            "stage_closed",
            Text("giai đoạn hay quy trình này không còn dùng", "this stage or pipeline is not used any more"),
        )
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
        # From one lost stage to another it was not lost again.
        deal.lost_on = deal.lost_on or today
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
        kind="created" if draft.before is None else _kind(deal, draft.before),
        before_id=before,
        after_id=deal.stage_id,
        amount=deal.amount,
        at=draft.at,
        by_id=draft.actor.user,
        # Imported events happened earlier than they are recorded.
        recorded_at=max(draft.at, timezone.now()),
    )


def _kind(deal: Deal, before: Mapping[str, Any]) -> str:
    if before["is_open"] and deal.is_open:
        return "moved"
    kinds = dict(Stage.objects.filter(pk__in=(before["stage_id"], deal.stage_id)).values_list("pk", "kind"))
    if kinds[deal.stage_id] == kinds[before["stage_id"]]:
        return "moved"
    return "reopened" if kinds[deal.stage_id] == StageKind.OPEN else kinds[deal.stage_id]


def _refuse_unless_of_lines(draft: Draft) -> None:
    """Refuse an amount that its lines do not add up to, and a currency that their prices are not in."""
    deal: Deal = draft.row
    if draft.before is None or not (draft.changes("amount") or draft.changes("currency")):
        return
    amounts = list(DealLine.objects.filter(deal=deal).values_list("amount", flat=True))
    if amounts and (draft.changes("currency") or sum(amounts) != deal.amount):
        raise Refused(
            "amount_of_lines",
            Text(
                "giá trị và tiền tệ theo các dòng hàng; hãy sửa các dòng hàng",
                "amount and currency follow from the lines; change the lines instead",
            ),
        )


def _of_another_pipeline() -> Refused:
    return Refused(
        "stage_of_another_pipeline",
        Text("giai đoạn này thuộc quy trình khác; hãy chọn lại", "this stage is of another pipeline; choose again"),
    )
