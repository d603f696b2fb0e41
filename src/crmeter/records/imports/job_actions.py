"""What the jobs write down about a file; a job that is no longer the file's own writes nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from crmeter.records.imports.models import Upload, UploadState
from crmeter.records.ledger.actions import audit, keep
from crmeter.records.ledger.actor import Actor
from crmeter.vocabulary import Text


def keep_look(
    actor: Actor,
    pk: int,
    job: int,
    look: Mapping[str, Any],
    *,
    answers: Mapping[str, Any],
    headers_sha256: str,
) -> bool:
    """Keep what a look found, and the answers that it was taken with; False if the file has another job by now."""
    with transaction.atomic():
        row = _of_job(pk, job)
        if row is None:
            return False
        row.look, row.answers, row.headers_sha256 = dict(look), dict(answers), headers_sha256
        row.state, row.error = UploadState.LOOKED, None
        keep(row, "look", "answers", "headers_sha256", "state", "error")
        audit(actor, "imports.looked_at", row, after={"table": look.get("table"), "questions": _codes(look)})
    return True


def keep_questions(actor: Actor, pk: int, job: int, questions: Sequence[Mapping[str, Any]]) -> bool:
    """Keep what only reading every row left open, to be asked once; False if the file has another job by now."""
    with transaction.atomic():
        row = _of_job(pk, job)
        if row is None:
            return False
        row.look = dict(row.look or {}) | {"questions": [dict(question) for question in questions]}
        row.state = UploadState.ASKED
        keep(row, "look", "state")
        audit(actor, "imports.asked", row, after={"questions": _codes(row.look)})
    return True


def keep_result(actor: Actor, pk: int, job: int, imported: Mapping[str, Any], details: Mapping[str, Any]) -> bool:
    """Keep what became of the rows of a file; False if the file has another job by now.

    Args:
        actor: who asked for the import.
        pk: the number of the file.
        job: the number of the job.
        imported: the import as `Imported.to_json` tells it.
        details: what the page shows of the result.
    """
    with transaction.atomic():
        row = _of_job(pk, job)
        if row is None:
            return False
        _replace_other_readings(actor, row, imported["import_id"])
        row.state, row.error = UploadState.DONE, None
        row.import_id, row.rows, row.rejected = imported["import_id"], imported["rows"], imported["rejected"]
        row.tables, row.details = dict(imported["tables"]), dict(details)
        row.finished_at = timezone.now()
        keep(row, "state", "error", "import_id", "rows", "rejected", "tables", "details", "finished_at")
        after = {"import": row.import_id, "rows": row.rows, "rejected": row.rejected, "tables": row.tables}
        audit(actor, "imports.done", row, after=after)
    return True


def keep_failure(actor: Actor, pk: int, job: int, error: Text) -> bool:
    """Keep why a file was refused; False if the file has another job by now."""
    with transaction.atomic():
        row = _of_job(pk, job)
        if row is None:
            return False
        row.state, row.error = UploadState.FAILED, error.to_json()
        keep(row, "state", "error")
        audit(actor, "imports.failed", row, after={"error": row.error})
    return True


def keep_undone(actor: Actor, import_id: str) -> int:
    """Write down that the rows of an import are out, for all files that stand for them; return how many."""
    with transaction.atomic():
        rows = list(Upload.objects.select_for_update().filter(import_id=import_id, state=UploadState.DONE))
        for row in rows:
            row.state, row.undone_at = UploadState.UNDONE, timezone.now()
            keep(row, "state", "undone_at")
            audit(actor, "imports.undone", row, before={"import": import_id}, after={"state": row.state})
    return len(rows)


def _replace_other_readings(actor: Actor, row: Upload, import_id: str) -> None:
    others = Upload.objects.select_for_update().filter(source=row.source, sha256=row.sha256, state=UploadState.DONE)
    for other in others.exclude(pk=row.pk).exclude(import_id=import_id):
        other.state = UploadState.REPLACED
        keep(other, "state")
        audit(actor, "imports.replaced", other, before={"import": other.import_id}, after={"by": row.pk})


def _of_job(pk: int, job: int) -> Upload | None:
    return Upload.objects.select_for_update().filter(pk=pk, job=job).first()


def _codes(look: Mapping[str, Any]) -> list[str]:
    return [question["code"] for question in look.get("questions", ())]
