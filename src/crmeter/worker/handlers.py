"""Which function does the work of a name. The floors below ask for work by its name and know none of these."""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from crmeter.vocabulary import Work


@dataclass(frozen=True, slots=True)
class Order:
    """What a handler is told of its job.

    Args:
        job: its number.
        payload: what it is done with.
        asked_by: the number of the person who asked, or None for the product itself.
        attempt: 1 at first; what an earlier attempt left may be there.
    """

    job: int
    payload: Mapping[str, Any]
    asked_by: int | None
    attempt: int


# Takes the order and the line to whoever waits; returns plain values to be kept with the job, or nothing.
Handler = Callable[[Order, Work], Any]

# Name → where its function is. It is imported when its first job comes: an idle worker needs no engine of tables.
QUICK: dict[str, str] = {
    "deliver_outbox": "crmeter.worker.outbox:deliver_outbox",
    # Somebody waits for it before the page, and a long evaluation must not stand before it.
    "look_at_upload": "crmeter.worker.imports:look_at_upload",
    "look_at_value_table": "crmeter.worker.value_tables:look_at_value_table",
    "mail_alerts": "crmeter.worker.alert_mail:mail_alerts",
    "ping": "crmeter.worker.housekeeping:ping",
    "remind_of_due": "crmeter.worker.reminders:remind_of_due",
    "remind_of_reviews": "crmeter.worker.reminders:remind_of_reviews",
    "remind_of_surveys": "crmeter.worker.reminders:remind_of_surveys",
    "seal_audit": "crmeter.worker.housekeeping:seal_audit",
    "sum_up": "crmeter.worker.summaries:sum_up",
    "tidy": "crmeter.worker.housekeeping:tidy",
    "wake_alerts": "crmeter.worker.alert_mail:wake_alerts",
}
# Changes of the records reach the warehouse within a minute, however long an evaluation takes.
FRESH: dict[str, str] = {"sync_records": "crmeter.worker.sync:sync_records"}
# What somebody has asked for on a list and watches: an evaluation must not stand before it.
MANY: dict[str, str] = {
    "bulk_change": "crmeter.worker.bulk:bulk_change",
    "export_list": "crmeter.worker.export_list:export_list",
    "import_records": "crmeter.worker.import_records:import_records",
    "read_value_table": "crmeter.worker.value_tables:read_value_table",
    "send_boards": "crmeter.worker.board_reports:send_boards",
    "undo_change_set": "crmeter.worker.bulk:undo_change_set",
    "weigh_surveys": "crmeter.worker.weighing:weigh_surveys",
}
LONG: dict[str, str] = {
    "adopt": "crmeter.worker.adopt:adopt",
    "count": "crmeter.worker.housekeeping:count",
    "erase_person": "crmeter.worker.erase:erase_person",
    "evaluate": "crmeter.worker.evaluate:evaluate",
    "evaluate_part": "crmeter.worker.evaluate_part:evaluate_part",
    "import_upload": "crmeter.worker.imports:import_upload",
    "judge_targets": "crmeter.worker.target_chances:judge",
    "remove_sample": "crmeter.worker.sample_company:remove_sample",
    "sample_company": "crmeter.worker.sample_company:sample_company",
    "undo_adoption": "crmeter.worker.adopt:undo_adoption",
    "undo_import": "crmeter.worker.imports:undo_import_of_upload",
    "verify_audit": "crmeter.worker.verify_audit:verify_audit",
}

# Name of the schedule → (job, how often).
SCHEDULES: dict[str, tuple[str, timedelta]] = {
    "deliver_outbox": ("deliver_outbox", timedelta(seconds=10)),
    "mail_alerts": ("mail_alerts", timedelta(minutes=5)),
    "remind_of_due": ("remind_of_due", timedelta(minutes=5)),
    "remind_of_reviews": ("remind_of_reviews", timedelta(hours=1)),
    "remind_of_surveys": ("remind_of_surveys", timedelta(hours=1)),
    "seal_audit": ("seal_audit", timedelta(seconds=30)),
    "sum_up": ("sum_up", timedelta(hours=1)),
    "send_boards": ("send_boards", timedelta(minutes=5)),
    "sync_records": ("sync_records", timedelta(seconds=15)),
    "tidy": ("tidy", timedelta(hours=6)),
    "wake_alerts": ("wake_alerts", timedelta(minutes=5)),
    "weigh_surveys": ("weigh_surveys", timedelta(hours=1)),
}


def handler(name: str) -> Handler | None:
    """Return the function of a name, or None for one that this version does not know."""
    where = QUICK.get(name) or FRESH.get(name) or MANY.get(name) or LONG.get(name)
    if where is None:
        return None
    module, _, function = where.partition(":")
    found: Handler = getattr(importlib.import_module(module), function)
    return found
