"""One process at a time writes tables and manifests of a workspace."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from crmeter.warehouse.workspace import Workspace


@contextmanager
def publishing(workspace: Workspace) -> Iterator[None]:
    """Hold the only pen: one process at a time writes tables and manifests."""
    workspace.snapshots.mkdir(parents=True, exist_ok=True)
    with (workspace.snapshots / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for draft in workspace.snapshots.glob(".*.draft"):
            # Of a process that was killed: whoever writes here holds the lock.
            draft.unlink()
        yield
