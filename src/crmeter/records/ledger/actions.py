"""The only writer of the ledger, and what every other writer calls inside its own transaction."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.transaction import get_connection
from django.utils import timezone

from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.mass_actions import write_rows
from crmeter.records.ledger.models import AuditEntry, IdempotencyKey, OutboxEvent
from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.records.ledger.versioned import Versioned
from crmeter.vocabulary import Text

Row = TypeVar("Row", bound=Versioned)
Fields = Mapping[str, Any]

_AUDITED = ("at", "actor_id", "actor_name", "action", "object_kind", "object_id", "before", "after", "why")
# A key is kept for as long as a client may repeat its request.
KEY_LIFE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Audited:
    """One of many changes that are written down together; see `audit`."""

    action: str
    row: models.Model
    before: Fields | None
    after: Fields | None


def audit(
    actor: Actor,
    action: str,
    row: models.Model,
    *,
    before: Fields | None = None,
    after: Fields | None = None,
    why: str = "",
) -> None:
    """Write down a change in the transaction that makes it.

    Args:
        actor: who does it.
        action: stable word such as `staff.role_changed`.
        row: what is changed.
        before: the fields as they were; nothing for a new row.
        after: the fields as they are; nothing for a removed row.
        why: in the words of the person.

    Raises:
        TransactionManagementError: there is no transaction, so that one could stand without the other.
    """
    audit_all(actor, [Audited(action, row, before, after)], why)


def audit_all(actor: Actor, changes: Sequence[Audited], why: str = "") -> None:
    """Write down many changes in the transaction that makes them, each in the history of its own row.

    Args:
        actor: who does it.
        changes: in their order.
        why: in the words of the person.

    Raises:
        TransactionManagementError: there is no transaction, so that one could stand without the other.
    """
    if not get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("an audit entry belongs to the transaction of its change")
    now = timezone.now()
    rows = (
        (
            now,
            actor.user,
            actor.name,
            each.action,
            each.row._meta.label_lower,
            str(each.row.pk),
            None if each.before is None else dict(each.before),
            None if each.after is None else dict(each.after),
            why,
        )
        for each in changes
    )
    write_rows(AuditEntry, _AUDITED, rows)


def held(kind: type[Row], pk: int, version: int | None) -> Row:
    """Return a row, locked until the transaction ends, if the caller has seen its latest version.

    Raises:
        NoVersion: the caller does not say which version they saw.
        Stale: it has been changed since.
        Refused: there is no such row.
    """
    row = kind._default_manager.select_for_update().filter(pk=pk).first()
    if row is None:
        raise Refused("unknown", Text("bản ghi này không còn", "this record is not there any more"))
    if version is None:
        raise NoVersion
    if row.version != version:
        raise Stale(row.version)
    return row


def keep(row: Versioned, *fields: str) -> int:
    """Save the named fields of a row that is held, and return its new version."""
    row.version += 1
    row.save(update_fields=[*fields, "version"])
    return row.version


def tell_outside(topic: str, payload: Fields, *, due_at: datetime | None = None) -> uuid.UUID:
    """Put an event in the outbox, in the transaction that makes it true, and return its key."""
    key = uuid.uuid4()
    now = timezone.now()
    OutboxEvent.objects.create(topic=topic, key=key, payload=dict(payload), created_at=now, due_at=due_at or now)
    return key


def remember_answer(owner: str, key: str, request_hash: str, status: int, body: Any) -> None:
    """Keep the answer to a request beside its effect, in the same transaction."""
    IdempotencyKey.objects.create(
        owner=owner, key=key, request_hash=request_hash, created_at=timezone.now(), status=status, body=body
    )


def forget_old_answers() -> int:
    """Remove answers that no client repeats any more, and return how many they were."""
    return IdempotencyKey.objects.filter(created_at__lt=timezone.now() - KEY_LIFE).delete()[0]
