"""The sample company, evaluated into the workspace: what a new installation shows."""

from django.conf import settings

from crmeter.demo import DEFAULT_AS_OF, SOURCE, write_sample
from crmeter.evaluation.run import Request
from crmeter.evaluation.sources import evaluate_sources
from crmeter.vocabulary import Text, Work
from crmeter.warehouse.connectors.files import Answers
from crmeter.worker.handlers import Order
from crmeter.worker.publishing import publish


def sample_company(order: Order, work: Work) -> dict[str, str]:  # noqa: ARG001 - as all handlers
    """Write the files of the sample company, import, evaluate and publish them; what an earlier attempt did is used."""
    workspace = settings.WORKSPACE
    work.step(Text("đang viết công ty mẫu", "writing the sample company"))
    sample = write_sample(workspace.root / "sample")
    evaluation = evaluate_sources(
        list(sample.files.values()),
        Answers(source=SOURCE, currency="VND"),
        Request(as_of=DEFAULT_AS_OF, explained=False),
        workspace,
        work,
    )
    return publish(evaluation, workspace, work=work)
