"""The only writer of teams; people see the rows of those whom they share a team with."""

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.models import Membership, Team
from crmeter.records.staff.naming import LONGEST_TEAM_NAME, named
from crmeter.vocabulary import Text
from crmeter.vocabulary.folding import folded

_LONGEST_SLUG = 70


def add_team(actor: Actor, name: str) -> str:
    """Make a team, and return its slug.

    Raises:
        Refused: the name is empty or too long, or there is a team of that name, however its marks are written.
    """
    called = _called(name)
    exists = Refused("team_exists", Text("đã có nhóm {name}", "there is a team {name}").fill(name=called))
    with transaction.atomic():
        teams = dict(Team.objects.values_list("slug", "name"))
        if folded(called) in map(folded, teams.values()):
            raise exists
        # A name of other letters than Latin ones gives no slug of its own.
        stem = slugify(called.replace("đ", "d").replace("Đ", "D"))[:_LONGEST_SLUG].strip("-") or "team"
        slugs = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(teams) + 2))
        try:
            with transaction.atomic():
                team = Team.objects.create(name=called, slug=next(slug for slug in slugs if slug not in teams))
        except IntegrityError as error:
            # Somebody else has just made it.
            raise exists from error
        audit(actor, "staff.team_added", team, after={"name": called, "slug": team.slug})
    return team.slug


def join_team(actor: Actor, pk: int, slug: str, *, leads: bool = False) -> None:
    """Put a person in a team, or change whether they lead it.

    Raises:
        Refused: the team is gone.
    """
    with transaction.atomic():
        team = _locked(slug)
        membership, is_new = Membership.objects.get_or_create(user_id=pk, team=team, defaults={"leads": leads})
        before = None if is_new else {"leads": membership.leads}
        membership.leads = leads
        membership.save(update_fields=["leads"])
        # Whoever has seen the former people neither renames nor removes the team.
        keep(team)
        audit(actor, "staff.team_joined", membership, before=before, after={"user": pk, "team": slug, "leads": leads})


def rename_team(actor: Actor, pk: int, name: str, *, version: int | None) -> int:
    """Give a team another name and return its new version; its slug stays, so that no address breaks.

    Raises:
        Refusal: the team is gone or has changed, or the name is empty or too long.
    """
    called = _called(name)
    with transaction.atomic():
        team = held(Team, pk, version)
        before = {"name": team.name}
        team.name = called
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
    """Take a person out of a team; whoever is not in it is left alone.

    Raises:
        Refused: the team is gone.
    """
    with transaction.atomic():
        team = _locked(slug)
        membership = team.memberships.filter(user_id=pk).first()
        if membership is None:
            return
        keep(team)
        audit(actor, "staff.team_left", membership, before={"user": pk, "team": slug, "leads": membership.leads})
        membership.delete()


def _locked(slug: str) -> Team:
    team = Team.objects.select_for_update().filter(slug=slug).first()
    if team is None:
        raise Refused("unknown", Text("nhóm này không còn", "this team is not there any more"))
    return team


def _called(name: str) -> str:
    called = named(name, LONGEST_TEAM_NAME)
    if not called:
        raise Refused("no_name", Text("nhóm phải có tên", "a team has a name"))
    return called
