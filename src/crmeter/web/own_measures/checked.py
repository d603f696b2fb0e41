"""What a definition says while it is typed: as what it is read, or where it stops to make sense; and its figure."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from crmeter.evaluation.report import written
from crmeter.evaluation.report.words import SLICE_WORDS, UNIT_WORDS
from crmeter.measures.measure import Measure
from crmeter.measures.own.known import own_measures_in
from crmeter.strategy.own_measures.queries import line_of
from crmeter.vocabulary import Misused, Text
from crmeter.web.explain.live import MEMORY, THREADS
from crmeter.web.readings.opened import run_for
from crmeter.web.templatetags.figures import language

_LONGEST = 600


@dataclass(frozen=True, slots=True)
class Checked:
    """What was typed.

    Args:
        title: its title.
        definition: its definition.
        measure: as what it is read; None where it is not, or nothing was typed.
        why: it cannot be read.
        figure: over the current run; empty where it was not asked for, or has no value.
        n: of how many rows.
        no_figure: why there is none where it was asked for.
    """

    title: str
    definition: str
    measure: Measure | None = None
    why: Text | None = None
    figure: str = ""
    n: int = 0
    no_figure: Text | None = None

    @property
    def unit(self) -> Text | None:
        """What it counts."""
        return None if self.measure is None else UNIT_WORDS[self.measure.unit]

    @property
    def cut_by(self) -> Text | None:
        """By which columns it is cut."""
        if self.measure is None:
            return None
        return Text.join([SLICE_WORDS.get(by, Text.same(by)) for by in self.measure.cuts])


def checked(request: HttpRequest, title: str, definition: str, *, tries: bool) -> Checked:
    """Read what was typed, and work it out over the current run where that is asked for.

    Raises:
        PartNotMade: see `crmeter.web.readings.opened.run_for`.
        NothingAssigned: likewise.
    """
    title, definition = " ".join(title.split())[:_LONGEST], definition.strip()[:_LONGEST]
    if not definition:
        return Checked(title, definition)
    measure, why = _read(title or "–", definition)
    if measure is None or not tries:
        return Checked(title, definition, measure, why)
    run = run_for(request)
    if run is None:
        return Checked(title, definition, measure, no_figure=_NO_RUN)
    # The engine of tables is loaded by whoever tries one, and by nobody else.
    from crmeter.evaluation.own_preview import preview  # noqa: PLC0415

    try:
        reading = preview(settings.WORKSPACE, run.id, measure, MEMORY, THREADS, run.words)
    except FileNotFoundError:
        return Checked(title, definition, measure, no_figure=_GONE)
    except Misused as failed:
        return Checked(title, definition, measure, no_figure=failed.text)
    if reading.value is None:
        return Checked(title, definition, measure, no_figure=_NO_VALUE)
    figure = str(written.figure(reading.value, reading.unit, reading.currency or run.currency, language()))
    return Checked(title, definition, measure, figure=figure, n=reading.n)


def _read(title: str, definition: str) -> tuple[Measure | None, Text | None]:
    try:
        (measure,) = own_measures_in(line_of(title, definition)).values()
    except Misused as refused:
        return None, refused.text
    except ValueError:
        return None, Text("công thức phải nằm trên một dòng", "a definition stands on one line")
    return measure, None


_NO_RUN = Text("chưa có lần đánh giá nào để thử", "there is no evaluation yet to try it on")
_GONE = Text("dữ liệu của lần đánh giá không còn để thử", "the data of the evaluation are not there to try it on")
_NO_VALUE = Text("không có dòng nào để tính", "there are no rows to reckon with")
