"""`crmeter value-map` on the printed toasters, and on ratings whose figures are worked out by hand."""

import math
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Crmeter, Said

# 15 toasters, Yang 2005, Design for Six Sigma for Service, table 5.5 after Gale; 28 of a mean of 32.53 is printed 85.
QUALITY = [128, 119, 117, 112, 109, 107, 104, 101, 94, 91, 87, 84, 84, 83, 80]
DOLLARS = [70, 28, 77, 25, 40, 35, 15, 32, 45, 16, 35, 21, 25, 11, 13]
PRINTED = [215, 86, 237, 77, 123, 108, 46, 98, 138, 49, 108, 65, 77, 34, 40]
Z_80 = 1.2815515655446004
T_80_OF_3 = 1.6377443536962102

# Taste: 7 against 5; service: 5 against 5.
TASTE = {"A": [8, 6, 8, 6], "B": [5, 5, 6, 4]}
SERVICE = {"A": [5, 5, 4, 6], "B": [4, 6, 5, 5]}
# √12 times by how much each respondent moves our score: 60 (a/5 − 7b/25) + 40 (c/5 − d/5).
MOVES = [20, -20, -12.8, 12.8]


def written(path: Path, header: str, rows: list[str]) -> Path:
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def toasters(tmp_path: Path) -> Path:
    rows = [f"T{n},{q},{p},{n + 1}" for n, (q, p) in enumerate(zip(QUALITY, DOLLARS, strict=True))]
    return written(tmp_path / "toasters.csv", "name,quality,price,sold", rows)


def rated(tmp_path: Path, paid: dict[str, list[int]], more: list[str] | None = None) -> Path:
    rows = [
        f"R{n},{product},{TASTE[product][n]},{SERVICE[product][n]},{paid[product][n]},{60 + n},{40 - n},{7 + n % 2}"
        for product in "AB"
        for n in range(4)
    ]
    return written(tmp_path / "ratings.csv", "who,product,taste,service,paid,i1,i2,overall", rows + (more or []))


@pytest.fixture
def ratings(tmp_path: Path) -> Path:
    return rated(tmp_path, {"A": [12] * 4, "B": [10] * 4})


def products(crmeter: Crmeter, path: Path, *more: str) -> Said:
    return crmeter("value-map", path, "--product", "name", "--price", "price", "--quality", "quality", *more)


def of_ratings(crmeter: Crmeter, path: Path, *more: str, us: str = "A") -> Said:
    columns = ("--respondent", "who", "--product", "product", "--attributes", "taste,service", "--price", "paid")
    return crmeter("value-map", path, *columns, "--us", us, *more)


def test_the_printed_relative_prices_of_toasters_are_found(crmeter: Crmeter, toasters: Path) -> None:
    told = products(crmeter, toasters, "--us", "T0", "--currency", "USD", "--price-weight", "0.25", "--json").json()

    found = told["maps"][0]["products"]
    assert told["schema"] == "crmeter.value_map/1"
    assert [round(each["relative_price"]["value"]) for each in found] == PRINTED
    assert [each["relative_quality"]["value"] for each in found] == pytest.approx(QUALITY)
    # 28 points of quality stand against 115 of price; a point of quality is worth three where price counts a quarter.
    assert found[0]["distance_45"]["value"] == pytest.approx(28 - (70 / (488 / 15) - 1) * 100)
    assert found[0]["distance"]["value"] == pytest.approx(3 * 28 - (70 / (488 / 15) - 1) * 100)


def test_without_errors_nothing_is_called_better_or_worse(crmeter: Crmeter, toasters: Path) -> None:
    told = products(crmeter, toasters, "--us", "T0", "--json").json()

    found = told["maps"][0]["products"][0]
    assert (found["verdict"], found["action"], found["distance"]["interval"]) == (None, None, None)
    assert "sampling error is not known" in found["reason"]["en"]


def test_the_market_is_weighed_by_share(crmeter: Crmeter, toasters: Path) -> None:
    told = products(crmeter, toasters, "--us", "T0", "--share", "sold", "--json").json()

    mean = sum((n + 1) * each for n, each in enumerate(QUALITY)) / 120
    assert told["maps"][0]["market"]["quality"] == pytest.approx(mean)


