"""Figures as words of both languages, for sentences that are made of them."""

from decimal import Decimal

from crmeter.vocabulary import formats
from crmeter.vocabulary.text import Text


def percent_said(share: float | Decimal) -> Text:
    """Return a share in percent."""
    return Text(formats.percent(share, "vi"), formats.percent(share, "en"))


def number_said(number: float | Decimal, digits: int | None = None) -> Text:
    """Return a number with so many decimals; by default as many as it needs."""
    return Text(formats.number(number, "vi", digits), formats.number(number, "en", digits))


def points_said(difference: float) -> Text:
    """Return the difference of two shares in hundredths, with its sign."""
    return Text(formats.hundredths(difference, "vi"), formats.hundredths(difference, "en"))
