"""`crmeter ahp` on files of pairwise judgements, against a published matrix and sums by hand."""

import math
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from tests.cli.conftest import Crmeter

# Saaty 2008, Int. J. Services Sciences 1(1): which drink is consumed more in the USA.
DRINK_NAMES = ("coffee", "wine", "tea", "beer", "soda", "milk", "water")
DRINKS = (
    ("9", "5", "2", "1", "1", "1/2"),
    ("1/3", "1/9", "1/9", "1/9", "1/9"),
    ("1/3", "1/4", "1/3", "1/9"),
    ("1/2", "1", "1/3"),
    ("2", "1/2"),
    ("1/3",),
)
HEADER = "evaluator,left,right,value"


def judgements(path: Path, *lines: str, header: str = HEADER) -> Path:
    path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
    return path


def drinks(who: str = "An") -> list[str]:
    return [
        f"{who},{DRINK_NAMES[i]},{DRINK_NAMES[i + 1 + j]},{value}"
        for i, row in enumerate(DRINKS)
        for j, value in enumerate(row)
    ]


def rounded(weights: dict[str, float]) -> list[float]:
    return [round(weight, 3) for weight in weights.values()]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "so-sanh.csv"


@pytest.mark.parametrize("order", [drinks(), drinks()[:6] + drinks()[:5:-1]])
def test_the_published_drinks_are_found(crmeter: Crmeter, path: Path, order: Sequence[str]) -> None:
    told = crmeter("ahp", judgements(path, *order), "--json").json()

    found = told["evaluators"][0]
    assert (told["schema"], told["n"], told["names"]) == ("crmeter.ahp/1", 21, list(DRINK_NAMES))
    assert rounded(found["weights"]) == [0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327]
    assert found["lambda_max"] == pytest.approx(7.1766, abs=5e-5)
    assert found["consistency_ratio"] == pytest.approx(0.022, abs=5e-4)
    assert (found["table"], found["consistent"], found["missing"]) == ("saaty_1980", True, 0)
    assert told["by_judgements"]["weights"] == pytest.approx(found["weights"])
    assert told["by_priorities"]["weights"] == pytest.approx(found["weights"])


def test_the_least_consistent_triple_is_named_with_what_would_mend_it(crmeter: Crmeter, path: Path) -> None:
    """a against b is 2, b against c 2, so a against c should be 4 and not 1/4: gap ln 16."""
    triple = crmeter("ahp", judgements(path, "An,a,b,2", "An,b,c,2", "An,a,c,1/4"), "--json").json()["evaluators"][0]

    worst = triple["worst_triple"]
    assert triple["consistent"] is False
    assert (worst["names"], worst["gap"]) == (["a", "b", "c"], pytest.approx(math.log(16)))
    given = {("a", "b"): 2, ("b", "c"): 2, ("a", "c"): 1 / 4}[worst["left"], worst["right"]]
    agreeing = {("a", "b"): 1 / 8, ("b", "c"): 1 / 8, ("a", "c"): 4}[worst["left"], worst["right"]]
    assert (worst["given"], worst["agreeing"], worst["on_scale"]) == pytest.approx((given, agreeing, True))


def test_evaluators_are_combined_both_ways_as_they_count(crmeter: Crmeter, path: Path) -> None:
    """Of two things: 8 and 1, counting 2 and 1, are 8^⅔ = 4 together; weights 8/9 : 1/9 and ½ : ½ likewise."""
    file = judgements(path, "An,a,b,8", "Bình,b,a,1")

    told = crmeter("ahp", file, "--weights", "An=2,Bình=1", "--json").json()

    assert [each["counts"] for each in told["evaluators"]] == pytest.approx([2 / 3, 1 / 3])
    assert told["by_judgements"]["weights"] == pytest.approx({"a": 0.8, "b": 0.2})
    assert told["by_priorities"]["weights"] == pytest.approx({"a": 0.8, "b": 0.2})
    assert told["by_judgements"]["consistency_ratio"] == 0


def test_missing_judgements_are_what_the_others_say(crmeter: Crmeter, path: Path) -> None:
    file = judgements(path, "An,a,b,2", "An,b,c,3", "An,a,c,")

    told = crmeter("ahp", file, "--json")

    found = told.json()["evaluators"][0]
    assert found["weights"] == pytest.approx({"a": 0.6, "b": 0.3, "c": 0.1})
    assert (found["missing"], found["consistency_ratio"]) == (1, 0)
    assert "Left out 1: pairs without a judgement" in told.err


@pytest.mark.parametrize("value", ["0,2", "0.2", "1/5", "1 / 5", "2/10"])
def test_a_fraction_is_read_as_it_is_written(crmeter: Crmeter, path: Path, value: str) -> None:
    file = judgements(path, f"An;a;b;{value}", header=HEADER.replace(",", ";"))

    assert crmeter("ahp", file, "--json").json()["evaluators"][0]["weights"] == pytest.approx({"a": 1 / 6, "b": 5 / 6})


