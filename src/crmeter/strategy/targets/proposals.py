"""Drafts of targets from what came a year before, and what they take of money and people: readings in, drafts out."""

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from crmeter.measures.catalogue import measures
from crmeter.measures.measure import Measure
from crmeter.strategy.targets.gathering import Gathering, gathering_of
from crmeter.strategy.targets.kinds import MONTHS_OF, Span, Whose, months_on
from crmeter.strategy.targets.meaning import may_be
from crmeter.strategy.targets.naming import amount_of, period_words, title_of
from crmeter.strategy.targets.queries import TargetView
from crmeter.strategy.targets.standings import Measured, gathered
from crmeter.vocabulary import Good, Period, Reading, Text, Unit, formats

LEAST = 3
_YEAR = 12
_BAND = 0.8
# What each result costs is a measure of its own; how many one owner brings follows from figures by owner.
COST_OF: Mapping[str, str] = {"new_customers": "customer_acquisition_cost", "leads_created": "cost_per_lead"}
LOAD_OF = ("tickets_resolved", "deals_won", "leads_created", "deals_created")


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


@dataclass(frozen=True, slots=True)
class Need:
    """What a target would take.

    Args:
        value: money, or people; None with the reason `why`.
        low: of the 80 % interval of the measured ratio.
        high: of the same.
    """

    measure: str
    title: Text
    what: Text
    value: Text | None
    band: Text | None
    way: Text | None
    why: Text | None


def drafts_of(names: Sequence[str], measured: Measured, growth: float, span: Span, years: Sequence[int]) -> list[Draft]:
    """Return drafts of the targets of some measures: the same period of the last twelve whole months times growth.

    Seasons stay: each month, quarter or year keeps the share that it had. What should be low falls by the same growth.

    Args:
        names: of measures.
        measured: their readings.
        growth: a year, as a share: 0.1 is 10 %.
        span: of months, quarters or years.
        years: for which; the first one after the last twelve months grows once, the next twice.
    """
    found = []
    for name in names:
        measure = measures().get(name)
        if measure is None or measure.good is Good.NEITHER:
            continue
        months = dict(measured.months(name))
        for year in years:
            for start in (date(year, month, 1) for month in range(1, _YEAR + 1, MONTHS_OF[span])):
                found.append(_draft(measure, months, measured, growth, span, start))
    return found


def _draft(
    measure: Measure, months: Mapping[date, Reading | None], measured: Measured, growth: float, span: Span, start: date
) -> Draft:
    # The same months as they came last: one year back, or two where a year lies between.
    n, back = MONTHS_OF[span], 1
    last = max(months, default=date(1, 1, 1))
    title, period = measure.title, period_words(span, start, start)
    of = measured.run.currency if measure.unit is Unit.MONEY else ""
    what, how = (_LAST_YEAR if span is Span.YEAR else _SAME_MONTHS), _HOW[gathering_of(measure)]
    if span is Span.YEAR:
        readings = [months[each] for each in sorted(months)][-_YEAR:]
        back = max(1, start.year - last.year)
    else:
        while months_on(start, n - 1 - _YEAR * back) > last:
            back += 1
        readings = [months.get(months_on(start, i - _YEAR * back)) for i in range(n)]
    before = gathered(measure, readings) if len(readings) == (_YEAR if span is Span.YEAR else n) else None
    if span is Span.YEAR and gathering_of(measure) is not Gathering.ADDS:
        # A target of a year is held against the main window, and the rate of a year is not that of its last month.
        before, what, how = _window_of_a_year(measure, measured), _WINDOW, _AS_MEASURED
    if before is None:
        return Draft(measure.name, title, span, start, period, None, Text.same(formats.EMPTY), of, _WAY, _NO_YEAR)
    factor = (1 + growth) ** back if measure.good is Good.HIGHER else (1 + growth) ** -back
    value = _rounded(before * factor, measure.unit)
    way = _WAY_OF.fill(
        before=amount_of(measure.name, before, of),
        growth=Text(*(formats.percent(growth, to) for to in _BOTH)),
        times=_TIMES.fill(n=back) if back > 1 else Text.same(""),
        what=what,
        how=how,
        grows=_GROWS if measure.good is Good.HIGHER else _FALLS,
    )
    if not may_be(measure)(value):
        return Draft(measure.name, title, span, start, period, None, Text.same(formats.EMPTY), of, way, _BEYOND)
    return Draft(measure.name, title, span, start, period, value, amount_of(measure.name, value, of), of, way, None)


def _window_of_a_year(measure: Measure, measured: Measured) -> float | None:
    reading = measured.lines.get(measure.name, {}).get(measured.run.period)
    is_year = measured.run.period.days in (365, 366)
    return None if reading is None or reading.value is None or not is_year else float(reading.value)


def needs_of(targets: Sequence[TargetView], measured: Measured) -> list[Need]:
    """Return what targets of the firm would take of money and people, from ratios that were measured alone.

    Args:
        targets: which; those that neither cost nor load is measured of are left out.
        measured: the readings of their measures and of what these cost.
    """
    found = []
    for target in targets:
        if target.whose is not Whose.FIRM:
            continue
        if target.measure in COST_OF:
            found.append(_budget(target, measured))
        if target.measure in LOAD_OF and target.span in (Span.YEAR, Span.DAY):
            found.append(_people(target, measured))
    return found


