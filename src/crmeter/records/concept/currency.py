"""In which currency the amounts of a record are."""

from typing import Any

from crmeter.records.concept.field import Field, Kind, Subject
from crmeter.records.concept.values import WrongValue
from crmeter.vocabulary import Text
from crmeter.vocabulary.currencies import CURRENCIES

CURRENCY = Field("currency", Text("Tiền tệ", "Currency"), Kind.LINE, Subject.NOTHING)


def settle_currency(row: Any) -> None:
    """Write the code of a record's currency in capitals.

    Raises:
        WrongValue: there is no such currency.
    """
    row.currency = row.currency.upper()
    if row.currency not in CURRENCIES:
        raise WrongValue(
            CURRENCY, Text("không có loại tiền này; ví dụ VND, USD", "there is no such currency; such as VND, USD")
        )
