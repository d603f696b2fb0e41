"""Dates as people write them, read by one order of day and month for a whole column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crmeter.warehouse.connectors.files.answers import DateOrder
from crmeter.warehouse.connectors.files.session import literal

ZONE = "Asia/Ho_Chi_Minh"
FIRST_YEAR, LAST_YEAR = 1900, 2100
DAYS_AHEAD = 366

_PLAIN = r"\d{4}-\d{1,2}-\d{1,2}([T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)?"
_SHORT = r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:[ T,]+(.*))?$"
_QUICK_SHORT = r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})( \d{1,2}:\d{2}(?::\d{2})?)?$"
_QUICK = {"dmy": r"\3-\2-\1\4", "mdy": r"\3-\1-\2\4"}
_YEAR_FIRST = r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]+(.*))?$"
_NAMED_DAY_FIRST = r"^(\d{1,2})[-/., ]+([A-Za-z]{3,9})[-/., ]+(\d{4}|\d{2})(?:[ T,]+(.*))?$"
_NAMED_MONTH_FIRST = r"^([A-Za-z]{3,9})[. ]+(\d{1,2})[a-z]{0,2},? +(\d{4})(?:[ T,]+(.*))?$"
_VIETNAMESE = r"^(?:ngày|ngay)?\s*(\d{1,2})\s*(?:tháng|thang)\s*(\d{1,2})\s*,?\s*(?:năm|nam)?\s*(\d{4})(?:[ T,]+(.*))?$"
_EAST_ASIAN = r"^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?(?:[ T]*(.*))?$"
_ZONED = r":\d{2}(\.\d+)? ?(Z|z|UTC|GMT|[+-]\d{2}(:?\d{2})?)$"
_TIME_FIRST = r"^(\d{1,2}:\d{2}(?::\d{2})?)[ ,-]+(\d.*)$"
_MONTHS = "['jan','feb','mar','apr','may','jun','jul','aug','sep','oct','nov','dec']"


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How one column writes its dates.

    Args:
        order: the order of day and month in dates such as 03/04/2026; None where the column has none of them.
        plain: every value is an ISO date or time without a zone.
        conflict: it mixes both orders, so that dates with slashes say nothing.
    """

    order: DateOrder | None = None
    plain: bool = False
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class DateFacts:
    """What a whole column shows: filled values, plain ones, and the largest day-like parts."""

    filled: int
    plain: int
    short: int = 0
    first: int = 0
    second: int = 0
    day_first: int = 0
    month_first: int = 0


def plain_facts_sql(value: str) -> str:
    """Return aggregates: filled values, plain values."""
    return f"count({value}), count(*) FILTER (WHERE regexp_full_match({value}, {literal(_PLAIN)}))"


def short_facts_sql(value: str) -> str:
    """Return aggregates over dates such as 03/04/26: how many, largest parts, rows that prove each order."""
    turned = _time_last(value)
    first = f"try_cast(regexp_extract({turned}, {literal(_SHORT)}, 1) AS INTEGER)"
    second = f"try_cast(regexp_extract({turned}, {literal(_SHORT)}, 2) AS INTEGER)"
    return (
        f"count({first}), coalesce(max({first}), 0), coalesce(max({second}), 0), "
        f"count(*) FILTER (WHERE {first} > 12 AND {second} <= 12), "
        f"count(*) FILTER (WHERE {second} > 12 AND {first} <= 12)"
    )


def decide_dates(facts: Mapping[str, DateFacts], told: DateOrder | None) -> tuple[dict[str, DateStyle], list[str]]:
    """Settle the order of day and month of every date column.

    Args:
        facts: by column, over all rows.
        told: the order that somebody named.

    Returns:
        The style of each column, and the columns that leave it open.
    """
    proven = {name: _proven(fact) for name, fact in facts.items()}
    orders = {order for order in proven.values() if order is not None}
    of_file: DateOrder | None = told or (next(iter(orders)) if len(orders) == 1 else None)
    styles: dict[str, DateStyle] = {}
    undecided = []
    for name, fact in facts.items():
        order = told or proven[name] or of_file
        if fact.filled == fact.plain:
            styles[name] = DateStyle(plain=True)
        elif not fact.short:
            styles[name] = DateStyle()
        elif told is None and fact.day_first and fact.month_first:
            styles[name] = DateStyle(conflict=True)
        else:
            styles[name] = DateStyle(order=order)
            if order is None:
                undecided.append(name)
    return styles, undecided


def _proven(fact: DateFacts) -> DateOrder | None:
    if fact.day_first and not fact.month_first:
        return "dmy"
    return "mdy" if fact.month_first and not fact.day_first else None


