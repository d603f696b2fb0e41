"""The only writer of what roles may do."""

from collections.abc import Mapping

from django.db import transaction

from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.actor import Actor
from crmeter.records.staff.models import RoleRights
from crmeter.records.staff.rights import Rights, rights_kept, seen_at_most, usual_rights
from crmeter.records.staff.role_rights import ask_again
from crmeter.records.staff.roles import Role


def decide_rights(actor: Actor, role: Role, wanted: Mapping[str, Rights], *, version: int | None) -> int:
    """Decide what a role may do with some concepts, and return the new version of what was decided for the role.

    Nothing is kept to reach further than what is seen. What is as usual is kept as not decided; where nothing differs
    from what stands, the version stays.

    Args:
        actor: who decides.
        role: whose rights.
        wanted: by concept, how far each deed reaches; concepts that are not named stay as they are.
        version: of what was decided for the role before.

    Raises:
        Refusal: somebody has decided since.
    """
    with transaction.atomic():
        there, _ = RoleRights.objects.get_or_create(role=role)
        row = held(RoleRights, there.pk, version)
        before, after = dict(row.decided), dict(row.decided)
        for concept, asked in wanted.items():
            rights = seen_at_most(asked)
            if rights == usual_rights(role, concept):
                after.pop(concept, None)
            else:
                after[concept] = rights_kept(rights)
        if after == before:
            return row.version
        row.decided = after
        new = keep(row, "decided")
        changed = {name for name in (*before, *after) if before.get(name) != after.get(name)}
        audit(
            actor,
            "rights.decided",
            row,
            # A concept with nothing beside it is as usual.
            before={"role": str(role), **{name: before.get(name) for name in sorted(changed)}},
            after={"role": str(role), **{name: after.get(name) for name in sorted(changed)}},
        )
    ask_again()
    return new
