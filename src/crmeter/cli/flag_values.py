"""What the value of a flag must look like, and how to say so."""

import re
from collections.abc import Mapping
from datetime import date

from crmeter.vocabulary import CURRENCIES, Text

_MEMORY = re.compile(r"(\d+(?:\.\d+)?)\s*([KMGT])I?B", re.I)
_BYTES = {"K": 1e3, "M": 1e6, "G": 1e9, "T": 1e12}
# Below this the engine cannot even hold the pages that it works on.
_LEAST_MEMORY = 100e6


# The standard library names a refused value by the function that refused it: `WANTED` goes by these names.
def day(word: str) -> date:
    """Read a day in ISO form, of the years that data may be from."""
    value = date.fromisoformat(word)
    if not 1900 <= value.year <= 2100:
        raise ValueError(word)
    return value


def currency_code(word: str) -> str:
    """Read a currency code of ISO 4217 in either case."""
    if word.upper() not in CURRENCIES:
        raise ValueError(word)
    return word.upper()


def country_code(word: str) -> str:
    """Read a country code of ISO 3166 in either case; whether there is such a country is known to whoever uses it."""
    if not re.fullmatch("[A-Za-z]{2}", word):
        raise ValueError(word)
    return word.upper()


def memory_size(word: str) -> str:
    """Read how much memory the engine may use, as the engine itself writes it."""
    found = _MEMORY.fullmatch(word.strip())
    if found is None or float(found[1]) * _BYTES[found[2].upper()] < _LEAST_MEMORY:
        raise ValueError(word)
    return word.strip()


def positive_number(word: str) -> float:
    """Read a number above 0."""
    value = float(word)
    if not 0 < value < float("inf"):
        raise ValueError(word)
    return value


def yearly_rate(word: str) -> float:
    """Read a yearly rate as a share, such as 0.12."""
    value = float(word)
    if not -1 < value <= 10:
        raise ValueError(word)
    return value


WANTED: Mapping[str, Text] = {
    "day": Text(
        "một ngày từ năm 1900 đến 2100 viết dạng NĂM-THÁNG-NGÀY, như 2026-01-31",
        "a day of the years 1900 to 2100 as YEAR-MONTH-DAY, such as 2026-01-31",
    ),
    "currency_code": Text(
        "mã tiền tệ ISO 4217 gồm ba chữ, như VND, USD, EUR", "a currency code of ISO 4217, such as VND, USD, EUR"
    ),
    "country_code": Text("mã nước ISO 3166 gồm hai chữ, như VN, IN", "a country code of ISO 3166, such as VN, IN"),
    "memory_size": Text("dung lượng từ 100MB trở lên, như 500MB hay 2GB", "a size from 100MB on, such as 500MB or 2GB"),
    "positive_number": Text("một số dương", "a positive number"),
    "yearly_rate": Text("một tỷ lệ mỗi năm, như 0.12", "a yearly rate, such as 0.12"),
    "int": Text("một số nguyên", "a whole number"),
    "float": Text("một số, phần thập phân sau dấu chấm", "a number, with a decimal point"),
    "Path": Text("đường dẫn đến tệp hay thư mục", "a path of a file or folder"),
}