def moment_sql(value: str, style: DateStyle) -> str:
    """Return SQL that reads a value as a local TIMESTAMP, NULL where it is no date."""
    if style.plain:
        return f"try_cast({value} AS TIMESTAMP)"
    quick = f"WHEN regexp_full_match({value}, {literal(_PLAIN)}) THEN try_cast({value} AS TIMESTAMP)"
    if style.order in _QUICK:
        turned = f"regexp_replace({value}, {literal(_QUICK_SHORT)}, '{_QUICK[style.order]}')"
        quick += f" WHEN regexp_matches({value}, {literal(_QUICK_SHORT)}) THEN try_cast({turned} AS TIMESTAMP)"
    iso = f"coalesce({', '.join(_iso_forms(_time_last(value), style))})"
    zoned = f"regexp_replace({iso}, ' ?(?:UTC|GMT|z)$', 'Z')"
    zoned = f"regexp_replace({zoned}, ' ?([+-]\\d{{2}}):?(\\d{{2}})$', '\\1:\\2')"
    serial = (
        f"CASE WHEN regexp_full_match({value}, '[2-7]\\d{{4}}(\\.\\d+)?') "
        f"THEN TIMESTAMP '1899-12-30' + to_seconds(round(try_cast({value} AS DOUBLE) * 86400)) END"
    )
    return (
        f"CASE {quick} WHEN regexp_matches({iso}, {literal(_ZONED)}) "
        f"THEN try_cast({zoned} AS TIMESTAMPTZ) AT TIME ZONE '{ZONE}' "
        f"ELSE coalesce(try_cast({iso} AS TIMESTAMP), {serial}) END"
    )


def date_reason_sql(value: str, moment: str, style: DateStyle, today: str) -> str:
    """Return SQL that gives the code of what is wrong with a date, or NULL."""
    conflict = (
        f"WHEN regexp_matches({_time_last(value)}, {literal(_SHORT)}) THEN 'date_conflict' " if style.conflict else ""
    )
    return (
        f"CASE WHEN {value} IS NULL THEN NULL {conflict}WHEN {moment} IS NULL THEN 'not_a_date' "
        f"WHEN year({moment}) NOT BETWEEN {FIRST_YEAR} AND {LAST_YEAR} THEN 'date_out_of_range' "
        f"WHEN {moment} > DATE '{today}' + INTERVAL {DAYS_AHEAD + 1} DAY THEN 'date_in_future' END"
    )


def _time_last(value: str) -> str:
    return f"regexp_replace({value}, {literal(_TIME_FIRST)}, '\\2 \\1')"


def _iso_forms(value: str, style: DateStyle) -> list[str]:
    forms = [
        _iso(value, _YEAR_FIRST, ("y", "m", "d"), "{m}"),
        _iso(value, _EAST_ASIAN, ("y", "m", "d"), "{m}"),
        _iso(value, _NAMED_DAY_FIRST, ("d", "m", "y"), _month_number()),
        _iso(value, _NAMED_MONTH_FIRST, ("m", "d", "y"), _month_number()),
        _iso(f"lower({value})", _VIETNAMESE, ("d", "m", "y"), "{m}"),
        f"CASE WHEN regexp_full_match({value}, '(19|20)\\d{{6}}') THEN "
        f"regexp_replace({value}, '^(\\d{{4}})(\\d{{2}})', '\\1-\\2-') END",
        f"CASE WHEN regexp_full_match({value}, '(19|20)\\d{{12}}') THEN "
        f"regexp_replace({value}, '^(....)(..)(..)(..)(..)(..)$', '\\1-\\2-\\3 \\4:\\5:\\6') END",
    ]
    parts = {"dmy": ("d", "m", "y"), "mdy": ("m", "d", "y")}
    if style.order in parts:
        forms.append(_iso(value, _SHORT, parts[style.order], "{m}"))
    elif style.order == "ymd":
        forms.append(_iso(value, r"^(\d{2})[-/. ](\d{1,2})[-/. ](\d{2})(?:[ T,]+(.*))?$", ("y", "m", "d"), "{m}"))
    return forms


def _month_number() -> str:
    return f"list_position({_MONTHS}, lower(substr({{m}}, 1, 3)))::VARCHAR"


def _iso(value: str, pattern: str, parts: Sequence[str], month: str) -> str:
    named = {part: f"regexp_extract({value}, {literal(pattern)}, {place})" for place, part in enumerate(parts, 1)}
    time = _time_of_day(f"regexp_extract({value}, {literal(pattern)}, 4)")
    year = (
        f"CASE WHEN length({named['y']}) = 2 THEN CASE WHEN {named['y']} < '70' THEN '20' ELSE '19' END ELSE '' END"
        f" || {named['y']}"
    )
    return (
        f"CASE WHEN regexp_matches({value}, {literal(pattern)}) "
        f"THEN ({year}) || '-' || {month.format(m=named['m'])} || '-' || {named['d']} || ' ' || {time} END"
    )


def _time_of_day(time: str) -> str:
    words = f"replace(replace(upper({time}), 'SA', 'AM'), 'CH', 'PM')"
    half = f"regexp_replace({words}, ' ?([AP]M)$', ' \\1')"
    return (
        f"CASE WHEN {time} = '' THEN '00:00:00' WHEN regexp_matches({half}, '[AP]M$') THEN "
        f"strftime(try_strptime({half}, ['%I:%M %p', '%I:%M:%S %p']), '%H:%M:%S') "
        f"ELSE regexp_replace({time}, '^(\\d{{1,2}})h(\\d{{2}})$', '\\1:\\2') END"
    )


def example_sql(value: str) -> str:
    """Return a condition that picks dates whose order is open."""
    return f"regexp_matches({value}, {literal(_SHORT)})"