def _budget(target: TargetView, measured: Measured) -> Need:
    name = COST_OF[target.measure]
    each = measured.lines.get(name, {}).get(measured.run.period)
    months = [float(r.value) for _, r in measured.months(name) if r is not None and r.value is not None]
    title = title_of(target.measure)
    if each is None or each.value is None:
        return Need(target.measure, title, _BUDGET, None, None, None, _NO_COST.fill(cost=title_of(name)))
    if len(months) < LEAST:
        return Need(target.measure, title, _BUDGET, None, None, None, _FEW.fill(least=LEAST, what=_MONTHS))
    currency, aim = measured.run.currency, float(target.value)
    reach = _reach(months)
    way = _COST_WAY.fill(
        cost=title_of(name),
        each=amount_of(name, each.value, currency),
        aim=amount_of(target.measure, aim, ""),
        n=len(months),
    )
    centre = float(each.value) * aim
    band = _band(name, centre, reach * aim, currency)
    return Need(target.measure, title, _BUDGET, amount_of(name, centre, currency), band, way, None)


def _people(target: TargetView, measured: Measured) -> Need:
    loads = [float(r.value) for r in measured.by_owner.get(target.measure, {}).values() if r.value]
    title = title_of(target.measure)
    if len(loads) < LEAST:
        return Need(target.measure, title, _HEADS, None, None, None, _FEW.fill(least=LEAST, what=_OWNERS))
    mean, aim = statistics.fmean(loads), float(target.value)
    reach = _reach(loads)
    if mean - reach <= 0:
        return Need(target.measure, title, _HEADS, None, None, None, _TOO_UNEVEN)
    ends = [_plain(aim / load) for load in (mean + reach, mean - reach)]
    way = _LOAD_WAY.fill(n=len(loads), each=_plain(mean), days=measured.run.period.days)
    return Need(target.measure, title, _HEADS, _plain(aim / mean), Text.join(ends, " – "), way, None)


def _plain(value: float) -> Text:
    return Text(*(formats.number(value, to, 1) for to in _BOTH))


def _reach(values: Sequence[float]) -> float:
    """Return how far the 80 % interval of a mean reaches, by Student's distribution."""
    # Whoever opens other pages needs no scipy.
    from scipy import special  # noqa: PLC0415 - see above

    n = len(values)
    return float(special.stdtrit(n - 1, (1 + _BAND) / 2)) * statistics.stdev(values) / math.sqrt(n)


def _band(name: str, centre: float, reach: float, currency: str) -> Text:
    low, high = (amount_of(name, each, currency) for each in (centre - reach, centre + reach))
    return Text(f"{low.vi} – {high.vi}", f"{low.en} – {high.en}")


def _rounded(value: float, unit: Unit) -> Decimal:
    exact = Decimal(str(value))
    if unit is Unit.SHARE:
        return round(exact, 4)
    if abs(exact) < 100:
        return round(exact, 1)
    # Three figures, as a plan is spoken of.
    return round(exact, 2 - exact.adjusted())


def next_years(measured: Measured) -> tuple[int, int]:
    """Return the next calendar year and the one after it."""
    year = Period.month_of(measured.run.as_of).start.year
    return year + 1, year + 2


_BOTH: tuple[formats.Lang, formats.Lang] = ("vi", "en")
_WAY = Text("kết quả cùng kỳ năm trước nhân mức tăng", "the same period of the year before times growth")
_WAY_OF = Text(
    "{what} {before} ({how}), {grows} {growth} một năm{times}",
    "{what} {before} ({how}), {grows} {growth} a year{times}",
)
_TIMES = Text(", {n} năm", ", {n} years")
_GROWS, _FALLS = Text("tăng", "growing"), Text("giảm", "falling")
_WINDOW = Text("một năm tới ngày đánh giá là", "the year to the day of the evaluation came to")
_AS_MEASURED = Text("như đã đo", "as measured")
_LAST_YEAR = Text("12 tháng tròn gần nhất là", "the last 12 whole months came to")
_SAME_MONTHS = Text("cùng kỳ gần nhất là", "the same months came last to")
_HOW: Mapping[Gathering, Text] = {
    Gathering.ADDS: Text("cộng các tháng", "months added up"),
    Gathering.POOLS: Text("gộp các tháng", "months pooled"),
    Gathering.STANDS: Text("như tháng cuối", "as the last month"),
}
_NO_YEAR = Text("chưa có đủ các tháng cùng kỳ năm trước", "the same months of the year before are not all there")
_BEYOND = Text("mức tăng này vượt quá giới hạn của chỉ số", "this growth goes beyond what the measure can be")
_BUDGET = Text("Ngân sách", "Budget")
_HEADS = Text("Số người", "People")
_NO_COST = Text("chưa đo được {cost}", "{cost} is not measured")
_FEW = Text("cần ít nhất {least} {what} được đo", "it takes at least {least} {what} that are measured")
_MONTHS = Text("tháng", "months")
_OWNERS = Text("người phụ trách", "owners")
_TOO_UNEVEN = Text(
    "mỗi người làm quá khác nhau để biết cần bao nhiêu người",
    "people differ too much to tell how many it takes",
)
_COST_WAY = Text(
    "{cost} {each} × {aim}; khoảng 80% theo {n} tháng", "{cost} {each} × {aim}; 80% interval by {n} months"
)
_LOAD_WAY = Text(
    "mỗi người phụ trách {each} trong {days} ngày (trung bình của {n} người), khoảng 80%",
    "each owner brings {each} in {days} days (mean of {n} people), 80% interval",
)
