"""Writes a list of records as a workbook into the workspace, for whoever asked for it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.conf import settings

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.conditions import read_clauses
from crmeter.records.concept.exported import export_names, export_rows
from crmeter.records.concept.listing import Asked
from crmeter.records.concept.workbook import write_workbook
from crmeter.records.staff.queries import person
from crmeter.vocabulary import Misused, Text, Work
from crmeter.worker.handlers import Order

FOLDER = "files/exports"
WRITING = Text("Ghi tệp bảng tính", "Writing the workbook")
_TOLD_EACH = 1_000


def export_list(order: Order, work: Work) -> dict[str, Any]:
    """Write the list that was asked for, with the rights that the person has now."""
    who = None if order.asked_by is None else person(order.asked_by)
    payload = order.payload
    concept = CONCEPTS.get(payload["concept"])
    if who is None or concept is None:
        raise Misused("nobody", Text("không rõ ai yêu cầu việc này", "nobody is known to have asked for this"))
    fields = [concept.all_fields[name] for name in payload["columns"] if name in concept.all_fields]
    asked = Asked(
        words=payload["words"],
        clauses=read_clauses(concept, payload["where"]),
        tag=payload["tag"],
        sort=payload["sort"],
        is_removed=payload["removed"],
    )
    words = payload["language"]
    folder = settings.WORKSPACE.root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / f"{order.job}.xlsx"
    part = whole.with_suffix(".part")
    rows = export_rows(who, concept, asked, fields, words, payload["records"])
    count = write_workbook(part, export_names(concept, fields, words), _told(rows, payload, work))
    part.replace(whole)
    return {"rows": count, "place": whole.relative_to(settings.WORKSPACE.root).as_posix()}


def _told(rows: Iterable[Any], payload: Mapping[str, Any], work: Work) -> Iterator[Any]:
    for done, row in enumerate(rows):
        if done % _TOLD_EACH == 0:
            work.step(WRITING, done, payload["count"])
        yield row
