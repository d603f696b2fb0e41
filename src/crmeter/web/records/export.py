"""A list of records as a file: all columns that are shown, all records that it has or that are ticked."""

import tempfile
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.export_actions import JOB, ask_for_workbook, note_list
from crmeter.records.concept.exported import export_count, export_names, export_rows
from crmeter.records.concept.gate import may
from crmeter.records.concept.workbook import write_workbook
from crmeter.records.jobs.queries import JobView, job
from crmeter.records.staff.rights import Deed
from crmeter.web.csv_export import csv_response
from crmeter.web.records.reader import opened, reader_of
from crmeter.web.records.selection import selection_of
from crmeter.web.templatetags.figures import language

# A workbook of more rows takes longer than somebody waits for an answer.
_AT_ONCE = 10_000
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_POST
def export(request: HttpRequest, concept: str, kind: str) -> HttpResponseBase:
    """Send the list as `csv` or `xlsx`; a long workbook is written behind the pages.

    Raises:
        Http404: the reader may export no record of the concept, or nothing is meant.
    """
    reader, of = opened(request, concept)
    selection = selection_of(request, of)
    if not may(reader, of, Deed.EXPORT) or selection.ticked == ():
        raise Http404
    fields, words, asked = selection.address.fields, language(), selection.address.asked.first_page()
    columns, ticked = [field.name for field in fields], selection.ticked
    count = export_count(reader, of, asked, ticked)
    if kind == "xlsx" and count > _AT_ONCE:
        number = ask_for_workbook(reader, of, asked, count, columns=columns, words=words, records=ticked)
        return redirect("exported", number)
    note_list(reader, of, asked, count, columns=columns)
    names = export_names(of, fields, words)
    rows = export_rows(reader, of, asked, fields, words, ticked)
    name = f"{of.title.in_(words)} {timezone.localdate():%Y-%m-%d}.{kind}"
    if kind == "csv":
        return csv_response(name, names, rows)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        write_workbook(path, names, rows)
        written = path.read_bytes()
    response = HttpResponse(written, content_type=_WORKBOOK)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return response


@require_safe
def exported(request: HttpRequest, number: int) -> HttpResponse:
    """Show how far a workbook is, and where it is once it is written."""
    found = _asked_for(request, number)
    is_part = "HX-Request" in request.headers
    context = {"job": found, "concept": CONCEPTS[found.payload["concept"]]}
    return render(request, "records/exporting.html" if is_part else "records/exported.html", context)


@require_safe
def exported_file(request: HttpRequest, number: int) -> FileResponse:
    """Send a workbook to whoever asked for it.

    Raises:
        Http404: it is not written yet, or its day is over.
    """
    found = _asked_for(request, number)
    path = settings.WORKSPACE.root / ((found.result or {}).get("place") or "nothing")
    if found.state != "done" or not path.is_file():
        raise Http404
    title = CONCEPTS[found.payload["concept"]].title.in_(language())
    name = f"{title} {timezone.localdate(found.created_at):%Y-%m-%d}.xlsx"
    return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=_WORKBOOK)


def _asked_for(request: HttpRequest, number: int) -> JobView:
    reader, found = reader_of(request), job(number)
    if found is None or found.name != JOB or found.created_by != reader.id:
        raise Http404
    return found
