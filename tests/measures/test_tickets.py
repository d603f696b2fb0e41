"""What tickets were at a time is told from what happened to them by then (the small firm, see conftest)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from crmeter.evaluation.result import Evaluation
from crmeter.measures.view import Settings
from crmeter.vocabulary import Period, Reading
from crmeter.warehouse.workspace import Workspace

Take = Callable[..., dict[str, Reading]]
MARCH = Period.month_of(date(2025, 3, 1))


@pytest.fixture(scope="module")
def workspace(written_firm: Callable[..., Workspace], firm: Callable[[], Any]) -> Workspace:
    return written_firm(firm())


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        # 1 was solved on the 1st after 12 hours, 2 on the 2nd after 10.
        (
            date(2025, 3, 4),
            {
                "tickets_resolved": 2,
                "ticket_backlog": 0,
                "resolution_time": 11,
                "reopen_rate": 0,
                "breached_tickets": 1,
            },
        ),
        # 2 is open again since the 5th, 08:00; by the end of that day it is solved once more, after 78 hours.
        (
            date(2025, 3, 5),
            {"tickets_resolved": 2, "ticket_backlog": 0, "resolution_time": 45, "reopen_rate": 0.5},
        ),
        # On the 2nd it had been late with its answer; nobody had been late on the 1st.
        (date(2025, 3, 1), {"tickets_created": 1, "tickets_resolved": 1, "breached_tickets": 0}),
        # A year later nothing of March is other than it was.
        (
            date(2025, 12, 31),
            {"tickets_created": 2, "tickets_resolved": 2, "ticket_backlog": 0, "resolution_time": 45},
        ),
    ],
)
def test_nothing_after_the_day_of_the_evaluation_is_seen(
    taken: Take, workspace: Workspace, as_of: date, expected: dict[str, Any]
) -> None:
    found = taken(workspace, list(expected), as_of, Settings(), "VND", MARCH)

    assert {name: reading.value for name, reading in found.items()} == expected


@pytest.mark.parametrize(
    ("month", "created", "resolved", "backlog", "unassigned"),
    [
        # 8 came in May 2024 and was solved on its day.
        (date(2024, 5, 1), 1, 1, 0, 0),
        # It was opened again and solved in February; nothing new came.
        (date(2025, 2, 1), 0, 1, 0, 0),
        # 3 stays open, 4 is solved.
        (date(2025, 9, 1), 2, 1, 1, 1),
        # 9 waits for the customer, in the hands of somebody.
        (date(2025, 11, 1), 1, 0, 2, 1),
        # 6 and 7 come, 7 is solved.
        (date(2025, 12, 1), 2, 1, 3, 2),
    ],
)
def test_the_backlog_of_a_month_is_what_was_open_at_its_end(
    taken: Take, workspace: Workspace, month: date, created: int, resolved: int, backlog: int, unassigned: int
) -> None:
    names = ["tickets_created", "tickets_resolved", "ticket_backlog", "unassigned_tickets"]

    found = taken(workspace, names, date(2025, 12, 31), Settings(), "VND", Period.month_of(month))

    assert [found[name].value for name in names] == [created, resolved, backlog, unassigned]


def test_what_was_merged_by_the_day_of_the_evaluation_is_no_request_of_its_own(
    taken: Take, workspace: Workspace
) -> None:
    year = Period(date(2025, 1, 1), date(2026, 1, 1))

    # 9 became a part of 6 on 3 January.
    before, after = (
        taken(workspace, ["tickets_created"], day, Settings(), "VND", year)["tickets_created"].value
        for day in (date(2026, 1, 2), date(2026, 1, 3))
    )

    assert (before, after) == (7, 6)


@pytest.mark.parametrize(
    ("name", "n"),
    [
        # 3 and 6 are not answered.
        ("first_response_time", 2),
        # Nothing was promised for 4 but by nobody; 9 has a promise for its solution.
        ("breached_tickets", 1),
        # 4 and 9 without a promised answer, 6 not due.
        ("service_level_attainment", 3),
        # Nobody wrote down what became of 7.
        ("waiting_time", 1),
        ("reopen_rate", 1),
        ("first_contact_resolution_rate", 1),
        ("reassignment_rate", 3),
        ("escalation_rate", 1),
        ("ticket_backlog", 0),
        ("resolution_time", 0),
    ],
)
def test_tickets_of_which_it_is_not_known_are_counted(evaluated: Evaluation, name: str, n: int) -> None:
    left_out = evaluated.reading(name).coverage.left_out

    assert sum(each.n for each in left_out) == n


def test_a_ticket_that_was_solved_on_an_unknown_day_is_neither_open_nor_solved(
    taken: Take, written_firm: Callable[..., Workspace], firm: Callable[[], Any]
) -> None:
    rows = firm()
    rows["ticket_events"] = []
    rows["tickets"] = [
        {**row, "solved_at": None if row["ticket_key"] == 4 else row["solved_at"]} for row in rows["tickets"]
    ]

    found = taken(
        written_firm(rows), ["ticket_backlog", "tickets_resolved"], date(2025, 12, 31), Settings(), "VND", None
    )

    # Without a history 9, too, is a part of 6; 8 counts by its last solution.
    assert found["ticket_backlog"].value == 2
    assert [each.n for each in found["ticket_backlog"].coverage.left_out] == [1]
    assert found["tickets_resolved"].value == 4


def test_figures_of_slices(evaluated: Evaluation) -> None:
    # 1 and 2 of A, 7 of B and 9 of G are of homes, 4 of shops.
    found = {r.slice["segment"]: r.value for r in evaluated.sliced("first_response_time", "segment")}
    owners = {r.slice["owner"]: r.value for r in evaluated.sliced("tickets_created", "owner")}

    assert found == {"homes": 3.5, "shops": 1}
    assert owners == {"an": 3, "binh": 3}
