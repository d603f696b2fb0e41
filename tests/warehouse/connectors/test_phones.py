import pytest

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
    assert sorted(result.rows("identities", "name", "phone")) == [("An", "+84903032239"), ("Bình", None)]
    assert result.imported.apart["phones.unreadable"] == 1
