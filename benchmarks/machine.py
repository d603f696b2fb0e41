"""What the figures were taken on."""

import os
import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.process import PEERS, ROOT

OUR_LIBRARIES = ("numpy", "scipy", "duckdb", "deltalake", "ibis-framework", "openpyxl")
PEER_LIBRARIES = ("lifetimes", "numpy", "scipy", "autograd", "pandas", "pyarrow")


def machine() -> dict[str, Any]:
    """Return CPU, cores, memory, versions, commit and day."""
    return {
        "cpu": _first("/proc/cpuinfo", "model name"),
        "cores": os.cpu_count(),
        "memory_gib": round(int(_first("/proc/meminfo", "MemTotal").split()[0]) / 2**20, 1),
        "system": platform.platform(),
        "python": platform.python_version(),
        "load_at_start": round(os.getloadavg()[0], 2),
        "libraries": {name: version(name) for name in OUR_LIBRARIES},
        "peers": _peers(),
        "commit": _said(["git", "rev-parse", "--short", "HEAD"]),
        "changed_since": bool(_said(["git", "status", "--porcelain", "--", "src"])),
        "date": datetime.now(UTC).date().isoformat(),
    }


def _peers() -> dict[str, str]:
    lines = f"from importlib.metadata import version as v\nfor n in {PEER_LIBRARIES!r}: print(n, v(n))"
    return dict(line.split() for line in _said([str(PEERS), "-c", lines]).splitlines())


def _first(path: str, key: str) -> str:
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(key)), "unknown")


def _said(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False).stdout.strip()
