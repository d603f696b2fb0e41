"""What happened around the load set: calls, mails, meetings, notes, tasks and chats, the same each time.

Rows are written as the rules of activities leave them: with the customer of their deal or contact, open where something
is still to be done. So are the events of the stages of deals.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.utils import timezone

# What is said in them, by kind; how often a kind occurs stands beside it.
_SUBJECTS = {
    "call": (30, ("Gọi hỏi nhu cầu", "Gọi nhắc báo giá", "Khách hỏi bảo hành", "Gọi xác nhận lịch giao")),
    "mail": (25, ("Gửi báo giá lần hai", "Re: hợp đồng bảo trì", "Gửi tài liệu kỹ thuật", "Trả lời thắc mắc về giá")),
    "meeting": (10, ("Khảo sát tại xưởng", "Họp chốt phương án", "Trình bày giải pháp")),
    "note": (20, ("Khách so sánh với hãng khác", "Ngân sách duyệt sau Tết", "Người quyết định là kế toán trưởng")),
    "task": (10, ("Gửi báo giá", "Gọi lại sau khảo sát", "Soạn hợp đồng")),
    "chat": (5, ("Zalo: hỏi thời gian giao", "Zalo: gửi ảnh lắp đặt")),
}
_SENTENCES = (
    "Khách cần lắp thêm hai máy cho phân xưởng mới, muốn xem báo giá có cả chi phí bảo trì năm đầu.",
    "Đã trao đổi với chị phụ trách mua hàng; chị hẹn trả lời sau khi họp với ban giám đốc.",
    "Bên mình giao trong mười ngày kể từ khi đặt cọc, khách đồng ý nếu có cam kết trong hợp đồng.",
    "Giá cao hơn đối thủ khoảng năm phần trăm nhưng thời hạn bảo hành dài gấp đôi.",
    "Cần gửi lại bản vẽ mặt bằng trước khi kỹ thuật đến khảo sát.",
)
_TALKED = ("call", "mail", "meeting", "chat")
_OUTCOMES = ("answered", "answered", "answered", "no_answer", "left_message")


class Around(NamedTuple):
    """What an activity may belong to: numbers with the customer of each."""

    deals: Sequence[tuple[int, int]]
    contacts: Sequence[tuple[int, int]]
    customers: Sequence[int]


def activities(count: int, owners: Sequence[int], around: Around, now: datetime) -> Iterator[dict[str, Any]]:
    """Make activities up: half of them of deals, others of contacts, and of customers alone."""
    draw = random.Random(12)  # noqa: S311 - it makes a sample, not a secret
    kinds = list(_SUBJECTS)
    weights = [weight for weight, _ in _SUBJECTS.values()]
    for _ in range(count):
        kind = draw.choices(kinds, weights)[0]
        happened = now - timedelta(minutes=draw.randrange(3 * 365 * 24 * 60))
        is_open = kind == "task" and draw.random() < 0.3
        due = happened + timedelta(days=draw.randrange(1, 15)) if kind == "task" else None
        yield {
            "kind": kind,
            "name": draw.choice(_SUBJECTS[kind][1]),
            "body": " ".join(draw.sample(_SENTENCES, draw.randrange(1, 4))),
            "direction": draw.choice(("in", "out")) if kind in _TALKED else "none",
            "outcome": draw.choice(_OUTCOMES) if kind == "call" else "",
            "happened_at": due if due is not None and not is_open else happened,
            "duration_minutes": draw.randrange(2, 60) if kind in ("call", "meeting") else None,
            "due_on": None if due is None else timezone.localdate(due),
            "done_at": due if due is not None and not is_open else None,
            "is_open": is_open,
            "owner_id": draw.choice(owners),
            "created_at": happened,
            "changed_at": happened if due is None or is_open else due,
            **_belongs(draw, around),
        }


def _belongs(draw: random.Random, around: Around) -> dict[str, Any]:
    where = draw.random()
    if where < 0.5:
        deal, customer = draw.choice(around.deals)
        return {"deal_id": deal, "customer_id": customer}
    if where < 0.8:
        contact, customer = draw.choice(around.contacts)
        return {"contact_id": contact, "customer_id": customer}
    return {"customer_id": draw.choice(around.customers)}


def stage_events(deals: Sequence[Any], first: int) -> Iterator[dict[str, Any]]:
    """Tell how each deal came to where it stands: made in the first stage, then moved to its own."""
    for deal in deals:
        at = {"amount": deal.amount, "by_id": deal.owner_id, "deal_id": deal.pk}
        moment = deal.created_at
        yield at | {"kind": "created", "after_id": first, "at": moment, "recorded_at": moment}
        if deal.stage_id != first:
            kind = "moved" if deal.is_open else ("won" if deal.won_on else "lost")
            moment = deal.entered_stage_at
            yield at | {
                "kind": kind, "before_id": first, "after_id": deal.stage_id, "at": moment, "recorded_at": moment
            }  # fmt: skip
