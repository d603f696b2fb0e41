"""The owner of an alert is told: by a notice at once, and by mail as soon as no hours are quiet."""

from datetime import datetime

from django.db import transaction

from crmeter.records.jobs.actions import enqueue
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.notices.actions import tell_of_alert
from crmeter.records.staff.queries import people_numbered
from crmeter.strategy.alerts.kinds import NewsKind
from crmeter.strategy.alerts.mail_models import AlertNews
from crmeter.strategy.alerts.models import Alert
from crmeter.strategy.alerts.rights import may_see
from crmeter.vocabulary import Text

JOB = "mail_alerts"


def tell_owner(alert: Alert, owner: int, kind: NewsKind, now: datetime) -> None:
    """Tell the owner of an alert, inside the caller's transaction.

    Args:
        alert: which.
        owner: the number of whose it is.
        kind: why they are told.
        now: when.
    """
    # Whoever lost the right to see all rows since is told nothing of them.
    owners = [each.id for each in people_numbered((owner,)) if may_see(each)]
    with transaction.atomic(savepoint=False):
        tell_of_alert(owners, alert.pk, Text(alert.sentence_vi, alert.sentence_en), at=now)
        for each in owners:
            AlertNews.objects.get_or_create(
                alert=alert, user_id=each, ended_at=None, defaults={"kind": kind, "at": now}
            )
        if owners:
            enqueue(SYSTEM, JOB, dedupe_key=JOB)
