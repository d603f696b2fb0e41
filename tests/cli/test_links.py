"""`crmeter links` on a workspace in which customers complained, answered and bought."""

from pathlib import Path

import pytest
from tests.cli.conftest import Crmeter
from tests.web.said_and_bought import US, evaluated

from crmeter.warehouse.workspace import Workspace


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = Workspace(tmp_path_factory.mktemp("links") / "workspace")
    evaluated(workspace, 1)
    return workspace.root


def test_what_was_planted_is_told(crmeter: Crmeter, place: Path) -> None:
    told = crmeter("links", "--survey", "1", "--us", US, "--workspace", place, "--json").json()

    links = {(each["component"], each["outcome"]): each for each in told["links"]}
    assert links["csat", "revenue"]["effect"]["interval"][0] > 0
    assert links["csat", "revenue"]["money_of_a_point"]["value"] > 0
    assert links["csat", "margin"]["missing"] == "no_cost"
    reactions = {(each["component"], each["reaction"]): each for each in told["reactions"]}
    assert reactions["csat", "complaints"]["effect"]["interval"][1] < 0


@pytest.mark.parametrize(("language", "words"), [("vi", "không phải nguyên nhân"), ("en", "not effects")])
def test_people_are_told_that_it_is_no_cause(crmeter: Crmeter, place: Path, language: str, words: str) -> None:
    assert words in crmeter("links", "--survey", "1", "--workspace", place, "--language", language).out


def test_a_survey_of_which_nobody_is_known_is_not_enough(crmeter: Crmeter, place: Path) -> None:
    assert crmeter("links", "--survey", "77", "--workspace", place, "--json").code == 3
