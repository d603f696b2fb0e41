"""Rows of tables for tests of studies, and the studies of them as of the end of 2025."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.measures.conftest import read_firm

from crmeter.evaluation.internal.studies import internal_studies
from crmeter.evaluation.result import ResultTable
from crmeter.evaluation.tables import filled_tables, keep_sales, keep_tries
from crmeter.measures.view import Settings, View
from crmeter.vocabulary import Period

PERIOD = Period(date(2025, 1, 1), date(2026, 1, 1))
Rows = list[dict[str, Any]]


def studies_of(folder: Path, rows: Mapping[str, Rows], settings: Settings = Settings()) -> Mapping[str, ResultTable]:
    """Return the studies of a firm that has some rows, by name."""
    view = View(PERIOD, date(2025, 12, 31), "VND", settings)
    with read_firm(folder, rows) as (engine, snapshot):
        keep_tries(engine, keep_sales(engine, view, folder / "run"), view, folder / "run")
        return internal_studies(engine, view, filled_tables(snapshot))


def lead(key: int, *, converted: bool, created: date = date(2025, 3, 1)) -> dict[str, Any]:
    """A lead that converts after 60 days or never."""
    became = {"converted_on": (created + timedelta(days=60)).isoformat()} if converted else {}
    return {"lead_key": key, "created_on": created.isoformat(), **became}


def touch(key: int, day: str, **of: Any) -> dict[str, Any]:
    """A contact by which the firm reached out."""
    return {"touch_key": key, "touched_at": f"{day} 10:00:00", "touched_on": day, "direction": "out", **of}


def ticket(key: int, opened: str, **of: Any) -> dict[str, Any]:
    """A ticket that is open still."""
    return {
        "ticket_key": key,
        "queue": "care",
        "priority": "normal",
        "status": "open",
        "opened_at": f"{opened} 08:00:00",
        "opened_on": opened,
        "paused_seconds": 0,
        "reopened": 0,
        **of,
    }


def order(key: int, customer: int, day: str, amount: int = 100) -> dict[str, Any]:
    """A valid sale."""
    return {
        "order_key": key,
        "customer_key": customer,
        "ordered_at": f"{day} 09:00:00",
        "ordered_on": day,
        "kind": "sale",
        "status": "valid",
        "amount": amount,
        "currency": "VND",
    }
