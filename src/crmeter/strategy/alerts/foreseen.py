"""Whether a target is likely missed, and whether the last month lies off its forecast: figures in, a sentence out."""

from collections.abc import Collection, Sequence
from datetime import date

from crmeter.evaluation.target_chances import foreseen_of_last
from crmeter.measures.measure import Measure
from crmeter.strategy.alerts.judging import Judgement, Verdict
from crmeter.strategy.targets.naming import amount_of
from crmeter.strategy.targets.queries import TargetView
from crmeter.strategy.targets.status import LIKELY, OVER
from crmeter.vocabulary import NotEnoughData, Period, Reading, Text, Unit, formats

_BOTH: tuple[formats.Lang, formats.Lang] = ("vi", "en")


def judge_targets_of(
    measure: Measure,
    targets: Sequence[TargetView],
    month: Reading | None,
    last: date,
    *,
    open_on: int | None = None,
    told: Collection[int] = (),
) -> Judgement:
    """Judge the targets of a measure: the one that is most probably missed speaks for all.

    An alert ends with its target: once that is on track again, over or dropped.

    Args:
        measure: which.
        targets: of the whole firm.
        month: the reading of the last month that was over, from which the alert counts.
        last: the first day of that month.
        open_on: the target that the open alert is of, 0 where that is not known; None where no alert is open.
        told: the targets of which an alert has been told: where two are likely missed, the second is told once.
    """
    running = [each for each in targets if not _is_over(each, last)]
    known = [each for each in running if each.chance_missed is not None]
    worst = max(known, key=_chance, default=None)
    own = next((each for each in running if each.id == open_on), None)
    if worst is not None and _chance(worst) >= LIKELY and month is not None:
        if own is not None and _chance(own) >= LIKELY and worst.id in told:
            worst = own
        instead = None if open_on == worst.id else _instead(targets, open_on, worst, last)
        words = _WILL_MISS.fill(**_said(measure, worst))
        return Judgement(Verdict.STRUCK, words, month.period.start, _chance(worst), worst.id, instead)
    if open_on is not None and own is None and (open_on or not running):
        return Judgement(Verdict.WITHIN, _ended(targets, open_on))
    spoken = own or worst
    if spoken is None or spoken.chance_missed is None or month is None:
        why = next((each.chance_missing for each in running if each.chance_missing is not None), None)
        return Judgement(Verdict.UNKNOWN, why or _NO_TARGET)
    return Judgement(Verdict.WITHIN, _ON_TRACK.fill(**_said(measure, spoken)), value=_chance(spoken))


def _is_over(target: TargetView, last: date) -> bool:
    return (target.chance is not None and target.chance.method == OVER) or target.reach_by <= Period.month_of(
        last
    ).last_day


def _chance(target: TargetView) -> float:
    return target.chance_missed or 0.0


def _said(measure: Measure, target: TargetView) -> dict[str, Text]:
    expected = None if target.chance is None else target.chance.expected
    return {
        "title": measure.title,
        "chance": Text(*(formats.percent(_chance(target), to, 0) for to in _BOTH)),
        "aim": amount_of(target.measure, target.value, target.currency),
        "period": target.period_words,
        "expected": amount_of(target.measure, expected, target.currency),
    }


def _instead(targets: Sequence[TargetView], open_on: int | None, worst: TargetView, last: date) -> Text:
    """Return why an alert of another target ends."""
    there = next((each for each in targets if each.id == open_on), None)
    if there is None or _is_over(there, last):
        return _ended(targets, open_on)
    aim = amount_of(worst.measure, worst.value, worst.currency)
    return _NOW_ANOTHER.fill(aim=aim, period=worst.period_words)


