from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from crmeter.vocabulary import (
    Cancelled,
    Interval,
    Money,
    NotEnoughData,
    Period,
    Reading,
    Text,
    Trust,
    Unit,
    Work,
    decimals_of,
    formats,
)

MINUS, SPACE = "\u2212", "\u00a0"


@pytest.mark.parametrize(
    ("value", "digits", "vi", "en"),
    [
        (1234567, None, "1.234.567", "1,234,567"),
        (0, None, "0", "0"),
        (-1500, None, f"{MINUS}1.500", f"{MINUS}1,500"),
        (Decimal("1234.5"), None, "1.234,5", "1,234.5"),
        (2.345, None, "2,35", "2.35"),
        (0.125, 2, "0,13", "0.13"),
        (-0.001, 2, "0,00", "0.00"),
        (-1e27, 6, f"{MINUS}1{'.000' * 9},000000", f"{MINUS}1{',000' * 9}.000000"),
        (1e15, None, "1.000.000.000.000.000", "1,000,000,000,000,000"),
    ],
)
def test_numbers(value: float, digits: int | None, vi: str, en: str) -> None:
    assert (formats.number(value, "vi", digits), formats.number(value, "en", digits)) == (vi, en)


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (0.04321, "p = 0,043", "p = 0.043"),
        (0.001, "p = 0,001", "p = 0.001"),
        (0.00099, "p < 0,001", "p < 0.001"),
        (0.0, "p < 0,001", "p < 0.001"),
        (1.0, "p = 1,000", "p = 1.000"),
    ],
)
def test_a_p_value_is_never_written_as_zero(value: float, vi: str, en: str) -> None:
    assert (formats.p_value(value, "vi"), formats.p_value(value, "en")) == (vi, en)


def test_shares_money_and_dates_by_language() -> None:
    assert (formats.percent(0.8129, "vi"), formats.percent(0.8129, "en")) == ("81,3%", "81.3%")
    assert formats.money(1234567, "VND", "vi") == f"1.234.567{SPACE}₫"
    assert formats.money(1234567, "VND", "en") == "₫1,234,567"
    assert formats.money(-12.5, "USD", "en") == f"{MINUS}$12.50"
    assert formats.money(5, "XAU", "en") == f"XAU{SPACE}5.00"
    assert (formats.day(date(2026, 11, 20), "vi"), formats.day(date(2026, 11, 20), "en")) == (
        "20/11/2026",
        "20 Nov 2026",
    )
    assert (formats.month(date(2026, 11, 20), "vi"), formats.month(date(2026, 11, 20), "en")) == ("11/2026", "Nov 2026")
    assert (formats.days(1, "en"), formats.days(6.25, "vi")) == (f"1{SPACE}day", f"6,3{SPACE}ngày")
    assert (formats.hours(1, "en"), formats.hours(4.6, "vi")) == (f"1{SPACE}hour", f"4,6{SPACE}giờ")
    assert (formats.hours(0.25, "en"), formats.hours(4009.8, "vi")) == (f"0.25{SPACE}hours", f"4.010{SPACE}giờ")


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (182_600_000_000, f"182,6{SPACE}tỷ{SPACE}₫", f"₫182.6{SPACE}bn"),
        (999_999_999, f"1,00{SPACE}tỷ{SPACE}₫", f"₫1.00{SPACE}bn"),
        (9_996_000, f"10,0{SPACE}triệu{SPACE}₫", f"₫10.0{SPACE}m"),
        (1_500_000, f"1,50{SPACE}triệu{SPACE}₫", f"₫1.50{SPACE}m"),
        (999, f"999{SPACE}₫", "₫999"),
    ],
)
def test_large_amounts_with_a_word(value: int, vi: str, en: str) -> None:
    assert (formats.compact_money(value, "VND", "vi"), formats.compact_money(value, "VND", "en")) == (vi, en)


def test_a_difference_of_shares_is_told_in_points() -> None:
    assert formats.points(0.0194, "vi") == f"+1,9{SPACE}điểm phần trăm"
    assert formats.points(-0.2, "en") == f"{MINUS}20.0{SPACE}percentage points"
    assert (formats.hundredths(0.0194, "vi"), formats.hundredths(0, "en", 2)) == ("+1,9", "0.00")


def test_money_is_rounded_to_the_decimals_of_its_currency() -> None:
    assert (decimals_of("VND"), decimals_of("USD"), decimals_of("KWD")) == (0, 2, 3)
    assert Money(Decimal("0.5"), "VND").rounded() == Money(Decimal(1), "VND")
    assert Money(Decimal("2.345"), "USD").rounded().amount == Decimal("2.35")


def test_a_text_writes_values_by_the_rules_of_each_language() -> None:
    text = Text("{n} khách, {day}, {who}", "{n} customers, {day}, {who}")

    filled = text.fill(n=1234.5, day=date(2026, 1, 5), who=Text("mọi người", "all"))

    assert filled == Text("1.234,5 khách, 05/01/2026, mọi người", "1,234.5 customers, 5 Jan 2026, all")
    assert filled.to_json() == {"vi": filled.in_("vi"), "en": filled.in_("en")}
    assert Text.join([Text("một", "one"), Text.same("n")], " và ") == Text("một và n", "one và n")


def test_a_value_with_braces_is_not_read_as_a_form() -> None:
    assert Text("{name}", "{name}").fill(name="{0.__class__}").vi == "{0.__class__}"


def test_periods_are_half_open_days() -> None:
    year = Period.trailing(date(2025, 12, 31), 365)

    assert year == Period(date(2025, 1, 1), date(2026, 1, 1))
    assert (year.days, year.last_day) == (365, date(2025, 12, 31))
    # 2024 has 366 days.
    assert year.before() == Period(date(2024, 1, 2), date(2025, 1, 1))
    assert Period.month_of(date(2024, 2, 29)) == Period(date(2024, 2, 1), date(2024, 3, 1))
    assert Period.month_of(date(2025, 12, 31)).end == date(2026, 1, 1)
    with pytest.raises(ValueError, match="ends after it starts"):
        Period(date(2025, 1, 1), date(2025, 1, 1))


def test_trust_is_its_weakest_known_part() -> None:
    trust = Trust({"validity": 99.0, "timeliness": 40.0})

    assert (trust.score, trust.unknown) == (40.0, ("completeness", "uniqueness", "consistency"))
    assert Trust({}).score is None


def test_a_reading_gives_the_interval_of_a_level() -> None:
    reading = Reading("x", Period(date(2025, 1, 1), date(2025, 2, 1)), Unit.SHARE, 0.5, 10)
    with_interval = replace(reading, intervals=(Interval(0.95, 0.2, 0.8, "wilson"),))

    assert reading.interval() is None
    assert with_interval.interval(0.95) == Interval(0.95, 0.2, 0.8, "wilson")


def test_lacking_data_say_why_and_what_would_mend_it() -> None:
    lacking = NotEnoughData("few", Text("chỉ 3 khách", "only 3 customers"), Text("10 khách", "10 customers"))

    assert str(lacking) == "only 3 customers: needs 10 customers"
    assert (lacking.undefined.code, lacking.undefined.needs) == ("few", Text("10 khách", "10 customers"))


def test_work_tells_where_it_is_before_it_stops() -> None:
    told: list[int] = []

    with pytest.raises(Cancelled):
        Work(lambda _step, done, _total: told.append(done), lambda: True).step(Text("a", "b"), 3)

    assert told == [3]
    Work().step(Text("a", "b"))
