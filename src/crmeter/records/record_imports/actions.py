"""The only writer of imports into records: begun, decided, read, written batch by batch, stopped."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.change_sets.models import ChangeSet, SetKind, SetState
from crmeter.records.change_sets.set_actions import end, open_set
from crmeter.records.concept.concept import Concept
from crmeter.records.concept.gate import may, not_allowed
from crmeter.records.concept.values import WrongValue, kept
from crmeter.records.imports.models import Upload, UploadState
from crmeter.records.jobs.actions import cancel, enqueue
from crmeter.records.jobs.queries import job
from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.refusals import Refusal, Refused
from crmeter.records.record_imports.headers import guessed_columns
from crmeter.records.record_imports.models import FailedRow, ImportState, RecordImport
from crmeter.records.record_imports.plan import MATCHES, Plan
from crmeter.records.record_imports.reading import FileRow, Reader
from crmeter.records.record_imports.row_actions import Batch
from crmeter.records.record_imports.targets import IMPORTED, LINE, Target, targets_of
from crmeter.records.record_imports.written import Written
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Text
from crmeter.vocabulary.failpoints import failpoint

JOB = "import_records"
_NOT_READY = Text("tệp này chưa xem xong hoặc đã nhập", "this file has not been looked at, or is imported")
_EDITABLE = (ImportState.MAPPING, ImportState.ASKED, ImportState.FAILED)


def begin(person: Person, upload: int, concept: str, headers: Sequence[str]) -> int:
    """Choose that a looked-at file is written into records, and return the number of the import.

    Chosen again for another concept, the columns are guessed anew; once rows are in, it stays.

    Args:
        person: who imports it.
        upload: the number of the file.
        concept: of the records, by name.
        headers: of the file.

    Raises:
        Refused: the file is done otherwise, or the person may not make such records.
    """
    what = _importable(person, concept)
    with transaction.atomic():
        file = Upload.objects.select_for_update().filter(pk=upload, state=UploadState.LOOKED).first()
        if file is None:
            raise Refused("not_looked_at", _NOT_READY)
        columns = guessed_columns(what, headers)
        match = "external_id" if "external_id" in columns else next((m for m in MATCHES[1:] if m in columns), "")
        plan = Plan(file.source, columns, match=match).to_json()
        row, is_new = RecordImport.objects.select_for_update().get_or_create(
            of=file, defaults={"concept": concept, "plan": plan}
        )
        if not is_new and row.concept != concept:
            _refuse_unless_open(row)
            row.concept, row.plan, row.questions, row.unknown = concept, plan, [], {}
            row.state = ImportState.MAPPING
            keep(row, "concept", "plan", "questions", "unknown", "state")
        audit(actor_of(person), "record_imports.begun", row, after={"file": file.file_name, "concept": concept})
    return int(row.pk)


def start(person: Person, pk: int, plan: Plan, *, version: int | None) -> int:
    """Keep what was decided and ask for the import, and return the new version.

    Raises:
        WrongValue: what all new records are to have cannot be kept.
        Refusal: something that is needed is told by no column, they may not, or the import has changed or has begun.
    """
    with transaction.atomic():
        row = held(RecordImport, pk, version)
        _refuse_unless_open(row)
        concept = _importable(person, row.concept)
        _refuse_unless_whole(concept, plan)
        row.plan, row.state, row.error = plan.to_json(), ImportState.READING, None
        row.questions, row.unknown = [], {}
        row.job = enqueue(actor_of(person), JOB, {"record_import": pk})
        new = keep(row, "plan", "state", "error", "questions", "unknown", "job")
        audit(actor_of(person), "record_imports.started", row, after={"plan": row.plan})
    return new


def ask(person: Person, pk: int, questions: Sequence[Mapping[str, Any]], unknown: Mapping[str, Sequence[str]]) -> None:
    """Keep what the whole file leaves open, to be asked once."""
    with transaction.atomic():
        row = RecordImport.objects.select_for_update().get(pk=pk)
        row.questions = [dict(question) for question in questions]
        row.unknown = {name: list(words) for name, words in unknown.items()}
        row.state = ImportState.ASKED
        keep(row, "questions", "unknown", "state")
        audit(actor_of(person), "record_imports.asked", row, after={"unknown": row.unknown})


def fail(person: Person, pk: int, error: Text) -> None:
    """Keep why the file cannot be read; what was written stays, and can be taken back."""
    with transaction.atomic():
        row = RecordImport.objects.select_for_update().get(pk=pk)
        row.state, row.error = ImportState.FAILED, error.to_json()
        keep(row, "state", "error")
        audit(actor_of(person), "record_imports.failed", row, after={"error": row.error})


def run(person: Person, pk: int, rows: int) -> int:
    """Begin to write the rows of a file that was read whole, and return how many bytes are gone through already.

    Args:
        person: who asked for it.
        pk: of the import.
        rows: of the file.
    """
    with transaction.atomic():
        row = RecordImport.objects.select_for_update().get(pk=pk)
        if row.change_set_id is None:
            _take_out_of_files(person, row.of_id)
            concept = CONCEPTS[row.concept]
            title = Text("Nhập {file} vào {what}", "Import {file} into {what}").fill(
                file=row.of.file_name, what=concept.title
            )
            number = open_set(person, SetKind.IMPORT, title, concept, total=rows, job=row.job)
            row.change_set = ChangeSet.objects.get(pk=number)
            row.state = ImportState.RUNNING
            keep(row, "change_set", "state")
    return row.offset


def write_batch(person: Person, pk: int, reader: Reader, rows: Sequence[FileRow], before: int, after: int) -> bool:
    """Write the next rows of a file in one transaction, and return whether it goes on.

    Args:
        person: who asked, with the rights that they have now.
        pk: of the import.
        reader: of its plan.
        rows: the next ones; none at the end of the file.
        before: the byte at which they begin: rows that another attempt wrote are not written again.
        after: the byte behind them.
    """
    # Nobody who writes waits for the reading.
    said = reader.read(rows)
    with transaction.atomic():
        row = RecordImport.objects.select_for_update().get(pk=pk)
        if row.change_set_id is None:
            return False
        of = ChangeSet.objects.select_for_update().get(pk=row.change_set_id)
        if of.state != SetState.RUNNING or row.offset != before:
            return False
        if not rows:
            _end(person, row, of, ImportState.DONE)
            return False
        done = Batch(person, CONCEPTS[row.concept], Plan.from_json(row.plan), of, reader).write(said)
        _count(row, of, done, after)
        failpoint("record-batch")
    return True


def go_on(person: Person, pk: int) -> None:
    """Ask again for the work on an import whose job was lost, with the rights of whoever asks; what is in stays in.

    Raises:
        Refused: it has ended, was taken back, or is still worked on.
    """
    with transaction.atomic():
        row = RecordImport.objects.select_for_update().get(pk=pk)
        _importable(person, row.concept)
        there = None if row.job is None else job(row.job)
        of = None
        if row.state == ImportState.RUNNING and row.change_set_id is not None:
            of = ChangeSet.objects.select_for_update().filter(pk=row.change_set_id, state=SetState.RUNNING).first()
        if of is None or (there is not None and there.is_open):
            raise Refused("not_lost", Text("việc nhập này không bị dừng giữa chừng", "this import was not lost"))
        of.job = row.job = enqueue(actor_of(person), JOB, {"record_import": pk})
        of.save(update_fields=["job"])
        keep(row, "job")
        audit(actor_of(person), "record_imports.gone_on", row, after={"place": of.place, "rows": of.total})


def stop(person: Person, pk: int) -> None:
    """Ask the work on an import to stop; where none is left to hear it, the rows that are not in stay out."""
    row = RecordImport.objects.filter(pk=pk).first()
    if row is None or row.job is None:
        return
    cancel(actor_of(person), row.job)
    there = job(row.job)
    if there is None or not there.is_open:
        stopped(person, pk)


def stopped(person: Person, pk: int) -> None:
    """Leave the rows that nobody got to: somebody asked the job to stop."""
    with transaction.atomic():
        row = RecordImport.objects.select_for_update().get(pk=pk)
        if row.change_set_id is None:
            row.state = ImportState.MAPPING
            keep(row, "state")
            return
        of = ChangeSet.objects.select_for_update().get(pk=row.change_set_id)
        if of.state == SetState.RUNNING:
            _end(person, row, of, ImportState.STOPPED)


def _importable(person: Person, name: str) -> Concept:
    if name not in IMPORTED:
        raise Refused("not_imported", Text("không nhập được vào đây", "nothing is imported into this"))
    if not (may(person, CONCEPTS[name], Deed.CREATE) or may(person, CONCEPTS[name], Deed.CHANGE)):
        raise not_allowed(CONCEPTS[name], Deed.CREATE)
    return CONCEPTS[name]


def _refuse_unless_open(row: RecordImport) -> None:
    there = job(row.job) if row.state == ImportState.READING and row.job is not None else None
    # A job that was lost before anything was written is asked for again.
    is_lost = there is not None and not there.is_open
    if not (row.state in _EDITABLE or is_lost) or row.change_set_id is not None:
        raise Refused("begun", Text("việc nhập này đã bắt đầu", "this import has begun"))


def _refuse_unless_whole(concept: Concept, plan: Plan) -> None:
    targets = targets_of(concept)
    unknown = (set(plan.columns) | set(plan.same)) - set(targets)
    if unknown or plan.match not in MATCHES or (plan.match and plan.match not in plan.columns):
        raise Refused(
            "no_match",
            Text("hãy chọn cột để đối chiếu bản ghi", "choose a column that records are matched by"),
        )
    for name, value in plan.same.items():
        if value:
            kept(targets[name].field, value)
    told = {*plan.columns, *(name for name, value in plan.same.items() if value)}
    for target in _needed(concept, plan, targets):
        if target.name not in told:
            raise WrongValue(target.field, Text("chưa có cột hay giá trị", "no column and no value tells it"))


def _needed(concept: Concept, plan: Plan, targets: Mapping[str, Target]) -> list[Target]:
    """Return what must be told: what a new record needs, what a line of goods needs, the currency of an amount."""
    needed = [each for each in targets.values() if each.field.required and not each.is_of_line and plan.makes_new]
    if any(name.startswith(LINE) for name in plan.columns):
        needed += [each for each in targets.values() if each.field.required and each.is_of_line]
    has_amount = any(targets[name].field.currency for name in plan.columns)
    if has_amount and plan.makes_new and "currency" in concept.all_fields:
        needed.append(targets["currency"])
    return needed


def _take_out_of_files(person: Person, upload: int) -> None:
    """Let a file be one whose rows are records: it is not imported as a file any more.

    Raises:
        Refused: it was imported as a file meanwhile.
    """
    file = Upload.objects.select_for_update().filter(pk=upload, state=UploadState.LOOKED).first()
    if file is None:
        raise Refused("not_looked_at", _NOT_READY)
    with transaction.atomic():
        file.state = UploadState.RECORDED
        keep(file, "state")
        audit(actor_of(person), "imports.recorded", file, before={"state": str(UploadState.LOOKED)})


def _count(row: RecordImport, of: ChangeSet, done: Written, after: int) -> None:
    if done.failed:
        FailedRow.objects.bulk_create(
            [
                FailedRow(
                    of=row,
                    line=said.row.line,
                    cells=list(said.row.cells),
                    reason=_reason(why),
                    field=_field_of(row, why),
                )
                for said, why in done.failed
            ],
            batch_size=200,
        )
    row.offset = after
    row.created, row.changed = row.created + done.created, row.changed + done.changed
    row.skipped += done.skipped
    row.save(update_fields=["offset", "created", "changed", "skipped"])
    went_well = done.created + done.changed + done.skipped
    of.place, of.done, of.failed = (
        of.place + went_well + len(done.failed),
        of.done + went_well,
        of.failed + len(done.failed),
    )
    of.save(update_fields=["place", "done", "failed"])


def _reason(why: Refusal) -> dict[str, str]:
    return (why.why if isinstance(why, WrongValue) else why.text).to_json()


def _field_of(row: RecordImport, why: Refusal) -> dict[str, str] | None:
    if not isinstance(why, WrongValue):
        return None
    targets = targets_of(CONCEPTS[row.concept])
    target = targets.get(why.field) or targets.get(f"{LINE}{why.field}")
    return None if target is None else target.field.title.to_json()


def _end(person: Person, row: RecordImport, of: ChangeSet, state: ImportState) -> None:
    end(person, of, SetState.DONE)
    row.state = state
    keep(row, "state")
    after = {"created": row.created, "changed": row.changed, "skipped": row.skipped, "failed": of.failed}
    audit(actor_of(person), "record_imports.ended", row, after=after)
