"""`crmeter estimate` of how long customers stay, on files of contracts and of a cohort."""

from pathlib import Path
from typing import Any

import pytest

# Fader & Hardie 2007, table 1: percent still there after 0, 1, …, 7 years.
REGULAR = [1000, 631, 468, 382, 326, 289, 262, 241]
HIGH_END = [1000, 869, 743, 653, 593, 551, 517, 491]
# Freireich et al. 1963: weeks in remission with 6-MP, and whether it ended.
WEEKS = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
ENDED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]


@pytest.fixture
def contracts(tmp_path: Path) -> Path:
    path = tmp_path / "contracts.csv"
    rows = "".join(f"{weeks},{'yes' if ended else 'no'}\n" for weeks, ended in zip(WEEKS, ENDED, strict=True))
    path.write_text(f"weeks,gone\n{rows},yes\n")
    return path


@pytest.mark.parametrize(
    ("there", "alpha", "beta", "loglik"),
    [(REGULAR, 0.7041, 1.1820, -1680.265), (HIGH_END, 0.6681, 3.8061, -1611.158)],
)
def test_the_published_parameters_come_back_from_a_cohort(
    crmeter: Any, tmp_path: Path, there: list[int], alpha: float, beta: float, loglik: float
) -> None:
    path = tmp_path / "cohort.csv"
    path.write_text("year,customers\n" + "".join(f"{year},{n}\n" for year, n in enumerate(there)))

    found = crmeter("estimate", "shifted_beta_geometric", "--contracts", path, "--active", "customers", "--json").json()

    assert (found["schema"], found["n"], found["converged"]) == ("crmeter.estimate/1", 1000, True)
    assert found["params"] == {"alpha": pytest.approx(alpha, abs=5e-5), "beta": pytest.approx(beta, abs=5e-5)}
    assert found["loglik"] == pytest.approx(loglik, abs=5e-4)


def test_contracts_one_by_one_give_what_their_cohort_gives(crmeter: Any, tmp_path: Path) -> None:
    there = [100, 63, 47, 38, 33]
    cohort, each = tmp_path / "cohort.csv", tmp_path / "each.csv"
    cohort.write_text("customers\n" + "".join(f"{n}\n" for n in there))
    gone = [(year, "yes") for year in range(1, 5) for _ in range(there[year - 1] - there[year])]
    rows = [*gone, *[(4, "no")] * there[-1]]
    each.write_text("renewals,gone\n" + "".join(f"{n},{word}\n" for n, word in rows))

    of_cohort = crmeter("estimate", "shifted_beta_geometric", "--contracts", cohort, "--active", "customers", "--json")
    flags = ("--duration", "renewals", "--left", "gone=yes", "--json")
    of_each = crmeter("estimate", "shifted_beta_geometric", "--contracts", each, *flags)

    assert of_each.json()["params"] == pytest.approx(of_cohort.json()["params"])
    assert of_each.json()["rows"]["used"] == 100


def test_the_textbook_curve_comes_back(crmeter: Any, contracts: Path) -> None:
    flags = ("--contracts", contracts, "--duration", "weeks", "--left", "gone=yes", "--unit", "week")

    found = crmeter("estimate", "kaplan_meier", *flags, "--json").json()

    assert (found["n"], found["unit"], found["params"], found["loglik"]) == (21, "week", {}, None)
    curve = {row["at"]: round(row["survival"], 4) for row in found["curve"]}
    assert curve == {6: 0.8571, 7: 0.8067, 10: 0.7529, 13: 0.6902, 16: 0.6275, 22: 0.5378, 23: 0.4482}
    assert [left["n"] for left in found["rows"]["left_out"]] == [1]
    assert "S 0.8571" in crmeter("estimate", "kaplan_meier", *flags).out


def test_what_a_model_needs_is_said(crmeter: Any, contracts: Path) -> None:
    without = crmeter("estimate", "kaplan_meier", "--contracts", contracts, "--language", "en")
    assert without.code == 2
    assert "--duration, --left" in without.err
    assert "--transactions" in crmeter("estimate", "bg_nbd", "--language", "en").err
    words = ("--contracts", contracts, "--duration", "weeks", "--left", "gone=maybe", "--language", "en")
    assert "no, yes" in crmeter("estimate", "kaplan_meier", *words).err


@pytest.mark.parametrize("customers", ["10,12", "10", "10,9.5"])
def test_what_is_no_cohort_is_refused(crmeter: Any, tmp_path: Path, customers: str) -> None:
    path = tmp_path / "cohort.csv"
    path.write_text("customers\n" + "\n".join(customers.split(",")) + "\n")

    refused = crmeter("estimate", "shifted_beta_geometric", "--contracts", path, "--active", "customers")

    assert refused.code in (2, 3)
