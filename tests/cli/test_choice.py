"""`crmeter choice` and `crmeter equity` on files of each shape: rows of choices, of brands, of purchases."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.cli.conftest import Crmeter, Said

BRANDS = ("Nắng", "Gió", "Mây")
DRIVERS = ("quality", "price")


def survey(n: int = 300) -> dict[str, Any]:
    """What people say of three brands, which they bought last and will buy next."""
    rng = np.random.default_rng(11)
    ratings = rng.integers(1, 6, size=(n, 3, 2))
    last = rng.integers(0, 3, n)
    utility = ratings @ np.array([0.5, 0.3]) + 0.8 * (np.arange(3) == last[:, None])
    chosen = (utility + rng.gumbel(size=(n, 3))).argmax(axis=1)
    return {"ratings": ratings, "last": last, "chosen": chosen, "spend": rng.integers(100, 900, n) * 1000}


@pytest.fixture
def rows_of_choices(tmp_path: Path) -> Path:
    said = survey()
    path = tmp_path / "choices.csv"
    header = ["who", *(f"{driver}.{brand}" for driver in DRIVERS for brand in BRANDS), "last", "next", "spend"]
    lines = [",".join(header)]
    for n, rated in enumerate(said["ratings"]):
        cells = [f"R{n}", *rated.T.reshape(-1), BRANDS[said["last"][n]], BRANDS[said["chosen"][n]], said["spend"][n]]
        lines.append(",".join(map(str, cells)))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def rows_of_brands(tmp_path: Path) -> Path:
    said = survey()
    path = tmp_path / "danh-gia.tsv"
    lines = ["Người\tHãng\tquality\tprice\tLần trước\tLần tới\tspend"]
    order = np.random.default_rng(1).permutation(900)
    for row in order:
        n, brand = divmod(int(row), 3)
        flags = [int(said[name][n] == brand) for name in ("last", "chosen")]
        lines.append(
            "\t".join(map(str, [f"R{n}", BRANDS[brand], *said["ratings"][n, brand], *flags, said["spend"][n]]))
        )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def choice(crmeter: Crmeter, path: Path, *more: str) -> Said:
    columns = ("--respondent", "who", "--drivers", "quality,price", "--chosen", "next", "--last", "last")
    return crmeter("choice", path, *columns, *more)


def test_rows_of_choices_and_rows_of_brands_say_the_same(
    crmeter: Crmeter, rows_of_choices: Path, rows_of_brands: Path
) -> None:
    one = choice(crmeter, rows_of_choices, "--json").json()
    columns = ("--respondent", "Người", "--brand", "Hãng", "--chosen", "Lần tới", "--last", "Lần trước")
    other = crmeter("choice", rows_of_brands, *columns, "--drivers", "quality,price", "--json").json()

    assert one["schema"] == "crmeter.choice/1"
    assert (one["n"], one["brands"], other["brands"]) == (300, list(BRANDS), sorted(BRANDS))
    found = {each["name"]: each["coefficient"] for each in one["drivers"]}
    assert found == pytest.approx({each["name"]: each["coefficient"] for each in other["drivers"]})
    assert found["quality"] == pytest.approx(0.5, abs=0.15)
    assert sum(one["switching"][0]) == pytest.approx(1)


def test_purchases_in_their_order_are_choices_after_the_first(crmeter: Crmeter, tmp_path: Path) -> None:
    path = tmp_path / "panel.csv"
    path.write_text(
        "id,price.A,price.B,choice\n"
        + "".join(
            f"{who},{2 + (who + n) % 3},{2 + (2 * who + n) % 4},{'AB'[(who * 7 + n * n) % 5 % 2]}\n"
            for who in range(30) for n in range(6)
        )
    )  # fmt: skip

    told = crmeter("choice", path, "--respondent", "id", "--drivers", "price", "--chosen", "choice", "--json")

    found = told.json()
    assert (found["n"], found["respondents"]) == (150, 30)
    assert [(each["reason"]["en"], each["n"]) for each in found["left_out"]] == [("no earlier purchase is known", 30)]
    assert found["held_out"]["n"] == 30


def test_a_change_of_a_brand_moves_shares_that_add_up_to_nothing(crmeter: Crmeter, rows_of_choices: Path) -> None:
    told = choice(crmeter, rows_of_choices, "--what-if", "Nắng.quality+1", "--json")
    said = choice(crmeter, rows_of_choices, "--what-if", "Nắng.quality+1", "--language", "en").out

    assert re.search(r"Nắng +\+[\d.]+\xa0percentage points   \[\+[\d.]+ – \+[\d.]+\]", said)
    change = told.json()["what_if"][0]["change"]
    values = {brand: each["value"] for brand, each in change.items()}
    assert sum(values.values()) == pytest.approx(0, abs=1e-12)
    assert values["Nắng"] > 0 > values["Gió"]
    low, high = change["Nắng"]["interval"]
    assert low < values["Nắng"] < high


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "300 lựa chọn của 300 người"), ("en", "300 choices of 300 people")]
)
def test_people_read_it_in_their_language(crmeter: Crmeter, rows_of_choices: Path, language: str, words: str) -> None:
    told = choice(crmeter, rows_of_choices, "--lang", language)

    assert words in told.out
    assert ("0,5" if language == "vi" else "0.5") in told.out


def equity(crmeter: Crmeter, path: Path, *more: str) -> Said:
    return crmeter(
        "equity", path, "--respondent", "who", "--drivers", "quality,price", "--chosen", "next", "--last", "last",
        "--us", "Nắng", "--spend", "spend", "--frequency", "4", "--margin", "0.3", "--market", "500000",
        "--currency", "VND", *more,
    )  # fmt: skip


def test_equity_is_told_in_money_with_shares_that_add_up(crmeter: Crmeter, rows_of_choices: Path) -> None:
    found = equity(crmeter, rows_of_choices, "--scale", "1-5", "--group", "both=quality,price", "--json").json()

    assert found["assumptions"] == {
        "margin": dict.fromkeys(BRANDS, 0.3), "discount_rate": 0.12, "horizon_years": 3.0, "customers": 500_000,
    }  # fmt: skip
    assert sum(each["share"]["value"] for each in found["brands"]) == pytest.approx(1)
    # All that is spent in three years, now among it: 13 purchases, worth 11,29 of now's, at a margin of 30 %.
    factor = sum(1.12 ** (-t / 4) for t in range(13))
    total = survey()["spend"].mean() * 0.3 * factor * 500_000
    assert sum(each["equity"]["value"] for each in found["brands"]) == pytest.approx(total)
    moves = {each["name"]: each["change"]["value"] for each in found["moves"]}
    assert moves["both"] > moves["quality"] > moves["price"] > 0


def test_a_name_is_valued_by_two_methods(crmeter: Crmeter, tmp_path: Path) -> None:
    rng = np.random.default_rng(9)
    price, last = rng.uniform(3, 7, (400, 2)), rng.integers(0, 2, 400)
    utility = -0.5 * price + np.array([0, 1]) + (np.arange(2) == last[:, None])
    chosen = (utility + rng.gumbel(size=(400, 2))).argmax(axis=1)
    path = tmp_path / "prices.csv"
    rows = (f"P{n},{price[n, 0]:.3f},{price[n, 1]:.3f},{'AB'[last[n]]},{'AB'[chosen[n]]}\n" for n in range(400))
    path.write_text("who,price.A,price.B,last,next\n" + "".join(rows))
    columns = ("--respondent", "who", "--drivers", "price", "--chosen", "next", "--last", "last", "--decimal", "point")
    stated = ("--spend", "50", "--frequency", "2", "--margin", "0.3", "--market", "1000", "--currency", "USD")

    told = crmeter(
        "equity", path, *columns, *stated, "--us", "B", "--constants", "--against", "A", "--price", "price", "--json"
    )

    named = told.json()["name_against"]
    low, high = named["premium_of_one_unit"]["interval"]
    assert low < 2 < high
    assert named["by_choice"]["value"] > 0
    assert named["by_premium"]["value"] > 0


def test_equity_is_written_by_the_rules_of_the_language(crmeter: Crmeter, rows_of_choices: Path) -> None:
    told = equity(crmeter, rows_of_choices, "--lang", "vi")

    assert "₫" in told.out
    assert "Nếu khách chấm Nắng cao hơn" in told.out


@pytest.mark.parametrize(
    ("flags", "code"),
    [
        (("--us", "Sao"), "unknown_brand"),
        (("--margin", "Nắng=0.3"), "no_margin"),
        (("--margin", "30"), "wrong_margin"),
        (("--scale", "5"), "wrong_scale"),
        (("--group", "value"), "wrong_pair"),
        (("--group", "value=taste"), "wrong_groups"),
        (("--spend", "money"), "no_column"),
        (("--drivers", "quality,taste"), "unknown_driver"),
        (("--against", "Gió", "--price", "price"), "no_name_to_value"),
    ],
)
def test_what_is_not_there_is_named(crmeter: Crmeter, rows_of_choices: Path, flags: tuple[str, str], code: str) -> None:
    told = equity(crmeter, rows_of_choices, *flags, "--json")

    assert told.code == 2
    assert told.json()["error"]["code"] == code


def test_costs_give_returns_and_samples_give_bounds_beside_those_of_the_formula(
    crmeter: Crmeter, rows_of_choices: Path
) -> None:
    stated = ("--cost", "quality=1000000", "--group", "both=quality,price", "--bootstrap", "60")
    found = equity(crmeter, rows_of_choices, "--scale", "1-5", *stated, "--json").json()
    told = equity(crmeter, rows_of_choices, "--scale", "1-5", *stated, "--lang", "vi").out

    moves = {each["name"]: each for each in found["moves"]}
    gained = moves["quality"]["change"]["value"]
    assert moves["quality"]["return"]["value"] == pytest.approx(gained / 1_000_000 - 1)
    assert moves["price"]["return"] is None
    assert found["groups"][0]["importance"]["value"] == pytest.approx(1)
    assert found["bootstrap"] == {"draws": 60, "lost": 0, "seed": 1}
    low, high = moves["quality"]["change_redrawn"]["interval"]
    assert low < gained < high
    assert "rút lại 60 mẫu: [" in told
    assert "lợi ích trên chi phí" in told


def test_principal_components_and_no_end_are_stated_with_what_they_hold(
    crmeter: Crmeter, rows_of_choices: Path
) -> None:
    found = equity(crmeter, rows_of_choices, "--components", "1", "--no-end", "--json").json()

    assert found["components"]["n"] == 1
    assert 0.5 <= found["components"]["explained"] < 1
    assert found["condition_number"] >= 1
    assert found["assumptions"]["horizon_years"] is None
    for brand in found["brands"]:
        assert brand["equity"]["value"] == pytest.approx(brand["equity_without_end"])


@pytest.mark.parametrize(
    ("flags", "code"),
    [
        (("--components", "3"), "wrong_steadying"), (("--components", "1", "--ridge", "1"), "wrong_steadying"),
        (("--bootstrap", "5"), "few_draws"), (("--cost", "taste=5"), "unknown_cost"),
        (("--no-end", "--discount-rate", "0"), "no_discount"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told(
    crmeter: Crmeter, rows_of_choices: Path, flags: tuple[str, ...], code: str
) -> None:
    told = equity(crmeter, rows_of_choices, *flags, "--json")

    assert told.code == 2
    assert told.json()["error"]["code"] == code


def test_a_wave_before_tells_what_moved_equity_and_the_parts_add_up(crmeter: Crmeter, rows_of_choices: Path) -> None:
    lines = rows_of_choices.read_text(encoding="utf-8").splitlines()
    before = rows_of_choices.with_name("before.csv")
    before.write_text("\n".join(lines[:201]) + "\n", encoding="utf-8")
    stated = ("--before", before, "--market-before", "400000")

    found = equity(crmeter, rows_of_choices, *stated, "--json").json()
    told = equity(crmeter, rows_of_choices, *stated, "--lang", "vi").out

    since = found["since_before"]
    assert (since["n_before"], since["linked"]) == (200, 200)
    for brand, now in zip(since["brands"], found["brands"], strict=True):
        assert sum(each["value"] for each in brand["parts"]) == pytest.approx(brand["change"]["value"])
        assert brand["before"] + brand["change"]["value"] == pytest.approx(now["equity"]["value"])
        for part in brand["parts"]:
            low, high = part["interval"]
            assert low <= part["value"] <= high
            # Margin, discount rate and horizon are stated alike, and everybody buys as often.
            assert (low == high) == (part["cause"] in ("assumptions", "frequency"))
    assert "So với đợt trước:" in told
    assert re.search(r"số khách của thị trường +\+?[^\[]+\[", told)


def test_what_intervals_of_steadied_drivers_are_of_is_said(crmeter: Crmeter, rows_of_choices: Path) -> None:
    words = "Intervals are of what the steadied model would give"

    assert words in equity(crmeter, rows_of_choices, "--ridge", "5", "--lang", "en").out
    assert words in equity(crmeter, rows_of_choices, "--components", "1", "--lang", "en").out
    assert words not in equity(crmeter, rows_of_choices, "--lang", "en").out


def test_brands_in_brackets_and_under_two_rows_of_headers_are_read_alike(
    crmeter: Crmeter, rows_of_choices: Path, tmp_path: Path
) -> None:
    header, *lines = rows_of_choices.read_text(encoding="utf-8").splitlines()
    bracketed, two_rows = tmp_path / "bracketed.csv", tmp_path / "two-rows.csv"
    names = header.split(",")
    inside = [re.sub(r"(\w+)\.(\w+)", r"\1 [\2]", name) for name in names]
    bracketed.write_text("\n".join([",".join(inside), *lines]) + "\n", encoding="utf-8")
    over = ["who", "quality", "", "", "price", "", "", "last", "next", "spend"]
    under = ["", *BRANDS, *BRANDS, "", "", ""]
    two_rows.write_text("\n".join([",".join(over), ",".join(under), *lines]) + "\n", encoding="utf-8")

    one = choice(crmeter, rows_of_choices, "--json").json()

    assert choice(crmeter, bracketed, "--json").json() == one
    assert choice(crmeter, two_rows, "--json").json() == one
