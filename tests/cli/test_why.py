"""`crmeter why`: the change of a figure in parts that add up, by hand (C9)."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from crmeter.cli import main


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two years: the web sells 40 orders of 10 and then 20 of 30, the shop 20 of 10 and then 30 of 10."""
    folder = tmp_path_factory.mktemp("why")
    rows = ["order id,order date,total vnd,customer id,channel"]

    def sell(channel: str, first: date, n: int, amount: int) -> None:
        for at in range(n):
            rows.append(f"{len(rows)},{first + timedelta(days=at)},{amount},K{at % 9},{channel}")

    sell("web", date(2024, 6, 1), 40, 10)
    sell("shop", date(2024, 6, 1), 20, 10)
    sell("web", date(2025, 6, 1), 20, 30)
    sell("shop", date(2025, 6, 1), 30, 10)
    # The first and the last day, so that both windows of 365 days lie in what was sold.
    rows.append(f"{len(rows)},2023-12-01,10,K1,shop")
    rows.append(f"{len(rows)},2025-12-31,10,K1,shop")
    (folder / "orders.csv").write_text("\n".join(rows))
    code = main(["evaluate", "--source", str(folder / "orders.csv"), "--workspace", str(folder / "workspace")])
    assert code == 0
    return folder / "workspace"


def test_each_channel_adds_the_orders_that_it_has_more_or_fewer(workspace: Path, crmeter: Any) -> None:
    told = crmeter("why", "orders", "--by", "channel", "--workspace", workspace, "--json").json()

    # Web 20 − 40; shop 30 and that of the last day, less 20.
    assert told["schema"] == "crmeter.why/1"
    assert (told["before"], told["now"], told["change"]) == (60, 51, -9)
    assert [(each["group"], each["adds"], each["by_mix"]) for each in told["reasons"]] == [
        ("web", -20, None),
        ("shop", 11, None),
    ]


def test_a_mean_is_split_into_own_change_and_weight(workspace: Path, crmeter: Any) -> None:
    told = crmeter("why", "average_order_value", "--by", "channel", "--workspace", workspace, "--json").json()

    # 600/60 = 10 → 910/51. Of the web the own change weighs its mean share: (30 − 10) × (40/60 + 20/51) / 2.
    web, shop = told["reasons"]
    assert told["before"] == 10
    assert told["now"] == pytest.approx(910 / 51)
    assert web["by_rate"] == pytest.approx(20 * (40 / 60 + 20 / 51) / 2)
    assert shop["by_rate"] == 0
    assert sum(each["by_rate"] + each["by_mix"] for each in (web, shop)) == pytest.approx(told["change"])


def test_the_same_in_words(workspace: Path, crmeter: Any) -> None:
    said = crmeter("why", "orders", "--by", "channel", "--workspace", workspace, "--language", "vi")

    written = said.out.replace("\N{NO-BREAK SPACE}", " ")
    assert "60 đơn" in written
    assert "web\t40 đơn\t20 đơn\t−20 đơn" in written
    assert "Cộng lại\t−9 đơn" in written


@pytest.mark.parametrize(
    ("words", "code", "needle"),
    [
        (("nothing",), 2, "nothing"),
        (("revenue", "--by", "moon"), 2, "--by"),
        (("days_in_lifecycle_stage",), 2, "no sum of parts"),
        (("leads_created",), 3, "period before"),
    ],
)
def test_what_cannot_be_split_is_said(
    workspace: Path, crmeter: Any, words: tuple[str, ...], code: int, needle: str
) -> None:
    said = crmeter("why", *words, "--workspace", workspace, "--language", "en")

    assert said.code == code
    assert needle in said.err
