"""The only writer of watches."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from crmeter.measures.catalogue import measures
from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.staff.queries import person as person_numbered
from crmeter.strategy.alerts.kinds import (
    LONGEST,
    LONGEST_LIMITS,
    SHORTEST,
    SHORTEST_TREND,
    UNRESOLVED,
    NewsKind,
    Side,
    State,
    WatchKind,
)
from crmeter.strategy.alerts.models import Alert, Watch
from crmeter.strategy.alerts.rights import may_see, refuse_unless_watcher
from crmeter.strategy.alerts.telling_actions import tell_owner
from crmeter.vocabulary import Good, Text, Unit

_MOST = Decimal(10) ** 14
_SET = ("bound", "currency", "side", "persistence", "owner", "is_on", "set_by", "set_at")
_UNJUDGED = ("judged_month", "unjudged_vi", "unjudged_en")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be watched; see `Watch`."""

    measure: str
    kind: WatchKind
    persistence: int
    owner: int
    bound: Decimal | None = None
    currency: str = ""
    side: Side | None = None


def set_watch(person: Person, wanted: Wanted, *, version: int | None) -> int:
    """Watch a measure, judge it at once by the current evaluation, and return the number of the watch.

    Args:
        person: who says so.
        wanted: what and by what.
        version: of the watch that was seen; 0 where there was none.

    Raises:
        Refusal: they may not, it has no meaning, its owner does not see alerts, or it has changed.
    """
    refuse_unless_watcher(person)
    _refuse_without_meaning(wanted)
    owner = person_numbered(wanted.owner)
    if owner is None or not may_see(owner):
        raise Refused("owner", _OWNER)
    try:
        with transaction.atomic():
            pk = int(_keep(person, wanted, _held(wanted, version)).pk)
            _judge(pk)
            return pk
    except IntegrityError:
        # Somebody else began to watch the same in this moment.
        raise Stale(1) from None


def watch_by_limits(person: Person, names: Iterable[str]) -> int:
    """Watch some measures by control limits, those that are not yet, told to whoever asks; return how many are new.

    Raises:
        Refused: they may not.
    """
    refuse_unless_watcher(person)
    kind = WatchKind.LIMITS
    with transaction.atomic():
        there = {row.measure: row for row in Watch.objects.select_for_update().filter(kind=kind)}
        new = [
            name
            for name in names
            if name in measures() and measures()[name].over_time and not (name in there and there[name].is_on)
        ]
        for name in new:
            wanted = Wanted(name, kind, SHORTEST, person.id)
            _judge(int(_keep(person, wanted, there.get(name) or Watch(measure=name, kind=kind)).pk))
    return len(new)


def drop_watch(person: Person, pk: int, *, version: int | None) -> None:
    """Watch something no more; its alert is resolved, and those before it stay to be read.

    Raises:
        Refusal: they may not, or it has changed or is gone.
    """
    refuse_unless_watcher(person)
    now = timezone.now()
    with transaction.atomic():
        row = held(Watch, pk, version)
        if not row.is_on:
            raise Refused("unknown", Text("bản ghi này không còn", "this record is not there any more"))
        row.is_on = False
        keep(row, "is_on")
        audit(actor_of(person), "alerts.watch_dropped", row, before=_shown(row))
        for alert in Alert.objects.select_for_update().filter(watch=row, state__in=UNRESOLVED):
            before = {"state": alert.state}
            alert.state, alert.snoozed_until, alert.by_id, alert.at = State.RESOLVED, None, person.id, now
            alert.note_vi, alert.note_en = _DROPPED.vi, _DROPPED.en
            keep(alert, "state", "snoozed_until", "note_vi", "note_en", "by", "at")
            audit(actor_of(person), "alerts.resolved", alert, before=before, after={"state": State.RESOLVED.value})


def _keep(person: Person, wanted: Wanted, row: Watch) -> Watch:
    is_first = row._state.adding
    before = {} if is_first or not row.is_on else _shown(row)
    was_owner = None if is_first or not row.is_on else row.owner_id
    is_threshold = wanted.kind == WatchKind.THRESHOLD
    row.bound = wanted.bound if is_threshold else None
    row.currency = wanted.currency if is_threshold else ""
    row.side = (wanted.side or "") if is_threshold else ""
    row.persistence, row.owner_id, row.is_on = wanted.persistence, wanted.owner, True
    row.set_by_id, row.set_at = person.id, timezone.now()
    row.judged_month, row.unjudged_vi, row.unjudged_en = None, "", ""
    with transaction.atomic(savepoint=False):
        if is_first:
            row.save(force_insert=True)
        else:
            keep(row, *_SET, *_UNJUDGED)
        audit(actor_of(person), "alerts.watch_set", row, before=before, after=_shown(row))
        if was_owner is not None and was_owner != row.owner_id:
            _hand_over(row)
    return row


