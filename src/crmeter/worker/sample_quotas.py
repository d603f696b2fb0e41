"""What the sellers of the sample company are to win: a quota of their team and of the two who win most."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from crmeter.demo import SOURCE
from crmeter.records.adoption.queries import adoption_of
from crmeter.records.adoption.team_actions import close_team, open_team
from crmeter.records.deals.won_queries import won_by_day
from crmeter.records.ledger.actor import Actor
from crmeter.records.staff.queries import Person, actor_of
from crmeter.strategy.targets.sample_actions import set_sample_quotas
from crmeter.vocabulary import Period

# As the company would call it.
TEAM = "Bán hàng"
_YEAR = 365


def give_quotas(setter: Person, as_of: date, currency: str) -> int:
    """Set quotas beside what was won in the last year, and return how many.

    Args:
        setter: in whose name.
        as_of: the last day that counts.
        currency: of the quotas; wins in another one are left out.
    """
    adoption = adoption_of(SOURCE)
    if adoption is None:
        return 0
    year = Period(as_of - timedelta(days=_YEAR - 1), as_of + timedelta(days=1))
    won: dict[int, Decimal] = defaultdict(Decimal)
    for each in won_by_day(year):
        if each.owner is not None and each.currency == currency and each.amount > 0:
            won[each.owner] += each.amount
    team = open_team(actor_of(setter), adoption.id, TEAM, won)
    if team is None:
        return 0
    of_team = {number: amount for number, amount in won.items() if number in team.people}
    return set_sample_quotas(setter, team.id, of_team, as_of, currency)


def take_team_away(actor: Actor) -> None:
    """Remove the team of the sellers, before their accounts go."""
    adoption = adoption_of(SOURCE)
    if adoption is not None:
        close_team(actor, adoption.id, TEAM)
