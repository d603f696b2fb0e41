"""`crmeter balance`: the case of 1996, in both languages, and what is refused."""

from pathlib import Path

import pytest
from tests.cli.conftest import Crmeter

FLAGS = (
    *("--margin", "50", "--win-cost", "5", "--win-rate", "0.2", "--win-ceiling", "0.4"),
    *("--keep-cost", "8", "--keep-rate", "0.4", "--keep-ceiling", "0.7", "--currency", "USD"),
)


def test_the_best_spending_is_told_with_what_the_ceilings_do_to_it(crmeter: Crmeter) -> None:
    told = crmeter("balance", *FLAGS, "--json").json()

    best = told["best"]
    assert (best["acquisition"], best["retention"], best["value"]) == pytest.approx((10.08, 15.93, 11.88), abs=0.01)
    assert best["acquisition_if_ceilings_are_off"][0] < best["acquisition"]
    assert told["multiple"]["times"] == pytest.approx(0.4 / 0.72)


@pytest.mark.parametrize(("language", "words"), [("vi", "Giữ khách: nên chi"), ("en", "Keeping: spend $15.93")])
def test_people_read_it_in_their_language(crmeter: Crmeter, language: str, words: str) -> None:
    assert words in crmeter("balance", *FLAGS, "--language", language).out


def test_a_rate_above_its_ceiling_is_refused(crmeter: Crmeter) -> None:
    told = crmeter("balance", *FLAGS, "--win-rate", "0.5", "--json")

    assert told.code == 2
    assert told.json()["error"]["code"] == "no_balance"


def test_amounts_are_in_the_currency_of_the_latest_evaluation(crmeter: Crmeter, folder: Path) -> None:
    flags = tuple(each for each in FLAGS if each not in ("--currency", "USD"))
    assert crmeter("balance", *flags, "--json").json()["currency"] is None
    assert "Keeping: spend 15.93 a year" in crmeter("balance", *flags, "--language", "en").out

    crmeter("evaluate", "--source", folder / "orders.csv", "--out", folder / "report.json")

    assert crmeter("balance", *flags, "--json").json()["currency"] == "VND"
