"""What an evaluation hands over: readings, tables, findings, and how far the data reach."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from crmeter.vocabulary import NotEnoughData, Period, Reading, Text

ColumnKind = Literal["text", "count", "number", "share", "money", "date", "month", "days"]


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """A column of a result table: its name, label, and how its values are written."""

    name: str
    title: Text
    kind: ColumnKind


@dataclass(frozen=True, slots=True)
class ResultTable:
    """A table that belongs to an evaluation, such as the list of customers at risk.

    Args:
        name: its word in JSON and in files.
        title: its label.
        columns: in order.
        rows: values in the order of the columns; words are `Text`, empty is None.
        note: what a reader must know, or None.
    """

    name: str
    title: Text
    columns: tuple[ResultColumn, ...]
    rows: tuple[tuple[Any, ...], ...]
    note: Text | None = None

    @classmethod
    def lacking(
        cls, name: str, title: Text, columns: tuple[ResultColumn, ...], lacking: NotEnoughData
    ) -> "ResultTable":
        """Return the table without a row, its note saying why and what would mend it."""
        undefined = lacking.undefined
        told = (
            undefined.reason if undefined.needs is None else _NEEDS.fill(reason=undefined.reason, needs=undefined.needs)
        )
        return cls(name, title, columns, (), told)

    def records(self) -> list[dict[str, Any]]:
        """Return the rows by column name."""
        names = [column.name for column in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]


_NEEDS = Text("{reason}; cần {needs}", "{reason}; it needs {needs}")


@dataclass(frozen=True, slots=True)
class Run:
    """What makes an evaluation repeatable: the day, the snapshot, the settings, the code.

    Args:
        id: its folder name.
        as_of: the last day that is seen, whole.
        snapshot: the id of the snapshot that was measured.
        settings: by name, as in `crmeter.measures.view.Settings`.
        code: version of the program.
        currency: of every amount.
        sources: the names of the sources in the snapshot.
        basis: whether lifetime value is counted in revenue or in margin.
        model: the fitted buying process in use, or None.
        parameters: of the models in use, by model and name.
        made_at: when the run was finished.
    """

    id: str
    as_of: date
    snapshot: str
    settings: Mapping[str, Any]
    code: str
    currency: str
    sources: tuple[str, ...]
    period: Period
    basis: Literal["revenue", "margin"] = "revenue"
    model: str | None = None
    parameters: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """How far the data of a subject reach (A1): 1 statistics, 2 processed indices, 3 forecast.

    Args:
        subject: the subject's folder name.
        title: its label.
        reached: the highest level with at least one figure; 0 where there is none.
        figures: how many measures have a value, by level.
        missing: for each figure that is missing at the next level or below, what it needs.
    """

    subject: str
    title: Text
    reached: int
    figures: Mapping[int, int]
    missing: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know, in a sentence made of figures by rule.

    Args:
        code: which rule found it.
        severity: `bad`, `warn`, `good` or `info`.
        sentence: what is so, with its figures and how sure.
        action: what to do next, or None.
        measure: the measure that shows it.
        slice: the slice of that measure.
        money: what it is about, in the run's currency, or None.
    """

    code: str
    severity: Literal["bad", "warn", "good", "info"]
    sentence: Text
    action: Text | None
    measure: str
    slice: Mapping[str, str] = field(default_factory=dict)
    money: float | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything behind one figure.

    Args:
        reading: the figure.
        title: the measure's label.
        meaning: the measure's definition in words.
        formula: how it is worked out, in words.
        figures: the formula with the actual figures, in words.
        sql: the SELECT that gives the value; run on the named snapshot it gives the same.
        rows_sql: the SELECT that lists the rows behind it; its totals are the value's.
        parameters: the settings and fitted parameters that the SQL holds, by name.
        rows: a sample of the rows behind the value.
        n_rows: how many there are in all.
        tables: the warehouse and run tables that are read.
    """

    reading: Reading
    title: Text
    meaning: Text
    formula: Text
    figures: Text
    sql: str
    rows_sql: str
    parameters: Mapping[str, Any]
    rows: ResultTable
    n_rows: int
    tables: tuple[str, ...]


@dataclass(frozen=True)
class Evaluation:
    """A finished evaluation.

    Args:
        run: what makes it repeatable.
        readings: every measure of the catalogue for the main period, the one before, months and slices.
        tables: further results by name.
        levels: how far the data of each subject reach.
        findings: the most important first.
        headline: the names of the measures that stand out, in order.
        explanations: of the figures that the report shows, by measure and slice value.
    """

    run: Run
    readings: tuple[Reading, ...]
    tables: Mapping[str, ResultTable]
    levels: tuple[Level, ...]
    findings: tuple[Finding, ...]
    headline: tuple[str, ...]
    explanations: Mapping[str, Explanation] = field(default_factory=dict)

    def reading(
        self,
        measure: str,
        period: Period | None = None,
        slice: Mapping[str, str] | None = None,  # noqa: A002
    ) -> Reading:
        """Return one reading, by default of the main period and uncut.

        Raises:
            KeyError: there is none.
        """
        wanted_period = period or self.run.period
        wanted_slice = dict(slice or {})
        for reading in self.readings:
            if reading.measure == measure and reading.period == wanted_period and dict(reading.slice) == wanted_slice:
                return reading
        raise KeyError((measure, wanted_period, wanted_slice))

    def sliced(self, measure: str, by: str) -> Sequence[Reading]:
        """Return the readings of the main period cut by one column."""
        return [
            r for r in self.readings if r.measure == measure and r.period == self.run.period and set(r.slice) == {by}
        ]

    def over_time(self, measure: str) -> Sequence[Reading]:
        """Return the monthly line of a measure, oldest first: its uncut readings of whole calendar months."""
        months = [
            r
            for r in self.readings
            if r.measure == measure and not r.slice and r.period == Period.month_of(r.period.start)
        ]
        return sorted(months, key=lambda r: r.period.start)
