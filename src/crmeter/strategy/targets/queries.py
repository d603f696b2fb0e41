"""What pages read of targets, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from crmeter.strategy.targets.models import Target


@dataclass(frozen=True, slots=True)
class TargetView:
    """What a measure is to reach; see the model.

    Args:
        version: to be named by a change.
        measure: its name.
        value: in the unit of the measure.
        currency: of money; empty for a share.
        reach_by: the day by which it is to be reached.
        set_by: who said so.
        set_at: when.
    """

    version: int
    measure: str
    value: Decimal
    currency: str
    reach_by: date
    set_by: str
    set_at: datetime


def targets() -> Mapping[str, TargetView]:
    """Return all targets, by measure."""
    rows = Target.objects.select_related("set_by").order_by("measure")
    return {
        row.measure: TargetView(
            row.version, row.measure, row.value, row.currency, row.reach_by, str(row.set_by), row.set_at
        )
        for row in rows
    }
