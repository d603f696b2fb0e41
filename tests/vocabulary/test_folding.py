"""What is typed plainly finds what is written with care."""

import unicodedata

import pytest

from crmeter.vocabulary import formats
from crmeter.vocabulary.folding import folded, needles, plain_words, searchable, spelled


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("Nguyễn Thị Hương Giang", "nguyen thi huong giang"),
        ("ĐÀ NẴNG", "da nang"),
        ("Ỷ La", "y la"),
        ("ưỡn ườn ợ", "uon uon o"),
        ("Straße", "strasse"),
    ],
)
def test_marks_and_case_are_gone_however_letters_are_composed(words: str, plain: str) -> None:
    assert folded(words) == plain
    assert folded(unicodedata.normalize("NFD", words)) == plain


def test_a_spelled_name_keeps_its_marks_however_they_are_composed() -> None:
    assert spelled("  TRẦN Thị\tHòa ") == spelled(unicodedata.normalize("NFD", "trần thị hòa")) == "trần thị hòa"
    assert spelled("Trần Thị Hoa") != spelled("Trần Thị Hòa")


def test_words_are_cut_where_there_is_neither_letter_nor_digit() -> None:
    assert plain_words("KH-2024_001, Nắng·Sớm (Đà Nẵng)") == ["kh", "2024", "001", "nang", "som", "da", "nang"]


def test_a_searchable_text_marks_where_words_begin_and_holds_both_forms_of_a_phone() -> None:
    text = searchable(("Lê An", None, "an@example.vn"), "+84905318642")

    assert text == " le an example vn 84905318642 0905318642"
    assert searchable(("An",), "+44 20 7946 0958") == " an 442079460958"
    assert searchable((None,), None) == ""


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Nắng sớm", (" nang", " som")),
        ("0905 318 642", ("905318642",)),
        ("+84 905-318-642", ("84905318642",)),
        ("an 0905.318.642", ("905318642", " an")),
        ("0905", ("0905",)),
        ("KH-2024-000123", (" kh", "2024", "000123")),
        ("12", (" 12",)),
        ("%_ '", ()),
    ],
)
def test_what_is_asked_becomes_what_is_looked_for(asked: str, found: tuple[str, ...]) -> None:
    assert needles(asked) == found


@pytest.mark.parametrize(
    ("stored", "written"),
    [
        ("+84905318642", "0905 318 642"),
        ("+842363709332", "02363 709 332"),
        ("+442079460958", "+442079460958"),
        ("goi sau", "goi sau"),
    ],
)
def test_a_phone_is_written_as_it_is_dialled(stored: str, written: str) -> None:
    assert formats.phone(stored).replace(formats.NO_BREAK, " ") == written
