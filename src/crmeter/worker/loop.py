"""The worker: lanes side by side, so that none waits for the others, and beside them the schedules and lost leases."""

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable
from datetime import timedelta
from types import FrameType

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from crmeter.records.jobs.schedule_actions import declare, enqueue_due
from crmeter.worker.handlers import FRESH, LONG, MANY, QUICK, SCHEDULES, handler
from crmeter.worker.lane import Lane
from crmeter.worker.reaper import Reaper

_log = logging.getLogger(__name__)
# A job of a killed worker goes on within half a minute.
LEASE = timedelta(seconds=20)
POLL_SECONDS = 0.5
# After an error: the database may be starting.
_PAUSE_SECONDS = 5.0


class Worker:
    """Works until it is asked to go.

    Args:
        lease: how long a job is safe from others without a heartbeat.
        poll_seconds: how long to rest when there is nothing to do.
    """

    def __init__(self, lease: timedelta = LEASE, poll_seconds: float = POLL_SECONDS) -> None:
        self._poll = poll_seconds
        self._leaving = threading.Event()
        self._reaper = Reaper()
        name = f"{socket.gethostname()}:{os.getpid()}"
        self._long = Lane(name, frozenset(LONG), handler, lease, self._leaving)
        self._beside = {
            "many": Lane(name, frozenset(MANY), handler, lease, self._leaving),
            "syncing": Lane(name, frozenset(FRESH), handler, lease, self._leaving, logging.DEBUG),
            "quick": Lane(name, frozenset(QUICK), handler, lease, self._leaving, logging.DEBUG),
        }

    def leave(self) -> None:
        """Take nothing more; what runs is put down at its next step."""
        self._leaving.set()

    def run(self) -> None:
        """Work until asked to leave."""
        while not tables_are_there():
            _log.info("waiting for the tables of this version: `crmeter serve` makes them")
            if self._leaving.wait(_PAUSE_SECONDS):
                return
        for name, (job, every) in SCHEDULES.items():
            declare(name, job, every)
        turns: dict[str, Callable[[], bool]] = {"housekeeping": self._keep_house}
        turns |= {name: lane.work_once for name, lane in self._beside.items()}
        threads = [threading.Thread(target=self._repeat, args=(turn,), name=name) for name, turn in turns.items()]
        for thread in threads:
            thread.start()
        try:
            self._repeat(self._long.work_once)
        finally:
            self._leaving.set()
            for thread in threads:
                thread.join()

    def _keep_house(self) -> bool:
        self._reaper.look()
        enqueue_due()
        return False

    def _repeat(self, turn: Callable[[], bool]) -> None:
        try:
            while not self._leaving.is_set():
                try:
                    if not turn():
                        self._leaving.wait(self._poll)
                except Exception:
                    # Whatever it is: a lane that ends while the process lives would be missed by nobody.
                    _log.exception("something outside of the work itself failed; trying again")
                    connection.close()
                    self._leaving.wait(_PAUSE_SECONDS)
        finally:
            connection.close()


def tables_are_there() -> bool:
    """Return whether the database is at this version."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def run_until_stopped(worker: Worker) -> None:
    """Run a worker in the main thread; SIGTERM and Ctrl-C ask it to go, a second time they end it at once."""

    def asked(number: int, _: FrameType | None) -> None:
        _log.info("asked to go")
        worker.leave()
        signal.signal(number, signal.SIG_DFL)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, asked)
    worker.run()
