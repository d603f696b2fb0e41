"""Planned crashes, so that tests can prove what a crash leaves behind."""

import os
import signal
from collections import Counter

_passed: Counter[str] = Counter()


def failpoint(name: str) -> None:
    """Kill this process at the n-th passage if the environment says `CRMETER_FAILPOINT=name:n`."""
    wanted = os.environ.get("CRMETER_FAILPOINT")
    if not wanted:
        return
    wanted_name, _, nth = wanted.partition(":")
    if wanted_name == name:
        _passed[name] += 1
        if _passed[name] == int(nth or 1):
            os.kill(os.getpid(), signal.SIGKILL)
