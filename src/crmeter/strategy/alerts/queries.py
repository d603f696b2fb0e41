"""What pages read of watches and alerts, as frozen values."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from crmeter.records.staff.queries import Person, everybody
from crmeter.records.staff.role_rights import customers_seen
from crmeter.strategy.alerts.kinds import UNRESOLVED, Side, State, WatchKind
from crmeter.strategy.alerts.models import Alert, Watch
from crmeter.strategy.alerts.rights import may_own, may_see, may_watch
from crmeter.vocabulary import Text

_MOST_RESOLVED = 50
_KINDS = list(WatchKind)
_STATES = list(State)


@dataclass(frozen=True, slots=True)
class AlertView:
    """An alert as the floors above see it; see the model.

    Args:
        may_change: whether the reader sees to it.
    """

    id: int
    version: int
    measure: str
    kind: WatchKind
    sentence: Text
    opened_on: date
    opened_at: datetime
    last_month: date
    owner: str
    state: State
    snoozed_until: date | None
    note: Text
    by: str
    at: datetime
    may_change: bool


@dataclass(frozen=True, slots=True)
class WatchView:
    """What is watched, and by what; see the model.

    Args:
        unjudged: why the last evaluation could not judge it; None where it could, or has not come yet.
    """

    id: int
    version: int
    measure: str
    kind: WatchKind
    bound: Decimal | None
    currency: str
    side: Side | None
    persistence: int
    owner_id: int
    owner: str
    set_by: str
    set_at: datetime
    judged_month: date | None
    unjudged: Text | None


def unresolved_alerts(person: Person) -> list[AlertView]:
    """Return the alerts that nobody has resolved: open ones first, thresholds before limits before trends."""
    found = _alerts(person, UNRESOLVED)
    return sorted(found, key=lambda each: (_STATES.index(each.state), _KINDS.index(each.kind), -each.id))


def resolved_alerts(person: Person) -> list[AlertView]:
    """Return the alerts that were resolved last, the latest first."""
    return _alerts(person, (State.RESOLVED,), _MOST_RESOLVED)


def waiting_alerts(person: Person) -> list[AlertView]:
    """Return the alerts that are not snoozed, in the order of `unresolved_alerts`."""
    return [each for each in unresolved_alerts(person) if each.state != State.SNOOZED]


def watches(person: Person) -> list[WatchView]:
    """Return what is watched, by measure and kind; nothing for somebody who does not see all rows."""
    if not may_see(person):
        return []
    rows = Watch.objects.filter(is_on=True).select_related("owner", "set_by").order_by("measure", "kind")
    return [
        WatchView(
            row.pk,
            row.version,
            row.measure,
            WatchKind(row.kind),
            row.bound,
            row.currency,
            Side(row.side) if row.side else None,
            row.persistence,
            row.owner_id,
            str(row.owner),
            str(row.set_by),
            row.set_at,
            row.judged_month,
            Text(row.unjudged_vi, row.unjudged_en) if row.unjudged_vi else None,
        )
        for row in rows
    ]


def possible_owners() -> list[Person]:
    """Return who can own a watch: those who see alerts."""
    seen = customers_seen()
    return [each for each in everybody() if each.is_active and may_own(each.role, seen[each.role])]


def _alerts(person: Person, states: Collection[State], most: int | None = None) -> list[AlertView]:
    if not may_see(person):
        return []
    steers = may_watch(person)
    rows = Alert.objects.filter(state__in=states).select_related("watch__owner", "by").order_by("-at", "-id")
    return [_view(row, may_change=steers or row.watch.owner_id == person.id) for row in rows[:most]]


def _view(row: Alert, *, may_change: bool) -> AlertView:
    return AlertView(
        row.pk,
        row.version,
        row.watch.measure,
        WatchKind(row.watch.kind),
        Text(row.sentence_vi, row.sentence_en),
        row.opened_on,
        row.opened_at,
        row.last_month,
        str(row.watch.owner),
        State(row.state),
        row.snoozed_until,
        Text(row.note_vi, row.note_en),
        "" if row.by is None else str(row.by),
        row.at,
        may_change,
    )
