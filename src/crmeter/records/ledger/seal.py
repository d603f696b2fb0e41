"""The hash of an audit entry: of who, when and what, of a digest of its values, and of the hash of the entry before.

Values are not in the hash themselves, so that they can be erased and the chain stays whole; while they are there, they
must match their digest. The digest is keyed by a random salt of each entry that goes with the values: what is left
cannot be found out by trying what they may have been.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from datetime import UTC
from typing import Any

from crmeter.records.ledger.models import AuditEntry

# What the first entry is chained to.
FIRST = "0" * 64
# Entries of before the digests were hashed with their values.
WITH_VALUES, WITH_DIGEST = 1, 2
# The entry that says which others were erased; it holds their numbers only.
ERASED = "ledger.values_erased"


def hash_of(entry: AuditEntry) -> str:
    """Return the SHA-256 of an entry with its place in the chain."""
    content = _rest(entry)
    if entry.form == WITH_VALUES:
        content |= _values(entry)
    else:
        content |= {"form": entry.form, "entry": entry.pk, "values": entry.digest}
    return hashlib.sha256(_written(content)).hexdigest()


def rest_of(entry: AuditEntry) -> str:
    """Return the SHA-256 of an entry without its values."""
    return hashlib.sha256(_written(_rest(entry))).hexdigest()


def cover_values(entry: AuditEntry) -> None:
    """Give an entry that is about to be sealed the digest of its values; of erased ones there is nothing to tell."""
    salt = secrets.token_hex(32)
    entry.form, entry.digest = WITH_DIGEST, digest_of(entry, salt)
    entry.salt = "" if entry.erased_at else salt


def digest_of(entry: AuditEntry, salt: str) -> str:
    """Return the digest of the values of an entry."""
    return hmac.new(salt.encode(), _written(_values(entry)), hashlib.sha256).hexdigest()


def is_genuine(entry: AuditEntry, previous: str, erased: Mapping[int, str]) -> bool:
    """Return whether a sealed entry is as it was sealed, but for values that were erased and are told to be.

    Args:
        entry: with its hash.
        previous: the hash of the entry before.
        erased: by number, the entries of which the log says that their values were erased; see `told_erased`.
    """
    if entry.previous_hash != previous:
        return False
    if entry.erased_at is None:
        values_fit = entry.form == WITH_VALUES or hmac.compare_digest(entry.digest, digest_of(entry, entry.salt))
        return values_fit and entry.hash == hash_of(entry)
    if entry.pk not in erased or entry.before is not None or entry.after is not None or entry.why or entry.salt:
        return False
    return erased[entry.pk] == rest_of(entry) if entry.form == WITH_VALUES else entry.hash == hash_of(entry)


def told_erased(told: Mapping[str, Any]) -> dict[int, str]:
    """Return what an entry of an erasure says: which entries, each with the digest of its rest where it needs one."""
    return dict.fromkeys(told["entries"], "") | dict(told["rests"])


def _rest(entry: AuditEntry) -> dict[str, Any]:
    return {
        "sequence": entry.sequence,
        "previous": entry.previous_hash,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor_id,
        "actor_name": entry.actor_name,
        "action": entry.action,
        "object": [entry.object_kind, entry.object_id],
    }


def _values(entry: AuditEntry) -> Mapping[str, Any]:
    return {"before": entry.before, "after": entry.after, "why": entry.why}


def _written(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
