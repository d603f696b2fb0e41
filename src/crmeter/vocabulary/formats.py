"""How numbers, money and dates are written in Vietnamese and English.

The table of the design: 1.234.567 ₫ and ₫1,234,567; 81,3% and 81.3%; true minus sign;
20/11/2026 and 20 Nov 2026.
"""

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Literal

from crmeter.vocabulary.money import decimals_of

NO_BREAK = "\u00a0"
MINUS = "\u2212"
EMPTY = "–"
_LEAST_P = 0.001
# Whatever a float can hold is written whole, also what somebody typed with a key held down.
_WIDE = Context(prec=400)
_VIETNAM = "+84"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SYMBOLS = {"VND": "₫", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "BRL": "R$"}
# Vietnamese counts in nghìn, triệu, tỷ; English in k, m, bn.
_SCALES = (
    (Decimal(10) ** 9, "tỷ", "bn"),
    (Decimal(10) ** 6, "triệu", "m"),
    (Decimal(10) ** 3, "nghìn", "k"),
)

Number = int | float | Decimal
Lang = Literal["vi", "en"]


def number(value: Number, language: Lang, digits: int | None = None) -> str:
    """Write a number with the grouping of the language.

    Args:
        value: any real number.
        language: `vi` groups by dot and has a decimal comma; `en` the other way round.
        digits: decimals to show; by default none for whole numbers and two significant decimals at most else.
    """
    exact = Decimal(str(value))
    if digits is None:
        digits = 0 if exact == exact.to_integral_value() else (1 if abs(exact) >= 10 else 2)
    rounded: Decimal = exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP, context=_WIDE)
    body = f"{abs(rounded):,.{digits}f}"
    if language == "vi":
        body = body.translate(str.maketrans(",.", ".,"))
    return (MINUS if rounded < 0 else "") + body


def signed(value: Number, write: Callable[[Number], str]) -> str:
    """Write an effect with its sign: +1,9 or −2,7; zero has none."""
    written = write(value)
    return "+" + written if float(value) > 0 and any(digit in written for digit in "123456789") else written


def percent(share: Number, language: Lang, digits: int = 1) -> str:
    """Write a share in [0, 1] as a percentage."""
    return number(Decimal(str(share)) * 100, language, digits) + "%"


def hundredths(difference: Number, language: Lang, digits: int = 1) -> str:
    """Write a difference of two shares with its sign, where its unit is said beside it: +1,9."""
    return signed(Decimal(str(difference)) * 100, lambda each: number(each, language, digits))


def points(difference: Number, language: Lang, digits: int = 1) -> str:
    """Write a difference of two shares with sign and unit: +1,9 điểm phần trăm, +1.9 percentage points."""
    unit = "điểm phần trăm" if language == "vi" else "percentage points"
    return f"{hundredths(difference, language, digits)}{NO_BREAK}{unit}"


def p_value(value: Number, language: Lang) -> str:
    """Write a p-value with its sign: p = 0,043; one below a thousandth as p < 0,001, for none is zero."""
    return f"p = {number(value, language, 3)}" if value >= _LEAST_P else f"p < {number(_LEAST_P, language, 3)}"


def money(value: Number, currency: str, language: Lang) -> str:
    """Write an amount in full, with as many decimals as the currency has."""
    return _with_symbol(number(value, language, decimals_of(currency)), currency, language)


def compact_money(value: Number, currency: str, language: Lang) -> str:
    """Write an amount with at least three figures and a scale word: 182,6 tỷ ₫, ₫1.83 bn."""
    exact = Decimal(str(value))
    for scale, vi, en in _SCALES:
        scaled = exact / scale
        # 999,9 and more would be written as 1.000 of the smaller word.
        if abs(scaled) >= Decimal("0.99995"):
            digits = 2 if abs(scaled) < Decimal("9.995") else 1 if abs(scaled) < 1000 else 0
            word = NO_BREAK + (vi if language == "vi" else en)
            written = number(scaled, language, digits)
            return (
                f"{written}{word}{NO_BREAK}{symbol(currency)}"
                if language == "vi"
                else _with_symbol(written, currency, language) + word
            )
    return money(value, currency, language)


def money_scale(largest: Number, currency: str, language: Lang) -> tuple[Decimal, str]:
    """Return what to divide the amounts of a column by, and the unit for its header: (1000000, triệu ₫)."""
    sign = symbol(currency)
    for scale, vi, en in _SCALES:
        if abs(Decimal(str(largest))) >= scale:
            return scale, f"{vi}{NO_BREAK}{sign}" if language == "vi" else f"{sign}{NO_BREAK}{en}"
    return Decimal(1), sign


def symbol(currency: str) -> str:
    """Return the sign of a currency, or its code where it has none of its own."""
    return _SYMBOLS.get(currency, currency)


def day(value: date, language: Lang) -> str:
    """Write a date: 20/11/2026 or 20 Nov 2026."""
    if language == "vi":
        return f"{value.day:02d}/{value.month:02d}/{value.year}"
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def month(value: date, language: Lang) -> str:
    """Write a month: 11/2026 or Nov 2026."""
    if language == "vi":
        return f"{value.month:02d}/{value.year}"
    return f"{_MONTHS[value.month - 1]} {value.year}"


def days(value: Number, language: Lang) -> str:
    """Write a duration in days: 6 ngày, 6 days, 1 day."""
    exact = Decimal(str(value))
    digits = 0 if abs(exact) >= 10 or exact == exact.to_integral_value() else 1
    written = number(value, language, digits)
    if language == "vi":
        return f"{written}{NO_BREAK}ngày"
    return f"{written}{NO_BREAK}{'day' if written == '1' else 'days'}"


def hours(value: Number, language: Lang) -> str:
    """Write a duration in hours: 6 giờ, 4,6 giờ, 0.25 hours, 1 hour."""
    exact = Decimal(str(value))
    digits = 0 if abs(exact) >= 100 or exact == exact.to_integral_value() else 1 if abs(exact) >= 1 else 2
    written = number(value, language, digits)
    if language == "vi":
        return f"{written}{NO_BREAK}giờ"
    return f"{written}{NO_BREAK}{'hour' if written == '1' else 'hours'}"


def phone(number: str) -> str:
    """Write a telephone number: one of Vietnam in its national form, 0905 318 642, any other as it is."""
    national = f"0{number.removeprefix(_VIETNAM)}" if number.startswith(_VIETNAM) else ""
    if not (national.isdecimal() and len(national) in (10, 11)):
        return number
    return f"{national[:-6]} {national[-6:-3]} {national[-3:]}".replace(" ", NO_BREAK)


def span(low: str, high: str) -> str:
    """Write a range with an en dash: 0,8 – 3,1."""
    return f"{low} – {high}"


def _with_symbol(written: str, currency: str, language: Lang) -> str:
    sign = symbol(currency)
    if language == "vi":
        return f"{written}{NO_BREAK}{sign}"
    negative = written.startswith(MINUS)
    body = written.lstrip(MINUS)
    joint = NO_BREAK if sign.isalpha() else ""
    return f"{MINUS if negative else ''}{sign}{joint}{body}"
