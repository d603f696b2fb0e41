"""The published data sets, and customers simulated from known parameters."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from crmeter.estimators import PurchaseHistory

DATASETS = Path(__file__).parents[2] / ".oracles" / "lifetimes" / "datasets"
CALIBRATION_END = date(1997, 9, 30)
TRUTHS = {
    "bg_nbd": {"r": 0.2426, "alpha": 4.4136, "a": 0.7929, "b": 2.4259},
    "mbg_nbd": {"r": 0.525, "alpha": 6.183, "a": 0.891, "b": 1.614},
    "pareto_nbd": {"r": 0.553, "alpha": 10.578, "s": 0.606, "beta": 11.669},
}


@dataclass(frozen=True)
class Simulated:
    """Histories up to T, and what was bought in the time after, by customers with known parameters."""

    params: dict[str, float]
    history: PurchaseHistory
    future: NDArray[np.int64]


@pytest.fixture(scope="session")
def cdnow_rounded() -> PurchaseHistory:
    """The summary with ages rounded to two decimals of a week."""
    rows = np.genfromtxt(DATASETS / "cdnow_customers_summary.csv", delimiter=",", skip_header=1)
    return PurchaseHistory(rows[:, 1], rows[:, 2], rows[:, 3], "week")


@pytest.fixture(scope="session")
def cdnow_spend() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Repeat purchases and mean spend of each customer."""
    path = DATASETS / "cdnow_customers_summary_with_transactions.csv"
    rows = np.genfromtxt(path, delimiter=",", skip_header=1)
    return rows[:, 1], rows[:, 4]


@pytest.fixture(scope="session")
def cdnow_days() -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Repeats, recency and T in days, and repeats in the 39 weeks after; purchases of one day merged."""
    bought: dict[str, set[date]] = {}
    for line in (DATASETS / "CDNOW_sample.txt").read_text(encoding="ascii").splitlines():
        customer, day = line.split()[1:3]
        parsed = datetime.strptime(day, "%Y%m%d").date()  # noqa: DTZ007 - a day has no time zone
        bought.setdefault(customer, set()).add(parsed)
    rows = []
    for days in bought.values():
        first = min(days)
        seen = [day for day in days if day <= CALIBRATION_END]
        ages = ((max(seen) - first).days, (CALIBRATION_END - first).days)
        rows.append((len(seen) - 1, *ages, len(days) - len(seen)))
    columns = np.array(rows).T
    return columns[0], columns[1], columns[2], columns[3]


@pytest.fixture(scope="session")
def cdnow(cdnow_days: tuple[NDArray[np.int64], ...]) -> PurchaseHistory:
    """The calibration period with exact days, in weeks."""
    x, recency, T, _ = cdnow_days
    return PurchaseHistory(x, recency / 7, T / 7, "week")


@pytest.fixture(scope="session")
def simulate() -> Callable[..., Simulated]:
    """Draw customers: (model name, how many, seed or generator, weeks of future) → histories in weeks."""
    return _simulate


def _simulate(name: str, customers: int, seed: int | np.random.Generator, future: float = 26.0) -> Simulated:
    rng = np.random.default_rng(seed)
    T = rng.uniform(27.0, 104.0, customers)
    draw = _pareto if name == "pareto_nbd" else _beta_geometric
    x, recency, bought = draw(rng, TRUTHS[name], T, future, name == "mbg_nbd")
    return Simulated(TRUTHS[name], PurchaseHistory(x, recency, T, "week"), bought)


def _beta_geometric(rng, params, T, future, may_leave_at_start):  # type: ignore[no-untyped-def]
    n = len(T)
    rate = rng.gamma(params["r"], 1 / params["alpha"], n)
    leaving = rng.beta(params["a"], params["b"], n)
    x, bought = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    recency, now = np.zeros(n), np.zeros(n)
    here = np.arange(n)
    if may_leave_at_start:
        here = here[rng.random(n) > leaving]
    while len(here):
        now[here] += rng.exponential(1 / np.maximum(rate[here], 1e-300))
        here = here[now[here] < T[here] + future]
        seen = now[here] < T[here]
        x[here[seen]] += 1
        recency[here[seen]] = now[here[seen]]
        bought[here[~seen]] += 1
        here = here[rng.random(len(here)) > leaving[here]]
    return x, recency, bought


def _pareto(rng, params, T, future, _):  # type: ignore[no-untyped-def]
    n = len(T)
    rate = rng.gamma(params["r"], 1 / params["alpha"], n)
    leaves_at = rng.exponential(1 / np.maximum(rng.gamma(params["s"], 1 / params["beta"], n), 1e-300))
    active = np.minimum(leaves_at, T)
    x = rng.poisson(rate * active)
    # The last of x uniform moments.
    recency = np.where(x > 0, active * rng.random(n) ** (1 / np.maximum(x, 1)), 0.0)
    bought = rng.poisson(rate * np.clip(leaves_at - T, 0.0, future))
    return x, recency, bought
