"""The only writer of what roles may do."""

from django.db import transaction

from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.actor import Actor
from crmeter.records.staff.models import RoleRights
from crmeter.records.staff.rights import Rights, rights_kept
from crmeter.records.staff.roles import Role


def decide_rights(actor: Actor, role: Role, concept: str, rights: Rights, *, version: int | None) -> int:
    """Decide what a role may do with a concept, and return the new version of what was decided for the role.

    Args:
        actor: who decides.
        role: whose rights.
        concept: by name.
        rights: how far each deed reaches.
        version: of what was decided for the role before.

    Raises:
        Refusal: somebody has decided since.
    """
    with transaction.atomic():
        there, _ = RoleRights.objects.get_or_create(role=role)
        row = held(RoleRights, there.pk, version)
        before = row.decided.get(concept)
        row.decided = {**row.decided, concept: rights_kept(rights)}
        new = keep(row, "decided")
        audit(
            actor,
            "rights.decided",
            row,
            before={"concept": concept, "rights": before},
            after={"concept": concept, "rights": rights_kept(rights)},
        )
    return new
