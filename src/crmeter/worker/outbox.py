"""What waits in the outbox is told to the outside."""

from crmeter.engagement.mail.delivery import deliver
from crmeter.vocabulary import Work
from crmeter.worker.handlers import Order


def deliver_outbox(order: Order, work: Work) -> dict[str, int]:  # noqa: ARG001 - as all handlers
    """Send the mail that is due."""
    return deliver(work)
