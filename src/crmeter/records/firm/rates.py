"""How a rate is written and read: exact decimals and real days, nothing guessed."""

import re
from datetime import date, datetime
from decimal import Decimal

from crmeter.records.ledger.refusals import Refused
from crmeter.vocabulary import CURRENCIES, Text

# As many digits as any rate in use has, on both sides of the point.
_WRITTEN = re.compile(r"[0-9]{1,12}([.,][0-9]{1,12})?")
_DAYS = ("%Y-%m-%d", "%d/%m/%Y")


def rate_written(words: str) -> Decimal:
    """Return the number of a rate as it was typed, with a point or a comma before its decimals.

    Raises:
        Refused: it is no number above zero, or it can be read in two ways (25.400 may be 25 or 25 thousand).
    """
    typed = words.strip()
    if not _WRITTEN.fullmatch(typed):
        raise Refused(
            "no_rate",
            Text(
                "“{words}” không phải là tỷ giá; hãy viết như 25400 hoặc 25400,5",
                "“{words}” is no rate; write it as 25400 or 25400.5",
            ).fill(words=typed[:40]),
        )
    whole, _, decimals = typed.replace(",", ".").partition(".")
    if len(decimals) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0"):
        raise Refused(
            "two_readings",
            Text(
                "“{words}” có thể đọc theo hai cách; hãy viết không có dấu phân cách hàng nghìn, hoặc thêm số 0 ở cuối",
                "“{words}” can be read in two ways; write it without a mark for thousands, or with a zero at its end",
            ).fill(words=typed),
        )
    return above_zero(Decimal(f"{whole}.{decimals}" if decimals else whole))


def above_zero(rate: Decimal) -> Decimal:
    """Return a rate that is a rate.

    Raises:
        Refused: it is not above zero.
    """
    if not rate.is_finite() or rate <= 0:
        raise Refused("not_above_zero", Text("tỷ giá phải lớn hơn 0", "a rate is above zero"))
    return rate


def day_written(words: str) -> date:
    """Return the day that was typed, as 2026-11-28 or 28/11/2026.

    Raises:
        Refused: there is no such day.
    """
    for form in _DAYS:
        try:
            return datetime.strptime(words.strip(), form).date()  # noqa: DTZ007 - a day of the firm, no instant
        except ValueError:
            continue
    raise Refused(
        "no_day",
        Text(
            "“{words}” không phải là một ngày; hãy viết như 28/11/2026 hoặc 2026-11-28",
            "“{words}” is no day; write it as 28/11/2026 or 2026-11-28",
        ).fill(words=words.strip()[:40]),
    )


def code_written(words: str) -> str:
    """Return the three letters of a currency.

    Raises:
        Refused: they are those of no currency.
    """
    code = words.strip().upper()
    if code not in CURRENCIES or code == "XXX":
        raise Refused(
            "no_currency",
            Text("“{words}” không phải là mã tiền tệ", "“{words}” is no code of a currency").fill(words=code[:10]),
        )
    return code


def as_kept(rate: Decimal) -> str:
    """Return how a rate is kept: all its digits, no exponent, no zeros at the end."""
    written = f"{rate:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
