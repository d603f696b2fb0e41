"""The sample company in the records: evaluated for a new installation, taken out when it has served."""

import shutil
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.utils import timezone

from crmeter.demo import DEFAULT_SEED, LAST_DAY, SOURCE
from crmeter.demo.as_records import READER, SampleRecords
from crmeter.demo.csv_files import CURRENCY
from crmeter.evaluation.run import Request, evaluate_snapshot
from crmeter.evaluation.store import pinned_snapshots
from crmeter.records.adoption.known import Known
from crmeter.records.adoption.queries import adoption_of, adoptions, holds_records_beside
from crmeter.records.adoption.write_actions import begin, count, open_accounts, open_tags
from crmeter.records.customers.actions import forget_lists_of
from crmeter.records.jobs.actions import enqueue
from crmeter.records.ledger.actor import Actor
from crmeter.records.readings.actions import forget_sample_runs
from crmeter.records.retention_cases.outcome_actions import forget_rounds_of
from crmeter.records.staff.queries import administrators
from crmeter.strategy.alerts.sample_actions import forget_alerts_of_targets
from crmeter.strategy.goals.sample_actions import forget_sample_goals
from crmeter.strategy.targets.sample_actions import forget_sample_targets
from crmeter.vocabulary import Misused, Text, Work
from crmeter.vocabulary.zone import ZONE
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.connectors.own_database.staging import staged_records
from crmeter.warehouse.files import read_json
from crmeter.warehouse.imports import import_file, list_imports, undo_import
from crmeter.warehouse.refresh import refresh
from crmeter.warehouse.workspace import Workspace
from crmeter.worker.asking import actor_for
from crmeter.worker.evaluate import decided_settings
from crmeter.worker.handlers import Order
from crmeter.worker.publishing import publish
from crmeter.worker.sample_targets import give_targets
from crmeter.worker.sync import bring_records
from crmeter.worker.writing import take_out_source, write_source

# As many as are written and evaluated while somebody waits for the first page.
CUSTOMERS = 2_000
MAKING = Text("đang tạo công ty mẫu", "making the sample company")


def sample_company(order: Order, work: Work) -> dict[str, str]:
    """Write the sample company into the records, evaluate and publish it; what an earlier attempt did is used.

    The payload may hold `customers`, `as_of` (the last day of its history; by default yesterday) and `seed`.
    """
    workspace, actor = settings.WORKSPACE, actor_for(order)
    if _has_own_data(workspace):
        raise Misused(
            "own_data_there",
            Text("đã có dữ liệu thật nên không thêm công ty mẫu", "there are data of your own: no sample is added"),
        )
    work.step(MAKING)
    found = adoption_of(SOURCE)
    if found is None:
        begin(actor, SOURCE, made_of=_asked(order))
        found = adoption_of(SOURCE)
    if found is None or found.state == "leaving":
        raise Misused("removed", Text("công ty mẫu vừa được gỡ", "the sample company was just removed"))
    made_of = found.made_of
    as_of = date.fromisoformat(made_of["as_of"])
    if found.counted_at is None:
        sample = SampleRecords(made_of["customers"], as_of, made_of["seed"], ZONE)
        open_accounts(found.id, sample.people)
        open_tags(actor, found.id, sample.tags)
        write_source(found.id, found.written, sample.step, Known(SOURCE, _readers(order)), work)
        _bring_files(workspace, sample)
        count(actor, found.id)
    snapshot, _ = bring_records(work)
    request = Request(as_of=as_of, settings=decided_settings(), explained=False, asker=f"job {order.job}")
    evaluation = evaluate_snapshot(workspace, request, work, snapshot)
    published = publish(evaluation, workspace, work=work)
    give_targets(evaluation)
    return published


def _bring_files(workspace: Workspace, sample: SampleRecords) -> None:
    """Import what no record holds; the same files again are the same imports."""
    with TemporaryDirectory() as folder:
        for path in sample.write_files(Path(folder)):
            import_file(workspace, path, Answers(source=SOURCE, currency=CURRENCY))


def remove_sample(order: Order, work: Work) -> dict[str, int]:
    """Take the sample company out; where other data stay, evaluate these."""
    actor = actor_for(order)
    taken = take_out_sample(settings.WORKSPACE, actor, work)
    if _has_data(settings.WORKSPACE):
        enqueue(actor, "evaluate", dedupe_key="evaluate")
    return {"taken": taken}


def _asked(order: Order) -> dict[str, Any]:
    yesterday = timezone.localdate() - timedelta(days=1)
    return {
        "customers": order.payload.get("customers", CUSTOMERS),
        "as_of": order.payload.get("as_of") or min(yesterday, LAST_DAY).isoformat(),
        "seed": order.payload.get("seed", DEFAULT_SEED),
    }


def _readers(order: Order) -> dict[str, int]:
    """Return whose work some of the sample's is: of who asked for it, else of who administers."""
    there = [each.id for each in administrators()]
    reader = order.asked_by or next(iter(there), None)
    return {} if reader is None else {READER: reader}


def _has_own_data(workspace: Workspace) -> bool:
    """Return whether there is anything but the sample."""
    return (
        any(imported.state == "finished" and imported.source != SOURCE for imported in list_imports(workspace))
        or any(each.source != SOURCE for each in adoptions())
        or holds_records_beside(SOURCE)
    )


def _has_data(workspace: Workspace) -> bool:
    """Return whether files or records are there."""
    records = staged_records(workspace)
    return (records is not None and any(records.rows.values())) or any(
        imported.state == "finished" for imported in list_imports(workspace)
    )


def take_out_sample(workspace: Workspace, actor: Actor, work: Work) -> int:
    """Leave nothing of the sample company in the records and tables, on the pages or among the files.

    Called again after a stop, it takes out what is still there. Versions of tables that held it go by retention.

    Args:
        workspace: which holds it, or not.
        actor: who wants it out.
        work: told of each step.

    Returns:
        How many records were taken out and imports undone.
    """
    work.step(Text("Gỡ công ty mẫu", "Removing the sample company"))
    # What pages show goes first: nobody is to be led to a record that is gone.
    _forget_runs(workspace, actor, work)
    forget_alerts_of_targets(actor, forget_sample_targets(actor))
    # After the targets that hang under them.
    forget_sample_goals(actor)
    taken = take_out_source(actor, SOURCE, lambda: bring_records(work), work)
    # The sample came as files before it lived in the records. Undone or not: out, an import of it is of no use.
    imports = [imported for imported in list_imports(workspace) if imported.source == SOURCE]
    for imported in imports:
        if imported.state == "finished":
            undo_import(workspace, imported.import_id)
    # Of a run that was published meanwhile, too.
    _forget_runs(workspace, actor, work)
    for run in workspace.runs.glob("*/run.json"):
        if read_json(run)["sources"] == [SOURCE]:
            shutil.rmtree(run.parent)
    refresh(workspace, work, pinned_snapshots(workspace))
    for imported in imports:
        shutil.rmtree(workspace.imports / imported.import_id, ignore_errors=True)
    shutil.rmtree(workspace.root / "sample", ignore_errors=True)
    return taken + len(imports)


def _forget_runs(workspace: Workspace, actor: Actor, work: Work) -> None:
    """Forget the figures that hold the sample, with the lists of its customers and the files of its runs."""
    runs = forget_sample_runs(actor)
    forget_rounds_of(actor, runs, SOURCE)
    forget_lists_of(runs, work)
    for run in runs:
        shutil.rmtree(workspace.runs / run, ignore_errors=True)