def _hand_over(row: Watch) -> None:
    """Tell the new owner of what stands open; what is snoozed is told on its day."""
    told = (State.OPEN, State.ACKNOWLEDGED)
    with transaction.atomic(savepoint=False):
        for alert in Alert.objects.select_for_update().filter(watch=row, state__in=told):
            tell_owner(alert, row.owner_id, NewsKind.GIVEN, row.set_at)


def _judge(pk: int) -> None:
    # Only whoever begins to watch loads numpy, and no page that shows alerts.
    from crmeter.strategy.alerts.judge_actions import judge_now  # noqa: PLC0415 - see above

    judge_now(pk)


def _held(wanted: Wanted, version: int | None) -> Watch:
    there = Watch.objects.filter(measure=wanted.measure, kind=wanted.kind).first()
    if there is not None and version == 0:
        if there.is_on:
            raise Refused("watched", _WATCHED)
        # It was dropped: whoever watches anew has not seen it.
        return held(Watch, there.pk, there.version)
    if there is not None:
        return held(Watch, there.pk, version)
    if version is None:
        raise NoVersion
    if version:
        raise Stale(0)
    return Watch(measure=wanted.measure, kind=wanted.kind)


def _refuse_without_meaning(wanted: Wanted) -> None:
    measure = measures().get(wanted.measure)
    if measure is None or not measure.over_time:
        raise Refused("unknown_measure", _NO_MONTHS)
    if not SHORTEST <= wanted.persistence <= LONGEST:
        raise Refused("persistence", _PERSISTENCE.fill(least=SHORTEST, most=LONGEST))
    match wanted.kind:
        case WatchKind.THRESHOLD:
            if wanted.bound is None or not wanted.bound.is_finite() or abs(wanted.bound) > _MOST or not wanted.side:
                raise Refused("bound", _BOUND)
            if measure.unit is Unit.MONEY and not wanted.currency:
                raise Refused("currency", _CURRENCY)
        case WatchKind.LIMITS:
            if wanted.persistence > LONGEST_LIMITS:
                raise Refused("persistence", _LIMITS.fill(most=LONGEST_LIMITS))
        case WatchKind.WILL_MISS | WatchKind.FORECAST:
            if wanted.persistence != SHORTEST:
                raise Refused("persistence", _FORESEEN)
        case WatchKind.TREND:
            if measure.good is Good.NEITHER:
                raise Refused("no_direction", _NO_DIRECTION)
            if wanted.persistence < SHORTEST_TREND:
                raise Refused("persistence", _TREND.fill(least=SHORTEST_TREND))


def _shown(row: Watch) -> dict[str, object]:
    shown: dict[str, object] = {
        "measure": row.measure,
        "kind": str(row.kind),
        "persistence": row.persistence,
        "owner": row.owner_id,
    }
    if row.bound is not None:
        shown |= {"bound": f"{Decimal(row.bound).normalize():f}", "side": str(row.side), "currency": row.currency}
    return shown


_DROPPED = Text("thôi theo dõi", "watched no more")
_OWNER = Text(
    "người phụ trách cảnh báo phải xem được toàn bộ dữ liệu của công ty",
    "the owner of an alert sees all rows of the firm",
)
_WATCHED = Text(
    "chỉ số này đang được theo dõi theo cách đó; hãy sửa trong danh sách",
    "this measure is watched that way already; change it in the list",
)
_NO_MONTHS = Text("chỉ số này không được đo theo tháng", "this measure is not taken month by month")
_PERSISTENCE = Text("số tháng liền phải từ {least} đến {most}", "the months in a row are {least} to {most}")
_BOUND = Text("ngưỡng là một con số, cao hơn hoặc thấp hơn", "a threshold is a number, with its side")
_CURRENCY = Text("ngưỡng bằng tiền phải có đồng tiền", "a threshold of money names its currency")
_LIMITS = Text(
    "theo giới hạn kiểm soát, số tháng liền không quá {most}: các tháng trước đó cho biết thường thấy là bao nhiêu",
    "by control limits it is at most {most} months in a row: those before them tell what is usual",
)
_TREND = Text(
    "chiều xấu đi phải kéo dài ít nhất {least} tháng; ngắn hơn thì có thể chỉ là ngẫu nhiên",
    "a trend for the worse lasts at least {least} months; a shorter one may be chance",
)
_FORESEEN = Text(
    "mục tiêu và dự báo được xét theo tháng mới nhất: số tháng liền là 1",
    "targets and forecasts are judged by the last month: the months in a row are 1",
)
_NO_DIRECTION = Text(
    "chỉ số này không có chiều tốt xấu, nên không có chiều xấu đi",
    "neither way is better for this measure, so it has no trend for the worse",
)
