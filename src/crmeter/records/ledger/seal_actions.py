"""The only writer of the seal: entries are chained, and values that must go are erased without breaking the chain."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.models import AuditEntry, SealedEnd
from crmeter.records.ledger.seal import ERASED, FIRST, WITH_VALUES, cover_values, hash_of, rest_of

_AT_ONCE = 200
_SEAL = ["sequence", "previous_hash", "hash", "form", "salt", "digest"]


def seal(most: int = 1000) -> int:
    """Chain the next unsealed entries to those before them, and return how many they were.

    Args:
        most: how many in one transaction, so that no other writer waits long.
    """
    if not AuditEntry.objects.filter(sequence=None).exists():
        return 0
    with transaction.atomic():
        # Two workers that seal at once would fork the chain; whoever holds its end goes first.
        last = AuditEntry.objects.select_for_update().exclude(sequence=None).order_by("-sequence").first()
        end = SealedEnd.objects.select_for_update().first()
        sequence, previous = (last.sequence or 0, last.hash) if last else (0, FIRST)
        if end is not None and end.sequence > sequence:
            # The newest were cut off: the chain goes on where it ended, and the check finds what is missing.
            sequence, previous = end.sequence, end.hash
        # Held, so that nobody erases values while their digest is taken.
        entries = list(AuditEntry.objects.select_for_update().filter(sequence=None).order_by("id")[:most])
        for entry in entries:
            sequence += 1
            entry.sequence, entry.previous_hash = sequence, previous
            cover_values(entry)
            entry.hash = previous = hash_of(entry)
        AuditEntry.objects.bulk_update(entries, _SEAL, batch_size=100)
        SealedEnd.objects.update_or_create(
            pk=1 if end is None else end.pk,
            defaults={"sequence": sequence, "hash": previous, "at": timezone.now()},
        )
    return len(entries)


def erase_values(actor: Actor, entries: Collection[int], of: str) -> int:
    """Erase before, after and why of audit entries for good, and return how many had any.

    That they were erased, and when, stands in each of them and in an entry of its own; of those that were sealed by
    their values, that entry holds the digest of what is left, since their own hash cannot be taken again.

    Args:
        actor: who answers for it.
        entries: their numbers.
        of: for what record, as concept and number, so that the log can be read.
    """
    numbers = sorted(set(entries))
    erased = 0
    for first in range(0, len(numbers), _AT_ONCE):
        with transaction.atomic():
            rows = list(
                AuditEntry.objects.select_for_update()
                .filter(pk__in=numbers[first : first + _AT_ONCE], erased_at=None)
                .exclude(action=ERASED)
                .order_by("id")
            )
            if not rows:
                continue
            rests = [[row.pk, rest_of(row)] for row in rows if row.form == WITH_VALUES and row.hash]
            now = timezone.now()
            for row in rows:
                row.before, row.after, row.why, row.salt, row.erased_at = None, None, "", "", now
            AuditEntry.objects.bulk_update(rows, ["before", "after", "why", "salt", "erased_at"], batch_size=100)
            audit(actor, ERASED, rows[0], after={"entries": [row.pk for row in rows], "rests": rests, "of": of})
            erased += len(rows)
    return erased
