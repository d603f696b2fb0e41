"""The chance that a target is missed, from the months of its measure: readings in, a chance or a reason out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crmeter.evaluation.target_chances import Chance, level_missed, sum_missed
from crmeter.measures.catalogue import measures
from crmeter.measures.measure import Measure
from crmeter.strategy.targets.gathering import NOT_BY_MONTHS, Gathering, gathering_of
from crmeter.strategy.targets.kinds import MONTHS_OF, months_on
from crmeter.strategy.targets.queries import TargetView
from crmeter.strategy.targets.standings import gathered
from crmeter.vocabulary import Good, NotEnoughData, Period, Reading, Text, Unit

_YEAR = 12


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What an evaluation tells of a target.

    Args:
        chance: None with the reason `why`.
        came: the figure of the whole period, once that is over; a chance is then certain.
    """

    chance: Chance | None
    why: Text | None
    came: float | None = None


def foresee(
    target: TargetView, line: Sequence[Reading], last: date, currency: str, why_no_line: Text | None = None
) -> Foreseen:
    """Return how probable it is that a target is missed by the end of its period.

    A sum is what has come and what is foreseen of the rest; a rate of events is that of a window as long as the period,
    seen ahead to its end; a state is that of the last month.

    Args:
        target: of the whole firm, a team or a person.
        line: readings of whole months over the rows of its holder, oldest first.
        last: the first day of the last month that was over.
        currency: of the readings.
        why_no_line: why the months of the holder are not known; None where they are.
    """
    measure = measures().get(target.measure)
    if measure is None:
        return Foreseen(None, _GONE)
    if target.currency and target.currency != currency:
        return Foreseen(None, _CURRENCY.fill(kept=target.currency, now=currency))
    if not measure.over_time:
        return Foreseen(None, _NO_MONTHS)
    if why_no_line is not None:
        return Foreseen(None, why_no_line)
    gathering, n = gathering_of(measure), MONTHS_OF.get(target.span, _YEAR)
    if gathering is Gathering.APART and n > 1:
        return Foreseen(None, NOT_BY_MONTHS)
    # A month in which nothing happened is no gap of a rate that is taken over several.
    readings = _without_gaps(line, last, may_be_empty=gathering is Gathering.POOLS)
    ends = _months_between(last, target.reach_by)
    if not readings:
        return Foreseen(None, _NO_VALUE)
    if ends <= 0:
        return _over(measure, target, readings, n, ends)
    try:
        return Foreseen(_chance(measure, target, readings, n, ends), None)
    except NotEnoughData as lacking:
        return Foreseen(None, lacking.undefined.reason)


def _chance(measure: Measure, target: TargetView, readings: Sequence[Reading], n: int, ends: int) -> Chance:
    aim, higher = float(target.value), measure.good is Good.HIGHER
    gathering = gathering_of(measure)
    if gathering is Gathering.ADDS:
        months = [float(each.value) for each in readings if each.value is not None]
        return sum_missed(months, ends - n, ends, aim, higher=higher)
    line = list(readings)
    if gathering in (Gathering.STANDS, Gathering.APART):
        values = [float(each.value) for each in line if each.value is not None]
    else:
        # Windows as long as the period: where one has no figure, what lies before it is of no use.
        windows = [gathered(measure, line[at - n : at]) for at in range(n, len(line) + 1)]
        values = []
        for each in windows:
            values = [] if each is None else [*values, each]
    return level_missed(values, ends, aim, higher=higher, is_share=measure.unit is Unit.SHARE)


def _over(measure: Measure, target: TargetView, readings: Sequence[Reading], n: int, ends: int) -> Foreseen:
    """Return what came of a period that is over: then a chance is certain."""
    until = len(readings) + ends
    came = gathered(measure, readings[until - n : until]) if until >= n else None
    if came is None:
        return Foreseen(None, _NO_VALUE)
    missed = came < float(target.value) if measure.good is Good.HIGHER else came > float(target.value)
    return Foreseen(Chance(float(missed), came, came, came, came, "over", 0, 0.0, 0.0), None, came)


def _without_gaps(line: Sequence[Reading], last: date, *, may_be_empty: bool) -> Sequence[Reading]:
    """Return the months up to the last one, from the last month that has no figure on."""
    by_month = {each.period.start: each for each in line if each.period == Period.month_of(each.period.start)}
    found: list[Reading] = []
    month = last
    while month in by_month and (may_be_empty or by_month[month].value is not None):
        found.insert(0, by_month[month])
        month = months_on(month, -1)
    return found


def _months_between(first: date, second: date) -> int:
    return 12 * (second.year - first.year) + second.month - first.month


_GONE = Text("chỉ số này không còn trong danh mục", "this measure is in the catalogue no more")
_CURRENCY = Text(
    "mục tiêu tính bằng {kept}, còn lần đánh giá tính bằng {now}",
    "the target is in {kept}, and the evaluation counts in {now}",
)
_NO_MONTHS = Text(
    "chỉ số này không được đo theo tháng, nên chưa dự báo được",
    "this measure is not taken month by month, so nothing can be foreseen",
)
_NO_VALUE = Text("tháng gần nhất chưa có con số", "there is no figure for the last month")