def test_products_are_kept_improved_or_repriced_by_rule(crmeter: Crmeter, tmp_path: Path) -> None:
    path = written(tmp_path / "shops.csv", "name,quality,price,se", ["good,120,80,1", "dear,100,130,1", "poor,80,90,1"])

    told = products(crmeter, path, "--us", "dear", "--quality-error", "se", "--currency", "USD", "--json").json()

    good, dear, poor = told["maps"][0]["products"]
    assert [(each["verdict"], each["action"]) for each in (good, dear, poor)] == [
        ("better", "keep"), ("worse", "reprice"), ("worse", "improve"),
    ]  # fmt: skip
    # Of quality 100 the fair price is the mean: that of the two others, 85.
    assert "$85.00" in dear["reason"]["en"]
    assert "85,00" in dear["reason"]["vi"]
    # d(100 x / x̄) by a quality of 80 out of a mean of 100: the product itself 1 − 0.8/3, each other one 0.8/3.
    error = math.sqrt((1 - 0.8 / 3) ** 2 + 2 * (0.8 / 3) ** 2)
    assert poor["distance"]["interval"] == pytest.approx([-10 - Z_80 * error, -10 + Z_80 * error])


def test_products_are_compared_within_their_set_alone(crmeter: Crmeter, tmp_path: Path) -> None:
    rows = ["a,90,10,small", "b,110,30,small", "c,5,300,big", "d,15,100,big", "e,1,1,van", "f,2,,big", "a,1,1,small"]
    path = written(tmp_path / "cars.csv", "name,quality,price,type", rows)

    told = products(crmeter, path, "--us", "c", "--set", "type", "--json").json()

    found = {each["set"]: [p["relative_price"]["value"] for p in each["products"]] for each in told["maps"]}
    assert found == {"big": [150, 50], "small": [50, 150]}
    assert {each["code"]: each["n"] for each in told["left_out"]} == {"alone": 1, "no_price": 1, "twice": 1}


def test_waves_tell_what_moved(crmeter: Crmeter, tmp_path: Path) -> None:
    rows = ["a,100,100,W10,1", "b,100,100,W10,1", "a,110,60,W9,1", "b,90,140,W9,1"]
    path = written(tmp_path / "waves.csv", "name,quality,price,wave,se", rows)

    told = products(crmeter, path, "--us", "a", "--wave", "wave", "--quality-error", "se", "--json").json()

    move = told["changes"][0]
    assert (move["product"], move["from"], move["to"]) == ("a", "W9", "W10")
    assert (move["relative_quality"]["value"], move["relative_price"]["value"]) == pytest.approx((-10, 40))
    # Errors 100/x̄ · √((1 − r/2)² + (r/2)²) of r = 1.1 and 1.
    reach = Z_80 * math.sqrt(0.45**2 + 0.55**2 + 0.5)
    assert move["distance"]["interval"] == pytest.approx([-50 - reach, -50 + reach])
    assert move["relative_price"]["interval"] is None


def test_ratings_are_profiled_as_by_hand(crmeter: Crmeter, ratings: Path) -> None:
    told = of_ratings(crmeter, ratings, "--weights", "service=40,taste=60", "--against", "B", "--json").json()

    profile = told["profiles"][0]
    error = math.sqrt(sum(each**2 for each in MOVES) / 12)
    factor = math.exp(T_80_OF_3 * error / 124)
    assert profile["score"]["value"] == pytest.approx(124)
    assert profile["score"]["interval"] == pytest.approx([124 / factor, 124 * factor])
    assert [each["ratio"]["value"] for each in profile["attributes"]] == pytest.approx([1.4, 1])
    duel = profile["head_to_head"]["attributes"]
    # Taste: 3, 1, 2, 2 better: t = 2 √4 / √(2/3) of three degrees of freedom; Holm doubles its p of 0.01628.
    assert [each["p_adjusted"] for each in duel] == pytest.approx([0.03256, 1], abs=5e-5)
    assert [(each["pairing"], each["differs"]) for each in duel] == [("paired", True), ("paired", False)]


