"""What the ledger holds, for the floors above."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crmeter.records.ledger.models import AuditEntry, IdempotencyKey
from crmeter.records.ledger.seal import FIRST, hash_of
from crmeter.vocabulary import Text, Work

_AT_ONCE = 1000
_CHECKING = Text("đang kiểm tra nhật ký", "checking the audit log")


@dataclass(frozen=True, slots=True)
class Change:
    """One audited change."""

    at: datetime
    actor: str
    action: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    why: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that was given before."""

    request_hash: str
    status: int
    body: Any


def history(kind: str, pk: str, most: int = 50) -> list[Change]:
    """Return the latest changes of one row, newest first.

    Args:
        kind: the model in lower case with its app, such as `records.user`.
        pk: which row.
        most: how many.
    """
    return [change for _, change in histories(kind, [pk], most)]


def histories(kind: str, pks: Sequence[str], most: int = 50) -> list[tuple[str, Change]]:
    """Return the latest changes of several rows of a kind, newest first, each with the key of its row."""
    entries = AuditEntry.objects.filter(object_kind=kind, object_id__in=pks).order_by("-id")[:most]
    return [(e.object_id, Change(e.at, e.actor_name, e.action, e.before, e.after, e.why)) for e in entries]


def answer_to(owner: str, key: str) -> Answer | None:
    """Return the answer that this request had before, if it was made before."""
    found = IdempotencyKey.objects.filter(owner=owner, key=key).first()
    return Answer(found.request_hash, found.status, found.body) if found else None


def broken_link(work: Work | None = None) -> int | None:
    """Return the place in the chain of the first entry that was changed, taken out or put in; None if it is whole.

    Args:
        work: told how far the check is, every thousand entries.
    """
    previous, expected = FIRST, 1
    sealed = AuditEntry.objects.exclude(sequence=None)
    total = sealed.count() if work else None
    for entry in sealed.order_by("sequence").iterator(chunk_size=_AT_ONCE):
        if work and expected % _AT_ONCE == 1:
            work.step(_CHECKING, expected - 1, total)
        if entry.sequence != expected or entry.previous_hash != previous or entry.hash != hash_of(entry):
            return expected
        previous, expected = entry.hash, expected + 1
    return None
