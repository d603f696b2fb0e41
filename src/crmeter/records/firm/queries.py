"""What the firm has decided, for the floors above."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crmeter.records.firm.models import Firm

# There is one row; before its first change it is not there yet.
ONLY = 1


@dataclass(frozen=True, slots=True)
class FirmView:
    """What the firm has decided.

    Args:
        version: to be named by a change.
        name: of the firm, or nothing.
        address: where it sits, or nothing.
        tax_code: as the tax office calls it, or nothing.
        currency: of evaluations, or nothing: that of most orders.
        measures: settings of measures by name.
        sector: of which preset, or nothing.
        methods: `methods` by name and `criteria` with their weights, as far as they differ from those of the sector.
    """

    version: int
    name: str
    address: str
    tax_code: str
    currency: str
    measures: Mapping[str, Any]
    sector: str = ""
    methods: Mapping[str, Any] = field(default_factory=dict)


def firm() -> FirmView:
    """Return what stands."""
    found = Firm.objects.filter(pk=ONLY).first() or Firm()
    return FirmView(
        found.version,
        found.name,
        found.address,
        found.tax_code,
        found.currency,
        found.measures,
        found.sector,
        found.methods,
    )
