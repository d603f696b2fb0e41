"""The units in which times until the first contact are told, in words."""

from collections.abc import Callable
from dataclasses import dataclass

from crmeter.vocabulary import Text, formats


@dataclass(frozen=True, slots=True)
class TimeUnit:
    """A unit of time.

    Args:
        title: its word.
        of_an_hour: how many of it an hour has.
        said: that times are in it.
        write: a time with its unit.
    """

    title: Text
    of_an_hour: float
    said: Text
    write: Callable[[float], Text]


def _minutes(time: float) -> Text:
    vi, en = (formats.number(time, language, 0) for language in ("vi", "en"))
    return Text(f"{vi} phút", f"{en} {'minute' if en == '1' else 'minutes'}")


def _hours(time: float) -> Text:
    return _minutes(time * 60) if time < 1 else Text(formats.hours(time, "vi"), formats.hours(time, "en"))


def _days(time: float) -> Text:
    return Text(formats.days(time, "vi"), formats.days(time, "en"))


MINUTES = TimeUnit(Text("phút", "minutes"), 60.0, Text("Thời gian tính bằng phút.", "Times are in minutes."), _minutes)
HOURS = TimeUnit(Text("giờ", "hours"), 1.0, Text("Thời gian tính bằng giờ.", "Times are in hours."), _hours)
DAYS = TimeUnit(Text("ngày", "days"), 1 / 24, Text("Thời gian tính bằng ngày.", "Times are in days."), _days)
