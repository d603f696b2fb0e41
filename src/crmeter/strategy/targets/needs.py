"""What targets take of money and people, from ratios that were measured: targets and readings in, needs out."""

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crmeter.strategy.targets.kinds import Span, Whose
from crmeter.strategy.targets.naming import amount_of, title_of
from crmeter.strategy.targets.queries import TargetView
from crmeter.strategy.targets.standings import YEAR_OF_DAYS, Measured
from crmeter.vocabulary import Text, formats

_LEAST = 3
_BAND = 0.8
# What each result costs is a measure of its own; how many one owner brings follows from figures by owner.
COST_OF: Mapping[str, str] = {"new_customers": "customer_acquisition_cost", "leads_created": "cost_per_lead"}
LOAD_OF = ("tickets_resolved", "deals_won", "leads_created", "deals_created")


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
    if len(months) < _LEAST:
        return Need(target.measure, title, _BUDGET, None, None, None, _FEW.fill(least=_LEAST, what=_MONTHS))
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
    title, days = title_of(target.measure), measured.run.period.days
    if days not in YEAR_OF_DAYS:
        # What one owner brings in other days is no part of what a year is to bring.
        return Need(target.measure, title, _HEADS, None, None, None, _NO_YEAR_OF_LOADS.fill(n=days))
    if len(loads) < _LEAST:
        return Need(target.measure, title, _HEADS, None, None, None, _FEW.fill(least=_LEAST, what=_OWNERS))
    mean, aim = statistics.fmean(loads), float(target.value)
    reach = _reach(loads)
    if mean - reach <= 0:
        return Need(target.measure, title, _HEADS, None, None, None, _TOO_UNEVEN)
    ends = [_plain(aim / load) for load in (mean + reach, mean - reach)]
    way = _LOAD_WAY.fill(n=len(loads), each=_plain(mean), days=days)
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


_BOTH: tuple[formats.Lang, formats.Lang] = ("vi", "en")
_BUDGET = Text("Ngân sách", "Budget")
_HEADS = Text("Số người", "People")
_NO_COST = Text("chưa đo được {cost}", "{cost} is not measured")
_FEW = Text("cần ít nhất {least} {what} được đo", "it takes at least {least} {what} that are measured")
_MONTHS = Text("tháng", "months")
_OWNERS = Text("người phụ trách", "owners")
_NO_YEAR_OF_LOADS = Text(
    "lần đánh giá nhìn {n} ngày, còn mục tiêu là của một năm: chưa biết mỗi người làm được bao nhiêu trong một năm",
    "the evaluation looks at {n} days and the target is of a year: what each brings in a year is not known",
)
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
