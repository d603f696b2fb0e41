"""The part of a published run that somebody sees, worked out and kept for the pages."""

from django.conf import settings

from crmeter.evaluation.document import to_document
from crmeter.evaluation.part import evaluate_part as evaluate
from crmeter.records.readings.actions import keep_part
from crmeter.records.staff.owner_words import owner_words
from crmeter.vocabulary import NotThere, Scope, Text, Work
from crmeter.worker.handlers import Order
from crmeter.worker.parts import forget_parts_of_nobody

KEEPING = Text("Đưa con số lên trang", "Putting the figures on the pages")


def evaluate_part(order: Order, work: Work) -> dict[str, object]:
    """Work out the current run for the rows of a scope.

    The payload holds `run`, and `kind` and `names` of the scope. Whose words they are is looked up now: they may have
    changed since somebody asked.
    """
    scope = Scope(order.payload["kind"], tuple(order.payload["names"]))
    words = owner_words(scope)
    run = order.payload["run"]
    try:
        evaluation = evaluate(settings.WORKSPACE, run, words, work)
    except FileNotFoundError as gone:
        raise NotThere(
            "run_gone",
            Text("dữ liệu của lần đánh giá {run} không còn", "the data of evaluation {run} are gone").fill(run=run),
        ) from gone
    work.step(KEEPING)
    kept = keep_part(run, words, scope, None if evaluation is None else to_document(evaluation, explanations=False))
    forget_parts_of_nobody()
    return {"run": run, "kept": kept, "is_empty": evaluation is None}
