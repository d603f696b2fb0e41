"""Small work of the product itself."""

import time

from crmeter.records.customers.actions import forget_old_lists
from crmeter.records.files.actions import forget_files_of_nobody
from crmeter.records.jobs.lease_actions import forget_ended
from crmeter.records.ledger.actions import forget_old_answers
from crmeter.records.ledger.seal_actions import seal
from crmeter.vocabulary import Text, Work
from crmeter.worker.audit_end import keep_end
from crmeter.worker.handlers import Order
from crmeter.worker.kept_files import forget_files
from crmeter.worker.parts import forget_parts_of_nobody


def ping(order: Order, work: Work) -> dict[str, object]:
    """Answer with what was sent, to show that a worker is there."""
    work.step(Text("đang trả lời", "answering"), 1, 1)
    return {"pong": order.payload.get("say")}


def count(order: Order, work: Work) -> dict[str, int]:
    """Count slowly up to a number: long work of no consequence, to watch, cancel and interrupt."""
    total = int(order.payload["to"])
    for done in range(total):
        work.step(Text("đang đếm", "counting"), done, total)
        time.sleep(float(order.payload.get("pause", 0.05)))
    return {"counted": total}


def seal_audit(order: Order, work: Work) -> dict[str, int]:  # noqa: ARG001 - as all handlers
    """Chain the audit entries that have come since the last time."""
    sealed = 0
    while more := seal():
        sealed += more
        work.step(Text("đang niêm phong nhật ký", "sealing the audit"), sealed)
    keep_end()
    return {"sealed": sealed}


def tidy(order: Order, work: Work) -> dict[str, int]:  # noqa: ARG001 - as all handlers
    """Remove what nobody needs any more: ended jobs, old answers, files and lists, parts of old scopes."""
    work.step(Text("đang dọn dẹp", "tidying up"))
    return {
        "jobs": forget_ended(),
        "answers": forget_old_answers(),
        "customers": forget_old_lists(work),
        "files": forget_files(),
        "parts": forget_parts_of_nobody(),
        "attachments": forget_files_of_nobody(),
    }
