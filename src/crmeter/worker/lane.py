"""One job at a time: taken, worked on, ended."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta

from django.db import close_old_connections

from crmeter.records.jobs import lease_actions as leases
from crmeter.records.jobs.lease_actions import Lease, Standing
from crmeter.vocabulary import Busy, Cancelled, Complaint, NotEnoughData, Text, Work
from crmeter.vocabulary.failpoints import failpoint
from crmeter.worker.handlers import Handler, Order
from crmeter.worker.heartbeat import Heartbeat

_log = logging.getLogger(__name__)
# Progress is for people; more often than this it only costs.
_BETWEEN_REPORTS_SECONDS = 0.5
_UNKNOWN = Text("không có công việc tên {name}", "there is no work named {name}")
_UNEXPECTED = Text("lỗi chưa lường trước ({kind})", "an error that was not expected ({kind})")


class Lane:
    """Takes jobs of some names and works on one after the other.

    Args:
        worker: how people see who works.
        names: of the work that is taken here.
        find: returns the function of a name.
        life: of a lease, unless it is kept.
        leaving: set when the worker is to go.
        level: at which the log tells of jobs that end well.
    """

    def __init__(
        self,
        worker: str,
        names: frozenset[str],
        find: Callable[[str], Handler | None],
        life: timedelta,
        leaving: threading.Event,
        level: int = logging.INFO,
    ) -> None:
        self._worker = worker
        self._level = level
        self._names = names
        self._find = find
        self._life = life
        self._leaving = leaving

    def work_once(self) -> bool:
        """Take the next job and work on it; False if there is none."""
        close_old_connections()
        lease = leases.take(self._worker, self._life, self._names)
        if lease is None:
            return False
        failpoint(f"{lease.name}-taken")
        started = time.monotonic()
        _log.log(self._level, "job %s %s: attempt %s", lease.job, lease.name, lease.attempt)
        ending = self._work_on(lease)
        _log.log(self._level, "job %s %s: %s after %.1f s", lease.job, lease.name, ending, time.monotonic() - started)
        return True

    def _work_on(self, lease: Lease) -> str:
        with Heartbeat(lease, self._life) as heartbeat:
            work = _ReportedWork(lease, heartbeat, self._leaving)
            try:
                find = self._find(lease.name)
                if find is None:
                    leases.fail(lease, _UNKNOWN.fill(name=lease.name), again=False)
                    return "unknown"
                result = find(Order(lease.job, lease.payload, lease.created_by, lease.attempt), work)
            except Cancelled:
                if work.standing is Standing.LOST:
                    return "lost"
                if work.standing is Standing.CANCEL:
                    leases.stop(lease)
                    return "cancelled"
                leases.put_down(lease)
                return "put down"
            except NotEnoughData as lacking:
                leases.fail(lease, lacking.undefined.reason, again=False)
                return "not enough data"
            except Busy as busy:
                leases.fail(lease, busy.text)
                return "busy"
            except Complaint as complaint:
                leases.fail(lease, complaint.text, again=False)
                return "refused"
            except Exception as error:
                # The trace is for the log; people are told that it happened and when it is tried again.
                _log.exception("job %s %s failed", lease.job, lease.name)
                leases.fail(lease, _UNEXPECTED.fill(kind=type(error).__name__))
                return "failed"
            failpoint(f"{lease.name}-worked-on")
            return "done" if leases.finish(lease, result) else "lost"


class _ReportedWork(Work):
    """Work that writes its progress into the job, and stops when the job is cancelled, lost or put down."""

    def __init__(self, lease: Lease, heartbeat: Heartbeat, leaving: threading.Event) -> None:
        super().__init__(self._write, self._is_over)
        self._lease = lease
        self._heartbeat = heartbeat
        self._leaving = leaving
        self._written_at = 0.0
        self._step: Text | None = None
        self.standing = Standing.HELD

    def _write(self, step: Text, done: int, total: int | None) -> None:
        now = time.monotonic()
        if step == self._step and done != total and now - self._written_at < _BETWEEN_REPORTS_SECONDS:
            return
        self._step, self._written_at = step, now
        self.standing = leases.report(self._lease, step, done, total)

    def _is_over(self) -> bool:
        if self._heartbeat.standing is not Standing.HELD:
            self.standing = self._heartbeat.standing
        return self.standing is not Standing.HELD or self._leaving.is_set()
