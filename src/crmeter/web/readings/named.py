"""Measures that a page names: those that the current run has as figures, the others with what they need."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from crmeter.evaluation.report import written
from crmeter.evaluation.report.embed import draw_figure
from crmeter.evaluation.report.parts import is_untrusted, no_interval, why_undefined
from crmeter.measures.catalogue import measures
from crmeter.vocabulary import LANGUAGES, Language, Reading, Text
from crmeter.web.readings.coming import COMING
from crmeter.web.readings.opened import Opened, safe
from crmeter.web.templatetags.figures import language


@dataclass(frozen=True, slots=True)
class Named:
    """A measure as a page shows it.

    Args:
        name: its address.
        title: what it is called.
        is_known: the catalogue has it, so that it can be explained.
        reading: of the main period, or None where the run has none.
        figure: the value, which opens its explanation; None without a value.
        interval: of 80 %, written, or why there is none; empty without a value.
        why: why there is no value and what it needs, in the words of the page; empty where there is one.
        page: that shows more of it, by the name of its address; empty without one.
    """

    name: str
    title: Text
    is_known: bool
    reading: Reading | None
    figure: SafeString | None
    interval: str
    why: str
    page: str = ""

    @property
    def newest(self) -> date | None:
        """The newest day in the rows behind the figure."""
        return None if self.reading is None else self.reading.freshness.newest

    def sentence(self) -> Text | None:
        """Return the figure with its interval and n as a part of a sentence; None without a value worth telling."""
        reading = self.reading
        if reading is None or reading.value is None or is_untrusted(reading.trust):
            return None
        return Text(*(self._told(reading, each) for each in LANGUAGES))

    def _told(self, reading: Reading, words: Language) -> str:
        assert reading.value is not None  # noqa: S101 - `sentence` asks
        told = str(written.figure(reading.value, reading.unit, reading.currency, words))
        interval = reading.interval(0.8)
        bounds = "" if interval is None else f" (80%: {written.between(interval, reading, words)})"
        return f"{written.inside_a_sentence(self.title.in_(words))} {told}{bounds}"


def named(opened: Opened | None, names: Sequence[str]) -> list[Named]:
    """Return measures by name, in that order.

    Args:
        opened: the run; None before the first.
        names: of measures; one that nothing measures yet is there without a figure.
    """
    return [_named(opened, name) for name in names]


def _named(opened: Opened | None, name: str) -> Named:
    measure = measures().get(name)
    reading = None if opened is None or measure is None else opened.page.figures.reading(name)
    if measure is None:
        ahead = COMING[name]
        return Named(
            name, ahead.title, False, None, None, "", written.sentence(ahead.needs.in_(language())), ahead.page
        )
    if opened is None or reading is None or reading.value is None:
        why = why_undefined(opened.page, reading) if opened is not None and reading is not None else ""
        return Named(name, measure.title, True, reading, None, "", why)
    interval = reading.interval(0.8)
    bounds = no_interval(opened.page, reading)
    if interval is not None:
        bounds = written.between(interval, reading, opened.page.language)
    return Named(name, measure.title, True, reading, safe(draw_figure(opened.page, reading)), bounds, "")
