"""Drafts of targets from what came a year before: readings in, drafts out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from crmeter.measures.catalogue import measures
from crmeter.measures.measure import Measure
from crmeter.strategy.targets.gathering import NOT_BY_MONTHS, Gathering, gathering_of
from crmeter.strategy.targets.kinds import MONTHS_OF, Span, months_on, period_of
from crmeter.strategy.targets.meaning import may_be
from crmeter.strategy.targets.naming import amount_of, period_words
from crmeter.strategy.targets.standings import YEAR_OF_DAYS, Measured, gathered
from crmeter.vocabulary import Good, Reading, Text, Unit, formats

_YEAR = 12


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed target.

    Args:
        value: None with the reason `why`.
        way: how it came about.
    """

    measure: str
    title: Text
    span: Span
    starts_on: date
    period: Text
    value: Decimal | None
    words: Text
    currency: str
    way: Text
    why: Text | None

    @property
    def key(self) -> str:
        """By which word it is chosen."""
        return f"{self.measure}:{self.starts_on.isoformat()}"


def drafts_of(
    names: Sequence[str], measured: Measured, growth: float, span: Span, years: Sequence[int], today: date
) -> list[Draft]:
    """Return drafts of the targets of some measures: the same period of the last twelve whole months times growth.

    Seasons stay: each month, quarter or year keeps the share that it had. What should be low falls by the same growth.
    Of a year that has begun, what has come stays, and the months that are left grow.

    Args:
        names: of measures.
        measured: their readings.
        growth: a year, as a share: 0.1 is 10 %.
        span: of months, quarters or years.
        years: for which; the first one after the last twelve months grows once, the next twice.
        today: a period that is over today, or on the day of the run, gets none.
    """
    found = []
    seen = max(today, measured.run.as_of)
    for name in names:
        measure = measures().get(name)
        if measure is None or measure.good is Good.NEITHER:
            continue
        months = dict(measured.months(name))
        for year in years:
            for start in (date(year, month, 1) for month in range(1, _YEAR + 1, MONTHS_OF[span])):
                if period_of(span, start).last_day > seen:
                    found.append(_draft(measure, months, measured, growth, span, start))
    return found


def _draft(
    measure: Measure, months: Mapping[date, Reading | None], measured: Measured, growth: float, span: Span, start: date
) -> Draft:
    of = measured.run.currency if measure.unit is Unit.MONEY else ""
    period = period_words(span, start, start)

    def draft(value: Decimal | None, way: Text, why: Text | None = None) -> Draft:
        words = amount_of(measure.name, value, of)
        return Draft(measure.name, measure.title, span, start, period, value, words, of, way, why)

    if measure.unit is Unit.POINTS:
        return draft(None, _WAY, _NO_PART_OF_POINTS)
    grown = _grown(measure, months, measured, growth, span, start, of)
    if grown is None:
        is_apart = gathering_of(measure) is Gathering.APART and span is not Span.YEAR
        return draft(None, _WAY, NOT_BY_MONTHS if is_apart else _NO_YEAR)
    if grown.before < 0 or (grown.before == 0 and measure.good is Good.HIGHER):
        return draft(None, grown.way, _NOTHING_TO_GROW)
    value = _rounded(grown.value, measure.unit)
    return draft(value, grown.way) if may_be(measure)(value) else draft(None, grown.way, _BEYOND)


@dataclass(frozen=True, slots=True)
class _Grown:
    """What came, what it grows to, and how that came about."""

    before: float
    value: float
    way: Text


def _grown(
    measure: Measure,
    months: Mapping[date, Reading | None],
    measured: Measured,
    growth: float,
    span: Span,
    start: date,
    currency: str,
) -> _Grown | None:
    """Return what a period grows to; None where what came before it is not known."""
    gathering, n = gathering_of(measure), MONTHS_OF[span]
    last = max(months, default=date(1, 1, 1))
    said = {
        "growth": Text(*(formats.percent(growth, to) for to in _BOTH)),
        "grows": _GROWS if measure.good is Good.HIGHER else _FALLS,
    }

    def factor(years: float) -> float:
        return float((1 + growth) ** (years if measure.good is Good.HIGHER else -years))

    def grown(before: float | None, years: float, times: Text, what: Text, how: Text) -> _Grown | None:
        if before is None:
            return None
        shown = amount_of(measure.name, before, currency)
        way = _WAY_OF.fill(before=shown, times=times, what=what, how=how, **said)
        return _Grown(before, before * factor(years), way)

    if span is Span.YEAR and start.year == last.year and gathering is Gathering.ADDS:
        come, left = _of_this_year(months, last)
        so_far, rest = gathered(measure, come), gathered(measure, left)
        if so_far is None or rest is None:
            return None
        amounts = {"so_far": amount_of(measure.name, so_far, currency), "rest": amount_of(measure.name, rest, currency)}
        month = Text(*(formats.month(last, to) for to in _BOTH))
        way = _WAY_THIS_YEAR.fill(month=month, **amounts, **said)
        return _Grown(so_far + rest, so_far + rest * factor(1), way)
    if span is Span.YEAR and gathering is not Gathering.ADDS:
        # A target of a year is held against the main window, and the rate of a year is not that of its last month.
        before = _window_of_a_year(measure, measured)
        if start.year == last.year:
            ahead = _YEAR - last.month
            return grown(before, ahead / _YEAR, _MONTHS_AHEAD.fill(n=ahead), _WINDOW, _AS_MEASURED)
        back = max(1, start.year - last.year)
        return grown(before, back, _times(back), _WINDOW, _AS_MEASURED)
    if span is Span.YEAR:
        readings = [months[each] for each in sorted(months)][-_YEAR:]
        back = max(1, start.year - last.year)
        before = gathered(measure, readings) if len(readings) == _YEAR else None
        return grown(before, back, _times(back), _LAST_YEAR, _HOW[gathering])
    # The same months as they came last: one year back, or two where a year lies between.
    back = 1
    while months_on(start, n - 1 - _YEAR * back) > last:
        back += 1
    before = gathered(measure, [months.get(months_on(start, i - _YEAR * back)) for i in range(n)])
    return grown(before, back, _times(back), _SAME_MONTHS, _HOW[gathering])