def test_columns_and_table_are_those_that_are_named(crmeter: Crmeter, path: Path) -> None:
    file = judgements(path, "An,a,b,2", "An,b,c,2", "An,a,c,2", header="Ai,Mục 1,Mục 2,Lần")
    flags = ("--evaluator", "Ai", "--left", "Mục 1", "--right", "Mục 2", "--value", "Lần", "--table", "simulated")

    found = crmeter("ahp", file, *flags, "--json").json()["evaluators"][0]

    assert (found["table"], found["random_index"]) == ("simulated", 0.518)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "vi",
            ("42 đánh giá của 2 người về 7 mục", "17,7%", "CR 0,022 (bảng saaty_1980)", "mâu thuẫn nhất", "Gộp chung"),
        ),
        ("en", ("42 judgements of 2 evaluators on 7 things", "17.7%", "CR 0.022", "least consistent", "Together")),
    ],
)
def test_people_read_it_in_their_language(
    crmeter: Crmeter, path: Path, language: str, words: tuple[str, ...]
) -> None:  # fmt: skip
    told = crmeter("ahp", judgements(path, *drinks("An"), *drinks("Bình")), "--language", language)

    assert told.code == 0
    assert all(word in told.out for word in words)


def test_what_nobody_connects_is_named_apart(crmeter: Crmeter, path: Path) -> None:
    told = crmeter("ahp", judgements(path, "An,a,b,2", "Bình,a,b,3", "An,b,c,2", "Bình,c,d,2", "An,c,d,1"))

    assert told.code == 3
    assert "Bình: no comparison connects a, b with c, d" in told.err


def test_more_than_ten_things_have_weights_and_no_ratio(crmeter: Crmeter, path: Path) -> None:
    told = crmeter("ahp", judgements(path, *(f"An,m{n},m{n + 1},1" for n in range(10)))).out

    assert "9.1%" in told
    assert "has no value for 11 things" in told


@pytest.mark.parametrize(
    ("lines", "code", "words"),
    [
        (("An,a,b,2", "An,a,b,2"), "judged_twice", "line 3: An compared a with b in line 2"),
        (("An,a,b,2", "An,b,a,2"), "judged_twice", "line 3: An compared b with a in line 2"),
        (("An,a,b,10",), "off_scale", "line 2: 10 is no judgement"),
        (("An,a,b,3", "An,b,c,0.11"), "off_scale", "line 3: 0.11"),
        (("An,a,b,1/0",), "off_scale", "line 2: 1/0"),
        (("An,a,b,-3",), "off_scale", "line 2: -3"),
        (("An,a,b,05.01.2026",), "off_scale", "line 2: 05.01.2026"),
        (("An,a,a,1",), "with_itself", "line 2: a is compared with itself"),
        (("An,a,b,2", ",b,c,2"), "no_name", "line 3: the column evaluator is empty"),
    ],
)
def test_a_wrong_row_is_refused_by_its_line(
    crmeter: Crmeter, path: Path, lines: tuple[str, ...], code: str, words: str
) -> None:
    told = crmeter("ahp", judgements(path, *lines), "--json")

    error = told.json()["error"]
    assert (told.code, error["code"]) == (2, code)
    assert words in error["text"]["en"]


@pytest.mark.parametrize(
    ("flags", "code"),
    [
        (("--left", "thing"), "unknown_column"),
        (("--weights", "An=1"), "wrong_evaluators"),
        (("--weights", "An=1,Bình=1,Chi=1"), "wrong_evaluators"),
        (("--weights", "An=1,Bình=0"), "wrong_weight"),
        (("--weights", "An=1,An=1"), "wrong_weight"),
        (("--weights", "An"), "wrong_pair"),
        (("--table", "none"), "usage"),
    ],
)
def test_flags_that_make_no_sense_are_refused(crmeter: Crmeter, path: Path, flags: tuple[str, str], code: str) -> None:
    told = crmeter("ahp", judgements(path, "An,a,b,2", "Bình,a,b,3"), *flags, "--json")

    assert told.code == 2
    assert told.json()["error"]["code"] == code


def test_alternatives_are_ranked_with_the_weight_at_which_they_change(crmeter: Crmeter, path: Path) -> None:
    """Weights ¾ and ¼: A .75 · 1, B .25 · 1; level at ½."""
    file = judgements(path, "An,price,service,3")
    scored = path.with_name("phuong-an.csv")
    scored.write_text("alternative,price,service\nA,1,0\nB,0,1\n", encoding="utf-8")

    told = crmeter("ahp", file, "--alternatives", scored, "--json").json()["ranking"]

    assert {each["name"]: each["total"] for each in told["alternatives"]} == pytest.approx({"A": 0.75, "B": 0.25})
    price, service = told["sensitivity"]
    assert price["above"] is None
    assert (price["below"]["weight"], price["below"]["move"]) == pytest.approx((0.5, -0.25))
    assert (service["above"]["falling"], service["above"]["rising"]) == ("A", "B")
    said = crmeter("ahp", file, "--alternatives", scored, "--language", "vi").out
    assert "price: trọng số từ 75,0% thành 50,0% thì B ngang A" in said


