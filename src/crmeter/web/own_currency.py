"""The currency in which pages write money that names none: what people typed about the firm, and what surveys ask."""

from crmeter.records.firm.queries import firm
from crmeter.records.readings.queries import current_currency

# Until the firm has chosen one and has evaluated anything.
_AT_HOME = "VND"


def own_currency() -> str:
    """Return what the firm has chosen, else that of most of its orders, in which the current run counts."""
    return firm().currency or current_currency() or _AT_HOME
