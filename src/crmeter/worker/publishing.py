"""What a finished evaluation becomes: the list of its customers, and the figures that pages show."""

from crmeter.demo import SOURCE
from crmeter.evaluation.customer_list import customers_of
from crmeter.evaluation.document import to_document
from crmeter.evaluation.result import Evaluation
from crmeter.evaluation.retention_outcomes import Watched, outcomes_of
from crmeter.records.customers.actions import forget_old_lists, publish_customers
from crmeter.records.ledger.actor import Actor
from crmeter.records.readings.actions import publish_run
from crmeter.records.readings.queries import parts_read_lately
from crmeter.records.retention_cases.kinds import RiskKind
from crmeter.records.retention_cases.outcome_actions import Seen, note_outcomes
from crmeter.records.retention_cases.queries import all_running
from crmeter.strategy.alerts.asking import ask_for_foreseen
from crmeter.strategy.alerts.judge_actions import judge_run
from crmeter.strategy.targets.asking import ask_for_chances
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
    The parts of it that were read lately are asked for again, what became of customers at risk is written down, and
    what is watched is judged.

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
        note_what_became(evaluation.run.id, workspace, actor)
    failpoint("run-published")
    # Killed before this, the next attempt finds the run published and its watches not yet judged.
    judge_run(evaluation.run.id)
    ask_for_chances(evaluation.run.id)
    ask_for_foreseen(evaluation.run.id)
    forget_old_lists(work)
    return {"run": evaluation.run.id}


def note_what_became(run: str, workspace: Workspace, actor: Actor | None = None) -> int:
    """Write down what a run sees of customers who were at risk, and return how many cases ended by it.

    Args:
        run: which.
        workspace: where it lies.
        actor: whose evaluation it is; by default the product itself.
    """
    running = all_running()
    if not running:
        return 0
    watched = [
        Watched(each.case, each.key, each.kind == RiskKind.CONTRACT, each.opened_on, each.ends_on) for each in running
    ]
    until, happened = outcomes_of(workspace, run, watched)
    return note_outcomes((Seen(each.case, each.on, each.spent) for each in happened), until, actor)


def _is_among_records(workspace: Workspace) -> bool:
    """Return whether the sample company is among the records that were last read."""
    records = staged_records(workspace)
    return records is not None and any(adopted.source == SOURCE for adopted in records.adopted)
