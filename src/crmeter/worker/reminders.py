"""What people are told when it is due."""

from crmeter.records.activities.reminder_actions import remind_of_due as remind
from crmeter.vocabulary import Text, Work
from crmeter.worker.handlers import Order


def remind_of_due(order: Order, work: Work) -> dict[str, int]:  # noqa: ARG001 - as all handlers
    """Tell people of what is due."""
    work.step(Text("đang nhắc việc", "reminding of what is due"))
    return {"reminded": remind()}
