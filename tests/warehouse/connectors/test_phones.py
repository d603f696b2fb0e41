import pytest

from crmeter.vocabulary import Misused
from crmeter.warehouse.connectors.files import NeedsAnswers
from crmeter.warehouse.connectors.files.countries import region_of_word, regions_of_currency
from crmeter.warehouse.connectors.files.phones import OLD_PREFIXES, e164


@pytest.mark.parametrize(
    "written",
    [
        "0903032239",
        "+84903032239",
        "84903032239",
        "0084903032239",
        "0903 032 239",
        "(84) 90-303-2239",
        "+84 (0) 903.032.239",
        "903032239",
        "'0903032239",
        "0903032239 / 0283822999",
    ],
)
def test_one_number_written_in_many_ways_is_one_number(written: str) -> None:
    assert e164(written) == "+84903032239"


@pytest.mark.parametrize(("old", "new"), sorted(OLD_PREFIXES.items()))
def test_eleven_digits_of_before_2018_become_ten(old: str, new: str) -> None:
    assert e164(old + "1234567") == "+84" + new[1:] + "1234567"


def test_foreign_and_landline_numbers_are_kept() -> None:
    assert e164("+44 20 7946 0958") == "+442079460958"
    assert e164("028 3822 9999") == "+842838229999"


@pytest.mark.parametrize("written", ["", "không có", "12345", "0000000000"])
def test_what_is_no_number_is_none(written: str) -> None:
    assert e164(written) is None


def test_an_unreadable_phone_is_noted_and_refuses_nothing(imported) -> None:
    result = imported("customer id,name,phone\n1,An,0903032239\n2,Bình,máy bàn\n")

    assert result.imported.rejected == 0
    assert sorted(result.rows("identities", "name", "phone")) == [("An", "+84903032239"), ("Bình", "máy bàn")]
    assert result.imported.apart["phones.unreadable"] == 1


def test_an_unreadable_number_alone_still_tells_customers_apart(imported) -> None:
    result = imported(
        "name,phone\n,12 34 567 8901 2\n,1234567 89012\n,1234567 89013\nAn,0000000000\nBình,0000000000\n,không có\n"
    )

    # The same digits are the same customer; a number of one digit only tells nobody apart, but names do.
    assert result.imported.tables["customers"] == 4
    assert result.faults == [(7, "missing")]
    assert result.imported.apart["phones.unreadable"] == 5


INDIAN = [f"98765{n:05d}" for n in range(40)]


def bills(numbers: list[str], header: str = "amount inr", more: str = "") -> str:
    rows = "".join(f"{n},2026-01-05,{10 + n},{number}{more}\n" for n, number in enumerate(numbers))
    return f"order id,order date,{header},phone{',country' if more else ''}\n{rows}"


def test_numbers_of_another_country_that_the_file_names_are_asked_for_once(imported) -> None:
    with pytest.raises(NeedsAnswers) as asked:
        imported(bills(INDIAN))

    [question] = asked.value.questions
    assert (question.code, question.choices, question.column) == ("country", ("IN", "VN"), "phone")
    assert len(question.examples) == 3
    result = imported(bills(INDIAN), country="IN")
    assert result.rows("identities", "min(phone)") == [("+919876500000",)]
    assert result.imported.tables["customers"] == 40
    assert "phones.unreadable" not in result.imported.apart or not result.imported.apart["phones.unreadable"]


@pytest.mark.parametrize("country", ["India", "IN", "Ấn Độ"])
def test_a_column_of_countries_names_them_too(imported, country: str) -> None:
    with pytest.raises(NeedsAnswers) as asked:
        imported(bills(INDIAN, "amount usd", f",{country}"))

    assert [(q.code, q.choices) for q in asked.value.questions] == [("country", ("IN", "VN"))]


def test_what_no_named_country_explains_is_kept_as_written_and_not_asked(imported) -> None:
    result = imported(bills(INDIAN, "amount vnd"))

    assert result.imported.apart["phones.unreadable"] == 40
    assert result.imported.rejected == 0
    assert result.imported.tables["customers"] == 40
    assert result.rows("identities", "min(phone)") == [("9876500000",)]


def test_vietnamese_numbers_among_foreign_money_are_not_asked_about(imported) -> None:
    numbers = [f"090303{n:04d}" for n in range(30)] + INDIAN[:10] + ["+919876500000"] * 40

    result = imported(bills(numbers))

    assert result.imported.apart["phones.unreadable"] == 10
    assert ("+84903030000",) in result.rows("identities", "phone")


def test_a_country_that_is_none_is_refused(imported) -> None:
    with pytest.raises(Misused):
        imported(bills(INDIAN), country="QQ")


@pytest.mark.parametrize(
    ("word", "region"),
    [
        ("Mỹ", "US"),
        ("MY", "MY"),
        ("vn", "VN"),
        ("Việt Nam", "VN"),
        ("Đức", "DE"),
        ("日本", "JP"),
        ("한국", "KR"),
        ("Mars", None),
    ],
)
def test_countries_are_known_by_code_and_by_name(word: str, region: str | None) -> None:
    assert region_of_word(word) == region


def test_a_currency_names_its_countries() -> None:
    assert [tuple(regions_of_currency(code)) for code in ("INR", "VND", "XAF")] == [("IN",), ("VN",), ()]
    assert "DE" in regions_of_currency("EUR")