def test_rated_products_lie_on_the_map_as_by_hand(crmeter: Crmeter, ratings: Path) -> None:
    told = of_ratings(crmeter, ratings, "--weights", "taste=60,service=40", "--json").json()

    ours, theirs = told["maps"][0]["products"]
    assert (ours["relative_price"]["value"], theirs["relative_price"]["value"]) == pytest.approx((120, 250 / 3))
    assert theirs["relative_quality"]["value"] == pytest.approx(60 * 5 / 7 + 40)
    # Everybody pays the same: a list price, which has no error of its own.
    reach = Z_80 * math.sqrt(sum(each**2 for each in MOVES) / 12)
    assert ours["distance"]["interval"] == pytest.approx([4 - reach, 4 + reach])
    assert (ours["verdict"], ours["action"]) == ("fair", "keep")


def test_quality_and_price_of_one_respondent_vary_together(crmeter: Crmeter, tmp_path: Path) -> None:
    path = rated(tmp_path, {"A": [12, 10, 14, 12], "B": [10] * 4})

    told = of_ratings(crmeter, path, "--weights", "taste=60,service=40", "--json").json()

    moves = [score - price for score, price in zip(MOVES, [0, -20, 20, 0], strict=True)]
    reach = Z_80 * math.sqrt(sum(each**2 for each in moves) / 12)
    assert told["maps"][0]["products"][0]["distance"]["interval"] == pytest.approx([4 - reach, 4 + reach])


def test_weights_are_stated_or_derived(crmeter: Crmeter, ratings: Path) -> None:
    stated = of_ratings(crmeter, ratings, "--weights", "i1,i2", "--json").json()["profiles"][0]
    derived = of_ratings(crmeter, ratings, "--weights", "derived", "--overall", "overall", "--json").json()

    assert stated["weights"] == "stated"
    assert [each["weight"]["value"] for each in stated["attributes"]] == pytest.approx([0.615, 0.385])
    profile = derived["profiles"][0]
    assert profile["weights"] == "derived"
    assert sum(each["weight"]["value"] for each in profile["attributes"]) == pytest.approx(1)


def test_what_is_not_whole_is_left_out_with_its_number(crmeter: Crmeter, tmp_path: Path) -> None:
    more = ["R0,A,1,1,12,,,", ",A,1,1,12,,,", "R1,C,5,,9,,,", "R2,C,5,,9,,,", "R3,D,,,,,,"]
    path = rated(tmp_path, {"A": [12] * 4, "B": [10] * 4}, more)

    told = of_ratings(crmeter, path, "--weights", "taste=60,service=40", "--json").json()

    assert told["profiles"][0]["score"]["value"] == pytest.approx(124)
    assert {each["code"]: each["n"] for each in told["left_out"]} == {
        "nobody": 1, "not_rated": 1, "twice": 1, "not_rated_whole": 1,
    }  # fmt: skip


def test_mixed_currencies_are_refused(crmeter: Crmeter, tmp_path: Path) -> None:
    path = written(tmp_path / "mixed.csv", "name,quality,price,money", ["a,1,1,VND", "b,2,2,USD"])

    told = products(crmeter, path, "--us", "a", "--currency", "money", "--json")

    assert told.code == 3
    assert told.json()["undefined"]["code"] == "mixed_currencies"


def test_a_column_of_words_is_named_where_it_should_tell_numbers(crmeter: Crmeter, tmp_path: Path) -> None:
    path = written(tmp_path / "words.csv", "name,quality,price", ["A,good,10", "B,very good,12", "C,fair,9"])

    refused = products(crmeter, path, "--us", "A", "--json")

    undefined = refused.json()["undefined"]
    assert (refused.code, undefined["code"]) == (3, "column_of_words")
    assert undefined["reason"]["en"] == "the column “quality” holds words, such as “good”, and no numbers"


def test_one_product_is_not_enough(crmeter: Crmeter, tmp_path: Path) -> None:
    one = products(crmeter, written(tmp_path / "one.csv", "name,quality,price", ["a,1,1"]), "--us", "a", "--json")
    path = written(tmp_path / "rated.csv", "who,product,taste,service,paid", ["R0,A,5,5,1", "R1,A,4,4,2"])
    other = of_ratings(crmeter, path, "--weights", "taste=1,service=1", "--json")

    assert [(each.code, each.json()["undefined"]["code"]) for each in (one, other)] == [(3, "one_product")] * 2


