"""Erases who somebody is, step by step; whatever step a killed worker had come to, it goes on there."""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from crmeter.engagement.mail.erasure_actions import erase_mail
from crmeter.evaluation.store import hide_customers, pinned_snapshots
from crmeter.records.imports.actions import forgotten
from crmeter.records.imports.queries import kept_places
from crmeter.records.ledger.actor import Actor
from crmeter.records.privacy import copy_actions, erasure_actions, record_actions
from crmeter.records.privacy.erasure_queries import ErasureView, erasure
from crmeter.records.privacy.same_person import telling_of
from crmeter.records.record_imports.other_key_actions import hide_other_keys
from crmeter.records.sqlite_journal import let_go_of_the_journal
from crmeter.records.value_tables.job_actions import table_forgotten
from crmeter.records.value_tables.queries import kept_value_places
from crmeter.vocabulary import Text, Work
from crmeter.vocabulary.failpoints import failpoint
from crmeter.vocabulary.folding import folded
from crmeter.warehouse.connectors.own_database.origin import SOURCE as RECORDS_SOURCE
from crmeter.warehouse.erasure.imports import Sought, erase_from_imports, keys_in_imports
from crmeter.warehouse.erasure.naming import names
from crmeter.warehouse.refresh import refresh
from crmeter.warehouse.snapshots import current
from crmeter.worker.asking import actor_for
from crmeter.worker.handlers import Order
from crmeter.worker.sync import stage_records

RECORDS = Text("Xóa trong các bản ghi", "Erasing from the records")
COPIES = Text("Xóa trong nhật ký, thư, thông báo và các bản sao", "Erasing from the log, mail, notices and copies")
FILES = Text("Xóa trong các tệp", "Erasing from files")
WAREHOUSE = Text("Xóa trong kho dữ liệu", "Erasing from the warehouse")
_STEPS = 4


def erase_person(order: Order, work: Work) -> dict[str, object] | None:
    """Erase who somebody is from everything that is kept of them; totals stay as they are."""
    found = erasure(int(order.payload["erasure"]))
    if found is None or found.done_at is not None:
        return None
    actor = actor_for(order)
    work.step(RECORDS, 0, _STEPS)
    erasure_actions.note_step(found.id, "records", record_actions.empty_records(found))
    failpoint("erasure-records")
    erasure_actions.note_step(found.id, "history", record_actions.erase_history(actor, found))
    failpoint("erasure-history")
    work.step(COPIES, 1, _STEPS)
    _copies(actor, found)
    failpoint("erasure-copies")
    work.step(FILES, 2, _STEPS)
    erasure_actions.note_step(found.id, "uploads", {"files": _files(actor, found.traces.needles())})
    failpoint("erasure-files")
    work.step(WAREHOUSE, 3, _STEPS)
    _warehouse(found, work)
    failpoint("erasure-warehouse")
    erasure_actions.end_erasure(found.id)
    let_go_of_the_journal()
    done = erasure(found.id)
    return None if done is None else {"erased": dict(done.counts)}


def _copies(actor: Actor, found: ErasureView) -> None:
    addresses = [address for address, _ in copy_actions.addresses_of(found.traces)]
    telling = telling_of(found.records)
    about = {**telling.whole, **{name: set(numbers) for name, numbers in found.records.items()}}
    erasure_actions.do_step(found.id, "beside", lambda: copy_actions.erase_beside(found))
    erasure_actions.do_step(found.id, "consent", lambda: copy_actions.hide_consent(found))
    for name, numbers in found.records.items():
        hide_other_keys(name, numbers)
    erasure_actions.do_step(found.id, "mail", lambda: erase_mail(addresses, about))
    # The last, so that what the others left is found by who it was.
    erasure_actions.note_step(found.id, "copies", copy_actions.erase_copies(actor, found))


def _files(actor: Actor, needles: Sequence[str]) -> int:
    """Remove the bytes of files that were sent in, and of lists that were written, if they name the person."""
    root: Path = settings.WORKSPACE.root
    removed = 0
    if not needles:
        return removed
    kept = [(number, place, forgotten) for number, place in kept_places()]
    kept += [(number, place, table_forgotten) for number, place in kept_value_places()]
    for number, place, forget in kept:
        folder = (root / place).parent
        if any(names(path, needles) for path in folder.rglob("*") if path.is_file()):
            for path in folder.rglob("*"):
                if path.is_file():
                    path.unlink(missing_ok=True)
            forget(actor, number)
            removed += 1
    for path in (root / "files" / "exports").glob("*"):
        if names(path, needles):
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def _warehouse(found: ErasureView, work: Work) -> None:
    workspace, traces = settings.WORKSPACE, found.traces
    sought = Sought(
        keys=found.keys,
        emails=tuple(each.lower() for each in traces.emails),
        phones=traces.phones,
        names=tuple(folded(each) for each in traces.names),
        needles=traces.needles(),
    )
    keys = keys_in_imports(workspace, sought)
    # Kept before anything is taken out: by them alone nothing would be found a second time.
    erasure_actions.add_keys(found.id, keys)
    stripped = erase_from_imports(workspace, keys, sought.needles, work)
    if current(workspace) is not None or stripped:
        stage_records(workspace, work)
        refresh(workspace, work, pinned_snapshots(workspace), erased=keys)
        hide_customers(workspace, keys)
    listed = copy_actions.erase_listed(keys, RECORDS_SOURCE)
    erasure_actions.note_step(found.id, "warehouse", {"rows": stripped, **listed})
