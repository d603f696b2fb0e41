"""A figure explained on the snapshot that it was taken from; the first call loads the engine of tables."""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.conf import settings

from crmeter.evaluation.result import Explanation, ResultTable
from crmeter.measures.catalogue import measures
from crmeter.vocabulary import Text, formats
from crmeter.web.explain.asked import Asked

if TYPE_CHECKING:
    from crmeter.evaluation.explain_run import ExplainedRun

# A page explains one figure at a time; it must not take what the worker needs.
MEMORY = "512MB"
THREADS = 2


@contextmanager
def opened_run(asked: Asked) -> Iterator["ExplainedRun"]:
    """Open the run that a figure belongs to, with the rows that its reader sees.

    Raises:
        FileNotFoundError: its files or its snapshot are not there any more.
    """
    # Home and the other pages of stored figures never come here and stay small.
    from crmeter.evaluation.explain_run import open_run  # noqa: PLC0415 - see above

    seen = asked.opened.run
    with open_run(settings.WORKSPACE, seen.id, MEMORY, THREADS, seen.words) as run:
        yield run


# To write the query of a figure costs a second; a finished run never changes, so it is written once.
_KEPT = 128
_kept: "OrderedDict[tuple[object, ...], Explanation]" = OrderedDict()


def explanation_of(asked: Asked) -> tuple[Explanation, bool]:
    """Explain a figure, and say whether the rows behind it could be opened."""
    reading = asked.reading
    key = (settings.WORKSPACE, asked.opened.run, reading.measure, *reading.slice.items())
    kept = _kept.get(key)
    if kept is not None and kept.reading == reading:
        return kept, True
    try:
        with opened_run(asked) as run:
            explanation = run.explain_reading(reading)
    except FileNotFoundError:
        return _without_rows(asked), False
    _kept[key] = explanation
    while len(_kept) > _KEPT:
        _kept.popitem(last=False)
    return explanation, True


def _without_rows(asked: Asked) -> Explanation:
    """What can still be said of a figure whose rows are gone: its meaning, its parts, its trust."""
    measure = measures()[asked.reading.measure]
    figures = asked.opened.page.figures
    return Explanation(
        reading=asked.reading,
        title=measure.title,
        meaning=measure.meaning_under(figures.settings),
        formula=measure.formula_under(figures.settings),
        figures=Text.same(formats.EMPTY),
        sql="",
        rows_sql="",
        parameters={},
        rows=ResultTable("rows", Text("Dòng", "Rows"), (), ()),
        n_rows=asked.reading.n,
        tables=(),
    )
