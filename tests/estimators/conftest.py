"""The published data sets."""

from datetime import date, datetime
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from crmeter.estimators import PurchaseHistory

ORACLES = Path(__file__).parents[2] / ".oracles"
DATASETS = ORACLES / "lifetimes" / "datasets"
CALIBRATION_END = date(1997, 9, 30)


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
def mode_choice() -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """What 210 travellers chose among air, train, bus and car (Greene, Econometric Analysis, table F18-2).

    The attributes are generalised cost, waiting time, income where one flies, and a constant of each mode but the car.
    """
    path = ORACLES / "statsmodels" / "datasets" / "modechoice" / "modechoice.csv"
    rows = np.genfromtxt(path, delimiter=";", names=True)
    modes = np.tile(np.eye(4)[:, :3], (210, 1))
    flying = rows["hinc"] * modes[:, 0]
    attributes = np.column_stack([rows["gc"], rows["ttme"], flying, modes]).reshape(210, 4, 6)
    return attributes, rows["choice"].reshape(210, 4).argmax(axis=1)
