"""Alerts by what is foreseen, judged once the chances of targets are there; done again, it changes nothing."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from crmeter.measures.catalogue import measures
from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.readings.queries import current_run
from crmeter.records.staff.queries import person as person_numbered
from crmeter.strategy.alerts.foreseen import judge_forecast, judge_targets_of
from crmeter.strategy.alerts.judge_actions import take_judgement
from crmeter.strategy.alerts.judging import Judgement, Verdict
from crmeter.strategy.alerts.kinds import FORESEEN, SHORTEST, UNRESOLVED, WatchKind
from crmeter.strategy.alerts.models import Alert, Watch
from crmeter.strategy.alerts.rights import may_see
from crmeter.strategy.targets.kinds import Whose
from crmeter.strategy.targets.models import Target
from crmeter.strategy.targets.queries import TargetView, targets_of
from crmeter.strategy.targets.standings import last_month
from crmeter.vocabulary import Reading, Scope, Text


def measures_with_forecasts() -> frozenset[str]:
    """Return the measures whose forecasts are watched: their past months are needed too."""
    watched = Watch.objects.filter(is_on=True, kind__in=FORESEEN)
    return frozenset(watched.values_list("measure", flat=True))


def judge_foreseen(run_id: str, lines: Mapping[str, Sequence[Reading]]) -> None:
    """Judge what is watched by what is foreseen, by a run, if it is the current one.

    Every target is watched by itself from its first evaluation on, until somebody drops that watch.

    Args:
        run_id: which run.
        lines: readings of whole months by measure, oldest first.
    """
    run = current_run(Scope())
    if run is None or run.id != run_id:
        return
    targets: dict[str, list[TargetView]] = {}
    for each in targets_of(firm_only=True):
        targets.setdefault(each.measure, []).append(each)
    last, now = last_month(run), timezone.now()
    with transaction.atomic():
        _watch_targets(set(targets))
        watches = list(Watch.objects.select_for_update().filter(is_on=True, kind__in=FORESEEN).order_by("pk"))
        alerts = Alert.objects.select_for_update().filter(watch__in=watches, state__in=UNRESOLVED)
        there = {alert.watch_id: alert for alert in alerts}
        told = set(Alert.objects.filter(watch__in=watches, target__isnull=False).values_list("target_id", flat=True))
        for watch in watches:
            measure = measures().get(watch.measure)
            line = [each for each in lines.get(watch.measure, ()) if each.period.start <= last]
            if measure is None:
                found = Judgement(Verdict.UNKNOWN, _GONE)
            elif watch.kind == WatchKind.FORECAST:
                found = judge_forecast(measure, _without_gaps(line), run.currency)
            else:
                alert, month = there.get(watch.pk), line[-1] if line else None
                open_on = None if alert is None else alert.target_id or 0
                of_measure = targets.get(watch.measure, ())
                found = judge_targets_of(measure, of_measure, month, last, open_on=open_on, told=told)
            take_judgement(watch, there.get(watch.pk), found, run, now)


def _watch_targets(names: set[str]) -> None:
    """Watch the targets of measures that nobody has decided about."""
    there = set(Watch.objects.filter(kind=WatchKind.WILL_MISS).values_list("measure", flat=True))
    for name in sorted(names - there):
        firm = Target.objects.filter(measure=name, whose=Whose.FIRM, is_on=True)
        target = firm.order_by("reach_by", "pk").first()
        if target is None:
            continue
        # Whoever answers for it is told, if alerts are theirs to see; else whoever set it.
        owner = None if target.owner_id is None else person_numbered(target.owner_id)
        told = owner.id if owner is not None and may_see(owner) else target.set_by_id
        watch = Watch(
            measure=name,
            kind=WatchKind.WILL_MISS,
            persistence=SHORTEST,
            owner_id=told,
            set_by_id=target.set_by_id,
            set_at=timezone.now(),
        )
        with transaction.atomic(savepoint=False):
            watch.save(force_insert=True)
            audit(SYSTEM, "alerts.watch_set", watch, after={"measure": name, "kind": WatchKind.WILL_MISS.value})


def _without_gaps(line: Sequence[Reading]) -> Sequence[Reading]:
    """Return the months since the last one that has no figure, that one left out; the last month itself stays."""
    found: list[Reading] = []
    for each in line:
        found = [each] if found and found[-1].value is None else [*found, each]
    return found


_GONE = Text("chỉ số này không còn trong danh mục", "this measure is in the catalogue no more")
