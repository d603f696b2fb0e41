"""What pages read of scenarios, as frozen values."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from crmeter.evaluation.scenario import Assumptions
from crmeter.strategy.scenarios.models import Scenario

ASSUMED = (
    "market_growth",
    "price_change",
    "volume_response",
    "new_customer_change",
    "retention_change",
    "headcount_change",
    "headcount_effect",
    "tickets_per_order",
)


@dataclass(frozen=True, slots=True)
class ScenarioView:
    """A scenario; see the model."""

    id: int
    version: int
    name: str
    reason: str
    assumed: Assumptions
    owner: str
    set_at: datetime


def scenarios() -> list[ScenarioView]:
    """Return the scenarios of the firm by name; assumptions hide nothing, so that everybody may read them."""
    rows = Scenario.objects.filter(is_removed=False).select_related("owner")
    return [_view(row) for row in sorted(rows, key=lambda row: (row.name.casefold(), row.pk))]


def scenario_at(pk: int) -> ScenarioView | None:
    """Return one scenario, or None where there is none."""
    row = Scenario.objects.filter(pk=pk, is_removed=False).select_related("owner").first()
    return None if row is None else _view(row)


def assumptions_of(row: Scenario) -> Assumptions:
    """Return what a row assumes."""
    said: dict[str, Decimal | None] = {name: getattr(row, name) for name in ASSUMED}
    return Assumptions(**{name: None if value is None else Decimal(value) for name, value in said.items()})


def _view(row: Scenario) -> ScenarioView:
    return ScenarioView(row.pk, row.version, row.name, row.reason, assumptions_of(row), str(row.owner), row.set_at)
