"""What figures did, in sentences made by rule: readings, targets, alerts in, sentences with the pages of numbers out.

A figure is said to have changed only where it moved by more than its noise; nothing says why.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from crmeter.measures.catalogue import measures
from crmeter.measures.measure import Measure
from crmeter.strategy.targets.naming import amount_of, title_of
from crmeter.strategy.targets.queries import TargetView
from crmeter.strategy.targets.status import Status
from crmeter.vocabulary import Good, Reading, Text, Unit, formats

# Two counts differ by chance by their root sum; the normal quantile of 80 %.
_SURE_80 = 1.2816
_ORDER = {"bad": 0, "warn": 1, "good": 2, "info": 3}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of figures.

    Args:
        words: in both languages, without a full stop.
        tone: bad, warn, good or info.
        address: the page of its number.
    """

    words: Text
    tone: str
    address: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A measure at the end of a span of days, and at its beginning.

    Args:
        run: the run whose main period it is told of; empty of a month, which the page of the measure draws.
    """

    measure: str
    now: Reading
    before: Reading
    run: str

    @property
    def address(self) -> str:
        """The page of the number that is told: later runs do not change it."""
        if not self.run:
            return f"/measures/{self.measure}"
        return f"/explain/{self.measure}?{urlencode({'run': self.run})}"


def sentences(
    moved: Iterable[Moved],
    targets: Sequence[tuple[TargetView, Status]],
    opened: Sequence[tuple[int, Text]],
    resolved: int,
    currency: str,
    ends: date | None = None,
) -> list[Sentence]:
    """Return the sentences, the worst first.

    Args:
        moved: of the measures that stand out.
        targets: those that run, with where they stand.
        opened: alerts of these days that wait, by number and sentence.
        resolved: how many alerts were resolved in them.
        currency: of the readings.
        ends: the day on which the data end, where that is before the days that are summed up.
    """
    found = [
        *(_alert(number, words) for number, words in opened),
        *_targets(targets),
        *(said for each in moved for said in _moved(each, currency)),
    ]
    if ends is not None:
        found.append(Sentence(_ENDS_EARLIER.fill(day=ends), "warn", "/runs"))
    if resolved:
        found.append(Sentence(_RESOLVED.fill(n=resolved), "good", "/alerts"))
    return sorted(found, key=lambda each: _ORDER[each.tone])


def _alert(number: int, words: Text) -> Sentence:
    return Sentence(words, "bad", f"/alerts#alert-{number}")


def _targets(targets: Sequence[tuple[TargetView, Status]]) -> Iterator[Sentence]:
    for target, status in targets:
        said = {
            "title": title_of(target.measure),
            "aim": amount_of(target.measure, target.value, target.currency),
            "period": target.period_words,
            "chance": Text(*(formats.percent(target.chance_missed or 0, to, 0) for to in _BOTH)),
        }
        address = f"/targets#target-{target.id}"
        if status is Status.LIKELY_MISSED:
            yield Sentence(_LIKELY_MISSED.fill(**said), "warn", address)
        elif status is Status.MISSED:
            yield Sentence(_MISSED.fill(**said), "bad", address)
        elif status is Status.REACHED:
            yield Sentence(_REACHED.fill(**said), "good", address)
    well = sum(status is Status.ON_TRACK for _, status in targets)
    if targets:
        yield Sentence(_HOW_MANY.fill(n=well, all=len(targets)), "info", "/targets")


def _moved(each: Moved, currency: str) -> Iterator[Sentence]:
    measure = measures().get(each.measure)
    if measure is None or each.now.value is None or each.before.value is None:
        return
    of = currency if measure.unit is Unit.MONEY else ""
    now, before = float(each.now.value), float(each.before.value)
    said = {
        "title": measure.title,
        "now": amount_of(each.measure, now, of),
        "before": amount_of(each.measure, before, of),
    }
    if not _is_beyond_noise(each, now, before):
        yield Sentence(_STEADY.fill(**said), "info", each.address)
        return
    yield Sentence((_ROSE if now > before else _FELL).fill(**said), _tone(measure, now > before), each.address)


def _is_beyond_noise(each: Moved, now: float, before: float) -> bool:
    """Return whether two figures differ by more than chance: 80 % intervals part, or two counts by their root sum."""
    if now == before:
        return False
    one, other = each.now.interval(), each.before.interval()
    if one is not None and other is not None:
        return float(one.low) > float(other.high) or float(one.high) < float(other.low)
    if each.now.unit is Unit.MONEY:
        # A census: what was sold was sold; a change under a twentieth is said to be none.
        return abs(now - before) > abs(before) / 20
    return abs(now - before) > _SURE_80 * math.sqrt(abs(now) + abs(before))


def _tone(measure: Measure, rose: bool) -> str:
    if measure.good is Good.NEITHER:
        return "info"
    return "good" if rose == (measure.good is Good.HIGHER) else "warn"


_BOTH: tuple[formats.Lang, formats.Lang] = ("vi", "en")
_ROSE = Text("{title} tăng từ {before} lên {now}", "{title} rose from {before} to {now}")
_FELL = Text("{title} giảm từ {before} xuống {now}", "{title} fell from {before} to {now}")
_STEADY = Text("{title} là {now}, chưa khác {before} rõ rệt", "{title} is {now}, no clear change from {before}")
_LIKELY_MISSED = Text(
    "{title} có thể hụt mục tiêu {aim} của {period}: xác suất {chance}",
    "{title} will likely miss the target of {aim} for {period}: a chance of {chance}",
)
_MISSED = Text("{title} không đạt mục tiêu {aim} của {period}", "{title} missed the target of {aim} for {period}")
_REACHED = Text("{title} đã đạt mục tiêu {aim} của {period}", "{title} reached the target of {aim} for {period}")
_HOW_MANY = Text("{n} trên {all} mục tiêu đang đúng hướng", "{n} of {all} targets are on track")
_ENDS_EARLIER = Text(
    "dữ liệu mới tới ngày {day}, nên chưa biết các con số đổi thế nào trong những ngày này",
    "the data end on {day}, so how figures changed in these days is not known yet",
)
_RESOLVED = Text("{n} cảnh báo đã đóng", "{n} alerts were resolved")
