"""A run without figures, so that a list has one to belong to."""

from typing import Any

from benchmarks.many_customers import AS_OF


def published_run(name: str) -> dict[str, Any]:
    """Return the document of a run that read nothing."""
    run = {
        "id": name,
        "as_of": AS_OF.isoformat(),
        "snapshot": "000001",
        "currency": "VND",
        "period": ["2025-07-01", "2026-07-01"],
        "made_at": None,
    }
    return {"run": run, "readings": []}
