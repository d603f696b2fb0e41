"""Working time as the tables of an evaluation tell it, against the calendar itself, and where nobody has told any."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import ibis
import numpy as np
import pytest
from tests.measures.firm_facts import AS_OF, SPECIAL_DAYS, WORKING_HOURS

from crmeter.evaluation.working_stretches import save_working_stretches
from crmeter.measures.rows.work_done import with_work_before
from crmeter.measures.view import Settings, View
from crmeter.vocabulary import Period, Reading
from crmeter.vocabulary.working_time import working_time_between
from crmeter.vocabulary.zone import ZONE
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.sql import to_sql, unbound
from crmeter.warehouse.tables import RUN_TABLES, TABLES
from crmeter.warehouse.workspace import Workspace


@pytest.mark.parametrize(
    ("hours", "days"),
    [
        (WORKING_HOURS, SPECIAL_DAYS),
        ("mon-sun 00:00-24:00", ""),
        ("mon 22:00-24:00 tue 00:00-06:00 fri 07:30-11:45 13:15-16:20", "2025-04-30 2025-05-01 2025-05-04=fri"),
        ("Asia/Tokyo mon-fri 00:00-02:00 09:00-18:00", ""),
    ],
)
def test_the_seconds_between_two_moments_are_those_of_the_calendar(tmp_path: Path, hours: str, days: str) -> None:
    zone, draw = ZoneInfo(ZONE), np.random.default_rng(7)
    settings = Settings(working_hours=hours, special_days=days)
    view = View(Period.trailing(AS_OF, 365), AS_OF, "VND", settings)
    first = datetime(2025, 1, 1)  # noqa: DTZ001 - on the clock of the firm, as the tables hold it
    since, until = np.sort(draw.integers(0, 365 * 86400, (2, 400)), axis=0)
    moments = [
        (first + timedelta(seconds=int(a)), first + timedelta(seconds=int(b)))
        for a, b in zip(since, until, strict=True)
    ]
    asked = ibis.table({"nth": "int64", "since": "timestamp", "until": "timestamp"}, name="asked")
    work = with_work_before(asked, {"a": "since", "b": "until"}, unbound(RUN_TABLES["working_stretches"]))

    with Engine() as engine:
        for name in ("tickets", "ticket_events", "leads"):
            engine.run(f"CREATE TABLE {name} AS {TABLES[name].no_rows_sql()}")
        engine.run("INSERT INTO leads (created_on) VALUES (DATE '2025-01-01')")
        save_working_stretches(engine, view, tmp_path / "working_stretches.parquet")
        engine.run("CREATE TABLE asked (nth BIGINT, since TIMESTAMP, until TIMESTAMP)")
        engine.connection.executemany("INSERT INTO asked VALUES (?, ?, ?)", [(n, *m) for n, m in enumerate(moments)])
        found = engine.rows(to_sql(work.mutate(seconds=work.b - work.a).select("nth", "seconds").order_by("nth")))

    calendar = settings.calendar()
    assert calendar is not None
    wanted = [
        working_time_between(a.replace(tzinfo=zone).astimezone(UTC), b.replace(tzinfo=zone), calendar).total_seconds()
        for a, b in moments
    ]
    assert [seconds for _, seconds in found] == wanted


def test_without_working_hours_nothing_is_assumed(
    written_firm: Callable[..., Workspace],
    firm: Callable[[], dict[str, list[dict[str, Any]]]],
    taken: Callable[..., dict[str, Reading]],
) -> None:
    names = ["first_response_time_business_hours", "lead_response_time_business_hours"]

    found = taken(written_firm(firm()), names, AS_OF, Settings(), "VND", None)

    for name in names:
        undefined = found[name].undefined
        assert found[name].value is None
        assert undefined is not None
        assert undefined.code == "no_working_hours"
        assert undefined.needs is not None
