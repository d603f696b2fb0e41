"""Reading what changed in the records as the worker does."""

import time

from crmeter.records.ledger.change_queries import waits
from crmeter.vocabulary import Work
from crmeter.worker.handlers import Order
from crmeter.worker.sync import sync_records


def synced() -> None:
    """Once."""
    sync_records(Order(1, {}, None, 1), Work())


def synced_to_the_end() -> None:
    """Until nothing waits: a transaction in any database of the server holds the horizon back while it is open."""
    for _ in range(40):
        synced()
        if not waits():
            return
        time.sleep(0.25)
