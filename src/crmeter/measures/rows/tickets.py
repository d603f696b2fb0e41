"""Tickets opened in the period, solved in it or open in it, with what became of them by the day of the evaluation."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.rows.ticket_course import DONE, own_requests, second_of, ticket_course
from crmeter.measures.view import View
from crmeter.vocabulary import Text

_HOUR = 3600


def _tickets(tables: Tables, view: View) -> ir.Table:
    period = view.period
    asked = own_requests(tables, view)
    # One whose solution stands, and is older than the period, was done all through it.
    asked = asked.filter(
        (asked.opened_on < period.end)
        & (asked.opened_on < view.seen_until)
        & ((asked.opened_on >= period.start) | (asked.solved_at.isnull() | (asked.solved_at.date() >= period.start)))
    )
    course = ticket_course(tables, asked, view)
    joined = asked.left_join(course, "ticket_key").drop("ticket_key_right")
    joined = _with_solution(joined, view)
    who = tables["customers"].select("customer_key", "segment", "region")
    joined = joined.left_join(who, "customer_key").drop("customer_key_right")
    end = ibis.literal(view.seen_until).cast("timestamp")
    answered_at = _seen(joined.first_responded_at, view)
    hours_ours = (joined.seconds_ours - second_of(joined.opened_at)) / _HOUR
    is_whole = joined.has_course & (joined.left_us == joined.came_back + 1) & (hours_ours >= 0)
    had_owner = joined.owner.notnull().cast("int64") - joined.owners_since.coalesce(0) > 0
    return joined.select(
        "ticket_key",
        "customer_key",
        "source",
        "source_key",
        "opened_at",
        "opened_on",
        "queue",
        "product",
        "cause",
        "priority",
        "channel",
        "owner",
        "segment",
        "region",
        "answer_due_at",
        "first_responded_at",
        "due_at",
        "solved_by_end_at",
        "solved_since_at",
        "reopened_at",
        "escalated_at",
        request_kind=joined.category,
        opened_in_period=joined.opened_on >= period.start,
        is_told=_answer_is_told(joined, view),
        in_time=_answered_in_time(joined, view),
        is_broken=_is_late(joined, view),
        is_answered=answered_at.notnull(),
        hours_to_answer=_hours(joined.opened_at, answered_at),
        # Whoever was never answered waited for it until the ticket was solved.
        hours_unanswered=_hours(joined.opened_at, answered_at.coalesce(joined.solved_since_at, end)),
        open_at_end=~joined.solved_by_end,
        days_open=ibis.literal(period.last_day).delta(joined.opened_on, unit="day"),
        had_owner=had_owner,
        solved_in_period=(joined.solved_by_end & (joined.solved_by_end_at.date() >= period.start)).coalesce(False),
        hours_to_solve=_hours(joined.opened_at, joined.solved_by_end_at),
        is_solved=joined.is_solved,
        hours_unsolved=_hours(joined.opened_at, joined.solved_since_at.coalesce(end)),
        hours_ours=ibis.ifelse(is_whole, hours_ours, ibis.null("float64")),
        was_solved_in_period=joined.solved_within_at.notnull(),
        reopened_since=(joined.reopened_at >= joined.solved_within_at).coalesce(False),
        first_solved_in_period=(
            (joined.first_solved_at.date() >= period.start) & (joined.first_solved_at.date() < period.end)
        ).coalesce(False),
        # Of a ticket that went up after the evaluation, nobody knew it then.
        is_escalated=joined.is_escalated & (joined.escalated_at.date() < view.seen_until).coalesce(True),
        was_reopened=joined.reopened_at.notnull(),
        has_waited=joined.has_waited.coalesce(False),
        has_course=joined.has_course.coalesce(False),
        was_assigned=joined.was_assigned.coalesce(False),
        was_handed_on=joined.was_handed_on.coalesce(False),
        # Nobody's from the first to the last, it passed through no hands either.
        hands_are_known=joined.assignments_are_kept.coalesce(False) | joined.owner.isnull(),
    )


def _with_solution(joined: ir.Table, view: View) -> ir.Table:
    """Add the solution that stood at the end of the period, and at the evaluation.

    Of a ticket without events its own day speaks; solved on a day that nobody wrote down, it is neither open nor done.
    """
    own_at = ibis.ifelse(joined.solved_at.date() < view.seen_until, joined.solved_at, ibis.null("timestamp"))
    own_by_end = own_at.date() < view.period.end
    is_unknown = joined.status.isin(DONE) & joined.solved_at.isnull()
    own_state = ibis.ifelse(is_unknown, ibis.null("boolean"), own_by_end.coalesce(False))
    own_state_since = ibis.ifelse(is_unknown, ibis.null("boolean"), own_at.notnull())
    tells = joined.has_course.coalesce(False)
    by_end = ibis.ifelse(tells, joined.solved_by_end, own_state)
    since = ibis.ifelse(tells, joined.is_solved, own_state_since)
    nothing = ibis.null("timestamp")
    return joined.mutate(
        solved_by_end=by_end,
        is_solved=since,
        solved_by_end_at=ibis.ifelse(by_end, ibis.ifelse(tells, joined.solved_by_end_at, own_at), nothing),
        solved_since_at=ibis.ifelse(since, ibis.ifelse(tells, joined.solved_since_at, own_at), nothing),
    )


def _answer_is_told(joined: ir.Table, view: View) -> ir.BooleanValue:
    # One that waits still, within its time, may yet be answered in time or not.
    was_answered = _seen(joined.first_responded_at, view).notnull()
    is_due = joined.answer_due_at.date() < view.seen_until
    return joined.answer_due_at.notnull() & (was_answered | is_due)


def _answered_in_time(joined: ir.Table, view: View) -> ir.BooleanValue:
    answered_at = _seen(joined.first_responded_at, view)
    in_time: ir.BooleanValue = (answered_at <= joined.answer_due_at).coalesce(False)
    return in_time


def _is_late(joined: ir.Table, view: View) -> ir.BooleanValue:
    """Whether the answer or the solution came after its time, or has not come and its time is over."""
    answer = _answer_is_told(joined, view) & ~_answered_in_time(joined, view)
    # While a ticket waits for the customer the clock stands still.
    is_over = (joined.due_at.date() < view.seen_until) & (joined.waits_since > joined.due_at).coalesce(True)
    solution = ibis.ifelse(joined.solved_since_at.notnull(), joined.solved_since_at > joined.due_at, is_over)
    return answer | (solution & joined.is_solved.notnull()).coalesce(False)


def _seen(moment: ir.Value, view: View) -> ir.Value:
    return ibis.ifelse(moment.date() < view.seen_until, moment, ibis.null("timestamp"))


def _hours(since: ir.Value, until: ir.Value) -> ir.Value:
    """Return the hours between two moments; empty where they are written down the wrong way round."""
    seconds = until.delta(since, unit="second")
    return ibis.ifelse(seconds >= 0, seconds / _HOUR, ibis.null("float64"))


tickets = Rows(
    name="tickets",
    grain=Text(
        "một phiếu hỗ trợ mở, xong hoặc còn mở trong kỳ",
        "one ticket opened, solved or still open in the period",
    ),
    build=_tickets,
)
