"""How many tickets come in each hour of a week, what the coming week brings, and how many agents that takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

import numpy as np

from crmeter.estimators.arrays import Floats
from crmeter.estimators.service.agents_needed import Staffing, agents_needed
from crmeter.estimators.service.hourly_load import HOURS, HourlyLoad, hourly_load
from crmeter.evaluation.internal.load_said import (
    LACKING_HANDLING,
    load_said,
    special_days_said,
    staffing_said,
)
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.measures.view import View
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.warehouse.engine import Engine

NAME = "ticket_load"
# What lies further back tells of another firm.
MOST_WEEKS = 26
LEAST_HANDLED = 30
_MINUTES, _DAY = 60, 24
_TITLE = Text("Phiếu đến theo giờ", "Tickets by the hour they come")
WEEKDAYS = (
    Text("Thứ Hai", "Monday"),
    Text("Thứ Ba", "Tuesday"),
    Text("Thứ Tư", "Wednesday"),
    Text("Thứ Năm", "Thursday"),
    Text("Thứ Sáu", "Friday"),
    Text("Thứ Bảy", "Saturday"),
    Text("Chủ nhật", "Sunday"),
)
_COLUMNS = (
    ResultColumn("weekday", Text("Thứ", "Weekday"), "text"),
    ResultColumn("hour", Text("Từ (giờ)", "From (hour)"), "count"),
    ResultColumn("mean", Text("Thường đến", "Usually come"), "number"),
    ResultColumn("low", Text("Cận dưới 80%", "80% from"), "number"),
    ResultColumn("high", Text("Cận trên 80%", "80% to"), "number"),
    ResultColumn("forecast", Text("Tuần tới", "Coming week"), "number"),
    ResultColumn("forecast_low", Text("Ít nhất (80%)", "At least (80%)"), "count"),
    ResultColumn("forecast_high", Text("Nhiều nhất (80%)", "At most (80%)"), "count"),
    ResultColumn("agents", Text("Cần mấy người", "Agents needed"), "count"),
    ResultColumn("in_time", Text("Kịp hẹn", "Begun in time"), "share"),
    ResultColumn("occupancy", Text("Phần giờ bận", "Time at work"), "share"),
)
_NO_HOURS = NotEnoughData(
    "no_hours",
    Text("phiếu chỉ ghi ngày mở, không ghi giờ", "of tickets only the day of opening is written down, not the hour"),
    Text("giờ mở của phiếu", "the hour at which tickets were opened"),
)


@dataclass(frozen=True, slots=True)
class Handling:
    """How long the work on one ticket takes.

    Args:
        minutes: the mean.
        tickets: of how many it was written down; 0 where the firm has said it.
        reach: of the 80 % interval of the mean, minutes.
    """

    minutes: float
    tickets: int = 0
    reach: float = 0.0


def ticket_load(engine: Engine, view: View) -> ResultTable:
    """Return the load of each hour of a week with its forecast, and the agents that it takes where that can be told.

    Args:
        engine: where `tickets` and `touches` are readable.
        view: whole weeks count up to the last Sunday at or before its as-of day.
    """
    last_sunday = view.as_of - timedelta(days=(view.as_of.weekday() + 1) % 7)
    try:
        load = hourly_load(_counts(engine, last_sunday))
    except NotEnoughData as lacking:
        return ResultTable.lacking(NAME, _TITLE, _COLUMNS, lacking)
    handling = _handling(engine, view, last_sunday)
    monday = last_sunday + timedelta(days=1)
    agents = {} if handling is None or not view.settings.answer_minutes else _agents(load, handling, view, monday)
    rows = tuple(
        (
            WEEKDAYS[at // _DAY],
            at % _DAY,
            *(float(each[at]) for each in (load.mean, load.low, load.high, load.forecast)),
            int(load.forecast_low[at]),
            int(load.forecast_high[at]),
            *_staffed(agents.get(at)),
        )
        for at in range(HOURS)
    )
    told = [load_said(load)]
    if special := _special_days(view, monday):
        told.append(special_days_said(special))
    told += (
        [staffing_said(view.settings, handling.minutes, handling.tickets, handling.reach, _off(load, view, monday))]
        if (handling is not None and agents)
        else [LACKING_HANDLING]
    )
    return ResultTable(NAME, _TITLE, _COLUMNS, rows, Text.join(told, " "))


def _counts(engine: Engine, last_sunday: date) -> Floats:
    """Return the tickets of each hour of the whole weeks up to a Sunday, the oldest week first, shape (W, 168)."""
    of_tickets = f"FROM tickets WHERE duplicate_of IS NULL AND opened_on <= DATE '{last_sunday}'"
    midnight, everything, first = engine.rows(
        f"SELECT count(*) FILTER (WHERE opened_at = opened_on::TIMESTAMP), count(*), min(opened_on) {of_tickets}"
    )[0]
    if not everything:
        return np.zeros((0, HOURS))
    if 2 * midnight > everything:
        raise _NO_HOURS
    # The week in which the first ticket came may not be whole.
    weeks = min(MOST_WEEKS, (last_sunday - first).days // 7)
    begins = last_sunday + timedelta(days=1 - 7 * weeks)
    found = engine.arrays(
        f"SELECT date_diff('hour', TIMESTAMP '{begins} 00:00:00', opened_at) AS hour, count(*) AS n {of_tickets}"
        f" AND opened_on >= DATE '{begins}' GROUP BY 1"
    )
    counts = np.zeros(weeks * HOURS)
    counts[found["hour"].astype(np.int64)] = found["n"]
    return counts.reshape(weeks, HOURS)


def _handling(engine: Engine, view: View, last_sunday: date) -> Handling | None:
    """Return how long the work on a ticket takes: as the firm has said, else as contacts on tickets were recorded."""
    if view.settings.handling_minutes:
        return Handling(float(view.settings.handling_minutes))
    begins = last_sunday + timedelta(days=1 - 7 * MOST_WEEKS)
    n, mean, spread = engine.rows(
        f"""
        SELECT count(*), avg(minutes), stddev_samp(minutes) FROM (
            SELECT sum(seconds) / 60.0 AS minutes FROM touches JOIN tickets USING (ticket_key)
            WHERE seconds > 0 AND touched_on <= DATE '{view.as_of}' AND opened_on >= DATE '{begins}'
                AND duplicate_of IS NULL AND solved_at < DATE '{view.seen_until}'
            GROUP BY ticket_key
        )
        """
    )[0]
    if n < LEAST_HANDLED:
        return None
    # Of so many tickets the mean is as good as normal: 1.2816 is its quantile of 90 %.
    return Handling(float(mean), int(n), 1.2816 * float(spread) / sqrt(n))


def _agents(load: HourlyLoad, handling: Handling, view: View, monday: date) -> Mapping[int, Staffing]:
    """Return the agents of each hour in which the firm works in the week that begins on a Monday.

    Where nobody has said when it works, they are those of every hour.
    """
    settings = view.settings
    patience = settings.patience_minutes / _MINUTES if settings.patience_minutes else None
    within, share = settings.answer_minutes / _MINUTES, settings.answer_percent / 100
    return {
        at: agents_needed(float(load.forecast[at]), handling.minutes / _MINUTES, within, share, patience)
        for at in range(HOURS)
        if _is_worked(at, view, monday)
    }


def _is_worked(at: int, view: View, monday: date) -> bool:
    """Whether the firm works in an hour of the week that begins on a Monday, its holidays and special days counted."""
    calendar = view.settings.calendar()
    if calendar is None:
        return True
    begins = at % _DAY * _MINUTES
    worked = calendar.hours_of(monday + timedelta(days=at // _DAY))
    return any(hours.start < begins + _MINUTES and hours.end > begins for hours in worked)


def _special_days(view: View, monday: date) -> tuple[date, ...]:
    """Return the days of a week whose working hours are not those of the weekday."""
    calendar = view.settings.calendar()
    days = [monday + timedelta(days=ahead) for ahead in range(7)]
    return tuple(day for day in days if calendar and calendar.hours_of(day) != calendar.week[day.weekday()])


def _off(load: HourlyLoad, view: View, monday: date) -> float:
    """Return the share of the tickets that come when the firm does not work."""
    off = sum(float(load.forecast[at]) for at in range(HOURS) if not _is_worked(at, view, monday))
    total = float(load.forecast.sum())
    return off / total if total else 0.0


def _staffed(found: Staffing | None) -> tuple[int | None, float | None, float | None]:
    return (None, None, None) if found is None else (found.agents, found.answered_in_time, found.occupancy)
