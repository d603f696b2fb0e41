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
