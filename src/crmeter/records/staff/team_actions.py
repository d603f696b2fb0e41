"""Changes of teams that exist; people see the rows of those whom they share a team with."""

from django.db import transaction

from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.models import Membership, Team
from crmeter.vocabulary import Text


def rename_team(actor: Actor, pk: int, name: str, *, version: int | None) -> int:
    """Give a team another name and return its new version; its slug stays, so that no address breaks.

    Raises:
        Refusal: the team is gone or has changed, or the name is empty.
    """
    if not name.strip():
        raise Refused("no_name", Text("nhóm phải có tên", "a team has a name"))
    with transaction.atomic():
        team = held(Team, pk, version)
        before = {"name": team.name}
        team.name = name.strip()
        new = keep(team, "name")
        audit(actor, "staff.team_renamed", team, before=before, after={"name": team.name})
    return new


def remove_team(actor: Actor, pk: int, *, version: int | None) -> None:
    """Remove a team; its people stay.

    Raises:
        Refusal: the team is gone or has changed.
    """
    with transaction.atomic():
        team = held(Team, pk, version)
        members = list(team.memberships.order_by("user_id").values_list("user_id", flat=True))
        audit(actor, "staff.team_removed", team, before={"name": team.name, "slug": team.slug, "members": members})
        team.delete()


def leave_team(actor: Actor, pk: int, slug: str) -> None:
    """Take a person out of a team; whoever is not in it is left alone."""
    with transaction.atomic():
        membership = Membership.objects.select_for_update().filter(user_id=pk, team__slug=slug).first()
        if membership is None:
            return
        audit(actor, "staff.team_left", membership, before={"user": pk, "team": slug, "leads": membership.leads})
        membership.delete()