def _ended(targets: Sequence[TargetView], open_on: int | None) -> Text:
    there = next((each for each in targets if each.id == open_on), None)
    if there is None:
        return _DROPPED if open_on else _NO_TARGET
    came = there.chance
    said = {"aim": amount_of(there.measure, there.value, there.currency), "period": there.period_words}
    if came is None or came.missed is None or came.method != OVER:
        return _ENDED.fill(**said)
    result = amount_of(there.measure, came.expected, there.currency)
    return (_MISSED if came.missed else _REACHED).fill(**said, came=result)


def judge_forecast(measure: Measure, months: Sequence[Reading], currency: str) -> Judgement:
    """Judge whether the last month lies outside the 80 % band that the months before it foresaw.

    Args:
        measure: which.
        months: its readings, oldest first, without a gap.
        currency: of money.
    """
    values = [float(each.value) for each in months if each.value is not None]
    if not months or len(values) < len(months):
        return Judgement(Verdict.UNKNOWN, _NO_MONTH)
    try:
        band = foreseen_of_last(values, is_share=measure.unit is Unit.SHARE)
    except NotEnoughData as lacking:
        return Judgement(Verdict.UNKNOWN, lacking.undefined.reason)
    low, high = (amount_of(measure.name, each, currency) for each in (band.low, band.high))
    said = {
        "title": measure.title,
        "month": Text(*(formats.month(months[-1].period.start, to) for to in _BOTH)),
        "value": amount_of(measure.name, values[-1], currency),
        "band": Text(f"{low.vi} – {high.vi}", f"{low.en} – {high.en}"),
    }
    if band.low <= values[-1] <= band.high:
        return Judgement(Verdict.WITHIN, _AS_FORESEEN.fill(**said), value=values[-1])
    sentence = _OVER_BAND if values[-1] > band.high else _UNDER_BAND
    return Judgement(Verdict.STRUCK, sentence.fill(**said), months[-1].period.start, values[-1])


_NO_TARGET = Text("chỉ số này chưa có mục tiêu đang chạy", "no target of this measure runs now")
_DROPPED = Text("mục tiêu đã bỏ", "its target was dropped")
_MISSED = Text(
    "kỳ đã hết: không đạt mục tiêu {aim} của {period}, cả kỳ là {came}",
    "its period is over: {came}, so the target of {aim} for {period} was missed",
)
_REACHED = Text(
    "kỳ đã hết: đã đạt mục tiêu {aim} của {period}, cả kỳ là {came}",
    "its period is over: {came}, so the target of {aim} for {period} was reached",
)
_ENDED = Text(
    "kỳ của mục tiêu {aim} ({period}) đã hết, chưa biết cả kỳ là bao nhiêu",
    "the period of the target of {aim} for {period} is over, and what it came to is not known",
)
_NOW_ANOTHER = Text(
    "nay mục tiêu {aim} của {period} dễ hụt hơn",
    "by now the target of {aim} for {period} is more likely missed",
)
_NO_MONTH = Text("tháng gần nhất chưa có con số", "there is no figure for the last month")
_WILL_MISS = Text(
    "{title}: xác suất {chance} không đạt mục tiêu {aim} của {period}; cuối kỳ dự báo {expected}",
    "{title}: a chance of {chance} to miss the target of {aim} for {period}; {expected} foreseen at its end",
)
_ON_TRACK = Text(
    "đã đúng hướng: xác suất hụt mục tiêu {aim} của {period} là {chance}",
    "on track again: a chance of {chance} to miss the target of {aim} for {period}",
)
_OVER_BAND = Text(
    "{title}: tháng {month} là {value}, cao hơn khoảng 80% đã dự báo ({band})",
    "{title}: {value} in {month}, above the 80% band that was forecast ({band})",
)
_UNDER_BAND = Text(
    "{title}: tháng {month} là {value}, thấp hơn khoảng 80% đã dự báo ({band})",
    "{title}: {value} in {month}, below the 80% band that was forecast ({band})",
)
_AS_FORESEEN = Text(
    "đã trở lại trong khoảng 80% đã dự báo ({band}): tháng {month} là {value}",
    "back within the 80% band that was forecast ({band}): {value} in {month}",
)
