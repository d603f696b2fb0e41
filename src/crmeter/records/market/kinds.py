"""Of which period a figure of the market is, and of whom."""

from collections.abc import Mapping
from datetime import date

from django.db import models

from crmeter.vocabulary import Text


class Span(models.TextChoices):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Who(models.TextChoices):
    """Whose figure it is."""

    MARKET = "market"
    US = "us"
    COMPETITOR = "competitor"


SPANS: Mapping[Span, Text] = {
    Span.MONTH: Text("tháng", "month"),
    Span.QUARTER: Text("quý", "quarter"),
    Span.YEAR: Text("năm", "year"),
}
WHO: Mapping[Who, Text] = {
    Who.MARKET: Text("cả thị trường", "the whole market"),
    Who.US: Text("mình", "ourselves"),
    Who.COMPETITOR: Text("đối thủ", "a competitor"),
}
_QUARTER_BEGINS = (1, 4, 7, 10)


def begins_rightly(span: Span, day: date) -> bool:
    """Return whether a period of that length begins on a day."""
    if span is Span.YEAR:
        return (day.month, day.day) == (1, 1)
    return day.day == 1 and (span is Span.MONTH or day.month in _QUARTER_BEGINS)
