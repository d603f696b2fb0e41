"""The check of the audit log, entry by entry."""

from crmeter.records.ledger.log_queries import newest_sealed
from crmeter.records.ledger.queries import broken_link
from crmeter.vocabulary import Work
from crmeter.worker.audit_end import kept_end
from crmeter.worker.handlers import Order


def verify_audit(order: Order, work: Work) -> dict[str, int | None]:  # noqa: ARG001 - as all handlers
    """Return where the chain is broken, or up to which entry it is whole."""
    # Read first: what is sealed meanwhile is checked too, but not promised.
    upto = newest_sealed()
    return {"broken": broken_link(work, kept_end()), "upto": upto}
