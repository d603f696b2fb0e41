"""SQL written once and used for every period, every day of evaluation and every fitted rhythm.

An evaluation looks at a dozen periods through the same expressions, and writing an expression out costs far more than
running it on the data of a small firm. So it is written for a period and an as-of day that lie where no data can be,
and these days are exchanged for the real ones: every day in the SQL is the period's start, or lies so many days before
its end, or is the as-of day or the one after it, or is none of the view's. The two numbers of a rhythm likewise.
"""

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from crmeter.measures.view import Rhythm, Settings, View
from crmeter.vocabulary import Period

_NOWHEN = Period(date(1200, 1, 1), date(1700, 1, 1))
_NEVER = date(1800, 1, 1)
_DAY = re.compile(r"MAKE_DATE\((\d+), (\d+), (\d+)\)")
# Of the brand that surveys compare with others, and measures that rows know nothing of.
_READ_BY_NO_ROWS: Mapping[str, Any] = MappingProxyType(
    {
        setting.name: setting.default
        for setting in fields(Settings)
        if setting.name.startswith("equity_") or setting.name == "own_measures"
    }
)
# Numbers that nothing else in SQL has.
_NO_RHYTHM = Rhythm(8e88, 9e99, "")


def nowhen(view: View) -> View:
    """Return the same view of a period in which no data can lie, from a day and with a rhythm that are nobody's.

    Words of the firm are left out too, for SQL may outlive the workspace; so are figures that no rows are made of.
    """
    return replace(
        view,
        period=_NOWHEN,
        as_of=_NEVER,
        rhythm=None if view.rhythm is None else _NO_RHYTHM,
        settings=replace(view.settings, **_READ_BY_NO_ROWS),
    )


def dated(sql: str, view: View) -> str:
    """Return SQL that was written for `nowhen` with the days and the rhythm of a real view.

    Args:
        sql: written out by `to_sql` from expressions over a view of `nowhen`.
        view: the real one.
    """

    def real(found: re.Match[str]) -> str:
        day = date(*(int(part) for part in found.groups()))
        if day == _NOWHEN.start:
            day = view.period.start
        elif _NOWHEN.start < day <= _NOWHEN.end:
            day = view.period.end - (_NOWHEN.end - day)
        elif _NEVER <= day <= _NEVER + timedelta(days=1):
            day = view.as_of + (day - _NEVER)
        return f"MAKE_DATE({day.year}, {day.month}, {day.day})"

    sql = _DAY.sub(real, sql)
    if view.rhythm is not None:
        sql = sql.replace(repr(_NO_RHYTHM.shape), repr(view.rhythm.shape))
        sql = sql.replace(repr(_NO_RHYTHM.rate), repr(view.rhythm.rate))
    return sql
