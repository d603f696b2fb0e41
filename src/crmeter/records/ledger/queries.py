"""What the ledger holds, for the floors above."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crmeter.records.ledger.models import AuditEntry, IdempotencyKey, SealedEnd
from crmeter.records.ledger.seal import ERASED, FIRST, is_genuine, told_erased
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
    # When before, after and why were erased.
    erased_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SealedUpTo:
    """How far the chain goes: the place of its newest entry and the hash of that."""

    sequence: int
    hash: str


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
    return [(e.object_id, Change(e.at, e.actor_name, e.action, e.before, e.after, e.why, e.erased_at)) for e in entries]


def answer_to(owner: str, key: str) -> Answer | None:
    """Return the answer that this request had before, if it was made before."""
    found = IdempotencyKey.objects.filter(owner=owner, key=key).first()
    return Answer(found.request_hash, found.status, found.body) if found else None


def broken_link(work: Work | None = None, kept: SealedUpTo | None = None) -> int | None:
    """Return the place in the chain of the first entry that was changed, taken out or put in; None if it is whole.

    The newest entries may have been cut off: how far the chain went is known from beside them too.

    Args:
        work: told how far the check is, every thousand entries.
        kept: how far the chain went, as it was kept outside of the database.
    """
    # Read first: what is sealed meanwhile lies behind it.
    ends = [each for each in (sealed_up_to(), kept) if each is not None]
    erased: dict[int, str] = {}
    for told in AuditEntry.objects.filter(action=ERASED).values_list("after", flat=True).iterator(chunk_size=100):
        erased |= told_erased(told or {"entries": [], "rests": []})
    previous, expected = FIRST, 1
    sealed = AuditEntry.objects.exclude(sequence=None)
    total = sealed.count() if work else None
    for entry in sealed.order_by("sequence").iterator(chunk_size=_AT_ONCE):
        if work and expected % _AT_ONCE == 1:
            work.step(_CHECKING, expected - 1, total)
        if entry.sequence != expected or not is_genuine(entry, previous, erased):
            return expected
        if any(end.sequence == expected and end.hash != entry.hash for end in ends):
            return expected
        previous, expected = entry.hash, expected + 1
    is_cut = any(end.sequence >= expected for end in ends) or (not ends and expected > 1)
    return expected if is_cut else None


def sealed_up_to() -> SealedUpTo | None:
    """Return how far the chain goes, as it is known from beside the entries; None before the first seal."""
    end = SealedEnd.objects.first()
    return None if end is None else SealedUpTo(end.sequence, end.hash)


def is_in_chain(end: SealedUpTo) -> bool:
    """Return whether the entry that was once the newest is still where it was."""
    return AuditEntry.objects.filter(sequence=end.sequence, hash=end.hash).exists()
