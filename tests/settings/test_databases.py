"""The database comes from the environment: the workspace's own file, or a server."""

import os
from pathlib import Path

import pytest
from django.db import connection

from crmeter.settings.databases import database
from crmeter.warehouse.workspace import Workspace


def test_without_an_address_the_file_lies_in_the_workspace(tmp_path: Path) -> None:
    kept = database("", Workspace(tmp_path / "w"))

    assert kept["NAME"] == str(tmp_path / "w" / "db.sqlite3")
    assert kept["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert kept["OPTIONS"]["timeout"] == 20


def test_a_server_is_read_from_its_address(tmp_path: Path) -> None:
    address = "postgresql://crm%40eter:p%2Fw@db.example.vn:5433/crm?sslmode=require"

    kept = database(address, Workspace(tmp_path))

    assert kept["ENGINE"].endswith("postgresql")
    assert (kept["USER"], kept["PASSWORD"], kept["HOST"], kept["PORT"], kept["NAME"]) == (
        "crm@eter",
        "p/w",
        "db.example.vn",
        "5433",
        "crm",
    )
    assert kept["OPTIONS"]["sslmode"] == "require"
    assert kept["OPTIONS"]["pool"]["max_size"] >= 3, "web threads, lanes and heartbeats each need a connection"
    assert "CONN_MAX_AGE" not in kept


@pytest.mark.parametrize("address", ["mysql://u@h/d", "postgresql://u@h", "nonsense"])
def test_what_is_no_address_of_a_database_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(ValueError, match="DATABASE_URL"):
        database(address, Workspace(tmp_path))


@pytest.mark.django_db
def test_these_tests_run_on_the_database_that_was_asked_for() -> None:
    asked = "postgresql" if os.environ.get("DATABASE_URL", "").startswith("postgresql") else "sqlite"

    assert connection.vendor == asked
