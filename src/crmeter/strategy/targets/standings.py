"""How far a measure is, in a window as long as its target's period: readings in, a figure out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crmeter.evaluation.reading_document import reading_from_document
from crmeter.measures.catalogue import measures
from crmeter.measures.measure import Measure
from crmeter.records.readings.queries import StoredRun, readings_of
from crmeter.strategy.targets.gathering import NOT_BY_MONTHS, Gathering, gathering_of
from crmeter.strategy.targets.holders import NO_MEDIAN_OF_MEDIANS, NO_ROWS, words_of_holders
from crmeter.strategy.targets.kinds import MONTHS_OF, Span, Whose, months_on
from crmeter.strategy.targets.meaning import OWNER
from crmeter.strategy.targets.queries import TargetView
from crmeter.vocabulary import Period, Reading, Text
from crmeter.vocabulary.folding import spelled

# A window of so many days is a year.
YEAR_OF_DAYS = (365, 366)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a measure is.

    Args:
        value: over the last window as long as the target's period; None with the reason `why`.
        before: over the window before that; None where it was not measured.
        until: the last day of the window.
        why: why there is no value.
    """

    value: float | None
    before: float | None
    until: date | None
    why: Text | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """The readings of a run that targets are held against.

    Args:
        run: which.
        lines: uncut readings by measure and period.
        by_owner: readings of the main period by measure and spelled owner.
        words: by which the data name a team or a person; only where there are readings by owner.
    """

    run: StoredRun
    lines: Mapping[str, Mapping[Period, Reading]]
    by_owner: Mapping[str, Mapping[str, Reading]]
    words: Mapping[tuple[Whose, int], frozenset[str]]

    def months(self, measure: str) -> Sequence[tuple[date, Reading | None]]:
        """Return the last whole months, at most twelve, oldest first; one without a reading has none."""
        line = self.lines.get(measure, {})
        there = {each.start: line[each] for each in line if each == Period.month_of(each.start)}
        month, found = last_month(self.run), []
        while there and month >= min(there):
            found.append((month, there.get(month)))
            month = months_on(month, -1)
        return found[::-1]


def measured_by(run: StoredRun, names: Collection[str]) -> Measured:
    """Read what targets of some measures are held against.

    Args:
        run: of all rows.
        names: of measures.
    """
    lines: dict[str, dict[Period, Reading]] = {}
    by_owner: dict[str, dict[str, Reading]] = {}
    for held in readings_of(run, cuts=("", OWNER), named=names) if names else ():
        reading = reading_from_document(held)
        if not reading.slice:
            lines.setdefault(reading.measure, {})[reading.period] = reading
        elif reading.period == run.period:
            by_owner.setdefault(reading.measure, {})[spelled(reading.slice[OWNER])] = reading
    return Measured(run, lines, by_owner, words_of_holders() if by_owner else {})


def last_month(run: StoredRun) -> date:
    """Return the first day of the last calendar month that was over at the end of a run's last day."""
    month = Period.month_of(run.as_of)
    return month.start if month.last_day <= run.as_of else months_on(month.start, -1)


def standing_of(target: TargetView, measured: Measured) -> Standing:
    """Return how far the measure of a target is, over the last window as long as its period.

    A month is held against the last whole month, a quarter against the last three, a year and a day against the main
    window of the run. Figures of teams and people are those of the main window.

    Args:
        target: what is to be reached.
        measured: what was read.
    """
    measure = measures().get(target.measure)
    if measure is None:
        return Standing(None, None, None, _GONE)
    if target.currency and target.currency != measured.run.currency:
        return Standing(None, None, None, _CURRENCY.fill(kept=target.currency, now=measured.run.currency))
    if target.whose is not Whose.FIRM:
        return _of_holder(target, measure, measured)
    if target.span in (Span.YEAR, Span.DAY):
        return _of_window(measure, measured, target.span)
    return _of_months(measure, measured, MONTHS_OF[target.span])


