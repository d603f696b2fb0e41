"""Jobs that ask for other jobs: in whose name, and once."""

from crmeter.records.jobs.actions import enqueue
from crmeter.records.jobs.queries import open_job
from crmeter.records.ledger.actor import SYSTEM, Actor
from crmeter.records.staff.queries import actor_of, person
from crmeter.worker.handlers import Order

EVALUATE = "evaluate"
# One may be measuring an older snapshot while the next one waits.
_KEYS = (EVALUATE, "evaluate:next")


def actor_for(order: Order) -> Actor:
    """Return who asked for a job."""
    asked_by = None if order.asked_by is None else person(order.asked_by)
    return SYSTEM if asked_by is None else actor_of(asked_by)


def ask_for_figures(actor: Actor) -> None:
    """Ask for an evaluation of what is there now, unless one is waiting to begin."""
    there = {key: open_job(key) for key in _KEYS}
    if any(found is not None and found.state == "waiting" and not found.payload for found in there.values()):
        return
    free = next((key for key, found in there.items() if found is None), None)
    if free is not None:
        enqueue(actor, EVALUATE, dedupe_key=free)
