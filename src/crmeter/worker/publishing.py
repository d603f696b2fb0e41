"""What a finished evaluation becomes: the list of its customers, and the figures that pages show."""

from crmeter.demo import SOURCE
from crmeter.evaluation.customer_list import customers_of
from crmeter.evaluation.document import to_document
from crmeter.evaluation.result import Evaluation
from crmeter.records.customers.actions import forget_old_lists, publish_customers
from crmeter.records.ledger.actor import Actor
from crmeter.records.readings.actions import publish_run
from crmeter.records.readings.queries import parts_read_lately
from crmeter.vocabulary import Work
from crmeter.vocabulary.failpoints import failpoint
from crmeter.warehouse.connectors.own_database.staging import staged_records
from crmeter.warehouse.workspace import Workspace
from crmeter.worker.parts import ask_again


def publish(
    evaluation: Evaluation, workspace: Workspace, actor: Actor | None = None, work: Work | None = None
) -> dict[str, str]:
    """Put an evaluation on the pages, marked as sample where any of its data are, and return what a job keeps of it.

    Its customers are listed before it becomes current: pages show the old list until the new one is whole.
    The parts of it that were read lately are asked for again.

    Args:
        evaluation: a finished one.
        workspace: where its run lies.
        actor: who asked for it; by default the product itself.
        work: told the progress; stops it.
    """
    # Whatever is recorded beside the sample company, figures with it in them are marked as such.
    is_sample = SOURCE in evaluation.run.sources or _is_among_records(workspace)
    read_lately = parts_read_lately()
    publish_customers(evaluation.run.id, customers_of(workspace, evaluation.run.id), actor, work)
    failpoint("customers-listed")
    if publish_run(to_document(evaluation, explanations=False), actor, is_sample=is_sample):
        ask_again(evaluation.run.id, read_lately)
    forget_old_lists(work)
    return {"run": evaluation.run.id}


def _is_among_records(workspace: Workspace) -> bool:
    """Return whether the sample company is among the records that were last read."""
    records = staged_records(workspace)
    return records is not None and any(adopted.source == SOURCE for adopted in records.adopted)
