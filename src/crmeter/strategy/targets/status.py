"""Where a target stands: reached, on track, likely missed, missed, or nobody can tell."""

from collections.abc import Mapping
from enum import StrEnum

from crmeter.measures.catalogue import measures
from crmeter.strategy.targets.kinds import Span
from crmeter.strategy.targets.queries import TargetView
from crmeter.strategy.targets.standings import Standing
from crmeter.vocabulary import Good, Text

# From here on it is more likely missed than reached.
LIKELY = 0.5
OVER = "over"


class Status(StrEnum):
    """Where a target stands; those that need somebody stand first."""

    MISSED = "missed"
    LIKELY_MISSED = "likely_missed"
    UNKNOWN = "unknown"
    ON_TRACK = "on_track"
    REACHED = "reached"


STATUSES: Mapping[Status, Text] = {
    Status.MISSED: Text("không đạt", "missed"),
    Status.LIKELY_MISSED: Text("có thể hụt", "likely missed"),
    Status.UNKNOWN: Text("chưa biết", "not known"),
    Status.ON_TRACK: Text("đúng hướng", "on track"),
    Status.REACHED: Text("đã đạt", "reached"),
}
TONES: Mapping[Status, str] = {
    Status.MISSED: "bad",
    Status.LIKELY_MISSED: "warn",
    Status.UNKNOWN: "line",
    Status.ON_TRACK: "acc",
    Status.REACHED: "good",
}


def status_of(target: TargetView, standing: Standing | None) -> Status:
    """Return where a target stands.

    A period that is over was reached or missed. One that runs goes by its chance; without a chance only one by a day,
    whose figure is there already, is reached.

    Args:
        target: which.
        standing: how far its measure is; None where the reader does not see it.
    """
    chance = target.chance
    if chance is not None and chance.missed is not None:
        if chance.method == OVER:
            return Status.MISSED if chance.missed else Status.REACHED
        return Status.LIKELY_MISSED if chance.missed >= LIKELY else Status.ON_TRACK
    if target.span is Span.DAY and standing is not None and standing.value is not None:
        measure = measures().get(target.measure)
        if measure is not None:
            aim = float(target.value)
            is_there = standing.value >= aim if measure.good is Good.HIGHER else standing.value <= aim
            return Status.REACHED if is_there else Status.UNKNOWN
    return Status.UNKNOWN
