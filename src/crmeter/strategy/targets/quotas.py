"""Quotas that run: targets of won value for a period, beside what has been won in it so far.

This is worked out from the records when a page asks, and stands as of today. How far the quotas of people were reached
in periods that are over tells the measure `quota_attainment`, as of the day of an evaluation; it reads them from the
warehouse, for targets lie above measures.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext

from crmeter.records.deals.won_queries import WonOnDay, has_deals, won_by_day
from crmeter.records.firm.rate_queries import rate_on
from crmeter.records.staff.queries import teams
from crmeter.strategy.targets.kinds import Span, Whose
from crmeter.strategy.targets.queries import TargetView, targets_of
from crmeter.vocabulary import Period, Text
from crmeter.vocabulary.undefined import Undefined

MEASURE = "won_value"


@dataclass(frozen=True, slots=True)
class Quota:
    """A quota and how far it is reached.

    Args:
        target: what is to be won, by whom, in which period.
        people: the numbers of those whose wins count; None counts everybody's.
        won: so far, in the currency of the target; None with the reason `undefined`.
        deals: how many deals that is.
        left_out: deals won without an amount or an exchange rate.
        days_gone: of the period, today among them.
        days: of the whole period.
        undefined: why there is no figure, and what would mend it.
    """

    target: TargetView
    people: frozenset[int] | None
    won: Decimal | None
    deals: int
    left_out: int
    days_gone: int
    days: int
    undefined: Undefined | None = None

    @property
    def attained(self) -> float | None:
        """The share of the quota that is won."""
        return None if self.won is None else float(self.won / self.target.value)

    @property
    def elapsed(self) -> float:
        """The share of the days that is gone."""
        return self.days_gone / self.days

    @property
    def scale(self) -> float:
        """The end of a line on which both the quota and what is won have room."""
        return max(1.0, self.attained or 0.0)

    @property
    def remaining(self) -> Decimal | None:
        """What is still to be won; nought once the quota is reached."""
        return None if self.won is None else max(self.target.value - self.won, Decimal(0))

    @property
    def at_this_pace(self) -> Decimal | None:
        """What would be won by the end if the days to come bring as much as those that are gone; no forecast."""
        return None if self.won is None else self.won * self.days / self.days_gone

    @property
    def a_day(self) -> Decimal | None:
        """What each day to come has to bring; None where none is left, or nothing is to be won any more."""
        left = self.days - self.days_gone
        return self.remaining / left if self.remaining and left else None

    @property
    def is_behind(self) -> bool:
        """Whether less is won than by an even pace."""
        return self.attained is not None and self.attained < min(self.elapsed, 1.0)


def quotas(today: date, people: Collection[int] | None = None) -> Sequence[Quota]:
    """Return the quotas that run on a day, those of the firm first, then of teams and people.

    Args:
        today: the day.
        people: whose quotas are asked for: theirs, and those of teams that they are all of; None asks for all. A team
            of nobody is no one's.
    """
    holders = {team.id: team.people for team in teams()}
    found = [
        (target, counted)
        for target in targets_of(Period(today, date.fromordinal(today.toordinal() + 1)))
        if target.measure == MEASURE and target.span is not Span.DAY and target.period is not None
        for counted in [_counted(target, holders)]
        if people is None or (counted and counted <= set(people))
    ]
    if not found:
        return ()
    there = has_deals()
    order = list(Whose)
    found.sort(key=lambda each: (order.index(each[0].whose), each[0].whose_name, each[0].reach_by))
    return [_quota(target, counted, today, there) for target, counted in found]


def _counted(target: TargetView, holders: dict[int, frozenset[int]]) -> frozenset[int] | None:
    match target.whose:
        case Whose.FIRM:
            return None
        case Whose.TEAM:
            return holders.get(target.whose_id, frozenset())
        case Whose.PERSON:
            return frozenset({target.whose_id})


def _quota(target: TargetView, people: frozenset[int] | None, today: date, there: bool) -> Quota:
    period = target.period
    assert period is not None  # noqa: S101 - quotas have one
    gone = (min(today, period.last_day) - period.start).days + 1
    if not there:
        return Quota(target, people, None, 0, 0, gone, period.days, NO_DEALS)
    until = Period(period.start, date.fromordinal(min(today, period.last_day).toordinal() + 1))
    wins = [each for each in won_by_day(until) if people is None or each.owner in people]
    won, left_out = _together(wins, target.currency)
    deals = sum(each.deals for each in wins) - left_out
    return Quota(target, people, won, deals, left_out, gone, period.days)


def _together(wins: Iterable[WonOnDay], currency: str) -> tuple[Decimal, int]:
    """What wins are worth in a currency, at the rates of their days, and how many of them add nothing."""
    total, left_out = Decimal(0), 0
    for each in wins:
        left_out += each.unpriced
        if each.currency == currency:
            total += each.amount
            continue
        rate, own = rate_on(each.currency, each.on), rate_on(currency, each.on)
        if rate is None or own is None:
            left_out += each.deals - each.unpriced
            continue
        with localcontext(prec=60):
            total += each.amount * rate / own
    return total, left_out


NO_DEALS = Undefined(
    "no_deals",
    Text("chưa có cơ hội nào trong sổ", "there is no deal on record"),
    Text(
        "cơ hội ghi trong CRMeter; cơ hội chỉ có trong tệp chưa gắn với người",
        "deals on record in CRMeter; deals of files alone are nobody's here",
    ),
)
