"""What is written to owners of alerts: taken together for one mail, once no hours are quiet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.queries import Person, people_numbered
from crmeter.strategy.alerts.kinds import SEVERE, UNRESOLVED, NewsKind, State, WatchKind
from crmeter.strategy.alerts.mail_models import AlertNews
from crmeter.strategy.alerts.quiet_queries import quiet_of, waits
from crmeter.strategy.alerts.rights import may_see
from crmeter.vocabulary import Text


@dataclass(frozen=True, slots=True)
class News:
    """What somebody is written of an alert.

    Args:
        id: the number of the news.
        alert: that of the alert.
        kind: why it is written.
        is_severe: whether it weighs more.
        sentence: of its figures, as they are now.
        since: the month in which it began.
    """

    id: int
    alert: int
    kind: NewsKind
    is_severe: bool
    sentence: Text
    since: date


# Puts the mail in the queue, in the transaction that ends the news, and returns its number; None where none can leave.
Write = Callable[[Person, Sequence[News]], int | None]


def people_with_news() -> list[int]:
    """Return the numbers of those who are to be written something."""
    waiting = AlertNews.objects.filter(ended_at=None)
    return sorted(set(waiting.values_list("user", flat=True)))


def write_news(user: int, write: Write) -> int:
    """Write to one person all that waits for them and may leave now, and return of how many alerts.

    What was resolved, snoozed or given to somebody else meanwhile is not written any more.

    Args:
        user: the number of the person.
        write: puts the mail in the queue.
    """
    now = timezone.now()
    with transaction.atomic():
        waiting = AlertNews.objects.select_for_update(of=("self",)).filter(user=user, ended_at=None)
        rows = list(waiting.select_related("alert__watch").order_by("pk"))
        reader = next((each for each in people_numbered((user,)) if may_see(each)), None)
        own = quiet_of(user)
        if reader is None or not own.is_mailed:
            _end(rows, now, None)
            return 0
        there = [row for row in rows if _is_news(row)]
        _end([row for row in rows if row not in there], now, None)
        if waits(quiet_of(None), own, timezone.localtime(now)):
            there = [row for row in there if own.lets_severe and _is_severe(row)]
        if not there:
            return 0
        found = [_news(row) for row in there]
        message = write(reader, sorted(found, key=lambda each: (not each.is_severe, each.id)))
        _end(there, now, message)
        if message is not None:
            audit(SYSTEM, "alerts.mailed", there[0], after={"message": message, "alerts": [n.alert for n in found]})
    return len(found) if message is not None else 0


def _end(rows: Sequence[AlertNews], now: datetime, message: int | None) -> None:
    AlertNews.objects.filter(pk__in=[row.pk for row in rows]).update(ended_at=now, message=message)


def _is_news(row: AlertNews) -> bool:
    alert = row.alert
    return alert.state in UNRESOLVED and alert.state != State.SNOOZED and alert.watch.owner_id == row.user_id


def _is_severe(row: AlertNews) -> bool:
    return WatchKind(row.alert.watch.kind) in SEVERE


def _news(row: AlertNews) -> News:
    alert = row.alert
    sentence = Text(alert.sentence_vi, alert.sentence_en)
    return News(row.pk, alert.pk, NewsKind(row.kind), _is_severe(row), sentence, alert.opened_on)