@pytest.mark.parametrize(
    ("flags", "code"),
    [
        (("--us", "T99"), "unknown_product"),
        (("--us", "T0", "--set", "kind"), "unknown_column"),
        (("--us", "T0", "--currency", "gold"), "unknown_currency"),
        (("--us", "T0", "--price-weight", "40"), "wrong_price_weight"),
        (("--us", "T0", "--weights", "taste=1"), "flag_of_other_shape"),
    ],
)
def test_what_is_not_there_is_named(crmeter: Crmeter, toasters: Path, flags: tuple[str, ...], code: str) -> None:
    told = products(crmeter, toasters, *flags, "--json")

    assert told.code == 2
    assert told.json()["error"]["code"] == code


@pytest.mark.parametrize(
    ("flags", "code"),
    [
        ((), "no_weights"),
        (("--weights", "taste=60"), "weights_differ"),
        (("--weights", "taste=60,service=much"), "wrong_weights"),
        (("--weights", "i1"), "weights_differ"),
        (("--weights", "derived"), "no_overall"),
        (("--weights", "i1,i2", "--against", "A"), "itself"),
        (("--weights", "i1,i2", "--against", "Z"), "unknown_product"),
        (("--weights", "i1,i2", "--quality", "taste"), "flag_of_other_shape"),
    ],
)
def test_weights_and_flags_that_do_not_fit_are_refused(
    crmeter: Crmeter, ratings: Path, flags: tuple[str, ...], code: str
) -> None:
    told = of_ratings(crmeter, ratings, *flags, "--json")

    assert told.code == 2
    assert told.json()["error"]["code"] == code


def test_a_scale_that_begins_at_zero_is_refused(crmeter: Crmeter, tmp_path: Path) -> None:
    path = rated(tmp_path, {"A": [12] * 4, "B": [10] * 4}, ["R5,A,0,5,12,,,"])

    told: Any = of_ratings(crmeter, path, "--weights", "taste=60,service=40", "--json").json()

    assert told["error"]["code"] == "not_positive"


@pytest.mark.parametrize(
    ("language", "words", "score"),
    [("vi", "chưa thấy lệch khỏi đường ngang giá trị", "124,0"), ("en", "it cannot be told apart", "124.0")],
)
def test_people_read_it_in_their_language(
    crmeter: Crmeter, ratings: Path, language: str, words: str, score: str
) -> None:
    flags = ("--weights", "taste=60,service=40", "--against", "B", "--currency", "VND", "--price-weight", "0.4")
    told = of_ratings(crmeter, ratings, *flags, "--language", language)

    assert told.code == 0
    assert words in told.out
    assert score in told.out
    assert "₫" in told.out


@pytest.mark.parametrize("header", ["{brand}_{what}", "{what} [{brand}]", "{what}.{brand}"])
def test_a_row_for_each_respondent_says_the_same_as_one_for_each_product(
    crmeter: Crmeter, tmp_path: Path, ratings: Path, header: str
) -> None:
    columns = ("taste", "service", "paid")
    paid = {"A": 12, "B": 10}
    rows = [f"R{n}," + ",".join(f"{TASTE[b][n]},{SERVICE[b][n]},{paid[b]}" for b in "AB") for n in range(4)]
    names = ",".join(header.format(brand=brand, what=what) for brand in "AB" for what in columns)
    wide = written(tmp_path / "wide.csv", f"who,{names}", rows)
    told = ("--respondent", "who", "--attributes", "taste,service", "--price", "paid", "--us", "A", "--json")

    assert crmeter("value-map", wide, *told).json() == of_ratings(crmeter, ratings, "--json").json()


def test_an_attribute_that_one_brand_lacks_is_refused(crmeter: Crmeter, tmp_path: Path) -> None:
    wide = written(tmp_path / "wide.csv", "who,A_taste,B_taste,C_taste,A_price,B_price", ["R1,5,4,3,10,12"])

    said = crmeter(
        "value-map",
        wide,
        "--respondent",
        "who",
        "--attributes",
        "taste",
        "--price",
        "price",
        "--us",
        "A",
        "--language",
        "en",
    )

    assert said.code == 2
    assert "different brands: A, B, C; A, B" in said.err
