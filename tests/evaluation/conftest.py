"""A trading firm of 150 customers over 14 months, seeded, read through the real path: files, import, refresh, run."""

import csv
import fcntl
import os
import pickle
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import crmeter
from crmeter.evaluation.result import Evaluation
from crmeter.evaluation.run import Request, evaluate_snapshot
from crmeter.evaluation.sources import take_sources
from crmeter.measures.view import Settings
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.refresh import refresh
from crmeter.warehouse.workspace import Workspace

START = date(2024, 11, 1)
AS_OF = date(2025, 12, 31)
REQUEST = Request(as_of=AS_OF, settings=Settings(window_days=180))
SEGMENTS = ("homes", "shops", "schools")
REGIONS = ("north", "south")
OWNERS = ("an", "binh", "chi")

File = tuple[str, Sequence[str], Sequence[Sequence[Any]]]


def trading_files(seed: int = 7) -> list[File]:
    """Customers with a purchase rate and a spend of their own, who leave with one of their own."""
    draw = random.Random(seed)  # noqa: S311 - it makes a sample, not a secret
    # Each leaves with a probability of their own: were it the same for all, the models would have none to find.
    leave = random.Random(seed + 2)  # noqa: S311 - as above
    customers, orders, lines, returns, touches = [], [], [], [], []
    for number in range(150):
        customer = f"K{number:03}"
        customers.append(
            (customer, f"Customer {number}", draw.choice(SEGMENTS), draw.choice(REGIONS), draw.choice(OWNERS))
        )
        rate, spend = draw.gammavariate(1.2, 1 / 45), draw.gammavariate(3, 80)
        leaving = leave.betavariate(0.6, 5.0)
        day = START + timedelta(days=draw.randrange(300))
        while day <= AS_OF:
            order = f"D{len(orders):05}"
            amount = max(1, round(draw.gammavariate(4, spend / 4)))
            channel = draw.choice(("shop", "web"))
            orders.append(
                (order, day.isoformat(), amount, customer, channel, "cancelled" if draw.random() < 0.02 else "")
            )
            lines.append((f"L{len(lines)}", order, draw.choice(("P1", "P2")), 1, amount, round(amount * 0.6)))
            if draw.random() < 0.05:
                back = min(day + timedelta(days=draw.randrange(1, 20)), AS_OF)
                returns.append(
                    (f"R{len(returns)}", order, customer, back.isoformat(), draw.choice((amount, amount // 2 + 1)))
                )
            if draw.random() < 0.3:
                way = draw.choice(("in", "out"))
                touches.append((f"T{len(touches)}", customer, f"{day} 09:00:00", "call", way))
            if draw.random() < leaving:
                break
            day += timedelta(days=1 + int(draw.expovariate(rate)))
    for number in range(12):
        orders.append((f"X{number}", (AS_OF - timedelta(days=10 * number)).isoformat(), 25, "", "shop", ""))
    leads = []
    for number in range(80):
        born = START + timedelta(days=draw.randrange(420))
        won = (born + timedelta(days=draw.randrange(1, 120))).isoformat() if draw.random() < 0.3 else ""
        leads.append((f"E{number}", born.isoformat(), won, draw.choice(("web", "fair")), draw.choice(OWNERS)))
    # A stream of its own, so that the others stay as they are.
    say, answers = random.Random(seed + 1), []  # noqa: S311 - as above
    for number in range(240):
        day = START + timedelta(days=say.randrange(426))
        scores = (say.choice((0, 5, 7, 8, 9, 10)), say.randint(1, 5), say.randint(1, 7))
        kind = "employee" if number % 12 == 0 else "partner" if number % 12 == 1 else "customer"
        customer = f"K{say.randrange(150):03}" if kind == "customer" else ""
        answers.append(
            (f"S{number}", customer, day.isoformat(), kind, 1 + number % 2, *scores, say.choice(OWNERS), 1 + number % 3)
        )
    return [
        ("customers", ("customer id", "customer name", "segment", "region", "owner"), customers),
        ("orders", ("order id", "order date", "total vnd", "customer id", "channel", "status"), orders),
        ("order_lines", ("line id", "order id", "product id", "quantity", "line total vnd", "unit cost"), lines),
        ("returns", ("return id", "order id", "customer id", "return date", "amount returned vnd"), returns),
        ("leads", ("lead id", "created on", "converted on", "channel", "owner"), leads),
        ("touches", ("touch id", "customer id", "touched at", "channel", "direction"), touches),
        (
            "survey_answers",
            ("response id", "customer id", "date", "who", "wave", "nps", "csat", "ces", "agent", "weight"),
            answers,
        ),
    ]


FIELDS = {
    "customers": (
        "customers.source_key",
        "identities.name",
        "customers.segment",
        "customers.region",
        "customers.owner",
    ),
    "orders": (
        "orders.source_key",
        "orders.ordered_at",
        "orders.amount",
        "customers.source_key",
        "orders.channel",
        "orders.status",
    ),
    "order_lines": (
        "order_lines.source_key",
        "orders.source_key",
        "products.source_key",
        "order_lines.quantity",
        "order_lines.amount",
        "order_lines.unit_cost",
    ),
    "returns": (
        "returns.source_key",
        "orders.source_key",
        "customers.source_key",
        "returns.returned_on",
        "returns.amount",
    ),
    "leads": ("leads.source_key", "leads.created_on", "leads.converted_on", "leads.channel", "leads.owner"),
    "touches": (
        "touches.source_key",
        "customers.source_key",
        "touches.touched_at",
        "touches.channel",
        "touches.direction",
    ),
    "survey_answers": (
        "survey_answers.source_key",
        "customers.source_key",
        "survey_answers.answered_on",
        "survey_answers.respondents",
        "survey_answers.wave",
        "survey_answers.nps",
        "survey_answers.csat",
        "survey_answers.ces",
        "survey_answers.agent",
        "survey_answers.weight",
    ),
}


def take_files(workspace: Workspace, folder: Path, files: Sequence[File]) -> None:
    """Write files and bring them in, each with its mapping."""
    for name, header, rows in files:
        path = folder / f"{name}.csv"
        with path.open("w", newline="") as file:
            csv.writer(file).writerows([header, *rows])
        mapping = dict(zip(header, FIELDS[name], strict=True))
        take_sources(workspace, [path], Answers(table=name, mapping=mapping, source="shop", currency="VND"))
    refresh(workspace)


@dataclass(frozen=True)
class Firm:
    """A workspace and the evaluation of its snapshot."""

    workspace: Workspace
    evaluation: Evaluation
    request: Request = REQUEST


@pytest.fixture(scope="session")
def trading(tmp_path_factory: pytest.TempPathFactory) -> Firm:
    """A firm of 150 customers: evaluated by the first process that wants it, and the others take a copy."""
    folder = tmp_path_factory.mktemp("trading")
    shared = tmp_path_factory.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    made, evaluation = shared / "trading-made", shared / "trading-evaluation"
    with (shared / "trading-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not evaluation.exists():
            workspace = Workspace(made / "workspace")
            made.mkdir()
            take_files(workspace, made, trading_files())
            evaluation.write_bytes(pickle.dumps(evaluate_snapshot(workspace, REQUEST)))
    shutil.copytree(made / "workspace", folder / "workspace")
    return Firm(Workspace(folder / "workspace"), pickle.loads(evaluation.read_bytes()))  # noqa: S301 - written above


@pytest.fixture(scope="session")
def orders_in(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Workspace]:
    """Return a workspace that holds some orders: (key, day, amount, customer, status)."""

    def make(orders: Sequence[tuple[str, str, int, str, str]]) -> Workspace:
        folder = tmp_path_factory.mktemp("orders")
        rows = [(key, day, amount, customer, "shop", status) for key, day, amount, customer, status in orders]
        workspace = Workspace(folder / "workspace")
        take_files(workspace, folder, [("orders", trading_files()[1][1], rows)])
        return workspace

    return make


@pytest.fixture(scope="session")
def run_code() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run Python in a process of its own, with a failpoint if one is named."""

    def run(code: str, failpoint: str | None = None) -> subprocess.CompletedProcess[str]:
        # The same code as this process runs, wherever it was found.
        env = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(Path(crmeter.__file__).parents[1])} | (
            {"CRMETER_FAILPOINT": failpoint} if failpoint else {}
        )
        return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=env)

    return run
