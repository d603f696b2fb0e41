"""SQL written once and used for every period.

An evaluation looks at a dozen periods through the same expressions, and writing an expression out costs far more than
running it on the data of a small firm. So it is written for a period that lies where no data can be, and the days of
that period are exchanged for those of the real one: every day in the SQL is the period's start, or lies so many days
before its end, or is none of the period's.
"""

import re
from dataclasses import replace
from datetime import date

from crmeter.measures.view import View
from crmeter.vocabulary import Period

_NOWHEN = Period(date(1200, 1, 1), date(1700, 1, 1))
_DAY = re.compile(r"MAKE_DATE\((\d+), (\d+), (\d+)\)")


def nowhen(view: View) -> View:
    """Return the same view of a period that no data can lie in."""
    return replace(view, period=_NOWHEN)


def dated(sql: str, period: Period) -> str:
    """Return SQL that was written for `nowhen` with the days of a real period.

    Args:
        sql: written out by `to_sql` from expressions over a view of `nowhen`.
        period: the real one.
    """

    def real(found: re.Match[str]) -> str:
        day = date(*(int(part) for part in found.groups()))
        if day == _NOWHEN.start:
            day = period.start
        elif _NOWHEN.start < day <= _NOWHEN.end:
            day = period.end - (_NOWHEN.end - day)
        return f"MAKE_DATE({day.year}, {day.month}, {day.day})"

    return _DAY.sub(real, sql)
