"""Whether the months of a measure strike a watch: figures and dates in, a sentence out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from crmeter.estimators.control_limits import ControlLimits
from crmeter.evaluation.report.written import figure, span
from crmeter.strategy.alerts.kinds import LEAST_BEFORE, Side, WatchKind
from crmeter.vocabulary import Good, NotEnoughData, Text, Unit, formats

Value = int | float | Decimal


@dataclass(frozen=True, slots=True)
class Month:
    """What a measure was in a calendar month; None where it had no value."""

    start: date
    value: Value | None


@dataclass(frozen=True, slots=True)
class Watched:
    """What is watched, and by what; see `Watch`.

    Args:
        title: of the measure.
        unit: of its values, and of the bound.
        good: whether a rise is good news.
        currency: of money.
        kind: by what.
        persistence: how many months in a row it must hold.
        bound: of a threshold.
        side: of the threshold on which it strikes.
    """

    title: Text
    unit: Unit
    good: Good
    currency: str | None
    kind: WatchKind
    persistence: int
    bound: Decimal | None = None
    side: Side = Side.ABOVE


class Verdict(StrEnum):
    """What the last month says."""

    STRUCK = "struck"  # it holds for as long as it must
    OUT = "out"  # it holds, and not yet for so long
    WITHIN = "within"  # it does not hold
    UNKNOWN = "unknown"  # nobody can tell


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the months of a measure say to a watch.

    Args:
        verdict: of the last month.
        words: the sentence of an alert; within, why one is resolved; unknown, why nothing can be told.
        since: the month in which it began, where it holds.
        value: of the last month, where it is known.
        target: the number of the target that it speaks of; None of a watch that is of none.
        instead: why an alert of another target ends.
    """

    verdict: Verdict
    words: Text
    since: date | None = None
    value: float | None = None
    target: int | None = None
    instead: Text | None = None


def judge(months: Sequence[Month], watched: Watched, since: date | None = None) -> Judgement:
    """Judge the last of some months.

    Args:
        months: calendar months without a gap, the oldest first.
        watched: by what.
        since: when the alert began that is there already; what is usual is told by the months before it.
    """
    if not months:
        return Judgement(Verdict.UNKNOWN, _NO_MONTHS)
    if months[-1].value is None:
        return Judgement(Verdict.UNKNOWN, _NO_VALUE.fill(month=_month(months[-1].start)))
    match watched.kind:
        case WatchKind.THRESHOLD:
            return _by_threshold(months, watched)
        case WatchKind.LIMITS:
            return _by_limits(months, watched, since)
        case WatchKind.TREND:
            return _by_trend(months, watched)
        case WatchKind.WILL_MISS | WatchKind.FORECAST:
            raise ValueError("what is foreseen is judged by more than the months of a run")


def _by_threshold(months: Sequence[Month], watched: Watched) -> Judgement:
    bound = watched.bound
    if bound is None:
        raise ValueError("a threshold has a bound")
    is_above = watched.side == Side.ABOVE

    def is_out(month: Month) -> bool:
        return month.value is not None and (_exact(month.value) > bound if is_above else _exact(month.value) < bound)

    held = _held(months, [is_out(each) for each in months])
    said = _said(months[-1], watched) | {"bound": _shown(bound, watched)}
    if not held:
        return _within(months[-1], _BACK_FROM_BOUND.fill(**said))
    sentence = (_ABOVE if is_above else _BELOW).fill(**said, row=_row(len(held)))
    return _out(held, watched, sentence)


def _by_limits(months: Sequence[Month], watched: Watched, since: date | None) -> Judgement:
    # A signal must not widen the limits that it is held against, nor one that has been told already.
    first = max(len(months) - watched.persistence, 0)
    if since is not None:
        first = min([first, *(at for at, each in enumerate(months) if each.start >= since)])
    usual: list[float] = []
    for month in reversed(months[:first]):
        # Neighbours tell the spread, so the months before a gap tell nothing.
        if month.value is None:
            break
        usual.insert(0, float(month.value))
    if len(usual) < LEAST_BEFORE:
        return Judgement(Verdict.UNKNOWN, _FEW_BEFORE.fill(n=len(usual), least=LEAST_BEFORE))
    try:
        limits = ControlLimits.of(usual)
    except NotEnoughData:
        return Judgement(Verdict.UNKNOWN, _ALL_THE_SAME)
    judged = months[first:]
    sides = [0 if each.value is None else _side(float(each.value), limits) for each in judged]
    usually = Text(*(span(_shown(limits.low, watched).in_(to), _shown(limits.high, watched).in_(to)) for to in _BOTH))
    said = _said(months[-1], watched) | {"usually": usually}
    if not sides[-1]:
        return _within(months[-1], _BACK_IN_LIMITS.fill(**said))
    held = _held(judged, [side == sides[-1] for side in sides])
    is_good = watched.good is (Good.HIGHER if sides[-1] > 0 else Good.LOWER)
    better = _BETTER if is_good else Text.same("")
    sentence = (_OVER_LIMITS if sides[-1] > 0 else _UNDER_LIMITS).fill(**said, row=_row(len(held)), better=better)
    return _out(held, watched, sentence)


