"""The hash of an audit entry, which covers everything in it and the hash of the entry before."""

import hashlib
import json
from datetime import UTC

from crmeter.records.ledger.models import AuditEntry

# What the first entry is chained to.
FIRST = "0" * 64


def hash_of(entry: AuditEntry) -> str:
    """Return the SHA-256 of an entry with its place in the chain."""
    content = {
        "sequence": entry.sequence,
        "previous": entry.previous_hash,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor_id,
        "actor_name": entry.actor_name,
        "action": entry.action,
        "object": [entry.object_kind, entry.object_id],
        "before": entry.before,
        "after": entry.after,
        "why": entry.why,
    }
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
