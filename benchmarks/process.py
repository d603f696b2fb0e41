"""Fresh processes, their CPU seconds and peak memory, taken in turns.

This module imports nothing big: on Linux a child's peak starts at what its parent held when it was started.
"""

import json
import os
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
OURS = ROOT / ".venv" / "bin" / "python"
PEERS = ROOT / ".peers" / "bin" / "python"
BUILD = ROOT / "build" / "bench"
# Compiled modules of both environments, as any second start finds them.
BYTECODE = BUILD / "bytecode"


@dataclass(frozen=True)
class Ran:
    """One process from start to end.

    Args:
        cpu_s: user and system time of the whole process, its start and imports included.
        wall_s: from start to end.
        peak_mib: largest resident memory.
        code: exit code; negative for a signal, such as that of the time limit.
        said: the JSON that it printed.
        out: standard output.
        err: standard error.
    """

    cpu_s: float
    wall_s: float
    peak_mib: float
    code: int
    said: Mapping[str, Any]
    out: str
    err: str

    def figures(self) -> dict[str, Any]:
        """Return what is kept of it."""
        return {
            "process_cpu_s": round(self.cpu_s, 3),
            "process_wall_s": round(self.wall_s, 3),
            "peak_mib": round(self.peak_mib),
            "exit": self.code,
            **self.said,
        }


def run(command: Sequence[str | Path], limit_s: float = 600.0, environment: Mapping[str, str] | None = None) -> Ran:
    """Run a program to its end, at most for `limit_s` seconds, and measure it."""
    started = time.perf_counter()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = subprocess.Popen(
            [str(word) for word in command],
            stdout=out,
            stderr=err,
            stdin=subprocess.DEVNULL,
            cwd=ROOT,
            env={**_environment(), **(environment or {})},
        )
        stop = threading.Timer(limit_s, lambda: os.kill(child.pid, signal.SIGKILL))
        stop.start()
        _, status, used = os.wait4(child.pid, 0)
        stop.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        said, told = out.read().decode("utf-8", "replace"), err.read().decode("utf-8", "replace")
    return Ran(
        cpu_s=used.ru_utime + used.ru_stime,
        wall_s=time.perf_counter() - started,
        peak_mib=used.ru_maxrss / 1024,
        code=child.returncode,
        said=_json(said),
        out=said,
        err=told,
    )


def warm_up() -> None:
    """Compile the modules of both environments, so that no contestant pays for it."""
    run([OURS, "-c", "import crmeter.cli.evaluate, crmeter.estimators"])
    run([PEERS, "-W", "ignore", "-c", "import lifetimes, pyarrow.dataset, pyarrow.parquet"])


def contestant(python: Path, name: str, *arguments: object, limit_s: float = 600.0) -> Ran:
    """Run a program of `contestants/` and fail loudly when it fails.

    Raises:
        RuntimeError: it did not end well.
    """
    ran = run(
        [python, "-W", "ignore", "-m", f"benchmarks.contestants.{name}", *(str(word) for word in arguments)], limit_s
    )
    if ran.code:
        raise RuntimeError(f"{name} {arguments} ended with {ran.code} after {ran.wall_s:.0f} s: {ran.err[-2000:]}")
    return ran


def in_turns(rounds: int, contestants: Mapping[str, Callable[[], Ran]]) -> dict[str, list[Ran]]:
    """Run every contestant once per round, A B A B, so that a busy minute of the machine hits all alike."""
    runs: dict[str, list[Ran]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, start in contestants.items():
            runs[name].append(start())
    return runs


def median(values: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(values)


def median_ratio(above: Sequence[float], below: Sequence[float]) -> float:
    """Return the median of the ratios of runs that stood side by side."""
    return median([a / b for a, b in zip(above, below, strict=True)])


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    # The sources of this clone come before what the environment has installed from another one.
    return kept | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "PYTHONPYCACHEPREFIX": str(BYTECODE)}


def _json(said: str) -> Mapping[str, Any]:
    try:
        found = json.loads(said[said.index("{") :]) if "{" in said else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
