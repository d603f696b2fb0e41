"""What a finished evaluation becomes: the figures that pages show."""

from crmeter.demo import SOURCE
from crmeter.evaluation.document import to_document
from crmeter.evaluation.result import Evaluation
from crmeter.records.ledger.actor import Actor
from crmeter.records.readings.actions import publish_run
from crmeter.records.readings.queries import parts_read_lately
from crmeter.worker.parts import ask_again


def publish(evaluation: Evaluation, actor: Actor | None = None) -> dict[str, str]:
    """Put an evaluation on the pages, marked as sample where it has no other data, and return what a job keeps of it.

    The parts of it that were read lately are asked for again.

    Args:
        evaluation: a finished one.
        actor: who asked for it; by default the product itself.
    """
    is_sample = set(evaluation.run.sources) == {SOURCE}
    read_lately = parts_read_lately()
    if publish_run(to_document(evaluation, explanations=False), actor, is_sample=is_sample):
        ask_again(evaluation.run.id, read_lately)
    return {"run": evaluation.run.id}
