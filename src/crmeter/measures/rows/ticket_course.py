"""What the events of tickets tell: when each was solved, opened again, put to waiting and handed on.

Nothing here depends on the order of two events of one moment: a ticket is solved when it was solved once more often
than it was opened again, and the time that it was ours to work on is the sum of the moments at which it left our hands,
less the sum of those at which it came to them.
"""

from datetime import date

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.rows import Tables
from crmeter.measures.rows.work_done import with_work_before
from crmeter.measures.view import View

_FIRST = date(1970, 1, 1)
DONE = ("solved", "closed")
_WAITING = "waiting"
_OURS = ("new", "open")
_STATUSES = (*_OURS, _WAITING, *DONE)


def own_requests(tables: Tables, view: View) -> ir.Table:
    """Return the tickets that are no part of another one; what is merged after the evaluation still stands alone."""
    asked, events = tables["tickets"], tables["ticket_events"]
    merged_later = events.filter(
        (events.kind == "merged")
        & (events.happened_on >= view.seen_until)
        & (events.after != events.ticket_key.cast("string"))
    )
    return asked.filter(asked.duplicate_of.isnull() | asked.ticket_key.isin(merged_later.ticket_key))


def ticket_course(tables: Tables, asked: ir.Table, view: View) -> ir.Table:
    """Return one row for each ticket with events.

    Args:
        tables: of the warehouse.
        asked: the tickets of interest.
        view: whose period and evaluation are looked at.
    """
    steps = _steps(tables["ticket_events"].semi_join(asked, "ticket_key"))
    period = view.period
    is_seen = steps.happened_on < view.seen_until
    by_end = is_seen & (steps.happened_on < period.end)
    return steps.group_by("ticket_key").aggregate(
        solved_by_end=steps.count(where=steps.solves & by_end) > steps.count(where=steps.reopens & by_end),
        solved_by_end_at=steps.happened_at.max(where=steps.solves & by_end),
        solved_since_at=steps.happened_at.max(where=steps.solves & is_seen),
        is_solved=steps.count(where=steps.solves & is_seen) > steps.count(where=steps.reopens & is_seen),
        first_solved_at=steps.happened_at.min(where=steps.solves & is_seen),
        solved_within_at=steps.happened_at.min(where=steps.solves & by_end & (steps.happened_on >= period.start)),
        reopened_at=steps.happened_at.max(where=steps.reopens & is_seen),
        has_waited=(steps.waits & is_seen).any(),
        waits_since=ibis.ifelse(
            steps.count(where=steps.waits & is_seen) > steps.count(where=steps.goes_on & is_seen),
            steps.happened_at.max(where=steps.waits & is_seen),
            ibis.null("timestamp"),
        ),
        # The number of times that it was ours by the end, and the moments at which that ended less those at which it
        # began; its opening comes to both.
        left_us=steps.count(where=steps.leaves_us & by_end),
        came_back=steps.count(where=steps.comes_to_us & by_end),
        seconds_ours=(
            second_of(steps.happened_at).sum(where=steps.leaves_us & by_end)
            - second_of(steps.happened_at).sum(where=steps.comes_to_us & by_end).coalesce(0)
        ),
        was_assigned=(steps.assigns & steps.after.notnull() & is_seen).any(),
        was_handed_on=(steps.assigns & steps.before.notnull() & is_seen).any(),
        assignments_are_kept=steps.assigns.any(),
        # Who has a ticket now had it at the end of the period too, but for those who came and went since.
        owners_since=(steps.after.notnull().cast("int64") - steps.before.notnull().cast("int64")).sum(
            where=steps.assigns & (steps.happened_on >= period.end)
        ),
        has_course=steps.after.isin(_STATUSES).any(),
    )


def work_on_tickets(tables: Tables, asked: ir.Table, view: View) -> ir.Table:
    """Return for each ticket the seconds of work before it left our hands, less those before it came to them.

    It is the sum `seconds_ours` of its course once more, of working time.

    Args:
        tables: of the warehouse and the run.
        asked: the tickets of interest.
        view: whose period is looked at.
    """
    steps = _steps(tables["ticket_events"].semi_join(asked, "ticket_key"))
    period = view.period
    by_end = (steps.happened_on < view.seen_until) & (steps.happened_on < period.end)
    moved = steps.filter(by_end & (steps.leaves_us | steps.comes_to_us))
    moved = with_work_before(moved, {"work_before": "happened_at"}, tables["working_stretches"])
    return moved.group_by("ticket_key").aggregate(
        seconds_worked=moved.work_before.sum(where=moved.leaves_us)
        - moved.work_before.sum(where=moved.comes_to_us).coalesce(0)
    )


def second_of(moment: ir.Value) -> ir.Value:
    """Return a moment as whole seconds, whose sum does not depend on the order in which they are added."""
    return moment.delta(ibis.literal(_FIRST).cast("timestamp"), unit="second")


def _steps(events: ir.Table) -> ir.Table:
    """Return what each event changes."""
    is_status = events.after.isin(_STATUSES).coalesce(False)
    is_done, was_done = _among(events.after, DONE), _among(events.before, DONE)
    is_ours, was_ours = _among(events.after, _OURS), _among(events.before, _OURS)
    waits, waited = _among(events.after, (_WAITING,)), _among(events.before, (_WAITING,))
    begins = events.kind == "created"
    return events.select(
        "ticket_key",
        "before",
        "after",
        "happened_at",
        "happened_on",
        solves=is_done & ~was_done,
        reopens=is_status & was_done & ~is_done,
        waits=waits & ~waited,
        goes_on=is_status & waited & ~waits,
        leaves_us=is_status & ~is_ours & (was_ours | begins),
        comes_to_us=is_ours & ~was_ours & ~begins,
        assigns=events.kind == "assigned",
    )


def _among(status: ir.Value, statuses: tuple[str, ...]) -> ir.BooleanValue:
    among: ir.BooleanValue = status.isin(statuses).coalesce(False)
    return among
