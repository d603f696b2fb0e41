"""What pages and evaluations read of own measures, as frozen values."""

from dataclasses import dataclass
from datetime import datetime

from crmeter.measures.measure import Measure
from crmeter.measures.own.known import MOST, own_measures_in
from crmeter.strategy.own_measures.models import OwnMeasure
from crmeter.vocabulary import Misused, Text


@dataclass(frozen=True, slots=True)
class OwnMeasureView:
    """An own measure; see the model.

    Args:
        measure: what it says; None where this version cannot read it any more.
        why: it cannot; None where it can.
    """

    id: int
    version: int
    title: str
    definition: str
    owner: str
    set_at: datetime
    measure: Measure | None
    why: Text | None


def own_measures() -> list[OwnMeasureView]:
    """Return the own measures of the firm by title; what they mean hides nothing, so that everybody may read it."""
    rows = OwnMeasure.objects.filter(is_removed=False).select_related("owner")
    return [_view(row) for row in sorted(rows, key=lambda row: (row.title.casefold(), row.pk))]


def own_measure_at(pk: int) -> OwnMeasureView | None:
    """Return one own measure, or None where there is none."""
    row = OwnMeasure.objects.filter(pk=pk, is_removed=False).select_related("owner").first()
    return None if row is None else _view(row)


def own_lines() -> str:
    """Return own measures as settings of an evaluation hold them: one that cannot be read any more stops none."""
    found = [view for view in own_measures() if view.measure is not None]
    return "\n".join(line_of(view.title, view.definition) for view in found[:MOST])


def know_own_measures() -> None:
    """Let the catalogue of this process find every own measure by name, also one that was removed or changed since."""
    for title, definition in OwnMeasure.objects.values_list("title", "definition"):
        _read(title, definition)


def line_of(title: str, definition: str) -> str:
    """Return an own measure as one line."""
    return f"{title} = {definition}"


def _read(title: str, definition: str) -> Measure | Text:
    try:
        (measure,) = own_measures_in(line_of(title, definition)).values()
    except Misused as refused:
        return refused.text
    return measure


def _view(row: OwnMeasure) -> OwnMeasureView:
    read = _read(row.title, row.definition)
    measure, why = (read, None) if isinstance(read, Measure) else (None, read)
    return OwnMeasureView(row.pk, row.version, row.title, row.definition, str(row.owner), row.set_at, measure, why)
