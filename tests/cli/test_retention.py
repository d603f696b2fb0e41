"""`crmeter retention` on a file of contracts: all, by group, with gaps."""

from pathlib import Path

import pytest
from tests.cli.conftest import Crmeter


@pytest.fixture
def contracts(tmp_path: Path) -> Path:
    """Twenty monthly contracts, of which one ends in each of ten months; twenty yearly ones, all there after a year."""
    rows = [f"M{n},{n + 1},month,{'yes' if n < 10 else 'no'}" for n in range(20)]
    rows += [f"Y{n},12,year,no" for n in range(20)]
    path = tmp_path / "contracts.csv"
    path.write_text("\n".join(["id,months,contract,ended", *rows, "X,,month,yes"]) + "\n")
    return path


def test_the_share_that_stays_is_told_for_all_and_for_each_group(crmeter: Crmeter, contracts: Path) -> None:
    told = crmeter(
        "retention", contracts, "--duration", "months", "--left", "ended=yes", "--by", "contract", "--at", "5", "--json"
    ).json()

    everybody, monthly, yearly = told["groups"]
    assert [(each["name"], each["n"], each["left"]) for each in told["groups"]] == [
        (None, 40, 10), ("month", 20, 10), ("year", 20, 0),
    ]  # fmt: skip
    # Five of twenty, and five of forty, left within five months; nobody else was out of sight by then.
    assert monthly["survival"][0]["value"] == pytest.approx(15 / 20)
    assert everybody["survival"][0]["value"] == pytest.approx(35 / 40)
    assert yearly["survival"][0] == {"at": 5.0, "value": 1.0, "interval": None}
    assert monthly["median"]["value"] == 10
    assert told["test"]["p_value"] < 0.01
    assert told["test"]["left"] == [10, 0]
    assert [(each["code"], each["n"]) for each in told["left_out"]] == [("unknown", 1)]


@pytest.mark.parametrize(("language", "words"), [("vi", "còn lại sau 5"), ("en", "there after 5")])
def test_people_read_it_in_their_language(crmeter: Crmeter, contracts: Path, language: str, words: str) -> None:
    columns = ("--duration", "months", "--left", "ended=yes", "--at", "5")
    told = crmeter("retention", contracts, *columns, "--language", language)

    assert told.code == 0
    assert words in told.out
    assert ("đơn vị của cột months" if language == "vi" else "unit of the column months") in told.out
    assert ("87,5%" if language == "vi" else "87.5%") in told.out


def test_a_word_that_nobody_has_is_refused(crmeter: Crmeter, contracts: Path) -> None:
    told = crmeter("retention", contracts, "--duration", "months", "--left", "ended=gone", "--json")

    assert told.json()["error"]["code"] == "nobody_left"


def test_times_without_a_number_are_not_enough(crmeter: Crmeter, tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("id,months,ended\nA,,yes\nB,,no\n")

    assert crmeter("retention", path, "--duration", "months", "--left", "ended=yes").code == 3
