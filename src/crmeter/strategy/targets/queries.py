"""What pages read of targets, as frozen values; it loads neither DuckDB nor Ibis."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, QuerySet

from crmeter.records.staff.queries import Person, everybody, teams
from crmeter.strategy.headline.queries import chosen_headline
from crmeter.strategy.targets.kinds import Perspective, Review, Span, Whose
from crmeter.strategy.targets.models import Target, TargetChance
from crmeter.strategy.targets.naming import period_words
from crmeter.vocabulary import Period, Text


@dataclass(frozen=True, slots=True)
class ChanceView:
    """How probable it is that a target is missed, as the last evaluation told; see `TargetChance`.

    Args:
        missed: the probability; None with the reason `why`.
        first_low: of the 80 % band that the first evaluation after it was set foresaw.
        first_high: of the same.
        first_as_of: the last day that evaluation had seen.
    """

    run: str
    as_of: date
    missed: float | None
    why: Text | None
    expected: float | None
    low: float | None
    high: float | None
    so_far: float | None
    method: str
    tried: int
    brier: float | None
    base_brier: float | None
    first_low: float | None
    first_high: float | None
    first_as_of: date | None


@dataclass(frozen=True, slots=True)
class TargetView:
    """What a measure is to reach; see the model.

    Args:
        id: its number.
        version: to be named by a change.
        measure: its name.
        whose: of the firm, a team or a person.
        whose_id: the number of the team or person.
        whose_name: how they are called; empty for the firm.
        span: over which days it runs.
        starts_on: its first day; None where it is to be reached by a day, whenever it began.
        reach_by: the day by which it is to be reached.
        period_words: how the period is called.
        value: in the unit of the measure.
        currency: of money; empty otherwise.
        floor: the figure at which the score is nought; None where nobody has said.
        benchmark: of the sector; None where nobody has said.
        benchmark_source: whose figure that is.
        benchmark_sector: of which sector.
        weight: in a mean of scores.
        owner_id: who answers for it; None for nobody.
        owner: how they are called.
        goal: the number of the goal that it hangs under.
        perspective: from where it is looked at; None where nobody has said.
        agreed_by: who agreed; empty while nobody has.
        agreed_at: when.
        way: how a proposal came about; None where somebody typed it.
        review: how often it is looked at again.
        reviewed_on: when it last was.
        set_by: who said so.
        set_at: when.
        chance: that it is missed; None before the first evaluation since it was set.
        can_be_taken_back: whether there is a change to take back.
    """

    id: int
    version: int
    measure: str
    whose: Whose
    whose_id: int
    whose_name: str
    span: Span
    starts_on: date | None
    reach_by: date
    period_words: Text
    value: Decimal
    currency: str
    floor: Decimal | None
    benchmark: Decimal | None
    benchmark_source: str
    benchmark_sector: str
    weight: Decimal
    owner_id: int | None
    owner: str
    goal: int | None
    perspective: Perspective | None
    agreed_by: str
    agreed_at: datetime | None
    way: Text | None
    review: Review | None
    reviewed_on: date | None
    set_by: str
    set_at: datetime
    chance: ChanceView | None
    can_be_taken_back: bool

    @property
    def chance_missed(self) -> float | None:
        """How probable it is that it is missed by the end of its period; None with the reason `chance_missing`."""
        return None if self.chance is None else self.chance.missed

    @property
    def chance_missing(self) -> Text | None:
        """Why there is no such chance."""
        if self.chance is None:
            return _NOT_YET
        return self.chance.why if self.chance.missed is None else None

    @property
    def is_agreed(self) -> bool:
        """Whether its owner has said so."""
        return self.agreed_at is not None

    @property
    def period(self) -> Period | None:
        """Its days; None where it is to be reached by a day, whenever it began."""
        return None if self.starts_on is None else Period(self.starts_on, _day_after(self.reach_by))


def targets() -> Mapping[str, TargetView]:
    """Return the targets of the whole firm that are to be reached by a day, by measure."""
    rows = _rows().filter(whose=Whose.FIRM, span=Span.DAY)
    return {each.measure: each for each in _views(rows)}


def targets_of(period: Period | None = None, *, firm_only: bool = False) -> Sequence[TargetView]:
    """Return the targets that run in a period, or all, by measure, holder and end.

    A target by a day runs until that day. They are of all rows: whether the reader sees those is asked before.

    Args:
        period: the days; None for all targets.
        firm_only: leave out those of teams and people.
    """
    rows = _rows()
    if firm_only:
        rows = rows.filter(whose=Whose.FIRM)
    if period is not None:
        begun = Q(starts_on=None) | Q(starts_on__lt=period.end)
        rows = rows.filter(begun, reach_by__gte=period.start)
    return _views(rows.order_by("measure", "whose", "whose_id", "reach_by", "id"))


def targets_held_by(reader: Person, on: date) -> Sequence[TargetView]:
    """Return the targets of somebody and of the teams that they are in which run on a day, by measure.

    Args:
        reader: who; whoever holds a target may see it.
        on: the day.
    """
    own = [team.id for team in teams() if reader.id in team.people]
    held = Q(whose=Whose.PERSON, whose_id=reader.id) | Q(whose=Whose.TEAM, whose_id__in=own)
    begun = Q(starts_on=None) | Q(starts_on__lte=on)
    rows = _rows().filter(held, begun, reach_by__gte=on)
    return _views(rows.order_by("measure", "whose", "whose_id", "reach_by", "id"))


def target_numbered(pk: int) -> TargetView | None:
    """Return one target, or None where it is not there any more."""
    return next(iter(_views(_rows().filter(pk=pk))), None)


def dropped_lately(most: int = 20) -> Sequence[TargetView]:
    """Return the targets that were dropped last, for whoever takes that back."""
    rows = Target.objects.filter(is_on=False).select_related("owner", "agreed_by", "set_by", "chance")
    return _views(rows.order_by("-set_at", "-id")[:most])


def headline_measures() -> tuple[str, ...]:
    """Return the measures that the firm chose to stand out, in order; empty where nobody chose."""
    return chosen_headline()


def current_targets(as_of: date, *, firm_only: bool = True) -> Mapping[str, TargetView]:
    """Return for each measure the target that a day is held against: the shortest period that it lies in.

    Args:
        as_of: the day.
        firm_only: leave out those of teams and people.
    """
    found: dict[str, TargetView] = {}
    order = list(Span)
    for each in targets_of(Period(as_of, _day_after(as_of)), firm_only=firm_only):
        there = found.get(each.measure)
        if there is None or order.index(each.span) < order.index(there.span):
            found[each.measure] = each
    return found


def _day_after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def _rows() -> QuerySet[Target]:
    return Target.objects.filter(is_on=True).select_related("owner", "agreed_by", "set_by", "chance")


def _views(rows: Iterable[Target]) -> list[TargetView]:
    found = list(rows)
    names = _names({Whose(row.whose) for row in found})
    return [_view(row, names) for row in found]


def _names(kinds: set[Whose]) -> Mapping[tuple[Whose, int], str]:
    """Return how teams and people are called, asked only where a target is theirs."""
    names: dict[tuple[Whose, int], str] = {}
    if Whose.TEAM in kinds:
        names |= {(Whose.TEAM, each.id): each.name for each in teams()}
    if Whose.PERSON in kinds:
        names |= {(Whose.PERSON, each.id): each.name for each in everybody()}
    return names


def _view(row: Target, names: Mapping[tuple[Whose, int], str]) -> TargetView:
    whose, span = Whose(row.whose), Span(row.span)
    return TargetView(
        id=row.pk,
        version=row.version,
        measure=row.measure,
        whose=whose,
        whose_id=row.whose_id,
        whose_name=names.get((whose, row.whose_id), ""),
        span=span,
        starts_on=row.starts_on,
        reach_by=row.reach_by,
        period_words=period_words(span, row.starts_on, row.reach_by),
        value=row.value,
        currency=row.currency,
        floor=row.floor,
        benchmark=row.benchmark,
        benchmark_source=row.benchmark_source,
        benchmark_sector=row.benchmark_sector,
        weight=Decimal(row.weight),
        owner_id=row.owner_id,
        owner="" if row.owner is None else str(row.owner),
        goal=row.goal_id,
        perspective=Perspective(row.perspective) if row.perspective else None,
        agreed_by="" if row.agreed_by is None else str(row.agreed_by),
        agreed_at=row.agreed_at,
        way=Text(row.way_vi, row.way_en) if row.way_vi else None,
        review=Review(row.review) if row.review else None,
        reviewed_on=row.reviewed_on,
        set_by=str(row.set_by),
        set_at=row.set_at,
        chance=_chance(row),
        can_be_taken_back=row.previous is not None,
    )


def _chance(row: Target) -> ChanceView | None:
    # A row without one raises what `getattr` takes for nothing.
    kept: TargetChance | None = getattr(row, "chance", None)
    if kept is None or kept.judged_at < row.set_at:
        return None
    return ChanceView(
        kept.run,
        kept.as_of,
        kept.missed,
        Text(kept.why_vi, kept.why_en) if kept.why_vi else None,
        kept.expected,
        kept.low,
        kept.high,
        kept.so_far,
        kept.method,
        kept.tried,
        kept.brier,
        kept.base_brier,
        kept.first_low,
        kept.first_high,
        kept.first_as_of,
    )


def do_people_hold_quotas() -> bool:
    """Return whether anybody is to reach a won value in a period."""
    quotas = Target.objects.filter(measure="won_value", whose=Whose.PERSON, is_on=True).exclude(span=Span.DAY)
    return quotas.exists()


_NOT_YET = Text("chưa có lần đánh giá nào từ khi đặt mục tiêu", "there has been no evaluation since the target was set")
