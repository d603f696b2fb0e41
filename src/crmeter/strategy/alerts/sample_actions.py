"""The only writer of the end of what was watched because the sample company had a target."""

from collections.abc import Collection

from django.db import transaction

from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.actor import Actor
from crmeter.records.notices.actions import forget_notices
from crmeter.strategy.alerts.kinds import WatchKind
from crmeter.strategy.alerts.models import Alert, Watch
from crmeter.strategy.targets.models import Target


def forget_alerts_of_targets(actor: Actor, names: Collection[str]) -> int:
    """Remove the watches over targets of measures that have none any more, with their alerts; return how many.

    Args:
        actor: who wants them out.
        names: of the measures whose targets are gone.
    """
    with transaction.atomic():
        held = set(Target.objects.filter(measure__in=names, is_on=True).values_list("measure", flat=True))
        gone = set(names) - held
        rows = list(Watch.objects.select_for_update().filter(measure__in=gone, kind=WatchKind.WILL_MISS))
        alerts = Alert.objects.filter(watch__in=rows)
        forget_notices("alerts", list(alerts.values_list("pk", flat=True)))
        alerts.delete()
        for row in rows:
            audit(actor, "alerts.watch_dropped", row, before={"measure": row.measure, "kind": row.kind})
            row.delete()
    return len(rows)
