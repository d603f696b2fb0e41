"""Finds the workers that are lost, apart from those that live and could not write."""

import time
from uuid import UUID

from crmeter.records.jobs.lease_actions import overdue, reap, writes_within

# A worker that lives keeps its lease within a second of being let to; three are enough for it.
GRACE_SECONDS = 3.0
_AT_ONCE_SECONDS = 0.5


class Reaper:
    """Gives back the jobs of workers that were not heard of within their leases, although they could have written.

    SQLite has one writer, and a job may hold it longer than its lease lives: then neither its own heartbeat nor any
    other can write. So a lease counts as lost after it was seen over twice, some seconds apart, and both times the
    database could be written at once.

    Args:
        grace: seconds between the two.
    """

    def __init__(self, grace: float = GRACE_SECONDS) -> None:
        self._grace = grace
        self._over_since: dict[UUID, float] = {}

    def look(self) -> int:
        """Look once, and return how many jobs were given back."""
        before, self._over_since = self._over_since, {}
        over = overdue()
        # Until the database can be written at once again, nothing that was seen before counts.
        if not over or not writes_within(_AT_ONCE_SECONDS):
            return 0
        now = time.monotonic()
        self._over_since = {token: before.get(token, now) for token in over}
        lost = [token for token, since in self._over_since.items() if now - since >= self._grace]
        return reap(lost) if lost else 0
