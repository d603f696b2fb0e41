import json
from pathlib import Path
from typing import Any

import pytest

from crmeter.cli.command_line import COMMANDS
from crmeter.measures.catalogue import measures


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_in_both_languages(crmeter: Any, command: str) -> None:
    said = crmeter(command, "--help")

    assert said.code == 0
    assert " / " in said.out
    assert "--json" in said.out


@pytest.mark.parametrize("words", [(), ("nothing",), ("evaluate", "--nothing"), ("estimate", "nothing")])
def test_what_is_no_command_is_a_slip(crmeter: Any, words: tuple[str, ...]) -> None:
    assert crmeter(*words).code == 2


def test_the_catalogue_as_json(crmeter: Any) -> None:
    listed = crmeter("measures", "--json").json()

    assert [m["name"] for m in listed["measures"]] == list(measures())
    assert {"title", "meaning", "formula", "unit", "good", "level", "statistic", "slices"} <= set(listed["measures"][0])


def test_one_measure_in_words(crmeter: Any) -> None:
    said = [crmeter("measures", "retention_rate", "--language", language).out for language in ("vi", "en")]

    assert "Tỷ lệ giữ chân" in said[0]
    assert "Retention rate" in said[1]
    assert crmeter("measures", "nothing").code == 2


def test_an_estimate_of_a_file(crmeter: Any, tmp_path: Path) -> None:
    path = tmp_path / "transactions.csv"
    rows = [
        (f"C{c}", f"2025-{1 + (c + k * (1 + c % 5)) % 12:02}-{1 + c % 28:02}", 10 + c % 7 + k)
        for c in range(60)
        for k in range(1 + c % 6)
    ]
    path.write_text("who,when,much\n" + "".join(f"{c},{d},{a}\n" for c, d, a in rows))
    named = ("--transactions", path, "--customer", "who", "--date", "when", "--json")
    flags = (*named, "--value", "much", "--observed-until")

    said = crmeter("estimate", "bg_nbd", *flags, "2025-12-31")

    assert said.code == 0
    estimate = said.json()
    assert (estimate["schema"], estimate["estimator"], estimate["unit"]) == ("crmeter.estimate/1", "bg_nbd", "week")
    assert (estimate["n"], estimate["rows"]["used"]) == (60, len(rows))
    assert set(estimate["params"]) == {"r", "alpha", "a", "b"}
    # How often needs no amounts; how much does.
    assert (
        crmeter("estimate", "bg_nbd", *named, "--observed-until", "2025-12-31").json()["params"] == estimate["params"]
    )
    assert crmeter("estimate", "gamma_gamma", *named).code in (1, 2)
    assert crmeter("estimate", "bg_nbd", *flags, "2024-01-01").code == 3


def test_too_few_transactions_are_not_enough(crmeter: Any, tmp_path: Path) -> None:
    path = tmp_path / "transactions.csv"
    path.write_text("who,when,much\nA,2025-01-01,5\nB,2025-01-02,6\n")
    flags = ("--transactions", path, "--date", "when", "--value", "much", "--json")

    said = crmeter("estimate", "bg_nbd", *flags, "--customer", "who")

    assert said.code == 3
    assert json.loads(said.out)["undefined"]["reason"]["vi"]
    unknown = crmeter("estimate", "bg_nbd", *flags, "--customer", "whom")
    assert unknown.code in (1, 2)
    assert "whom" in unknown.err


def test_python_m_crmeter_is_the_command(process: Any) -> None:
    said = process("measures", "revenue", LANG="en_US.UTF-8")

    assert (said.code, said.err) == (0, "")
    assert "Revenue" in said.out


def test_an_error_of_the_disk_is_said_in_words(crmeter: Any, folder: Path) -> None:
    (folder / "workspace").write_text("a file where a folder should be")

    said = crmeter("import", folder / "orders.csv", "--language", "vi")

    assert said.code == 1
    assert said.err.startswith("Không làm được")
