"""On which days a board is sent: the first day of each day, week, month or quarter that begins after today."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import models

from crmeter.vocabulary import Text


class Every(models.TextChoices):
    """How often a board is sent."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


EVERY: Mapping[Every, Text] = {
    Every.DAY: Text("mỗi ngày", "every day"),
    Every.WEEK: Text("mỗi tuần, vào thứ Hai", "every week, on Monday"),
    Every.MONTH: Text("mỗi tháng, vào ngày 1", "every month, on its first day"),
    Every.QUARTER: Text("mỗi quý, vào ngày đầu quý", "every quarter, on its first day"),
}


def next_day(every: Every, today: date) -> date:
    """Return the next day on which a board is sent, which comes after today.

    Args:
        every: how often.
        today: in the days of the firm.
    """
    match every:
        case Every.DAY:
            return today + timedelta(days=1)
        case Every.WEEK:
            return today + timedelta(days=7 - today.weekday())
        case Every.MONTH:
            return _first_of_month(today, 1)
        case Every.QUARTER:
            return _first_of_month(today, 3 - (today.month - 1) % 3)


def _first_of_month(today: date, months: int) -> date:
    years, month = divmod(today.month - 1 + months, 12)
    return date(today.year + years, month + 1, 1)
