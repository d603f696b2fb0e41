"""The only writer of the targets that come with the sample company, and of their end.

A target carries no source: these are known by how they say that they came about. Whoever changes one makes it theirs.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from crmeter.measures.catalogue import measures
from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.actor import Actor
from crmeter.records.staff.queries import Person
from crmeter.strategy.targets.actions import keep_drafts
from crmeter.strategy.targets.kept import shown_of
from crmeter.strategy.targets.kinds import Perspective, Review, Span, months_on
from crmeter.strategy.targets.meaning import Wanted
from crmeter.strategy.targets.models import Target
from crmeter.vocabulary import Good, Text, Unit

SAMPLE_WAY = Text(
    "đi cùng công ty mẫu: con số lúc ấy, tốt lên chút ít",
    "came with the sample company: the figure of then, a little better",
)
# By measure: over which days, by how much it is to become better, how much worse than now scores nought, from where it
# is looked at.
_AIMS: tuple[tuple[str, Span, Decimal, Decimal, Perspective], ...] = (
    ("revenue", Span.YEAR, Decimal("0.06"), Decimal("0.10"), Perspective.FINANCE),
    ("new_customers", Span.YEAR, Decimal("0.10"), Decimal("0.20"), Perspective.CUSTOMER),
    ("retention_rate", Span.DAY, Decimal("0.04"), Decimal("0.10"), Perspective.CUSTOMER),
    ("win_rate", Span.QUARTER, Decimal("0.08"), Decimal("0.25"), Perspective.PROCESS),
    ("on_time_delivery_rate", Span.QUARTER, Decimal("0.02"), Decimal("0.10"), Perspective.PROCESS),
    ("service_level_attainment", Span.MONTH, Decimal("0.05"), Decimal("0.15"), Perspective.PROCESS),
)
# Of what adds up, figures are of a year; of a share the most that there is.
_WHOLE = Decimal("0.99")
_DIGITS = 2


def set_sample_targets(person: Person, figures: Mapping[str, Decimal], as_of: date, currency: str) -> int:
    """Set a few targets beside the figures of the sample company, and return how many; what is there stays.

    Args:
        person: whose they are.
        figures: of the last year, by measure; one that is missing gets no target.
        as_of: the last day that they have seen.
        currency: of money.

    Raises:
        Refused: they may not.
    """
    drafts = [
        _wanted(person, name, figures[name], span, better, worse, seen, as_of, currency)
        for name, span, better, worse, seen in _AIMS
        if name in figures and figures[name] > 0
    ]
    today = timezone.localdate()
    # Of an older history a period may be over by now: nobody sets a target of it.
    return keep_drafts(person, [each for each in drafts if each.last_day is not None and each.last_day > today])


def forget_sample_targets(actor: Actor) -> Sequence[str]:
    """Remove the targets that came with the sample company and that nobody has changed; return their measures."""
    with transaction.atomic():
        rows = list(Target.objects.select_for_update().filter(way_en=SAMPLE_WAY.en))
        for row in rows:
            audit(actor, "targets.dropped", row, before=shown_of(row))
            row.delete()
    return [row.measure for row in rows]


def _wanted(
    person: Person,
    name: str,
    figure: Decimal,
    span: Span,
    better: Decimal,
    worse: Decimal,
    seen: Perspective,
    as_of: date,
    currency: str,
) -> Wanted:
    measure = measures()[name]
    sign = 1 if measure.good is Good.HIGHER else -1
    aim = figure * (1 + sign * better)
    floor = figure * (1 - sign * worse)
    if measure.unit is Unit.SHARE:
        aim = min(aim, _WHOLE)
    known = measure.benchmark
    return Wanted(
        name,
        _rounded(aim),
        span,
        None if span is Span.DAY else _begins(span, as_of),
        reach_by=_year_on(as_of) if span is Span.DAY else None,
        currency=currency if measure.unit is Unit.MONEY else "",
        floor=_rounded(floor),
        benchmark=None if known is None else Decimal(str(known.low)),
        benchmark_source="" if known is None else known.source.vi,
        owner=person.id,
        perspective=seen,
        review=Review.MONTH if span is Span.MONTH else Review.QUARTER,
        way=SAMPLE_WAY,
    )


def _begins(span: Span, as_of: date) -> date:
    """Return where a period begins that is partly behind and not over; a year begins three quarters back."""
    tomorrow = date.fromordinal(as_of.toordinal() + 2)
    if span is Span.YEAR:
        return months_on(tomorrow, -8)
    first = months_on(tomorrow, 0)
    return first if span is Span.MONTH else months_on(first, -((first.month - 1) % 3))


def _year_on(day: date) -> date:
    return months_on(day, 12)


def _rounded(value: Decimal) -> Decimal:
    """Return a figure as people say it: two digits of it; of a share two after the point."""
    if value < 1:
        return value.quantize(Decimal("0.01"))
    places = value.adjusted() - _DIGITS + 1
    return value.quantize(Decimal(1).scaleb(places)) if places > 0 else value.quantize(Decimal(1))
