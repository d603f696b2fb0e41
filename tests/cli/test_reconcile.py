"""`crmeter reconcile` on a workspace in which customers bought and answered."""

from decimal import Decimal
from pathlib import Path

import pytest
from tests.cli.conftest import Crmeter
from tests.web.said_and_bought import US, evaluated

from crmeter.warehouse.workspace import Workspace


@pytest.fixture
def place(tmp_path: Path) -> Path:
    workspace = Workspace(tmp_path / "workspace")
    evaluated(workspace, 1)
    return workspace.root


def test_both_values_are_told_with_steps_that_add_up(crmeter: Crmeter, place: Path) -> None:
    flags = ("reconcile", "--survey", "1", "--us", US, "--margin", "0.3", "--workspace", place)
    told = crmeter(*flags, "--json").json()

    assert Decimal(told["perceived"]) + sum(map(Decimal, told["steps"].values())) == Decimal(told["behaved"])
    assert told["n"] + sum(each["n"] for each in told["left_out"]) == 150
    assert len(told["apart"]) == 10
    assert -1 < told["rank_correlation"]["interval"][0] < told["rank_correlation"]["interval"][1] < 1
    assert "Theo lời nói" in crmeter(*flags, "--language", "vi").out


def test_a_brand_that_is_not_there_is_refused_with_those_that_are(crmeter: Crmeter, place: Path) -> None:
    told = crmeter("reconcile", "--survey", "1", "--us", "Nobody", "--margin", "0.3", "--workspace", place, "--json")

    assert told.json()["error"]["code"] == "unknown_brand"
