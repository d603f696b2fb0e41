"""What people do with alerts. What evaluations do is in `judge_actions`."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, actor_of
from crmeter.strategy.alerts.kinds import UNRESOLVED, State
from crmeter.strategy.alerts.models import LONGEST_NOTE, Alert
from crmeter.strategy.alerts.rights import may_see, refuse_unless_sees_to
from crmeter.vocabulary import Text

# Whoever wants to hear of it later than that wants it resolved.
LONGEST_SNOOZE = timedelta(days=366)


def acknowledge(person: Person, pk: int, *, version: int | None) -> int:
    """Say that somebody sees to an alert, and return its new version.

    Raises:
        Refusal: they may not, it has changed or is gone, or it is not there to be acknowledged.
    """
    return _put(person, pk, version, "acknowledged", State.ACKNOWLEDGED, of=(State.OPEN, State.SNOOZED))


def snooze(person: Person, pk: int, until: date, *, version: int | None) -> int:
    """Hear of an alert again on a day, and return its new version.

    Raises:
        Refusal: they may not, the day is not to come, it has changed or is gone, or it is resolved.
    """
    today = timezone.localdate()
    if not today < until <= today + LONGEST_SNOOZE:
        raise Refused("day", _DAY)
    return _put(person, pk, version, "snoozed", State.SNOOZED, of=UNRESOLVED, until=until)


def resolve(person: Person, pk: int, note: str, *, version: int | None) -> int:
    """Resolve an alert with what was found or done, and return its new version.

    Raises:
        Refusal: they may not, there is no note, it has changed or is gone, or it is resolved.
    """
    note = note.strip()
    if not 0 < len(note) <= LONGEST_NOTE:
        raise Refused("note", _NOTE.fill(most=LONGEST_NOTE))
    return _put(person, pk, version, "resolved", State.RESOLVED, of=UNRESOLVED, note=note)


def reopen(person: Person, pk: int, *, version: int | None) -> int:
    """Open an alert again that was resolved, and return its new version.

    Raises:
        Refusal: they may not, it has changed or is gone, it is not resolved, its watch was dropped or has another one.
    """
    try:
        return _put(person, pk, version, "reopened", State.OPEN, of=(State.RESOLVED,))
    except IntegrityError:
        # An evaluation has just opened one.
        raise Refused("another", _ANOTHER) from None


def _put(
    person: Person,
    pk: int,
    version: int | None,
    verb: str,
    state: State,
    *,
    of: Collection[State],
    until: date | None = None,
    note: str = "",
) -> int:
    with transaction.atomic():
        if not may_see(person):
            # Whether there is one is not told.
            raise Refused("unknown", Text("bản ghi này không còn", "this record is not there any more"))
        row = held(Alert, pk, version)
        refuse_unless_sees_to(person, row.watch.owner_id)
        if row.state not in of:
            raise Refused("state", _STATE)
        if state == State.OPEN:
            _refuse_to_reopen(row)
        before = {"state": str(row.state)}
        row.state, row.snoozed_until, row.by_id, row.at = state, until, person.id, timezone.now()
        row.note_vi = row.note_en = note
        new = keep(row, "state", "snoozed_until", "note_vi", "note_en", "by", "at")
        after = {"state": state.value} | ({} if until is None else {"until": until.isoformat()})
        audit(actor_of(person), f"alerts.{verb}", row, before=before, after=after, why=note)
    return new


def _refuse_to_reopen(row: Alert) -> None:
    if not row.watch.is_on:
        raise Refused("dropped", _DROPPED)
    if Alert.objects.filter(watch=row.watch_id, state__in=UNRESOLVED).exists():
        raise Refused("another", _ANOTHER)


_DAY = Text("ngày nhắc lại phải sau hôm nay, trong vòng một năm", "the day comes after today, within a year")
_NOTE = Text(
    "hãy ghi đã tìm ra hoặc đã làm gì, không quá {most} ký tự",
    "write down what was found or done, in at most {most} characters",
)
_STATE = Text("cảnh báo này không còn ở trạng thái đó", "this alert does not stand there any more")
_DROPPED = Text("chỉ số này không còn được theo dõi theo cách đó", "this measure is watched that way no more")
_ANOTHER = Text("đã có một cảnh báo mới hơn của chỉ số này", "there is a newer alert of this measure")
