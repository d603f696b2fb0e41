"""What people type, file or program says, as a field keeps it; or why it cannot be kept."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from crmeter.records.concept.field import Field, Kind
from crmeter.records.ledger.refusals import Refused
from crmeter.vocabulary import Text

LONGEST_LINE = 300
# A cell of a workbook holds a little more.
LONGEST_TEXT = 32_000
_COUNTRY = "VN"
# Some ninety of them still fit into what SQLite adds up exactly, in ten-thousandths.
_LARGEST = Decimal(10) ** 13
# Amounts as they are said: "1,5 tỷ", "2 triệu", "85k".
_SCALES = {
    "nghìn": 10**3, "ngàn": 10**3, "k": 10**3, "triệu": 10**6, "tr": 10**6, "m": 10**6, "tỷ": 10**9, "tỉ": 10**9,
    "bn": 10**9,
}  # fmt: skip
# What follows the digits begins with no space: spaces would be shared out in as many ways as there are of them.
_AMOUNT = re.compile(r"([-\u2212+]?[\d.,\s\u00a0]*\d)\s*([^\d\s]\D*)?")
_NATIONAL = re.compile(r"0[1-9]\d{8}", re.ASCII)
_VIETNAMESE_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")


class WrongValue(Refused):
    """Raised for a value that a field cannot keep; names the field."""

    def __init__(self, field: Field, why: Text) -> None:
        super().__init__("wrong_value", Text("{field}: {why}", "{field}: {why}").fill(field=field.title, why=why))
        self.field = field.name
        self.why = why


def kept(field: Field, value: Any) -> Any:
    """Return a value as the column of a field keeps it; nothing typed is None, or no letters.

    Args:
        field: which.
        value: letters as typed, or what a program has already read.

    Raises:
        WrongValue: it cannot be kept.
    """
    if isinstance(value, str):
        value = plain(value, keeps_lines=field.kind == Kind.LONG)
    if value is None or value == "":
        if field.required:
            raise WrongValue(field, Text("chưa có giá trị", "there is no value"))
        return "" if field.kind in _LETTERS else None
    return _READ[field.kind](field, value)


def plain(words: str, *, keeps_lines: bool = False) -> str:
    """Return letters as they are kept: composed, without the one character that databases refuse, single spaces."""
    words = unicodedata.normalize("NFC", words.replace("\0", ""))
    # A lone surrogate cannot be written in any encoding.
    words = words.encode("utf-8", "ignore").decode("utf-8")
    if keeps_lines:
        return words.replace("\r\n", "\n").strip()
    return " ".join(words.split())


def read_amount(typed: str) -> Decimal:
    """Return a number as people type it: 2.000.000, 2000000, 1,5 tỷ, 2 triệu, 85k.

    A mark that comes several times, or before exactly three digits of a number without another mark, groups, unless
    nothing but a nought stands before it; of two marks the last is the decimal one.

    Raises:
        ValueError: it is none.
    """
    match = _AMOUNT.fullmatch(typed.strip())
    if match is None:
        raise ValueError(typed)
    word = (match[2] or "").strip().strip("₫đ$").strip().casefold().removesuffix("vnd").removesuffix("đồng").strip()
    if word and word not in _SCALES:
        raise ValueError(typed)
    digits = re.sub(r"\s", "", match[1]).replace("\u2212", "-")
    try:
        return Decimal(_with_dot(digits, is_scaled=bool(word))) * _SCALES.get(word, 1)
    except InvalidOperation as error:
        raise ValueError(typed) from error


def _with_dot(digits: str, *, is_scaled: bool) -> str:
    marks = [mark for mark in digits if mark in ".,"]
    if not marks:
        return digits
    last = max(digits.rfind("."), digits.rfind(","))
    behind = len(digits) - last - 1
    is_whole = digits[:last].lstrip("+-") not in ("", "0")
    groups = len(set(marks)) == 1 and (len(marks) > 1 or (behind == 3 and is_whole and not is_scaled))
    if groups:
        return re.sub(r"[.,]", "", digits)
    return re.sub(r"[.,]", "", digits[:last]) + "." + digits[last + 1 :]


def _line(field: Field, value: Any) -> str:
    words, most = str(value), field.longest or LONGEST_LINE
    if len(words) > most:
        raise WrongValue(field, Text("dài quá {most} ký tự", "is longer than {most} characters").fill(most=most))
    return words


def _long(field: Field, value: Any) -> str:
    words = str(value)
    if len(words) > LONGEST_TEXT:
        raise WrongValue(
            field, Text("dài quá {most} ký tự", "is longer than {most} characters").fill(most=LONGEST_TEXT)
        )
    return words


def _email(field: Field, value: Any) -> str:
    address = _line(field, value).casefold()
    try:
        validate_email(address)
    except ValidationError as error:
        raise WrongValue(
            field,
            Text("không phải địa chỉ thư điện tử, ví dụ lan@congty.vn", "is no e-mail address such as lan@firm.vn"),
        ) from error
    return address


def _phone(field: Field, value: Any) -> str:
    if isinstance(value, str) and _NATIONAL.fullmatch(value):
        # What the library makes of most numbers, a hundred times as fast.
        return f"+84{value[1:]}"
    try:
        number = phonenumbers.parse(str(value), _COUNTRY)
    except phonenumbers.NumberParseException as error:
        raise _no_phone(field) from error
    if not phonenumbers.is_possible_number(number):
        raise _no_phone(field)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _no_phone(field: Field) -> WrongValue:
    return WrongValue(
        field, Text("không phải số điện thoại, ví dụ 0905 318 642", "is no telephone number such as 0905 318 642")
    )


def _link(field: Field, value: Any) -> str:
    address = _line(field, value)
    if "://" not in address:
        address = f"https://{address}"
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError as error:
        raise WrongValue(field, Text("không phải địa chỉ web", "is no web address")) from error
    return address


def _whole(field: Field, value: Any) -> int:
    number = _number(field, value)
    if number != number.to_integral_value() or abs(number) > 2**31 - 1:
        raise WrongValue(field, Text("không phải số nguyên", "is no whole number"))
    return int(number)


def _number(field: Field, value: Any) -> Decimal:
    try:
        number = read_amount(value) if isinstance(value, str) else Decimal(str(value))
    except (ValueError, InvalidOperation) as error:
        raise WrongValue(field, Text("không phải số", "is no number")) from error
    if not number.is_finite() or abs(number) >= _LARGEST:
        raise WrongValue(field, Text("số quá lớn", "is too large a number"))
    return number.quantize(Decimal("0.0001"))


def _share(field: Field, value: Any) -> Decimal:
    if isinstance(value, str):
        is_percent = value.endswith("%")
        number = _number(field, value.removesuffix("%"))
        number = number / 100 if is_percent or number > 1 else number
    else:
        number = _number(field, value)
    if not 0 <= number <= 1:
        raise WrongValue(field, Text("phải từ 0% đến 100%", "must be from 0% to 100%"))
    return number


def _day(field: Field, value: Any) -> date:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    if isinstance(value, date):
        found = value
    else:
        match = _VIETNAMESE_DAY.fullmatch(value)
        try:
            found = date(int(match[3]), int(match[2]), int(match[1])) if match else date.fromisoformat(value)
        except ValueError as error:
            raise WrongValue(
                field, Text("không phải ngày, ví dụ 28/11/2026", "is no day such as 28/11/2026")
            ) from error
    if not 1900 <= found.year <= 2200:
        raise WrongValue(field, Text("năm phải từ 1900 đến 2200", "the year must be from 1900 to 2200"))
    return found


def _moment(field: Field, value: Any) -> datetime:
    if isinstance(value, str):
        try:
            value = parse_datetime(value) or _day(field, value)
        except ValueError as error:
            raise WrongValue(field, Text("không phải thời điểm", "is no moment")) from error
    if not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - made aware below
    if not 1900 <= value.year <= 2200:
        raise WrongValue(field, Text("năm phải từ 1900 đến 2200", "the year must be from 1900 to 2200"))
    return (timezone.make_aware(value) if timezone.is_naive(value) else value).astimezone(UTC)


def _flag(field: Field, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if str(value).casefold() in ("yes", "true", "1", "on", "có"):
        return True
    if str(value).casefold() in ("no", "false", "0", "off", "không"):
        return False
    raise WrongValue(field, Text("phải là có hay không", "must be yes or no"))


def _choice(field: Field, value: Any) -> str:
    if field.choice(str(value)) is None:
        raise WrongValue(field, Text("không có trong các lựa chọn", "is none of the choices"))
    return str(value)


def _key(field: Field, value: Any) -> int:
    try:
        number = int(value)
        if abs(number) >= 2**63:
            raise ValueError(value)
    except (TypeError, ValueError) as error:
        raise WrongValue(field, Text("không có bản ghi này", "there is no such record")) from error
    return number


_LETTERS = frozenset({Kind.LINE, Kind.LONG, Kind.EMAIL, Kind.PHONE, Kind.LINK, Kind.CHOICE})
_READ: Mapping[Kind, Callable[[Field, Any], Any]] = {
    Kind.LINE: _line,
    Kind.LONG: _long,
    Kind.EMAIL: _email,
    Kind.PHONE: _phone,
    Kind.LINK: _link,
    Kind.WHOLE: _whole,
    Kind.NUMBER: _number,
    Kind.MONEY: _number,
    Kind.SHARE: _share,
    Kind.DAY: _day,
    Kind.MOMENT: _moment,
    Kind.FLAG: _flag,
    Kind.CHOICE: _choice,
    Kind.PERSON: _key,
    Kind.RECORD: _key,
}
