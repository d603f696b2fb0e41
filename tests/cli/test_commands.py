import json
from pathlib import Path
from typing import Any

import pytest

from crmeter.cli.command_line import COMMANDS
from crmeter.estimators import BGBB
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


def test_an_estimate_of_purchases_at_opportunities(crmeter: Any, tmp_path: Path) -> None:
    """Months with a purchase come back as x, t_x, n; two in one month count once, and the last is not over."""
    path = tmp_path / "gifts.csv"
    donors = ["1111", "1101", "1000", "1010", "1100", "1001", "1110", "1011", "1000", "0110"] * 3
    rows = [
        (f"C{c}", f"2025-{month:02}-{day:02}")
        for c, months in enumerate(donors)
        for month, gave in enumerate(months, 1)
        for day in ((1, 28) if gave == "1" and c % 4 == 0 else (28,))
        if gave == "1"
    ]
    in_may = [("C0", "2025-05-02"), ("new", "2025-05-09")]
    path.write_text("who,when\n" + "".join(f"{c},{d}\n" for c, d in [*rows, *in_may]))
    flags = ("--transactions", path, "--customer", "who", "--date", "when", "--unit", "month", "--json")

    estimate = crmeter("estimate", "bg_bb", *flags, "--observed-until", "2025-05-30").json()

    histories = [(m.count("1") - 1, m.rindex("1") - m.index("1"), 3 - m.index("1")) for m in donors]
    fitted = BGBB().fit(*zip(*histories, strict=True))
    assert (estimate["estimator"], estimate["unit"], estimate["n"]) == ("bg_bb", "month", 30)
    assert estimate["params"] == fitted.params_
    assert estimate["loglik"] == fitted.loglik_
    assert estimate["rows"]["used"] == len(rows)
    assert [(left["reason"]["en"], left["n"]) for left in estimate["rows"]["left_out"]] == [
        ("in the last period, which is not over", 2)
    ]
    # On its last day the month is over, and an opportunity.
    whole = crmeter("estimate", "bg_bb", *flags, "--observed-until", "2025-05-31").json()
    assert (whole["n"], whole["rows"]["used"], whole["rows"]["left_out"]) == (31, len(rows) + 2, [])
    for unit in ("day", "week"):
        assert crmeter("estimate", "bg_bb", *flags[:-2], unit, "--json").json()["unit"] == unit


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
