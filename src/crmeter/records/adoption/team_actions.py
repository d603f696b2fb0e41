"""The only writer of teams that come with a source: of accounts that were opened for it, gone before these go."""

from collections.abc import Collection

from django.db import transaction

from crmeter.records.adoption.models import Adoption
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import TeamView, teams
from crmeter.records.staff.team_actions import add_team, join_team, remove_team


def open_team(actor: Actor, pk: int, name: str, people: Collection[int]) -> TeamView | None:
    """Put people of a source into a team, and return it; None where the firm has one of that name, or nobody is left.

    Args:
        actor: who asked for it.
        pk: of the adoption.
        name: of the team; one that was opened before is used as it is.
        people: whoever of them has an account of their own is left alone.
    """
    with transaction.atomic():
        there = _opened(pk, name)
        members = sorted(set(people) & _accounts(pk))
        if there is not None or not members:
            return there
        try:
            slug = add_team(actor, name)
        except Refused:
            return None
        for number in members:
            join_team(actor, number, slug)
        return _opened(pk, name)


def close_team(actor: Actor, pk: int, name: str) -> None:
    """Remove a team that came with a source; one that somebody of the firm has joined stays."""
    with transaction.atomic():
        there = _opened(pk, name)
        if there is not None:
            remove_team(actor, there.id, version=there.version)


def _opened(pk: int, name: str) -> TeamView | None:
    accounts = _accounts(pk)
    return next((each for each in teams() if each.name == name and each.people and each.people <= accounts), None)


def _accounts(pk: int) -> frozenset[int]:
    return frozenset(Adoption.objects.values_list("people", flat=True).get(pk=pk))
