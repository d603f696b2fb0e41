"""How long something takes where some still wait: the figure, its interval and the SQL that explains it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import ibis
import pytest
from tests.measures.firm_facts import AS_OF

from crmeter.evaluation.explained_sql import figure_sql_of
from crmeter.evaluation.tables import attach_snapshot
from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.rows import ROWS
from crmeter.measures.view import Settings, View
from crmeter.vocabulary import Good, Period, Reading, Text, Unit
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.snapshots import current
from crmeter.warehouse.sql import to_sql, unbound
from crmeter.warehouse.tables import TABLES
from crmeter.warehouse.workspace import Workspace

YEAR = Period.trailing(AS_OF, 365)
# Leads of 2025, in days from the first day to the conversion, or to the last day that is seen (+):
# web 22, 150, 213+; fair 9, 90, 305+.
DAYS_TO_CONVERT = Measure(
    name="days_to_convert",
    title=Text.same("-"),
    meaning=Text.same("-"),
    formula=Text.same("-"),
    unit=Unit.DAYS,
    good=Good.LOWER,
    rows="leads",
    statistic=Statistic.SURVIVAL,
    top=lambda r: r.days_to_convert.coalesce(ibis.literal(AS_OF).delta(r.created_on, unit="day")),
    bottom=lambda r: r.days_to_convert.notnull(),
    among=lambda r: r.created_in_period,
    slices=("channel",),
)


@pytest.fixture(scope="module")
def workspace(written_firm: Callable[..., Workspace], firm: Callable[[], Any]) -> Workspace:
    return written_firm(firm())


def test_those_who_still_wait_count_as_long_as_they_were_seen(
    taken: Callable[..., dict[str, Reading]], workspace: Workspace
) -> None:
    reading = taken(workspace, [DAYS_TO_CONVERT], AS_OF, Settings(), "VND", YEAR)["days_to_convert"]

    # S(9) = 5/6, S(22) = 4/6, S(90) = 3/6; the median of the four that converted would be 56.
    assert (reading.value, reading.n, reading.bottom, reading.top) == (90, 6, 4, None)


def test_what_has_not_come_to_its_end_often_enough_is_not_told(
    taken: Callable[..., dict[str, Reading]], workspace: Workspace
) -> None:
    late = replace(DAYS_TO_CONVERT, quantile=0.75)

    # S(150) = 2/6, and nobody is seen to convert after that.
    reading = taken(workspace, [late], AS_OF, Settings(), "VND", YEAR)["days_to_convert"]

    assert (reading.value, reading.n) == (None, 6)
    assert reading.undefined is not None and reading.undefined.code == "not_reached"


@pytest.mark.parametrize(("by", "expected"), [((), {(90, 6, 4)}), (("channel",), {(150, 3, 2), (90, 3, 2)})])
def test_the_sql_gives_the_same_figure(
    workspace: Workspace, by: tuple[str, ...], expected: set[tuple[float, int, int]]
) -> None:
    rows = ROWS["leads"].build({"leads": unbound(TABLES["leads"])}, View(YEAR, AS_OF, "VND"))

    with Engine() as engine:
        attach_snapshot(engine, workspace, current(workspace))
        found = engine.records(to_sql(DAYS_TO_CONVERT.over(rows, by)))

    assert {(row["value"], row["n"], row["bottom"]) for row in found} == expected


def test_the_sql_that_is_shown_names_the_listed_rows_and_gives_the_same(workspace: Workspace) -> None:
    rows = ROWS["leads"].build({"leads": unbound(TABLES["leads"])}, View(YEAR, AS_OF, "VND"))
    listed = DAYS_TO_CONVERT.listed(rows)

    sql = figure_sql_of(DAYS_TO_CONVERT, listed, to_sql(listed))

    with Engine() as engine:
        attach_snapshot(engine, workspace, current(workspace))
        [row] = engine.records(sql)
    assert (row["value"], row["n"], row["bottom"]) == (90, 6, 4)
