"""How far the chain of the audit goes, kept in the workspace too: whoever cuts the newest entries off has to know."""

from pathlib import Path

from django.conf import settings

from crmeter.records.ledger.queries import SealedUpTo, is_in_chain, sealed_up_to
from crmeter.warehouse.files import read_json, write_json


def keep_end() -> None:
    """Write down how far the chain goes, unless what was written down is not in it any more: that is to be found."""
    end, kept = sealed_up_to(), kept_end()
    if end is not None and (kept is None or (end.sequence > kept.sequence and is_in_chain(kept))):
        write_json(_path(), {"schema": "crmeter.audit_end/1", "sequence": end.sequence, "hash": end.hash})


def kept_end() -> SealedUpTo | None:
    """Return how far the chain went when it was last written down, or None where it never was."""
    path = _path()
    held = read_json(path) if path.exists() else None
    return None if held is None else SealedUpTo(held["sequence"], held["hash"])


def _path() -> Path:
    path: Path = settings.WORKSPACE.root / "audit-end.json"
    return path
