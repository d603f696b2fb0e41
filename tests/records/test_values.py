"""What is typed is kept as it was meant, and what is shown to be typed over is kept as it was."""

import time
from decimal import Decimal

import pytest
from django.utils.translation import override

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.field import Field, Kind, Subject
from crmeter.records.concept.values import LONGEST_LINE, WrongValue, kept, read_amount
from crmeter.vocabulary import Text
from crmeter.web.records.controls import typed_of

SAME = Text.same("x")
QUANTITY = Field("quantity", SAME, Kind.NUMBER, Subject.NOTHING)
DISCOUNT = Field("discount", SAME, Kind.SHARE, Subject.NOTHING)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("value", ["0.125", "1.125", "2.5", "2.3750", "0.0001", "1125", "-0.125", "1234567.8912", "0"])
def test_a_quantity_that_is_saved_as_it_is_shown_stays(value: str, language: str) -> None:
    with override(language):
        shown = typed_of(QUANTITY, Decimal(value))

    assert kept(QUANTITY, shown) == Decimal(value)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("value", ["0.0825", "0.1", "1", "0.005", "0.3333"])
def test_a_share_that_is_saved_as_it_is_shown_stays(value: str, language: str) -> None:
    with override(language):
        shown = typed_of(DISCOUNT, Decimal(value))

    assert kept(DISCOUNT, shown) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("0.125", "0.125"), ("0,125", "0.125"), ("-0.125", "-0.125"), ("1.125", "1125"), ("2.000.000", "2000000")],
)
def test_a_mark_behind_nothing_but_a_nought_groups_nothing(typed: str, meant: str) -> None:
    assert read_amount(typed) == Decimal(meant)


@pytest.mark.parametrize("typed", ["1" + " " * 200_000 + "x1", "1 " * 100_000 + "x1", "1" * 200_000 + "x1"])
def test_what_is_no_amount_is_told_at_once_however_long_it_is(typed: str) -> None:
    """ASVS 1.3.12: whoever has the link to a survey types what they like."""
    began = time.process_time()

    with pytest.raises(ValueError, match="1"):
        read_amount(typed)

    assert time.process_time() - began < 1


def test_a_share_in_a_file_is_no_percentage_of_itself() -> None:
    assert kept(DISCOUNT, "0.025") == Decimal("0.025")


def test_no_line_is_longer_than_its_column() -> None:
    for concept in CONCEPTS.values():
        for field in concept.edited:
            # A currency is refused by name before it is written.
            if field.kind == Kind.LINE and field.name != "currency":
                column = concept.table._meta.get_field(field.column)
                assert (column.max_length or LONGEST_LINE) >= (field.longest or LONGEST_LINE), (
                    concept.name,
                    field.name,
                )


def test_a_key_that_is_too_long_is_refused() -> None:
    key = CONCEPTS["customers"].all_fields["external_id"]

    assert kept(key, "k" * 200) == "k" * 200
    with pytest.raises(WrongValue):
        kept(key, "k" * 201)


def test_a_number_that_no_key_has_is_no_record() -> None:
    with pytest.raises(WrongValue):
        kept(CONCEPTS["deals"].all_fields["customer"], "99999999999999999999")
