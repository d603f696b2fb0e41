"""The measures as the catalogue lists and finds them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from django.utils.safestring import SafeString

from crmeter.evaluation.report.embed import draw_figure
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import why_undefined
from crmeter.evaluation.report.words import LEVEL_WORDS, SLICE_WORDS, UNIT_WORDS
from crmeter.measures.catalogue import measures, subject_title
from crmeter.measures.measure import Measure
from crmeter.measures.view import Settings
from crmeter.vocabulary import Good, Text
from crmeter.vocabulary.folding import folded
from crmeter.web.readings.opened import safe

GOOD_WORDS = {
    Good.HIGHER: Text("càng cao càng tốt", "higher is better"),
    Good.LOWER: Text("càng thấp càng tốt", "lower is better"),
    Good.NEITHER: Text("không có chiều tốt xấu", "neither way is better"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A measure with its words under the settings of a run, and its figure.

    Args:
        name: its address.
        subject: the heading that it stands under.
        title: its label.
        meaning: what it says.
        formula: how it is worked out.
        unit: what it counts.
        good: which way is better.
        level: statistics, processed index or forecast.
        cut_by: the columns that it may be cut by.
        figure: the figure of the current run, which opens its explanation; None without a run.
        why: why there is no figure.
    """

    name: str
    subject: Text
    title: Text
    meaning: Text
    formula: Text
    unit: Text
    good: Text
    level: Text
    cut_by: Text
    figure: SafeString | None
    why: str


def listed(page: Page | None, asked: str = "", among: Iterable[Measure] | None = None) -> Iterator[Listed]:
    """Return the measures whose name or words hold what is asked for; marks and case do not matter.

    Args:
        page: of the current run, if there is one.
        asked: some words, of which each must be found; nothing finds all.
        among: the measures to look among; by default those of the catalogue.
    """
    wanted = folded(asked).split()
    for measure in measures().values() if among is None else among:
        if all(word in _searched(measure.name) for word in wanted):
            yield listing(measure, page)


def closest(asked: str, most: int) -> list[Listed]:
    """Return the measures that some words call, those first whose title is or begins with them.

    Words that stand in what a measure means, and not in what it is called, do not call it.
    """
    words = folded(asked)

    def titles(each: Listed) -> list[str]:
        return [folded(each.title.vi), folded(each.title.en), each.name]

    def farness(each: Listed) -> int:
        return next(
            (place for place, close in enumerate(_CLOSE) if any(close(title, words) for title in titles(each))),
            len(_CLOSE),
        )

    called = [each for each in listed(None, asked) if any(_words(words) <= _parts(t) for t in titles(each))]
    return sorted(called, key=farness)[:most]


def _words(text: str) -> set[str]:
    return set(text.replace("_", " ").split())


def _parts(title: str) -> set[str]:
    """Return every beginning of every word of a title."""
    return {word[:n] for word in _words(title) for n in range(1, len(word) + 1)}


_CLOSE: tuple[Callable[[str, str], bool], ...] = (str.__eq__, str.startswith, str.__contains__)


def listing(measure: Measure, page: Page | None) -> Listed:
    """Return one measure as it is listed."""
    settings = Settings() if page is None else page.figures.settings
    reading = None if page is None else page.figures.reading(measure.name)
    return Listed(
        name=measure.name,
        subject=subject_title(measure.name),
        title=measure.title,
        meaning=measure.meaning_under(settings),
        formula=measure.formula_under(settings),
        unit=UNIT_WORDS[measure.unit],
        good=GOOD_WORDS[measure.good],
        level=LEVEL_WORDS[measure.level],
        cut_by=Text.join([SLICE_WORDS.get(by, Text.same(by)) for by in measure.cuts]),
        figure=None if page is None or reading is None else safe(draw_figure(page, reading)),
        why="" if page is None or reading is None or reading.undefined is None else why_undefined(page, reading),
    )


# The same with every letter that somebody types into the palette.
@cache
def _searched(name: str) -> str:
    measure, settings = measures()[name], Settings()
    texts = (measure.title, measure.meaning_under(settings), subject_title(measure.name))
    return folded(" ".join([measure.name, measure.name.replace("_", " "), *(w for t in texts for w in (t.vi, t.en))]))
