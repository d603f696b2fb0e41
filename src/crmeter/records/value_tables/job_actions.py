"""What the jobs write down about a table; a job that is no longer the table's own writes nothing."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from crmeter.records.ledger.actions import audit, keep
from crmeter.records.ledger.actor import Actor
from crmeter.records.value_tables.models import ValueTable, ValueTableState
from crmeter.vocabulary import Text


def keep_look(
    actor: Actor, pk: int, job: int, look: Mapping[str, Any], *, told: Mapping[str, Any], headers_sha256: str
) -> None:
    """Keep what a look found and what the columns seem to be."""
    with transaction.atomic():
        row = _of_job(pk, job)
        if row is None:
            return
        row.look, row.told, row.headers_sha256 = dict(look), dict(told), headers_sha256
        row.state, row.error = ValueTableState.LOOKED, None
        keep(row, "look", "told", "headers_sha256", "state", "error")
        audit(actor, "value_tables.looked_at", row, after={"columns": len(look.get("columns", ()))})


def keep_questions(actor: Actor, pk: int, job: int, asked: Mapping[str, Any]) -> None:
    """Keep what only reading every row left open: `questions`, or the `words` of scores to be valued."""
    with transaction.atomic():
        row = _of_job(pk, job)
        if row is None:
            return
        row.look = dict(row.look or {}) | dict(asked)
        row.state = ValueTableState.LOOKED
        keep(row, "look", "state")
        audit(actor, "value_tables.asked", row, after={"asked": sorted(asked)})


def keep_rows(actor: Actor, pk: int, job: int, rows: int) -> None:
    """Keep that the rows were read."""
    with transaction.atomic():
        row = _of_job(pk, job)
        if row is None:
            return
        row.state, row.error, row.rows, row.read_at = ValueTableState.READY, None, rows, timezone.now()
        keep(row, "state", "error", "rows", "read_at")
        audit(actor, "value_tables.read", row, after={"rows": rows})


def keep_failure(actor: Actor, pk: int, job: int, error: Text) -> None:
    """Keep why a table was refused."""
    with transaction.atomic():
        row = _of_job(pk, job)
        if row is None:
            return
        row.state, row.error = ValueTableState.FAILED, error.to_json()
        keep(row, "state", "error")
        audit(actor, "value_tables.failed", row, after={"error": row.error})


def table_forgotten(actor: Actor, pk: int) -> None:
    """Write down that the bytes of a table are removed; what it was stays."""
    with transaction.atomic():
        row = ValueTable.objects.select_for_update().get(pk=pk)
        row.forgotten_at = timezone.now()
        # The first cells of the file were kept to be shown.
        row.look = None
        keep(row, "forgotten_at", "look")
        audit(actor, "value_tables.forgotten", row, after={"file": row.file_name})


def _of_job(pk: int, job: int) -> ValueTable | None:
    return ValueTable.objects.select_for_update().filter(pk=pk, job=job).first()
