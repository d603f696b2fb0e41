"""A file source taken into the records as one, and out of them again: files and records never count together."""

from django.conf import settings

from crmeter.records.adoption.known import Known
from crmeter.records.adoption.queries import AdoptionView, adoption_of
from crmeter.records.adoption.write_actions import begin, count, open_accounts
from crmeter.records.jobs.queries import job
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.refusals import Refused
from crmeter.vocabulary import Cancelled, Misused, Text, Work
from crmeter.vocabulary.zone import ZONE
from crmeter.warehouse.connectors.own_database.foreign_records import FileRecords
from crmeter.warehouse.connectors.own_database.left_over import keep_rest
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.imports import list_imports, staged_as
from crmeter.warehouse.workspace import Workspace
from crmeter.worker.asking import actor_for, ask_for_figures
from crmeter.worker.handlers import Order
from crmeter.worker.sync import bring_records
from crmeter.worker.writing import take_out_source, write_source

LOOKING = Text("Xem những gì có thể là bản ghi", "Looking at what can be records")
_CHANGED = Text(
    "các tệp của nguồn {source} đã thay đổi trong lúc đưa vào; hãy làm lại",
    "the files of {source} changed while they were taken in; begin again",
)


def adopt(order: Order, work: Work) -> dict[str, object]:
    """Take a file source into the records; what an earlier attempt wrote is not written again.

    Stopped before its records count, none of it stays.
    """
    source, actor = str(order.payload["source"]), actor_for(order)
    try:
        found = _begun(settings.WORKSPACE, source, actor)
        if found.counted_at is None:
            _write(settings.WORKSPACE, found, actor, work)
    except Cancelled:
        ended = job(order.job)
        if ended is not None and ended.cancel_requested:
            take_out_source(actor, source, lambda: None, Work())
        raise
    bring_records(work)
    ask_for_figures(actor)
    found = adoption_of(source) or found
    return {"source": source, "written": dict(found.written), "left": dict(found.left)}


def undo_adoption(order: Order, work: Work) -> dict[str, object]:
    """Let the files of a source count again in place of its records, and take these out."""
    source, actor = str(order.payload["source"]), actor_for(order)
    gone = take_out_source(actor, source, lambda: bring_records(work), work)
    ask_for_figures(actor)
    return {"source": source, "records": gone}


def files_of(workspace: Workspace, source: str) -> tuple[str, ...]:
    """Return the imports of a source that count, in the order in which they came."""
    return tuple(i.import_id for i in list_imports(workspace) if i.source == source and i.state == "finished")


def _begun(workspace: Workspace, source: str, actor: Actor) -> AdoptionView:
    there = adoption_of(source)
    if there is None or there.state == "writing":
        imports = files_of(workspace, source)
        if not imports:
            raise Misused(
                "unknown_source",
                Text("không có tệp nào của nguồn {source}", "there are no files of the source {source}").fill(
                    source=source
                ),
            )
        begin(actor, source, imports=imports)
        there = adoption_of(source)
    if there is None or there.state == "leaving":
        raise Misused("leaving", Text("nguồn này đang được gỡ", "this source is on its way out"))
    return there


def _write(workspace: Workspace, found: AdoptionView, actor: Actor, work: Work) -> None:
    work.step(LOOKING)
    with Engine() as engine:
        files = FileRecords(engine, [staged_as(workspace, each) for each in found.imports], ZONE, found.begun_at)
        open_accounts(found.id, files.people())
        write_source(found.id, found.written, files.step, Known(found.source), work, files.total())
        left_in, left = keep_rest(workspace, found.source, found.imports, files)
    if files_of(workspace, found.source) != found.imports:
        take_out_source(actor, found.source, lambda: None, Work())
        raise Refused("changed", _CHANGED.fill(source=found.source))
    count(actor, found.id, left_in=left_in, left=left)
