"""The sample company, evaluated into the workspace: what a new installation shows."""

from crmeter.demo import DEFAULT_AS_OF, write_sample
from crmeter.evaluation.document import to_document
from crmeter.evaluation.run import Request
from crmeter.evaluation.sources import evaluate_sources
from crmeter.records.readings.actions import publish_run
from crmeter.vocabulary import Text, Work
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.workspace import Workspace
from crmeter.worker.handlers import Order

# The source that all rows of the sample carry: by it they are badged, and removed in one go.
SOURCE = "an-khang-water"


def sample_company(order: Order, work: Work) -> dict[str, str]:  # noqa: ARG001 - as all handlers
    """Write the files of the sample company, import, evaluate and publish them; what an earlier attempt did is used."""
    workspace = Workspace.default()
    work.step(Text("đang viết công ty mẫu", "writing the sample company"))
    sample = write_sample(workspace.root / "sample")
    evaluation = evaluate_sources(
        list(sample.files.values()),
        Answers(source=SOURCE, currency="VND"),
        Request(as_of=DEFAULT_AS_OF, explained=False),
        workspace,
        work,
    )
    publish_run(to_document(evaluation, explanations=False), is_sample=True)
    return {"run": evaluation.run.id}
