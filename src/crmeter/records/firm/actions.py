"""The only writer of what the firm decides."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from crmeter.records.firm.models import Firm
from crmeter.records.firm.queries import ONLY
from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.actor import Actor


def change_firm(actor: Actor, *, version: int | None, name: str, currency: str, measures: Mapping[str, Any]) -> int:
    """Keep what the firm decides, and return the new version.

    Args:
        actor: who decides.
        version: on which the change was made.
        name: of the firm.
        currency: of evaluations; nothing for that of most orders.
        measures: settings of measures by name, as the measures take them.

    Raises:
        Refusal: somebody has changed it since.
    """
    with transaction.atomic():
        Firm.objects.get_or_create(pk=ONLY)
        row = held(Firm, ONLY, version)
        before = _shown(row)
        row.name, row.currency, row.measures = name.strip(), currency, dict(measures)
        new = keep(row, "name", "currency", "measures")
        audit(actor, "firm.changed", row, before=before, after=_shown(row))
    return new


def _shown(row: Firm) -> dict[str, Any]:
    return {"name": row.name, "currency": row.currency, "measures": row.measures}
