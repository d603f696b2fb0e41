"""The only writer of which sector, methods and criteria the firm decides by."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from crmeter.records.firm.models import Firm
from crmeter.records.firm.queries import ONLY
from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.actor import Actor


def choose_methods(
    actor: Actor,
    *,
    version: int | None,
    sector: str,
    methods: Sequence[str] = (),
    criteria: Mapping[str, float] | None = None,
) -> int:
    """Keep by what the firm decides, and return the new version.

    Args:
        actor: who decides.
        version: on which the change was made.
        sector: the name of a preset, or nothing.
        methods: by name; none for those of the sector.
        criteria: weights by measure; none for those of the sector.

    Raises:
        Refusal: somebody has changed it since.
    """
    with transaction.atomic():
        Firm.objects.get_or_create(pk=ONLY)
        row = held(Firm, ONLY, version)
        before = _shown(row)
        row.sector = sector
        row.methods = {
            name: kept for name, kept in (("methods", list(methods)), ("criteria", dict(criteria or {}))) if kept
        }
        new = keep(row, "sector", "methods")
        audit(actor, "firm.methods_chosen", row, before=before, after=_shown(row))
    return new


def _shown(row: Firm) -> dict[str, Any]:
    return {"sector": row.sector, "methods": row.methods}