def gathered(measure: Measure, months: Sequence[Reading | None]) -> float | None:
    """Return the figure of some months together; None where one that it needs has none."""
    gathering = gathering_of(measure)
    if gathering is Gathering.APART and len(months) > 1:
        return None
    if gathering in (Gathering.STANDS, Gathering.APART):
        last = months[-1]
        return None if last is None or last.value is None else float(last.value)
    there = [each for each in months if each is not None]
    if len(there) < len(months):
        return None
    if gathering is Gathering.ADDS:
        values = [each.value for each in there]
        return None if any(each is None for each in values) else float(sum(each for each in values if each is not None))
    # A month in which nothing happened adds nothing to either.
    shared = [(float(each.top), float(each.bottom)) for each in there if each.top is not None and each.bottom]
    under = sum(bottom for _, bottom in shared)
    return sum(top for top, _ in shared) / under if under else None


def _of_window(measure: Measure, measured: Measured, span: Span) -> Standing:
    run, line, gathering = measured.run, measured.lines.get(measure.name, {}), gathering_of(measure)
    goes_by_length = gathering is Gathering.ADDS or (gathering is Gathering.APART and span is Span.YEAR)
    if goes_by_length and run.period.days not in YEAR_OF_DAYS:
        return Standing(None, None, None, _NO_YEAR.fill(n=run.period.days))
    now, before = line.get(run.period), line.get(run.period.before())
    value = None if now is None or now.value is None else float(now.value)
    why = None if value is not None else _NOT_MEASURED if now is None or now.undefined is None else now.undefined.reason
    earlier = None if before is None or before.value is None else float(before.value)
    return Standing(value, earlier, run.period.last_day, why)


def _of_months(measure: Measure, measured: Measured, n: int) -> Standing:
    months = measured.months(measure.name)
    if not measure.over_time or len(months) < n:
        return Standing(None, None, None, _NO_MONTHS)
    if gathering_of(measure) is Gathering.APART and n > 1:
        return Standing(None, None, None, NOT_BY_MONTHS)
    readings = [reading for _, reading in months]
    value = gathered(measure, readings[-n:])
    before = gathered(measure, readings[-2 * n : -n]) if len(months) >= 2 * n else None
    return Standing(value, before, Period.month_of(months[-1][0]).last_day, None if value is not None else _NO_VALUE)


def _of_holder(target: TargetView, measure: Measure, measured: Measured) -> Standing:
    if target.span in (Span.MONTH, Span.QUARTER):
        return Standing(None, None, None, _ONLY_WINDOW)
    words = measured.words.get((target.whose, target.whose_id), frozenset())
    readings = [each for word, each in measured.by_owner.get(measure.name, {}).items() if word in words]
    last = measured.run.period.last_day
    if not readings:
        return Standing(None, None, None, NO_ROWS)
    if gathering_of(measure) is Gathering.ADDS and measured.run.period.days not in YEAR_OF_DAYS:
        return Standing(None, None, None, _NO_YEAR.fill(n=measured.run.period.days))
    if len(readings) == 1:
        value = readings[0].value
        return Standing(None if value is None else float(value), None, last, None if value is not None else _NO_VALUE)
    if gathering_of(measure) in (Gathering.STANDS, Gathering.APART):
        return Standing(None, None, None, NO_MEDIAN_OF_MEDIANS)
    value = gathered(measure, readings)
    return Standing(value, None, last, None if value is not None else _NO_VALUE)


_GONE = Text("chỉ số này không còn trong danh mục", "this measure is in the catalogue no more")
_CURRENCY = Text(
    "mục tiêu tính bằng {kept}, còn lần đánh giá tính bằng {now}",
    "the target is in {kept}, and the evaluation counts in {now}",
)
_NO_YEAR = Text(
    "lần đánh giá mới nhìn {n} ngày, chưa đủ một năm để so với mục tiêu",
    "the evaluation looks at {n} days, which is no year to hold against the target",
)
_NOT_MEASURED = Text("lần đánh giá chưa đo chỉ số này", "the evaluation has not measured it")
_NO_MONTHS = Text("chưa đủ tháng tròn được đo", "too few whole months have been measured")
_NO_VALUE = Text("kỳ gần nhất chưa có con số", "there is no figure for the last period")
_ONLY_WINDOW = Text(
    "theo người phụ trách chỉ có con số của cả cửa sổ đánh giá, chưa có theo tháng",
    "by owner there is only the figure of the whole window, not month by month",
)
