"""The stretches of work that an evaluation counts by, from what was said of when the firm works."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from crmeter.measures.view import View
from crmeter.vocabulary.working_time import WorkingCalendar, stretches_of
from crmeter.vocabulary.zone import ZONE
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.tables import RUN_TABLES

TABLE = "working_stretches"
# Nothing that is counted in working time began before the first of these.
_BEGINNINGS = (("tickets", "opened_on"), ("ticket_events", "happened_on"), ("leads", "created_on"))


def save_working_stretches(engine: Engine, view: View, path: Path) -> None:
    """Write the `working_stretches` table of a run and make it readable; nobody having said when, it holds no row.

    Args:
        engine: where tickets, their events and leads are readable.
        view: whose settings say when the firm works, and up to when is seen.
        path: the Parquet file to write.
    """
    calendar = view.settings.calendar()
    first = _first_day(engine)
    if calendar is None or first is None:
        engine.name(TABLE, RUN_TABLES[TABLE].no_rows_sql())
        return
    if not path.exists():
        begins, seconds = zip(*_stretches(calendar, min(first, view.as_of), view.seen_until), strict=True)
        lengths = np.array(seconds, dtype=np.int64)
        columns = {"begins": np.array(begins), "seconds": lengths, "before": np.cumsum(lengths) - lengths}
        engine.connection.register("stretches_to_save", columns)
        engine.save(
            "SELECT row_number() OVER (ORDER BY begins) AS stretch_key, begins::TIMESTAMP AS begins_at,"
            " begins::TIMESTAMP::DATE AS begins_on, seconds, before::BIGINT AS seconds_before"
            " FROM stretches_to_save ORDER BY begins",
            path,
        )
        engine.connection.unregister("stretches_to_save")
    engine.attach(TABLE, [path])


def _first_day(engine: Engine) -> date | None:
    days = " UNION ALL ".join(f'SELECT min("{column}") AS day FROM "{table}"' for table, column in _BEGINNINGS)
    first: date | None = engine.rows(f"SELECT min(day) FROM ({days})")[0][0]
    return first


def _stretches(calendar: WorkingCalendar, first: date, until: date) -> Iterator[tuple[str, int]]:
    """Yield each stretch as its beginning on the clock of the data, and its seconds; last the end, without any."""
    zone = ZoneInfo(ZONE)
    end = datetime.combine(until, time(), zone)
    # The day of the calendar's clock may have begun a day before that of the data's, or after it.
    day, last = first - timedelta(days=1), until + timedelta(days=1)
    while day < last:
        for opens, closes in stretches_of(day, calendar):
            seconds = int((min(closes, end) - opens).total_seconds())
            # A clock that was put forward over a whole stretch leaves nothing of it.
            if seconds > 0:
                yield _written(opens.astimezone(zone)), seconds
        day += timedelta(days=1)
    yield _written(end), 0


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S")
