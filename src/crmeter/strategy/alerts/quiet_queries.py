"""When mail of alerts waits, as the firm and people have said."""

from dataclasses import dataclass
from datetime import datetime

from crmeter.records.calendar.queries import is_day_off
from crmeter.strategy.alerts.mail_models import QuietHours
from crmeter.strategy.alerts.quiet import NEVER, Quiet, is_quiet


@dataclass(frozen=True, slots=True)
class QuietView:
    """What somebody has said, or the firm.

    Args:
        version: to be named by a change; 0 before the first.
        quiet: the hours.
        is_mailed: whether the person is written to at all.
        lets_severe: whether severe alerts do not wait for the hours to end.
    """

    version: int
    quiet: Quiet
    is_mailed: bool
    lets_severe: bool


def quiet_of(user: int | None) -> QuietView:
    """Return what somebody has said, or without a number the firm; whoever has said nothing has no quiet hours."""
    row = QuietHours.objects.filter(user=user, is_firm=user is None).first()
    if row is None:
        return QuietView(0, NEVER, is_mailed=True, lets_severe=False)
    quiet = Quiet(row.starts, row.ends, frozenset(row.days), frozenset(row.whole_days), row.is_on_holidays)
    return QuietView(row.version, quiet, is_mailed=row.is_mailed, lets_severe=row.is_severe_let_through)


def waits(firm: QuietView, own: QuietView, now: datetime) -> bool:
    """Return whether mail to somebody waits at a moment: for the hours of the firm and for their own.

    Args:
        firm: the hours of the firm.
        own: those of the person.
        now: by the clock of the firm.
    """
    return any(is_quiet(each.quiet, now, is_day_off) for each in (firm, own))
