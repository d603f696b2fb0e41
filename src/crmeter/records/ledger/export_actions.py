"""Rows that leave the product are written down like changes."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.models import AuditEntry

EXPORT = "export"


def note_export(actor: Actor, what: str, count: int, *, of: str = "", filters: Mapping[str, Any] | None = None) -> None:
    """Write down that rows are sent to somebody, before the first of them is.

    Args:
        actor: who gets them.
        what: stable word for the kind of rows, such as `audit_log`.
        count: how many they are.
        of: which file, figure or record they belong to.
        filters: what they were chosen by; plain values.
    """
    with transaction.atomic():
        AuditEntry.objects.create(
            at=timezone.now(),
            actor_id=actor.user,
            actor_name=actor.name,
            action="rows.exported",
            object_kind=EXPORT,
            object_id=what[:64],
            after={"what": what, "of": of, "rows": count, "filters": dict(filters or {})},
        )
