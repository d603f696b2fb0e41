"""What figures stand on and what never asks for them: forecasts as they were told, and quotas of people."""

from django.conf import settings

from crmeter.records.ledger.change_queries import waits
from crmeter.records.readings.queries import is_anything_foretold
from crmeter.strategy.targets.queries import do_people_hold_quotas
from crmeter.vocabulary import Work
from crmeter.warehouse.connectors.own_database.plan_shapes import PLANS
from crmeter.warehouse.connectors.own_database.staging import staged_records
from crmeter.warehouse.workspace import Workspace
from crmeter.worker.sync import stage_records


def bring_unasked(workspace: Workspace, work: Work) -> None:
    """Stage what was foretold and who is to win what, before an evaluation refreshes the tables.

    While changed records wait, nothing is done: the lane that brings them reads this too, and asks for figures.

    Args:
        workspace: that is evaluated; of another than that of the installation the records know nothing.
        work: told the progress.
    """
    if workspace != settings.WORKSPACE or waits():
        return
    if is_anything_foretold() or do_people_hold_quotas() or _is_any_staged(workspace):
        stage_records(workspace, work)


def _is_any_staged(workspace: Workspace) -> bool:
    """Return whether some was there when the records were last read; it may be gone by now, as that of the sample."""
    staged = staged_records(workspace)
    return staged is not None and any(staged.rows.get(name) for name in PLANS)
