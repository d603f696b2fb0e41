"""On which days and from which hour something is sent: the next such day, week, month or quarter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import models

from crmeter.vocabulary import Text


class Every(models.TextChoices):
    """How often something is sent."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


EVERY: Mapping[Every, Text] = {
    Every.DAY: Text("mỗi ngày", "every day"),
    Every.WEEK: Text("mỗi tuần", "every week"),
    Every.MONTH: Text("mỗi tháng", "every month"),
    Every.QUARTER: Text("mỗi quý, trong tháng đầu quý", "every quarter, in its first month"),
}
WEEKDAYS: Sequence[Text] = (
    Text("thứ Hai", "Monday"),
    Text("thứ Ba", "Tuesday"),
    Text("thứ Tư", "Wednesday"),
    Text("thứ Năm", "Thursday"),
    Text("thứ Sáu", "Friday"),
    Text("thứ Bảy", "Saturday"),
    Text("Chủ nhật", "Sunday"),
)
# What is there when people begin holds what came in over night.
FIRST_HOUR = 6
# Every month has these days.
LAST_DAY = 28


@dataclass(frozen=True, slots=True)
class When:
    """When something is sent.

    Args:
        every: how often.
        weekday: of a week, Monday is 0.
        day: of a month or of the first month of a quarter.
        hour: from which hour of that day.
    """

    every: Every
    weekday: int = 0
    day: int = 1
    hour: int = FIRST_HOUR

    @property
    def words(self) -> Text:
        """As it is said: every week, Friday, from 06:00."""
        on: tuple[Text, ...] = ()
        if self.every == Every.WEEK:
            on = (WEEKDAYS[self.weekday],)
        elif self.every in (Every.MONTH, Every.QUARTER):
            on = (Text("ngày {day}", "day {day}").fill(day=self.day),)
        hour = Text("từ {hour}:00", "from {hour}:00").fill(hour=f"{self.hour:02d}")
        return Text.join([EVERY[self.every], *on, hour])


def next_day(when: When, after: date) -> date:
    """Return the first day after another on which something is sent.

    Args:
        when: how often, and on which day.
        after: in the days of the firm.
    """
    match when.every:
        case Every.DAY:
            return after + timedelta(days=1)
        case Every.WEEK:
            return after + timedelta(days=(when.weekday - after.weekday() - 1) % 7 + 1)
        case Every.MONTH:
            return _in_month(after, when.day, 0) or _in_month(after, when.day, 1) or after
        case Every.QUARTER:
            into = (after.month - 1) % 3
            return _in_month(after, when.day, -into) or _in_month(after, when.day, 3 - into) or after


def first_day(when: When, now: datetime) -> date:
    """Return the first day on which something is sent that is set up at a moment: today, if its hour is to come."""
    return next_day(when, now.date() - timedelta(days=1) if now.hour < when.hour else now.date())


def _in_month(after: date, day: int, months: int) -> date | None:
    years, month = divmod(after.month - 1 + months, 12)
    found = date(after.year + years, month + 1, day)
    return found if found > after else None
