"""The only writer of what the firm decides."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from crmeter.records.firm.models import Firm
from crmeter.records.firm.queries import ONLY
from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.actor import Actor


def change_firm(
    actor: Actor,
    *,
    version: int | None,
    name: str,
    currency: str,
    measures: Mapping[str, Any],
    address: str | None = None,
    tax_code: str | None = None,
) -> int:
    """Keep what the firm decides, and return the new version.

    Args:
        actor: who decides.
        version: on which the change was made.
        name: of the firm.
        currency: of evaluations; nothing for that of most orders.
        measures: settings of measures by name, as the measures take them.
        address: where the firm sits; None leaves that as it is.
        tax_code: as the tax office calls it; None leaves that as it is.

    Raises:
        Refusal: somebody has changed it since.
    """
    with transaction.atomic():
        Firm.objects.get_or_create(pk=ONLY)
        row = held(Firm, ONLY, version)
        before = _shown(row)
        row.name, row.currency, row.measures = name.strip(), currency, dict(measures)
        if address is not None:
            row.address = address.strip()
        if tax_code is not None:
            row.tax_code = tax_code.strip()
        new = keep(row, "name", "address", "tax_code", "currency", "measures")
        audit(actor, "firm.changed", row, before=before, after=_shown(row))
    return new


def _shown(row: Firm) -> dict[str, Any]:
    return {
        "name": row.name,
        "address": row.address,
        "tax_code": row.tax_code,
        "currency": row.currency,
        "measures": row.measures,
    }
