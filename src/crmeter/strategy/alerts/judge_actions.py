"""What an evaluation does with alerts: opens, brings up to date, resolves and wakes them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from crmeter.evaluation.reading_document import reading_from_document
from crmeter.measures.catalogue import measures
from crmeter.records.ledger.actions import audit, keep
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.readings.queries import StoredRun, current_run, readings_of
from crmeter.strategy.alerts.asking import ask_for_foreseen
from crmeter.strategy.alerts.judging import Judgement, Month, Verdict, Watched, judge
from crmeter.strategy.alerts.kinds import BY_RUN, UNRESOLVED, NewsKind, Side, State, WatchKind
from crmeter.strategy.alerts.models import Alert, Watch
from crmeter.strategy.alerts.telling_actions import tell_owner
from crmeter.vocabulary import Period, Reading, Scope, Text, Unit

# What an evaluation carries at most.
_MOST_MONTHS = 12
_FIGURES = ("last_month", "value", "sentence_vi", "sentence_en", "run", "target")
Line = Mapping[date, Reading]


def judge_run(run_id: str) -> None:
    """Judge all watches by a run, if it is the current one; done again, it changes nothing.

    Args:
        run_id: which.
    """
    run = current_run(Scope())
    if run is not None and run.id == run_id and Watch.objects.filter(is_on=True).exists():
        _judge(run, {})
        wake_due()


def judge_now(watch: int) -> None:
    """Judge one watch by the current run, so that whoever begins to watch need not wait for the next.

    Args:
        watch: its number; what is foreseen is judged by a job, which has the months before.
    """
    run = current_run(Scope())
    if run is None:
        return
    if Watch.objects.filter(pk=watch, kind__in=BY_RUN).exists():
        _judge(run, {"pk": watch})
    else:
        ask_for_foreseen(run.id)


def wake_due() -> int:
    """Open those alerts again that were snoozed until today, tell their owners, and return how many there are."""
    with transaction.atomic():
        return _wake(timezone.now())


def _judge(run: StoredRun, which: Mapping[str, int]) -> None:
    last, now = _last_month(run), timezone.now()
    with transaction.atomic():
        watches = list(Watch.objects.select_for_update().filter(is_on=True, kind__in=BY_RUN, **which).order_by("pk"))
        lines = _lines(run, {watch.measure for watch in watches})
        alerts = Alert.objects.select_for_update().filter(watch__in=watches, state__in=UNRESOLVED)
        there = {alert.watch_id: alert for alert in alerts}
        for watch in watches:
            alert = there.get(watch.pk)
            take_judgement(watch, alert, _judgement(watch, alert, run, last, lines.get(watch.measure, {})), run, now)


def take_judgement(watch: Watch, alert: Alert | None, found: Judgement, run: StoredRun, now: datetime) -> None:
    """Open, bring up to date or resolve the alert of a watch, as it was judged, inside the caller's transaction.

    Args:
        watch: held.
        alert: the one that is not resolved; None where there is none.
        found: what was judged.
        run: by which run.
        now: when.
    """
    last = _last_month(run)
    _note_judged(watch, found, last)
    match found.verdict:
        case Verdict.STRUCK if alert is None:
            _open_unless_seen_to(watch, found, run, last, now)
        case Verdict.STRUCK if alert is not None and alert.target_id not in (None, found.target):
            # What was told is of another target: whoever has seen to that has not heard of this one.
            _resolve(alert, found.instead or found.words, run, now)
            _open_unless_seen_to(watch, found, run, last, now)
        case Verdict.STRUCK | Verdict.OUT if alert is not None:
            _bring_up_to_date(alert, found, run, last)
        case Verdict.WITHIN if alert is not None:
            _resolve(alert, found.words, run, now)


def _judgement(watch: Watch, alert: Alert | None, run: StoredRun, last: date, line: Line) -> Judgement:
    measure = measures().get(watch.measure)
    if measure is None:
        return Judgement(Verdict.UNKNOWN, _GONE)
    if watch.judged_month is not None and last < watch.judged_month:
        # An evaluation of an earlier day says nothing of what has come since.
        return Judgement(Verdict.UNKNOWN, _EARLIER)
    if measure.unit is Unit.MONEY and watch.currency and watch.currency != run.currency:
        return Judgement(Verdict.UNKNOWN, _CURRENCY.fill(kept=watch.currency, now=run.currency))
    watched = Watched(
        measure.title,
        measure.unit,
        measure.good,
        run.currency,
        WatchKind(watch.kind),
        watch.persistence,
        watch.bound,
        Side(watch.side or Side.ABOVE),
    )
    return judge(_months(line, last), watched, None if alert is None else alert.opened_on)


def _note_judged(watch: Watch, found: Judgement, last: date) -> None:
    """Write down on the watch up to which month it was judged, or why it could not be."""
    why = found.words if found.verdict is Verdict.UNKNOWN else Text.same("")
    month = watch.judged_month if found.verdict is Verdict.UNKNOWN else last
    if (month, why.vi, why.en) != (watch.judged_month, watch.unjudged_vi, watch.unjudged_en):
        # No change of the watch itself, so its version stays.
        watch.judged_month, watch.unjudged_vi, watch.unjudged_en = month, why.vi, why.en
        with transaction.atomic(savepoint=False):
            watch.save(update_fields=["judged_month", "unjudged_vi", "unjudged_en"])


def _open_unless_seen_to(watch: Watch, found: Judgement, run: StoredRun, last: date, now: datetime) -> None:
    if not _was_seen_to(watch, last, found.target):
        _open(watch, found, run, last, now)


def _open(watch: Watch, found: Judgement, run: StoredRun, last: date, now: datetime) -> None:
    if found.since is None:
        raise ValueError("an alert has begun in a month")
    alert = Alert(watch=watch, opened_on=found.since, opened_at=now, state=State.OPEN, at=now)
    _take(alert, found, run, last)
    with transaction.atomic(savepoint=False):
        alert.save(force_insert=True)
        audit(SYSTEM, "alerts.opened", alert, after={"measure": watch.measure, "kind": str(watch.kind), "run": run.id})
        tell_owner(alert, watch.owner_id, NewsKind.OPENED, now)


def _bring_up_to_date(alert: Alert, found: Judgement, run: StoredRun, last: date) -> None:
    before = {"month": alert.last_month.isoformat(), "value": alert.value}
    said = (alert.last_month, alert.value, alert.sentence_vi, alert.target_id)
    is_same = said == (last, found.value, found.words.vi, found.target)
    if not is_same:
        _take(alert, found, run, last)
        keep(alert, *_FIGURES)
        after = {"month": last.isoformat(), "value": alert.value}
        audit(SYSTEM, "alerts.brought_up_to_date", alert, before=before, after=after)


def _take(alert: Alert, found: Judgement, run: StoredRun, last: date) -> None:
    if found.value is None:
        raise ValueError("an alert is of a month with a value")
    alert.last_month, alert.value, alert.run = last, found.value, run.id
    alert.sentence_vi, alert.sentence_en, alert.target_id = found.words.vi, found.words.en, found.target


def _resolve(alert: Alert, why: Text, run: StoredRun, now: datetime) -> None:
    before = {"state": str(alert.state)}
    alert.state, alert.snoozed_until, alert.by_id, alert.at = State.RESOLVED, None, None, now
    alert.note_vi, alert.note_en, alert.run = why.vi, why.en, run.id
    keep(alert, "state", "snoozed_until", "by", "at", "note_vi", "note_en", "run")
    audit(SYSTEM, "alerts.resolved", alert, before=before, after={"state": State.RESOLVED.value, "run": run.id})


def _was_seen_to(watch: Watch, last: date, target: int | None) -> bool:
    """Return whether somebody has resolved an alert of this month, by the same watch: it is not told twice."""
    resolved = Alert.objects.filter(watch=watch, state=State.RESOLVED, last_month__gte=last, by__isnull=False)
    if target is not None:
        resolved = resolved.filter(target=target)
    return resolved.filter(at__gte=watch.set_at).exists()


def _wake(now: datetime) -> int:
    woken = 0
    due = Alert.objects.select_for_update(of=("self",)).select_related("watch")
    due = due.filter(state=State.SNOOZED, snoozed_until__lte=timezone.localdate(now))
    with transaction.atomic(savepoint=False):
        for alert in due.order_by("pk"):
            before = {"state": State.SNOOZED.value}
            alert.state, alert.snoozed_until, alert.by_id, alert.at = State.OPEN, None, None, now
            keep(alert, "state", "snoozed_until", "by", "at")
            audit(SYSTEM, "alerts.woken", alert, before=before, after={"state": State.OPEN.value})
            tell_owner(alert, alert.watch.owner_id, NewsKind.WOKEN, now)
            woken += 1
    return woken


def _lines(run: StoredRun, wanted: set[str]) -> Mapping[str, Line]:
    """Return the readings of whole months of all rows together, by measure and month."""
    lines: dict[str, dict[date, Reading]] = {}
    seen: set[date] = set()
    for held in readings_of(run, cuts=("",)):
        start, end = (date.fromisoformat(day) for day in held["period"])
        if Period(start, end) == Period.month_of(start):
            seen.add(start)
            if held["measure"] in wanted:
                lines.setdefault(held["measure"], {})[start] = reading_from_document(held)
    first = min(seen, default=run.as_of)
    if len(seen) < _MOST_MONTHS and first < run.period.start:
        # The history begins within its first month, of which a part is no month to hold others against.
        return {name: {day: each for day, each in line.items() if day > first} for name, line in lines.items()}
    return lines


def _months(line: Line, last: date) -> Sequence[Month]:
    """Return the months from the first that was measured to the last of the run; one without a reading has no value."""
    if not line:
        return ()
    months = [last]
    while months[0] > min(line) and len(months) < _MOST_MONTHS:
        months.insert(0, (months[0] - timedelta(days=1)).replace(day=1))
    return [Month(each, line[each].value if each in line else None) for each in months]


def _last_month(run: StoredRun) -> date:
    """Return the last calendar month that was over at the end of the run's last day."""
    month = Period.month_of(run.as_of)
    is_over = month.last_day <= run.as_of
    return month.start if is_over else (month.start - timedelta(days=1)).replace(day=1)


_GONE = Text("chỉ số này không còn trong danh mục", "this measure is in the catalogue no more")
_EARLIER = Text(
    "lần đánh giá này nói về một ngày sớm hơn lần trước",
    "this evaluation is of an earlier day than the one before",
)
_CURRENCY = Text(
    "ngưỡng tính bằng {kept}, còn lần đánh giá tính bằng {now}",
    "the bound is in {kept}, and the evaluation counts in {now}",
)
