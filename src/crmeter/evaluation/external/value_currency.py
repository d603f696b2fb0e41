"""The currency of prices: one code for all rows, or a column of codes."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from crmeter.estimators.value_analysis.relative_price import the_only
from crmeter.vocabulary import CURRENCIES, Misused, Text


def currency_of(told: str | None, headers: Sequence[str]) -> tuple[str | None, str | None]:
    """Return the column of currencies, and the one code of all; at most one of them is told.

    Raises:
        Misused: what was told is neither.
    """
    if told is None or told in headers:
        return told, None
    return None, _code(told)


def one_currency(words: NDArray[np.object_]) -> str:
    """Return the one currency of all rows.

    Raises:
        Misused: a word is no currency code.
        NotEnoughData: they differ.
    """
    codes = {word: _code(str(word)) for word in set(words)}
    return the_only([codes[word] for word in words], len(words), "mixed_currencies", Text("loại tiền", "currency"))


def _code(word: str) -> str:
    if word.upper() not in CURRENCIES:
        raise Misused(
            "unknown_currency",
            Text(
                "{word} không phải tên cột, cũng không phải mã tiền tệ ISO 4217",
                "{word} is no column and no currency code of ISO 4217",
            ).fill(word=word),
        )
    return word.upper()
