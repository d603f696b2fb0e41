"""How events leave the outbox: taken for a while, then told, or put off."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from crmeter.records.ledger.models import OutboxEvent


@dataclass(frozen=True, slots=True)
class TakenEvent:
    """An event in the hands of whoever tells it."""

    key: uuid.UUID
    payload: dict[str, Any]
    attempt: int


def take_event(topic: str, life: timedelta) -> TakenEvent | None:
    """Take the next event that is due; nobody else gets it for a while, and then it is due again.

    Args:
        topic: what it tells of.
        life: how long it is safe from others, longer than it takes to tell it.
    """
    due = OutboxEvent.objects.filter(topic=topic, delivered_at=None, due_at__lte=timezone.now())
    # Without a write transaction at each look, SQLite's one writer is left to those who have something to write.
    if not due.exists():
        return None
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        event = due.order_by("due_at", "id").first()
        if event is None:
            return None
        event.due_at = timezone.now() + life
        event.attempts = min(event.attempts + 1, 32_000)
        event.save(update_fields=["due_at", "attempts"])
    return TakenEvent(event.key, event.payload, event.attempts)


def end_event(key: uuid.UUID) -> None:
    """Note that an event is told, or will never be, in the transaction of what it told of."""
    OutboxEvent.objects.filter(key=key, delivered_at=None).update(delivered_at=timezone.now())


def put_off_event(key: uuid.UUID, wait: timedelta, error: str) -> None:
    """Let an event be told later.

    Args:
        key: of the event.
        wait: how much later.
        error: why it was not told now.
    """
    due_at = timezone.now() + wait
    OutboxEvent.objects.filter(key=key, delivered_at=None).update(due_at=due_at, error=error)
