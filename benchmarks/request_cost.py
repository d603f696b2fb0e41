"""What requests cost: CPU of this process and of the database, and what one waits by the clock.

The middle one of many says what a request costs where other work of the machine slows some of them down.
"""

import math
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from django.db import connection

Ask = Callable[[int], object]


class Spent(NamedTuple):
    """What one request took, in ms: CPU of this process, CPU of the database, and by the clock."""

    web: float
    database: float
    waited: float


def spent_on(ask: Ask, number: int, backend: int | None) -> Spent:
    """Ask once, and return what it took; `backend` is the process of the database."""
    page, database, began = time.process_time(), _cpu_s(backend), time.perf_counter()
    ask(number)
    waited = time.perf_counter() - began
    return Spent(1000 * (time.process_time() - page), 1000 * (_cpu_s(backend) - database), 1000 * waited)


def told(spent: Sequence[Spent]) -> dict[str, float]:
    """Return what is kept of many requests: medians, and what nineteen of twenty took at most."""
    return {
        "web_ms": round(statistics.median(each.web for each in spent), 2),
        "database_ms": round(statistics.median(each.database for each in spent), 2),
        "cpu_p95_ms": round(p95([each.web + each.database for each in spent]), 2),
        "wall_ms": round(statistics.median(each.waited for each in spent), 2),
        "wall_p95_ms": round(p95([each.waited for each in spent]), 2),
    }


def p95(values: Sequence[float]) -> float:
    """Return what nineteen of twenty values are at most."""
    return sorted(values)[math.ceil(0.95 * len(values)) - 1]


def backend_of() -> int | None:
    """Return the process of PostgreSQL that serves this connection; None on another database."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def _cpu_s(process: int | None) -> float:
    return 0.0 if process is None else int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e9
