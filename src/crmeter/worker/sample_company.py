"""The sample company in the workspace: evaluated for a new installation, taken out when it has served."""

import shutil

from django.conf import settings

from crmeter.demo import DEFAULT_AS_OF, SOURCE, write_sample
from crmeter.evaluation.run import Request
from crmeter.evaluation.sources import evaluate_sources
from crmeter.evaluation.store import pinned_snapshots
from crmeter.records.customers.actions import forget_lists_of
from crmeter.records.jobs.actions import enqueue
from crmeter.records.ledger.actor import SYSTEM, Actor
from crmeter.records.readings.actions import forget_sample_runs
from crmeter.records.staff.queries import actor_of, person
from crmeter.vocabulary import Misused, Text, Work
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.connectors.own_database.staging import staged_records
from crmeter.warehouse.files import read_json
from crmeter.warehouse.imports import list_imports, undo_import
from crmeter.warehouse.refresh import refresh
from crmeter.warehouse.workspace import Workspace
from crmeter.worker.handlers import Order
from crmeter.worker.publishing import publish


def sample_company(order: Order, work: Work) -> dict[str, str]:
    """Write the files of the sample company, import, evaluate and publish them; what an earlier attempt did is used."""
    workspace = settings.WORKSPACE
    if any(imported.state == "finished" and imported.source != SOURCE for imported in list_imports(workspace)):
        raise Misused(
            "own_data_there",
            Text("đã có dữ liệu thật nên không thêm công ty mẫu", "there are data of your own: no sample is added"),
        )
    work.step(Text("đang viết công ty mẫu", "writing the sample company"))
    sample = write_sample(workspace.root / "sample")
    evaluation = evaluate_sources(
        list(sample.files.values()),
        Answers(source=SOURCE, currency="VND"),
        Request(as_of=DEFAULT_AS_OF, explained=False, asker=f"job {order.job}"),
        workspace,
        work,
    )
    return publish(evaluation, workspace, work=work)


def remove_sample(order: Order, work: Work) -> dict[str, int]:
    """Take the sample company out; where other data stay, evaluate these."""
    asked_by = None if order.asked_by is None else person(order.asked_by)
    actor = SYSTEM if asked_by is None else actor_of(asked_by)
    taken = take_out_sample(settings.WORKSPACE, actor, work)
    if _has_data(settings.WORKSPACE):
        enqueue(actor, "evaluate", dedupe_key="evaluate")
    return {"imports": taken}


def _has_data(workspace: Workspace) -> bool:
    """Return whether files or records are there."""
    records = staged_records(workspace)
    return (records is not None and any(records.rows.values())) or any(
        imported.state == "finished" for imported in list_imports(workspace)
    )


def take_out_sample(workspace: Workspace, actor: Actor, work: Work) -> int:
    """Leave nothing of the sample company in the tables, on the pages or among the files.

    Called again after a stop, it takes out what is still there. Versions of tables that held it go by retention.

    Args:
        workspace: which holds it, or not.
        actor: who wants it out.
        work: told of each step.

    Returns:
        How many imports were undone.
    """
    work.step(Text("Gỡ công ty mẫu", "Removing the sample company"))
    # Undone or not: an import of the sample is of no use to anybody once it is out.
    imports = [imported for imported in list_imports(workspace) if imported.source == SOURCE]
    for imported in imports:
        if imported.state == "finished":
            undo_import(workspace, imported.import_id)
    forget_lists_of(forget_sample_runs(actor), work)
    for run in workspace.runs.glob("*/run.json"):
        if read_json(run)["sources"] == [SOURCE]:
            shutil.rmtree(run.parent)
    refresh(workspace, work, pinned_snapshots(workspace))
    for imported in imports:
        shutil.rmtree(workspace.imports / imported.import_id, ignore_errors=True)
    shutil.rmtree(workspace.root / "sample", ignore_errors=True)
    return len(imports)