@pytest.mark.parametrize(
    ("scores", "exit_code", "code"),
    [
        ("alternative,price\nA,1\nB,0\n", 2, "unknown_column"),
        ("alternative,price,service\nA,1,\nB,0,1\n", 2, "no_score"),
        ("alternative,price,service\nA,1,2\nA,0,1\n", 2, "scored_twice"),
        ("alternative,price,service\nA,1,2\n", 3, "one_alternative"),
    ],
)
def test_alternatives_without_whole_scores_are_refused(
    crmeter: Crmeter, path: Path, scores: str, exit_code: int, code: str
) -> None:
    file = judgements(path, "An,price,service,3")
    scored = path.with_name("phuong-an.csv")
    scored.write_text(scores, encoding="utf-8")

    told = crmeter("ahp", file, "--alternatives", scored, "--json")

    assert told.code == exit_code
    assert (told.json().get("error") or told.json()["undefined"])["code"] == code


def test_columns_that_name_no_things_are_refused(crmeter: Crmeter, path: Path) -> None:
    file = judgements(path, *(f"An,m{n},m{n + 1},1" for n in range(100)))

    assert crmeter("ahp", file, "--json").json()["error"]["code"] == "too_many_things"


MATRIX = ("Price,1,1/3,2", "Quality,3,1,5", "Service,0.5,0.2,1")


@pytest.mark.parametrize(
    ("header", "lines"),
    [
        ("criterion,Price,Quality,Service", MATRIX),
        (",Price,Quality,Service", ("Price,1,0.33,2", "quality,3,1,5", "Service,0.5,0.2,1")),
        (",Price,Quality,Service", ("Price,1,1/3,2", "Quality,,1,5")),
        (",Price,Quality,Service", ("Price,,,", "Quality,3,,", "Service,1/2,1/5,")),
    ],
)
def test_a_matrix_says_what_its_pairs_do(crmeter: Crmeter, path: Path, header: str, lines: Sequence[str]) -> None:
    """Whole with fractions or rounded, its upper half or its lower one."""
    pairs = judgements(path.with_name("pairs.csv"), "Price,Quality,1/3", "Price,Service,2", "Quality,Service,5",
                       header="left,right,value")  # fmt: skip

    matrix = crmeter("ahp", judgements(path, *lines, header=header), "--json").json()
    told = crmeter("ahp", pairs, "--json").json()

    assert matrix["names"] == ["Price", "Quality", "Service"]
    assert matrix["by_judgements"]["weights"] == pytest.approx(told["by_judgements"]["weights"])
    assert [each["name"] for each in (*matrix["evaluators"], *told["evaluators"])] == ["so-sanh", "pairs"]


def test_matrices_of_several_evaluators_follow_each_other_or_lie_on_sheets(crmeter: Crmeter, path: Path) -> None:
    blocks = [f"An,{MATRIX[0]}", f",{MATRIX[1]}", f",{MATRIX[2]}", "Bình,Price,1,1,1", "Bình,Quality,1,1,1"]
    book = openpyxl.Workbook()
    book.active.title = "An"
    book.active.append(["", "Price", "Quality", "Service"])
    for row in (["Price", 1, "1/3", 2], ["Quality", 3, 1, 5], ["Service", 1 / 2, 1 / 5, 1]):
        book.active.append(row)
    other = book.create_sheet("Bình")
    for cells in (["", "Price", "Quality", "Service"], ["Price", 1, 1, 1], ["Quality", 1, 1, 1]):
        other.append(cells)
    book.save(path.with_suffix(".xlsx"))

    one = crmeter("ahp", judgements(path, *blocks, header="Who,,Price,Quality,Service"), "--json").json()
    sheets = crmeter("ahp", path.with_suffix(".xlsx"), "--json").json()
    alone = crmeter("ahp", path.with_suffix(".xlsx"), "--sheet", "Bình", "--json").json()

    assert [each["name"] for each in one["evaluators"]] == ["An", "Bình"]
    assert sheets["by_judgements"]["weights"] == pytest.approx(one["by_judgements"]["weights"])
    assert rounded(alone["evaluators"][0]["weights"]) == [0.333, 0.333, 0.333]


@pytest.mark.parametrize(
    ("header", "lines", "said"),
    [
        (",A,B", ("A,1,3", "B,3,1"), "the other way round 3"),
        (",A,B", ("A,2,3", "B,,1"), "A against itself is 2"),
        (",A,B", ("A,1,3", "A,1,4", "B,,1"), "add a column of their names"),
        ("who,A vs B", ("An,3",), "nor is it a matrix"),
    ],
)
def test_a_matrix_that_is_none_is_refused_in_words(
    crmeter: Crmeter, path: Path, header: str, lines: Sequence[str], said: str
) -> None:
    refused = crmeter("ahp", judgements(path, *lines, header=header))

    assert refused.code == 2
    assert said in refused.err
