"""Public holidays of Vietnam, with the days that are moved by decree, proposed to the firm and never taken unasked.

The library that knows them is loaded by whoever asks, for few pages do.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from crmeter.vocabulary import Text


@dataclass(frozen=True, slots=True)
class ProposedDay:
    """A day off, or one that is worked instead of it.

    Args:
        hours_of: the day of the week (Monday is 0) whose hours a made-up day has; nothing for a day off.
    """

    day: date
    name: Text
    hours_of: int | None


@cache
def proposed_days(year: int) -> tuple[ProposedDay, ...]:
    """Return the public holidays of a year and its days that are made up, in order."""
    import holidays  # noqa: PLC0415 - see above

    found = {language: holidays.country_holidays("VN", years=year, language=code) for language, code in _CODES.items()}
    proposed = []
    for day in found["vi"]:
        name = Text(found["vi"][day], found["en"][day])
        # A day off by decree is called after the day that is worked for it.
        for worked in found["vi"].weekend_workdays:
            if worked.strftime("%d/%m/%Y") in name.vi:
                name = _MOVED.fill(day=worked)
                proposed.append(ProposedDay(worked, _MADE_UP.fill(day=day), day.weekday()))
        proposed.append(ProposedDay(day, name, None))
    return tuple(sorted(proposed, key=lambda each: each.day))


_CODES = {"vi": "vi", "en": "en_US"}
_MADE_UP = Text("Làm bù cho ngày {day}", "Worked instead of {day}")
_MOVED = Text("Nghỉ hoán đổi, làm bù ngày {day}", "Day off, worked on {day} instead")
