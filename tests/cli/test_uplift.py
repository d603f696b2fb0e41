"""`crmeter uplift` on a file of customers of whom some were called."""

import re
from pathlib import Path

import pytest
from tests.cli.conftest import Crmeter


@pytest.fixture
def called(tmp_path: Path) -> Path:
    """70 were called and 56 of them bought; 80 were not and 48 of them bought; of one nobody knows."""
    lines = ["Mã;Nhóm;Đã mua;Tiền"]
    for n in range(150):
        group, bought = ("gọi", n < 56) if n < 70 else ("không", n - 70 < 48)
        lines.append(f"K{n};{group};{'có' if bought else 'chưa'};{100 + n if bought else 0}")
    lines.append("K150;gọi;;5")
    path = tmp_path / "goi-lai.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_published_difference_comes_out_of_a_file(crmeter: Crmeter, called: Path) -> None:
    told = crmeter(
        "uplift", called, "--treated", "Nhóm=gọi", "--happened", "Đã mua=có", "--money", "Tiền", "--by-lot", "--json"
    ).json()

    assert told["schema"] == "crmeter.uplift/1"
    assert told["is_effect"] is True
    assert told["shares"]["difference"] == pytest.approx(0.2)
    assert told["left_out"][0]["n"] == 1
    assert told["money"]["interval"][0] < told["money"]["difference"] < told["money"]["interval"][1]


def test_without_a_lot_it_is_called_an_association(crmeter: Crmeter, called: Path) -> None:
    said = crmeter("uplift", called, "--treated", "Nhóm=gọi", "--happened", "Đã mua=có", "--language", "en").out

    assert "+20.0\N{NO-BREAK SPACE}percentage points" in said
    assert "an association, not the effect" in said


def test_a_word_that_nobody_has_is_answered_with_those_that_are_there(crmeter: Crmeter, called: Path) -> None:
    refused = crmeter("uplift", called, "--treated", "Nhóm=email", "--happened", "Đã mua=có")

    assert refused.code != 0
    assert "gọi, không" in refused.err


def test_money_is_in_the_currency_that_is_named_and_a_number_where_none_is(crmeter: Crmeter, called: Path) -> None:
    flags = ("uplift", called, "--treated", "Nhóm=gọi", "--happened", "Đã mua=có", "--money", "Tiền")

    assert re.search(r"Spend per customer: [+−]?[\d.]+, 80%", crmeter(*flags, "--language", "en").out)
    assert "Spend per customer: −$" in crmeter(*flags, "--currency", "USD", "--language", "en").out


@pytest.fixture
def arms(tmp_path: Path) -> Path:
    """Of 40 who were called 20 bought, of 40 who were written to 10, of 40 who were left alone 4."""
    rows = [(arm, n < bought) for arm, bought in (("Call", 20), ("Mail", 10), ("No-one", 4)) for n in range(40)]
    path = tmp_path / "arms.csv"
    path.write_text("arm,bought\n" + "".join(f"{arm},{float(bought)}\n" for arm, bought in rows))
    return path


def test_of_several_arms_the_one_that_is_named_is_compared_with(crmeter: Crmeter, arms: Path) -> None:
    """Words are found in any case, and 1 is 1.0."""
    flags = ("uplift", arms, "--treated", "arm=call", "--happened", "bought=1", "--json")

    all_others = crmeter(*flags)
    named = crmeter(*flags, "--control", "no-one").json()

    assert all_others.json()["shares"]["others"] == pytest.approx(14 / 80)
    assert "Mail, No-one; --control" in all_others.err
    assert named["shares"]["difference"] == pytest.approx(0.4)
    assert (named["against"], named["left_out"][0]["n"]) == (["no-one"], 40)


@pytest.mark.parametrize("flags", [("--happened", "bought=yes"), ("--happened", "bought=1", "--control", "letter")])
def test_a_word_that_stands_nowhere_is_no_group_of_nobody(crmeter: Crmeter, arms: Path, flags: tuple[str, ...]) -> None:
    assert crmeter("uplift", arms, "--treated", "arm=Call", *flags).code == 2


def test_segments_are_looked_at_one_by_one(crmeter: Crmeter, tmp_path: Path) -> None:
    rows = [
        (segment, arm, n < bought)
        for segment, arms in {"A": (30, 10), "B": (20, 20)}.items()
        for arm, bought in zip(("mail", "left"), arms, strict=True)
        for n in range(60)
    ]
    path = tmp_path / "segments.csv"
    path.write_text("of,arm,bought\n" + "".join(f"{of},{arm},{int(did)}\n" for of, arm, did in rows))
    flags = ("uplift", path, "--treated", "arm=mail", "--happened", "bought=1", "--segments", "of", "--by-lot")

    told = crmeter(*flags, "--json").json()
    said = crmeter(*flags, "--language", "en").out

    # A: 30 of 60 against 10 of 60; B alike. Together 50 against 30 of 120: one more of six.
    assert [each["difference"] for each in told["segments"]] == [pytest.approx(1 / 3), 0]
    assert told["segments"][0]["p_value"] < 0.05 < told["segments"][1]["p_value"]
    assert told["needed_for_one"] == pytest.approx(6)
    assert "Done for 6 customers, one more of them does it" in said
    assert "A: +33.3" in said and "told apart from 0" in said
    assert "Allowing for comparing several groups" in said
