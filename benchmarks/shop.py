"""The drawn shop as files: orders as Parquet and CSV, and as the snapshot of a workspace; made once."""

import shutil
from pathlib import Path

from benchmarks.process import BUILD, OURS, contestant, run


def orders(customers: int) -> Path:
    """Return the Parquet file of about ten orders for each of so many customers."""
    path = BUILD / f"orders-{customers}.parquet"
    if not path.exists():
        made = run([OURS, "-m", "benchmarks.populations", "orders", str(customers), path])
        if made.code:
            raise RuntimeError(made.err)
    return path


def warehouse(customers: int) -> Path:
    """Return a workspace whose snapshot holds them, without any run."""
    folder = BUILD / f"warehouse-{customers}"
    if not (folder / "warehouse" / "snapshots" / "current").exists():
        shutil.rmtree(folder, ignore_errors=True)
        contestant(OURS, "make_warehouse", orders(customers), folder)
    shutil.rmtree(folder / "runs", ignore_errors=True)
    return folder


def csv(customers: int) -> Path:
    """Return them as a CSV file: order id, customer, date, amount, status, channel."""
    path = BUILD / f"orders-{customers}.csv"
    if not path.exists():
        contestant(OURS, "make_csv", orders(customers), path)
    return path
