"""Keeps the lease of a running job, in a thread of its own, and hears whether the job is to stop."""

import logging
import threading
from datetime import timedelta
from types import TracebackType

from django.db import connection

from crmeter.records.jobs.lease_actions import Lease, Standing, keep_lease

_log = logging.getLogger(__name__)
# A lease is kept three times within its life, so that one slow answer of the database loses nothing.
_TIMES = 3
# After a beat that failed: whoever looks for lost workers waits a little longer than this.
_AGAIN_SECONDS = 1.0


class Heartbeat:
    """Beats while its block runs.

    Args:
        lease: of the job.
        life: of the lease.
    """

    def __init__(self, lease: Lease, life: timedelta) -> None:
        self._lease = lease
        self._life = life
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, name=f"heartbeat-{lease.job}", daemon=True)
        self.standing = Standing.HELD

    def __enter__(self) -> "Heartbeat":
        """Begin to beat."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop beating."""
        self._over.set()
        self._thread.join()

    def _beat(self) -> None:
        try:
            pause = regular = self._life.total_seconds() / _TIMES
            while not self._over.wait(pause):
                try:
                    self.standing = keep_lease(self._lease, self._life)
                    pause = regular
                except Exception:
                    pause = min(_AGAIN_SECONDS, regular)
                    # The lease outlives one missed beat; if it does not, the next beat says so.
                    _log.warning("job %s: the lease could not be kept this time", self._lease.job, exc_info=True)
        finally:
            connection.close()
