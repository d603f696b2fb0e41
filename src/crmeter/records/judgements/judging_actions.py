"""The only writer of judgements: each evaluator their own, kept as they go, the last one taken back."""

from django.db import transaction
from django.utils import timezone

from crmeter.records.judgements.models import Decision, Evaluator, Judgement
from crmeter.records.judgements.pairs import MOST, Pair
from crmeter.records.judgements.queries import DECISIONS, judged_by, view_of
from crmeter.records.judgements.rights import refuse_unless_lead
from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.change_actions import note_changes
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, actor_of
from crmeter.vocabulary import Text


def judge(person: Person, seat: int, pair: Pair, favour: int, *, version: int | None) -> int:
    """Keep an answer, and return the new version of the seat.

    Args:
        person: whose seat it is.
        seat: its number.
        pair: that is compared.
        favour: −8 to 8, see `pairs`.
        version: of the seat that was seen.

    Raises:
        Refusal: it is not theirs, has changed or is gone, they have finished, or there is no such pair or answer.
    """
    with transaction.atomic():
        row = _held(person, seat, version)
        if pair not in view_of(row.decision).pairs or not -MOST <= favour <= MOST:
            raise Refused("unknown_choice", _NO_CHOICE)
        Judgement.objects.create(
            evaluator=row, under=pair.under, left=pair.left, right=pair.right, favour=favour, at=timezone.now()
        )
        new = keep(row)
        # Not the answer: whoever reads the log may be one of those who still judge.
        audit(
            actor_of(person),
            "judgements.judged",
            row,
            after={"decision": row.decision_id, "pairs": len(judged_by(row.pk))},
        )
    return new


def undo_last(person: Person, seat: int, *, version: int | None) -> Pair:
    """Take back the newest answer, so that the one before counts again, and return its pair.

    Raises:
        Refusal: it is not theirs, has changed or is gone, they have finished, or nothing was judged.
    """
    with transaction.atomic():
        row = _held(person, seat, version)
        last = row.judgements.order_by("-id").first()
        if last is None:
            raise Refused("nothing_to_undo", _NOTHING)
        pair = Pair(last.under, last.left, last.right)
        last.delete()
        keep(row)
        audit(
            actor_of(person),
            "judgements.undone",
            row,
            after={"decision": row.decision_id, "pairs": len(judged_by(row.pk))},
        )
    return pair


def finish(person: Person, seat: int, *, version: int | None) -> int:
    """Hand in what was judged, and return the new version of the seat.

    Raises:
        Refusal: it is not theirs, has changed or is gone, they have finished, or pairs are left.
    """
    with transaction.atomic():
        row = _held(person, seat, version)
        left = set(view_of(row.decision).pairs) - set(judged_by(row.pk))
        if left:
            raise Refused("pairs_left", _LEFT.fill(n=len(left)))
        row.finished_at = timezone.now()
        new = keep(row, "finished_at")
        note_changes(DECISIONS, [row.decision_id])
        audit(actor_of(person), "judgements.finished", row, after={"decision": row.decision_id})
    return new


def reopen(person: Person, seat: int, *, version: int | None) -> int:
    """Let an evaluator judge again, and return the new version of the seat; only who leads decisions does.

    Raises:
        Refusal: they may not, it has changed or is gone, or has not been finished.
    """
    refuse_unless_lead(person)
    with transaction.atomic():
        row = held(Evaluator, seat, version)
        if row.finished_at is None:
            raise Refused("not_finished", _NOT_FINISHED)
        row.finished_at = None
        new = keep(row, "finished_at")
        note_changes(DECISIONS, [row.decision_id])
        audit(actor_of(person), "judgements.reopened", row, after={"decision": row.decision_id, "user": row.user_id})
    return new


def _held(person: Person, seat: int, version: int | None) -> Evaluator:
    row = held(Evaluator, seat, version)
    if row.user_id != person.id or not person.is_active:
        raise Refused("not_allowed", _NOT_YOURS)
    if row.finished_at is not None:
        raise Refused("finished", _FINISHED)
    # Nobody changes what is compared while an answer to it is kept.
    if Decision.objects.select_for_update().filter(pk=row.decision_id, removed_at=None).first() is None:
        raise Refused("unknown", _GONE)
    return row


_NOT_YOURS = Text("mỗi người chỉ đánh giá phần của mình", "everybody judges for themselves only")
_FINISHED = Text(
    "bạn đã nộp đánh giá; người lập quyết định có thể mở lại",
    "you have finished; whoever leads the decision can reopen it",
)
_GONE = Text("quyết định này không còn", "this decision is not there any more")
_NO_CHOICE = Text("không có lựa chọn này", "there is no such choice")
_NOTHING = Text("chưa có gì để hoàn tác", "there is nothing to undo")
_LEFT = Text("còn {n} cặp chưa so sánh", "{n} pairs are left to compare")
_NOT_FINISHED = Text("người này vẫn đang đánh giá", "they are still judging")
