"""`crmeter churn` on a file of customers with words, numbers, gaps and columns that tell nothing."""

from pathlib import Path

import numpy as np
import pytest
from tests.cli.conftest import Crmeter


@pytest.fixture
def customers(tmp_path: Path) -> Path:
    """300 customers; those with a monthly contract and few months leave most, and one column is the same for all."""
    rng = np.random.default_rng(5)
    lines = ["Mã;Hợp đồng;Số tháng;Cước;Mã thẻ;Nước;Rời"]
    for n in range(300):
        monthly, months = n % 3 > 0, int(rng.integers(1, 40))
        chance = 1 / (1 + np.exp(1.5 - 2 * monthly + 0.06 * months))
        left = "?" if n == 7 else "có" if rng.random() < chance else "không"
        card = "" if n % 4 == 0 else f"T{n}"
        fee = "" if n == 11 else f"{100 + n % 50},5"
        lines.append(f"K{n};{'tháng' if monthly else 'năm'};{months};{fee};{card};VN;{left}")
    path = tmp_path / "hop-dong.csv"
    path.write_text("\n".join(lines).replace(";?", ";") + "\n", encoding="utf-8")
    return path


def test_those_at_risk_are_named_with_loss_and_reasons(crmeter: Crmeter, customers: Path) -> None:
    told = crmeter("churn", customers, "--left", "Rời=có", "--customer", "Mã", "--value", "Cước", "--json").json()

    assert told["schema"] == "crmeter.churn/1"
    assert told["n"] == 299
    first = told["at_risk"][0]
    assert first["expected_loss"] == pytest.approx(first["chance"] * first["value"])
    assert first["interval"][0] < first["chance"] < first["interval"][1]
    assert {reason["column"] for reason in first["reasons"]} <= {"Hợp đồng", "Số tháng", "Mã thẻ"}
    assert {"column": "Hợp đồng", "is": "tháng"}.items() <= next(
        reason for reason in first["reasons"] if reason["column"] == "Hợp đồng"
    ).items()
    losses = [each["expected_loss"] for each in told["at_risk"]]
    assert losses == sorted(losses, reverse=True)
    assert told["check"]["auc"] > 0.65
    assert sum(band["n"] for band in told["check"]["bands"]) == 299


def test_columns_and_customers_that_tell_nothing_are_said(crmeter: Crmeter, customers: Path) -> None:
    told = crmeter("churn", customers, "--left", "Rời=có", "--customer", "Mã", "--value", "Cước", "--language", "vi")

    assert told.code == 0
    assert "như nhau ở mọi khách: Nước" in told.err
    assert "không rõ còn hay đã rời" in told.err
    assert "khách đã rời" in told.out
    # Nobody has said in which currency.
    assert "₫" not in told.out
    assert "Thiệt hại dự kiến của khách còn lại: " in told.out


def test_a_word_that_nobody_has_is_refused_with_those_that_are_there(crmeter: Crmeter, customers: Path) -> None:
    told = crmeter("churn", customers, "--left", "Rời=yes", "--json")

    error = told.json()["error"]
    assert (told.code, error["code"]) == (2, "nobody_left")
    assert "có, không" in error["text"]["en"]


def test_few_who_left_are_not_enough(crmeter: Crmeter, tmp_path: Path) -> None:
    path = tmp_path / "few.csv"
    path.write_text("id,months,left\n" + "".join(f"{n},{n % 9},{'yes' if n < 5 else 'no'}\n" for n in range(60)))

    told = crmeter("churn", path, "--left", "left=yes", "--customer", "id")

    assert told.code == 3
    assert "5 customers left" in told.err


def test_what_is_known_after_leaving_only_foretells_nothing(crmeter: Crmeter, tmp_path: Path) -> None:
    """By its header, by being filled in of none who stay, by parting all; numbers of rows say nothing either."""
    lines = ["Row,Churn,Churn Score,Reason,Final bill,Months,Fee"]
    for n in range(400):
        is_gone, months = (n * 7) % 10 < 3, (n * 13) % 40 + (0 if (n * 7) % 10 < 3 else 8)
        score, bill = 60 + n % 41 if is_gone else n % 71, 500 + n % 9 if is_gone else 20 + n % 7
        lines.append(
            f"{n + 1},{'TRUE' if is_gone else 'FALSE'},{score},{'price' if is_gone else ''},{bill},{months},"
            f"${20 + n % 50}.50"
        )
    path = tmp_path / "customers.csv"
    path.write_text("\n".join(lines) + "\n")

    told = crmeter("churn", path, "--left", "Churn=true", "--json").json()
    asked_for = crmeter("churn", path, "--left", "Churn=true", "--features", "Months,Churn Score", "--json").json()

    assert {each["name"] for each in told["features"]} == {"Months", "Fee"}
    assert told["check"]["auc"] < 0.95
    reasons = {each["code"]: each["reason"]["en"] for each in told["left_out"]}
    assert "Churn Score, Reason, Final bill" in reasons["telling"]
    assert "Row" in reasons["numbering"]
    assert {each["name"] for each in asked_for["features"]} == {"Months", "Churn Score"}


def test_who_left_may_be_who_has_a_day_of_leaving(crmeter: Crmeter, tmp_path: Path) -> None:
    rows = [f"{n % 30},{'2024-05-01' if n % 4 == 0 or n % 30 < 3 else ''}\n" for n in range(300)]
    path = tmp_path / "contracts.csv"
    path.write_text("months,end\n" + "".join(rows))

    told = crmeter("churn", path, "--left", "end=*", "--json").json()

    assert (told["n"], told["left"]) == (300, 95)
