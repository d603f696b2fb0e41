"""An empty workspace and a small file of orders."""

from pathlib import Path

import pytest

from crmeter.warehouse.workspace import Workspace

ORDERS = "order id,order date,total vnd,customer id\n1,2026-01-05,10,A\n2,2026-01-06,20,B\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace")


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    path = tmp_path / "orders.csv"
    path.write_text(ORDERS)
    return path
