"""What the report looks up in an evaluation: figures, the ones before, monthly lines, explanations."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from crmeter.evaluation.result import Evaluation, Explanation, ResultTable, Run
from crmeter.measures.catalogue import measures
from crmeter.measures.measure import Benchmark, Measure
from crmeter.measures.view import Settings
from crmeter.vocabulary import Good, Language, Period, Reading, Text

_Key = tuple[str, Period, frozenset[tuple[str, str]]]


def explanation_key(measure: str, cut: Mapping[str, str]) -> str:
    """Return the word under which a figure is explained: `measure`, or `measure?segment=X`."""
    return measure + "".join(f"?{by}={code}" for by, code in cut.items())


class Figures:
    """The figures of an evaluation, found by name at once instead of by reading them all.

    Args:
        evaluation: a finished evaluation.
    """

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        self._readings: dict[_Key, Reading] = {}
        self._cuts: dict[tuple[str, frozenset[str]], list[Reading]] = {}
        for reading in evaluation.readings:
            key = (reading.measure, reading.period, frozenset(reading.slice.items()))
            self._readings.setdefault(key, reading)
            if reading.period == evaluation.run.period:
                self._cuts.setdefault((reading.measure, frozenset(reading.slice)), []).append(reading)

    @property
    def run(self) -> Run:
        """What makes the evaluation repeatable."""
        return self.evaluation.run

    def reading(self, measure: str, **cut: str) -> Reading | None:
        """Return a figure of the main period, or None where the evaluation has none."""
        return self._readings.get((measure, self.run.period, frozenset(cut.items())))

    def before(self, reading: Reading) -> Reading | None:
        """Return the same figure of the period before, if it has a value."""
        key = (reading.measure, reading.period.before(), frozenset(reading.slice.items()))
        found = self._readings.get(key)
        return found if found and found.value is not None else None

    def cut(self, measure: str, *by: str) -> Sequence[Reading]:
        """Return the figures of the main period cut by exactly these columns."""
        return self._cuts.get((measure, frozenset(by)), [])

    def codes(self, by: str) -> Sequence[str]:
        """Return the values of a column by which anything is cut, in the order of the readings."""
        found: dict[str, None] = {}
        for (_, columns), readings in self._cuts.items():
            if columns == {by}:
                found.update(dict.fromkeys(reading.slice[by] for reading in readings))
        return list(found)

    def measures_cut_by(self, by: str) -> Sequence[str]:
        """Return the measures that are cut by a column, in the order of the readings."""
        return [measure for measure, columns in self._cuts if columns == {by}]

    def months(self, measure: str) -> Sequence[Reading]:
        """Return the last twelve months of a measure, oldest first."""
        return self._months.get(measure, ())

    @cached_property
    def _months(self) -> Mapping[str, Sequence[Reading]]:
        names = {reading.measure for reading in self.evaluation.readings}
        return {name: tuple(self.evaluation.over_time(name))[-12:] for name in names}

    @cached_property
    def uncut(self) -> Sequence[Reading]:
        """The figures of the main period for all rows together."""
        return [r for r in self.evaluation.readings if r.period == self.run.period and not r.slice]

    def explained(self, reading: Reading) -> str | None:
        """Return the key of a figure's explanation, or None where it has none."""
        if reading.period != self.run.period:
            return None
        key = explanation_key(reading.measure, reading.slice)
        return key if key in self.evaluation.explanations else None

    @cached_property
    def explanation_numbers(self) -> Mapping[str, int]:
        """A number for each explanation; data never become part of an id."""
        return {key: number for number, key in enumerate(self.evaluation.explanations)}

    def title(self, measure: str) -> Text:
        """Return the label of a measure."""
        found = measures().get(measure)
        if found:
            return found.title
        explanation: Explanation | None = self.evaluation.explanations.get(measure)
        return explanation.title if explanation else Text.same(measure)

    def measure(self, name: str) -> Measure | None:
        """Return a measure's declaration, or None where the catalogue has none of that name."""
        return measures().get(name)

    def benchmark(self, measure: str) -> Benchmark | None:
        """Return the benchmark of a measure where it speaks of a window like the run's."""
        found = measures().get(measure)
        return found.benchmark_under(self.settings) if found else None

    @cached_property
    def settings(self) -> Settings:
        """What the firm had decided for the run."""
        return Settings(**self.run.settings)

    def good(self, measure: str) -> Good:
        """Return whether a rise of a measure is good news."""
        found = measures().get(measure)
        return found.good if found else Good.NEITHER

    def table(self, name: str) -> ResultTable | None:
        """Return a table that has rows."""
        found = self.evaluation.tables.get(name)
        return found if found and found.rows else None


@dataclass(frozen=True, slots=True)
class Links:
    """Where figures lead to in a web page, instead of the drawers of a file.

    Args:
        explain: the address of a figure's explanation, from its measure and slice.
        target: the element that htmx puts the explanation into; without a script the address is followed.
        customer: the address of the page of a customer, from their key in the warehouse; None where there are none.
    """

    explain: Callable[[str, Mapping[str, str]], str]
    target: str = "#explain-body"
    customer: Callable[[int], str] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The report in one language.

    Args:
        figures: what it shows.
        language: in which words.
        links: where figures lead to; None opens the drawers that are in the same file.
    """

    figures: Figures
    language: Language
    links: Links | None = None

    def say(self, words: Text) -> str:
        """Return words in the page's language."""
        return words.in_(self.language)

    @property
    def currency(self) -> str:
        """The currency of every amount."""
        return self.figures.run.currency

    def anchor(self, name: str) -> str:
        """Return an id that is unique in a file with several languages."""
        return f"{self.language}-{name}"

    def drawer(self, key: str) -> str:
        """Return the id of an explanation's drawer."""
        return self.anchor(f"explain-{self.figures.explanation_numbers[key]}")
