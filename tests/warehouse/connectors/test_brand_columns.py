"""Columns that each rate one brand in one aspect, and headers of several rows: understood, asked about, or refused."""

from decimal import Decimal

import pytest
from tests.warehouse.connectors.conftest import Importing

from crmeter.vocabulary import Misused
from crmeter.warehouse.connectors.files import NeedsAnswers
from crmeter.warehouse.connectors.files.brand_grid import grid_of, possible_brands
from crmeter.warehouse.connectors.files.dialect import layout_of

WAYS = {
    "before": ["Highlands_taste", "Highlands_price", "PhucLong_taste", "PhucLong_price"],
    "behind": ["taste.Highlands", "price.Highlands", "taste.PhucLong", "price.PhucLong"],
    "brackets": ["taste [Highlands]", "price [Highlands]", "taste [PhucLong]", "price [PhucLong]"],
    "two rows": ["Highlands [taste]", "Highlands [price]", "PhucLong [taste]", "PhucLong [price]"],
    "sentence": [f"Rate it - {what} - {of}" for of in ("Highlands", "PhucLong") for what in ("taste", "price")],
}


@pytest.mark.parametrize("headers", WAYS.values(), ids=WAYS)
def test_brands_are_told_from_aspects_however_headers_are_put_together(headers: list[str]) -> None:
    assert possible_brands(headers) == (("Highlands", "PhucLong"),)


def test_vietnamese_words_of_aspects_are_known_and_syllables_of_names_are_not() -> None:
    headers = [f"{what} ({of})" for of in ("Phúc Long", "Trung Nguyên") for what in ("Hương vị", "Giá cả", "Phục vụ")]

    assert possible_brands(headers) == (("Phúc Long", "Trung Nguyên"),)


def test_where_no_word_tells_both_readings_are_possible_and_codes_are_none() -> None:
    assert possible_brands(["a_x", "a_y", "b_x", "b_y"]) == (("a", "b"), ("x", "y"))
    assert possible_brands(["Q1_1", "Q1_2", "Q2_1", "Q2_2"]) == ()
    assert possible_brands(["Room", "Breakfast", "Wi-Fi"]) == ()
    # A grid with a gap is not guessed.
    assert possible_brands(["A_taste", "A_price", "B_taste"]) == ()


def test_a_longer_brand_is_not_taken_for_the_shorter_one() -> None:
    grid = grid_of(["Phuc Long taste", "Phuc Long Express taste", "age"], ["Phuc Long", "Phuc Long Express"])

    assert grid.columns == {
        "Phuc Long taste": ("taste", "Phuc Long"),
        "Phuc Long Express taste": ("taste", "Phuc Long Express"),
    }


@pytest.mark.parametrize(
    ("headers", "brands", "code"),
    [
        (["A_taste", "taste [A]", "B_taste"], ["A", "B"], "cell_twice"),
        (["A_taste_B", "A_taste", "B_taste"], ["A", "B"], "two_brands"),
        (["A_taste", "B_taste"], ["A", "C"], "brand_without_column"),
    ],
)
def test_what_is_ambiguous_is_refused(headers: list[str], brands: list[str], code: str) -> None:
    with pytest.raises(Misused) as refused:
        grid_of(headers, brands)

    assert refused.value.code == code


RATED = """Response ID,Survey date,Customer ID,Highlands,,PhucLong,
,,,taste,price,taste,price
R1,2026-03-02,G1,5,4,2,3
R2,2026-03-03,G2,3,5,1,n/a
"""
TOLD = {"rating_scale": "1-5", "table": "survey_answers", "date_order": "ymd"}
COLUMNS = ("Highlands [taste]", "Highlands [price]", "PhucLong [taste]", "PhucLong [price]")


def test_brands_are_asked_about_with_the_guess(imported: Importing) -> None:
    with pytest.raises(NeedsAnswers) as needed:
        imported(RATED, mapping=dict.fromkeys(COLUMNS, "rating"), **TOLD)

    (question,) = needed.value.questions
    assert (question.code, question.choices) == ("brands", ("Highlands, PhucLong", "-"))


def test_each_rating_is_kept_with_its_aspect_and_its_brand(imported: Importing) -> None:
    result = imported(RATED, mapping=dict.fromkeys(COLUMNS, "rating"), brands="highlands, PhucLong", **TOLD)

    answers = result.rows("survey_answers", "source_key", "driver", "brand", "value")
    assert set(answers) == {
        ("R1", "taste", "highlands", Decimal(5)),
        ("R1", "price", "highlands", Decimal(4)),
        ("R1", "taste", "PhucLong", Decimal(2)),
        ("R1", "price", "PhucLong", Decimal(3)),
        ("R2", "taste", "highlands", Decimal(3)),
        ("R2", "price", "highlands", Decimal(5)),
        ("R2", "taste", "PhucLong", Decimal(1)),
    }


def test_a_dash_says_that_all_columns_are_of_the_one_firm(imported: Importing) -> None:
    result = imported(RATED, mapping=dict.fromkeys(COLUMNS, "rating"), brands="-", **TOLD)

    assert ("R1", "Highlands [taste]", None) in result.rows("survey_answers", "source_key", "driver", "brand")


def test_a_brand_that_no_column_has_is_refused_at_the_import(imported: Importing) -> None:
    with pytest.raises(Misused) as refused:
        imported(RATED, mapping=dict.fromkeys(COLUMNS, "rating"), brands="Highlands, Cộng", **TOLD)

    assert "Cộng" in refused.value.text.en


ROWS = {
    "parts under a question": (
        "RespondentID,How satisfied?,What do you use?,,,Comments\n"
        ",Response,App,Web,Other (please specify),Open-Ended Response\n"
        "1,5,App,,phone,nice\n",
        ("RespondentID", "How satisfied?", *(f"What do you use? [{each}]" for each in ("App", "Web", "Other (please "
        "specify)")), "Comments"),
        2,
    ),
    "import ids": (
        "StartDate,ResponseId,Q1\nStart Date,Response ID,How likely?\n"
        '"{""ImportId"":""startDate""}","{""ImportId"":""_recordId""}","{""ImportId"":""QID1""}"\n2026-01-01,R_1,9\n',
        ("Start Date", "Response ID", "How likely?"),
        3,
    ),
    "first column without a name": ("a,,c\nx,y,z\nAn,Bình,C\nD,E,F\n", ("a", "#2", "c"), 1),
    "a name twice": ("name,city,city\nx,y,y\nAn,Bình,1\nD,E,2\n", ("name", "city", "city (2)"), 1),
    "title above": ("Báo cáo,,\nMã,Điểm,Ngày\n1,5,2026-01-01\n", ("Mã", "Điểm", "Ngày"), 2),
}  # fmt: skip


@pytest.mark.parametrize(("text", "headers", "lines"), ROWS.values(), ids=ROWS)
def test_headers_of_several_rows_are_put_together_and_rows_of_data_stay(
    text: str, headers: tuple[str, ...], lines: int
) -> None:
    layout = layout_of(text)

    assert (layout.headers, layout.header_lines) == (headers, lines)
