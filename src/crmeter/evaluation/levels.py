"""How far the data of each subject reach (A1), and what would raise it."""

from collections.abc import Collection, Mapping, Sequence

from crmeter.evaluation.forecasts import Outlook
from crmeter.evaluation.result import Level, ResultColumn, ResultTable
from crmeter.measures.catalogue import SUBJECTS, measures, subject_of
from crmeter.vocabulary import Period, Reading, Text

LEVEL_NAMES: Mapping[int, Text] = {
    1: Text("số liệu thống kê", "statistics"),
    2: Text("số liệu đã xử lý", "processed indices"),
    3: Text("dự báo", "forecast"),
}


# What is looked ahead at month by month is a forecast of its subject, beside measures that are forecasts themselves.
_AHEAD: Mapping[str, tuple[str, ...]] = {
    "loyalty": ("buyers", "new_customers"),
    "value": ("revenue",),
    "sales": ("pipeline",),
    "service": ("tickets",),
    "supply": ("orders",),
    "marketing": ("leads",),
}


def levels_of(readings: Sequence[Reading], foreseen: Collection[str] = ()) -> tuple[Level, ...]:
    """Return for each subject the highest level at which it has a figure, and what the others need.

    Args:
        readings: the uncut readings of the main period.
        foreseen: the tables of the run; those called `forecast_` and a series are forecasts.
    """
    return tuple(_level(subject, readings, foreseen) for subject in SUBJECTS)


def not_computed(readings: Sequence[Reading], main: Period, outlooks: Sequence[Outlook]) -> ResultTable:
    """Return what has no figure, why, and what it needs.

    Args:
        readings: all readings.
        main: the main period.
        outlooks: the forecasts.
    """
    rows = [
        (measures()[r.measure].title, r.undefined.reason, r.undefined.needs)
        for r in readings
        if r.period == main and not r.slice and r.undefined is not None
    ]
    rows += [
        (
            Text("Dự báo: {target}", "Forecast: {target}").fill(target=o.target.title),
            o.missing.reason,
            o.missing.needs,
        )
        for o in outlooks
        if o.missing is not None
    ]
    return ResultTable(
        "not_computed",
        Text("Chưa tính được", "What cannot be computed"),
        (
            ResultColumn("measure", Text("Chỉ số", "Measure"), "text"),
            ResultColumn("reason", Text("Vì sao", "Why"), "text"),
            ResultColumn("needs", Text("Cần gì", "What it needs"), "text"),
        ),
        tuple(rows),
    )


def _level(subject: str, readings: Sequence[Reading], foreseen: Collection[str]) -> Level:
    figures: dict[int, int] = {1: 0, 2: 0, 3: sum(f"forecast_{name}" in foreseen for name in _AHEAD.get(subject, ()))}
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