def _by_trend(months: Sequence[Month], watched: Watched) -> Judgement:
    if watched.good is Good.NEITHER:
        return Judgement(Verdict.UNKNOWN, _NO_DIRECTION)
    is_fall = watched.good is Good.HIGHER
    before = [None, *(each.value for each in months[:-1])]
    if before[-1] is None:
        return Judgement(Verdict.UNKNOWN, _NO_MONTH_BEFORE)

    def is_worse(month: Month, last: Value | None) -> bool:
        if month.value is None or last is None:
            return False
        return month.value < last if is_fall else month.value > last

    held = _held(months, [is_worse(*each) for each in zip(months, before, strict=True)])
    said = _said(months[-1], watched)
    if not held:
        return _within(months[-1], (_FALLS_NO_MORE if is_fall else _RISES_NO_MORE).fill(**said))
    start = months[len(months) - len(held) - 1]
    begun = {"first": _shown(start.value, watched), "begun": _month(start.start)}
    sentence = (_FALLS if is_fall else _RISES).fill(**said, **begun, n=len(held))
    return _out(held, watched, sentence)


def _held(months: Sequence[Month], holds: Sequence[bool]) -> Sequence[Month]:
    """Return the last months in which it held without a break."""
    n = next((back for back, each in enumerate(reversed(holds)) if not each), len(holds))
    return months[len(months) - n :]


def _out(held: Sequence[Month], watched: Watched, sentence: Text) -> Judgement:
    verdict = Verdict.STRUCK if len(held) >= watched.persistence else Verdict.OUT
    last = held[-1].value
    return Judgement(verdict, sentence, held[0].start, None if last is None else float(last))


def _within(last: Month, note: Text) -> Judgement:
    return Judgement(Verdict.WITHIN, note, value=None if last.value is None else float(last.value))


def _side(value: float, limits: ControlLimits) -> int:
    return (value > limits.high) - (value < limits.low)


def _exact(value: Value) -> Decimal:
    return Decimal(str(value))


def _said(month: Month, watched: Watched) -> dict[str, Text]:
    return {
        "title": watched.title,
        "month": _month(month.start),
        "value": _shown(month.value, watched),
    }


def _shown(value: Value | None, watched: Watched) -> Text:
    if value is None:
        return Text.same(formats.EMPTY)
    return Text(*(str(figure(value, watched.unit, watched.currency, language)) for language in _BOTH))


def _month(day: date) -> Text:
    return Text(*(formats.month(day, language) for language in _BOTH))


def _row(n: int) -> Text:
    return Text.same("") if n == 1 else _IN_A_ROW.fill(n=n)


_BOTH: tuple[formats.Lang, formats.Lang] = ("vi", "en")
_IN_A_ROW = Text(", {n} tháng liền", ", {n} months in a row")
_ABOVE = Text(
    "{title}: tháng {month} là {value}, cao hơn ngưỡng {bound}{row}",
    "{title}: {value} in {month}, above the bound of {bound}{row}",
)
_BELOW = Text(
    "{title}: tháng {month} là {value}, thấp hơn ngưỡng {bound}{row}",
    "{title}: {value} in {month}, below the bound of {bound}{row}",
)
_OVER_LIMITS = Text(
    "{title}: tháng {month} là {value}, cao hơn khoảng thường thấy {usually}{row}{better}",
    "{title}: {value} in {month}, outside what it usually varies between ({usually}), above{row}{better}",
)
_UNDER_LIMITS = Text(
    "{title}: tháng {month} là {value}, thấp hơn khoảng thường thấy {usually}{row}{better}",
    "{title}: {value} in {month}, outside what it usually varies between ({usually}), below{row}{better}",
)
_BETTER = Text("; đây là chiều tốt", "; this is the better way")
_FALLS = Text(
    "{title} giảm {n} tháng liền: từ {first} (tháng {begun}) xuống {value} (tháng {month})",
    "{title} has fallen {n} months in a row: from {first} in {begun} to {value} in {month}",
)
_RISES = Text(
    "{title} tăng {n} tháng liền: từ {first} (tháng {begun}) lên {value} (tháng {month})",
    "{title} has risen {n} months in a row: from {first} in {begun} to {value} in {month}",
)
_BACK_FROM_BOUND = Text(
    "đã trở lại trong ngưỡng {bound}: tháng {month} là {value}",
    "back within the bound of {bound}: {value} in {month}",
)
_BACK_IN_LIMITS = Text(
    "đã trở lại trong khoảng thường thấy {usually}: tháng {month} là {value}",
    "back within what it usually varies between ({usually}): {value} in {month}",
)
_FALLS_NO_MORE = Text("không còn giảm: tháng {month} là {value}", "falls no more: {value} in {month}")
_RISES_NO_MORE = Text("không còn tăng: tháng {month} là {value}", "rises no more: {value} in {month}")
_NO_MONTHS = Text("chưa có tháng nào được đo", "no month has been measured yet")
_NO_VALUE = Text("tháng {month} chưa có con số", "there is no figure for {month}")
_NO_MONTH_BEFORE = Text("tháng trước đó chưa có con số", "there is no figure for the month before")
_NO_DIRECTION = Text("chỉ số này không có chiều tốt xấu", "neither way is better for this measure")
_FEW_BEFORE = Text(
    "mới có {n} tháng liền trước đó; cần ít nhất {least} tháng mới biết thường thấy là bao nhiêu",
    "there are only {n} months in a row before it; what is usual takes at least {least}",
)
_ALL_THE_SAME = Text(
    "các tháng trước đó đều như nhau, nên chưa biết thường dao động bao nhiêu",
    "all months before it are the same, so how far it usually varies is not known",
)
