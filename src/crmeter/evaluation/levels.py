"""How far the data of each subject reach (A1), and what would raise it."""

from collections.abc import Mapping, Sequence

from crmeter.evaluation.result import Level
from crmeter.measures.catalogue import SUBJECTS, measures, subject_of
from crmeter.vocabulary import Reading, Text

LEVEL_NAMES: Mapping[int, Text] = {
    1: Text("số liệu thống kê", "statistics"),
    2: Text("số liệu đã xử lý", "processed indices"),
    3: Text("dự báo", "forecast"),
}


def levels_of(readings: Sequence[Reading]) -> tuple[Level, ...]:
    """Return for each subject the highest level at which it has a figure, and what the others need.

    Args:
        readings: the uncut readings of the main period.
    """
    return tuple(_level(subject, readings) for subject in SUBJECTS)


def _level(subject: str, readings: Sequence[Reading]) -> Level:
    figures: dict[int, int] = {1: 0, 2: 0, 3: 0}
    missing: list[Text] = []
    for reading in readings:
        if subject_of(reading.measure) != subject:
            continue
        measure = measures()[reading.measure]
        if reading.undefined is None:
            figures[measure.level] += 1
        else:
            needs = reading.undefined.needs or reading.undefined.reason
            missing.append(
                Text("{measure}: cần {needs}", "{measure}: needs {needs}").fill(measure=measure.title, needs=needs)
            )
    reached = max((level for level, n in figures.items() if n), default=0)
    return Level(subject, SUBJECTS[subject], reached, figures, tuple(missing))