def _of_this_year(
    months: Mapping[date, Reading | None], last: date
) -> tuple[list[Reading | None], list[Reading | None]]:
    """Return the months of this year that have come, and those of the year before that are to come again."""
    come = [months.get(date(last.year, month, 1)) for month in range(1, last.month + 1)]
    left = [months.get(date(last.year - 1, month, 1)) for month in range(last.month + 1, _YEAR + 1)]
    return come, left


def _times(years: int) -> Text:
    return _TIMES.fill(n=years) if years > 1 else Text.same("")


def _window_of_a_year(measure: Measure, measured: Measured) -> float | None:
    reading = measured.lines.get(measure.name, {}).get(measured.run.period)
    is_year = measured.run.period.days in YEAR_OF_DAYS
    return None if reading is None or reading.value is None or not is_year else float(reading.value)


def _rounded(value: float, unit: Unit) -> Decimal:
    exact = Decimal(str(value))
    if unit is Unit.SHARE:
        return round(exact, 4)
    if abs(exact) < 100:
        return round(exact, 1)
    # Three figures, as a plan is spoken of.
    return round(exact, 2 - exact.adjusted())


def this_year_and_next(measured: Measured) -> tuple[int, int, int]:
    """Return the calendar year of the run, the next one, and the one after it."""
    year = measured.run.as_of.year
    return year, year + 1, year + 2


_BOTH: tuple[formats.Lang, formats.Lang] = ("vi", "en")
_WAY = Text("kết quả cùng kỳ năm trước nhân mức tăng", "the same period of the year before times growth")
_WAY_OF = Text(
    "{what} {before} ({how}), {grows} {growth} một năm{times}",
    "{what} {before} ({how}), {grows} {growth} a year{times}",
)
_WAY_THIS_YEAR = Text(
    "tới hết tháng {month} đã có {so_far}; các tháng còn lại như cùng kỳ năm trước là {rest}, {grows} {growth} một năm",
    "{so_far} by the end of {month}; the months that are left brought {rest} a year before, {grows} {growth} a year",
)
_TIMES = Text(", {n} năm", ", {n} years")
_MONTHS_AHEAD = Text(", còn {n} tháng của năm nay", ", {n} months of this year ahead")
_GROWS, _FALLS = Text("tăng", "growing"), Text("giảm", "falling")
_WINDOW = Text("một năm tới ngày đánh giá là", "the year to the day of the evaluation came to")
_AS_MEASURED = Text("như đã đo", "as measured")
_LAST_YEAR = Text("12 tháng tròn gần nhất là", "the last 12 whole months came to")
_SAME_MONTHS = Text("cùng kỳ gần nhất là", "the same months came last to")
_HOW: Mapping[Gathering, Text] = {
    Gathering.ADDS: Text("cộng các tháng", "months added up"),
    Gathering.POOLS: Text("gộp các tháng", "months pooled"),
    Gathering.STANDS: Text("như tháng cuối", "as the last month"),
    Gathering.APART: Text("như đã đo", "as measured"),
}
_NO_YEAR = Text("chưa có đủ các tháng cùng kỳ năm trước", "the same months of the year before are not all there")
_BEYOND = Text("mức tăng này vượt quá giới hạn của chỉ số", "this growth goes beyond what the measure can be")
_NO_PART_OF_POINTS = Text(
    "thang điểm từ −100 đến 100 không tăng theo phần trăm được: hãy tự ghi số điểm muốn đạt",
    "a scale of −100 to 100 points does not grow by per cent: say yourself how many points to reach",
)
_NOTHING_TO_GROW = Text(
    "kỳ trước bằng 0 hoặc âm, nên không tăng theo phần trăm được",
    "what came before was nought or less, of which no per cent can be added",
)
