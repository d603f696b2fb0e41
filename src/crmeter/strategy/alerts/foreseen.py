"""Whether a target is likely missed, and whether the last month lies off its forecast: figures in, a sentence out."""

from collections.abc import Sequence

from crmeter.evaluation.target_chances import foreseen_of_last
from crmeter.measures.measure import Measure
from crmeter.strategy.alerts.judging import Judgement, Verdict
from crmeter.strategy.targets.naming import amount_of
from crmeter.strategy.targets.queries import TargetView
from crmeter.strategy.targets.status import LIKELY, OVER
from crmeter.vocabulary import NotEnoughData, Reading, Text, Unit, formats

_BOTH: tuple[formats.Lang, formats.Lang] = ("vi", "en")


def judge_targets_of(measure: Measure, targets: Sequence[TargetView], month: Reading | None) -> Judgement:
    """Judge the targets of a measure: the one that is most probably missed speaks for all.

    Args:
        measure: which.
        targets: of the whole firm.
        month: the reading of the last month that was over, from which the alert counts.
    """
    running = [each for each in targets if each.chance is not None and each.chance.method != OVER]
    known = [each for each in running if each.chance_missed is not None]
    if not known or month is None:
        why = next((each.chance_missing for each in targets if each.chance_missing is not None), None)
        return Judgement(Verdict.UNKNOWN, why or _NO_TARGET)
    worst = max(known, key=lambda each: each.chance_missed or 0)
    chance = worst.chance_missed or 0.0
    expected = None if worst.chance is None else worst.chance.expected
    said = {
        "title": measure.title,
        "chance": Text(*(formats.percent(chance, to, 0) for to in _BOTH)),
        "aim": amount_of(worst.measure, worst.value, worst.currency),
        "period": worst.period_words,
        "expected": amount_of(worst.measure, expected, worst.currency),
    }
    if chance < LIKELY:
        return Judgement(Verdict.WITHIN, _ON_TRACK.fill(**said), value=chance)
    return Judgement(Verdict.STRUCK, _WILL_MISS.fill(**said), month.period.start, chance)


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
