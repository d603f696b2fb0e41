"""What tests of several rooms share: customers simulated from known parameters, and a browser."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import numpy as np
import pytest
from numpy.typing import NDArray

from crmeter.estimators import PurchaseHistory

from .migrated import django_db_keepdb, django_db_modify_db_settings, django_db_setup, migrated

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["django_db_keepdb", "django_db_modify_db_settings", "django_db_setup", "migrated"]
# How fast examples are drawn is no property of the code, and a machine may do much else at the same time.
hypothesis.settings.register_profile("patient", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("patient")
AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
# No sandbox inside a container, and nothing that a browser does on its own account.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

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


def _missing(what: str, how: str) -> None:
    if os.environ.get("ALLOW_MISSING") == "1":
        pytest.skip(f"{what} is missing and ALLOW_MISSING=1")
    pytest.fail(f"{what} is missing: {how}", pytrace=False)


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """A Chromium that does nothing on its own account."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only for those who open it

    # The browser leaves a loop running, which Django takes for asynchronous code in whatever test comes next.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        _missing("Chromium", "sh scripts/browser.sh")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The rules of accessibility, to be run inside a page."""
    if not AXE.exists():
        _missing("axe-core", "make setup")
    return AXE.read_text("utf-8")
