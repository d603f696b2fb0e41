"""A file that was looked at, written into records: chosen, mapped, asked about, watched, stopped, taken back."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crmeter.records.adoption.queries import adoption_of
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.change_sets.undo_actions import undo as take_back
from crmeter.records.imports.queries import UploadView
from crmeter.records.ledger.export_actions import note_export
from crmeter.records.ledger.refusals import Refusal, Refused, Stale
from crmeter.records.record_imports import actions
from crmeter.records.record_imports.plan import Plan
from crmeter.records.record_imports.queries import RecordImportView, failed_of, record_import_of
from crmeter.records.record_imports.targets import IMPORTED
from crmeter.records.staff.queries import Person
from crmeter.vocabulary import Text
from crmeter.web.csv_export import csv_response
from crmeter.web.imports.record_form import form_of, plan_in
from crmeter.web.imports.views import STOP_POLLING, there
from crmeter.web.keepers import for_keepers, keeper_of
from crmeter.web.records.reader import reader_of
from crmeter.web.templatetags.figures import language
from crmeter.web.versions import version_in

_SHOWN_FAILED = 50
_ADOPTED = Text(
    "nguồn {source} đã được đưa cả vào bản ghi; hãy đặt tên nguồn khác cho tệp này",
    "the source {source} as a whole is in the records; give this file another source",
)


@for_keepers
def into_records(request: HttpRequest, number: int) -> HttpResponse:
    """Show how a file is written into records; sent a concept, begin with it."""
    sent = there(number)
    if request.method == "POST":
        headers = [column["header"] for column in (sent.look or {}).get("columns", ())]
        actions.begin(reader_of(request), sent.id, request.POST.get("concept", ""), headers)
        return redirect("import_records", number)
    return _show(request, sent, _found(request, sent)[1])


@for_keepers
@require_POST
def start(request: HttpRequest, number: int) -> HttpResponse:
    """Keep what was decided, and let the rows become records."""
    sent = there(number)
    reader, found = _found(request, sent)
    plan = plan_in(request.POST.dict(), found, sent.look or {})
    try:
        if adoption_of(plan.source) is not None:
            # What a source brought is told by its name: rows of another way would go when it is given back.
            raise Refused("adopted", _ADOPTED.fill(source=plan.source))
        actions.start(reader, found.id, plan, version=version_in(request))
    except Refusal as refused:
        # What was decided stays on the page; of somebody else's change the page shows how it stands.
        kept = found if isinstance(refused, Stale) else _with(found, plan)
        return _show(request, sent, kept, refused=refused)
    return redirect("import_records", number)


@for_keepers
def state(request: HttpRequest, number: int) -> HttpResponse:
    """Show how far the rows are, as a fragment that asks again until the page has to change."""
    sent = there(number)
    _reader, found = _found(request, sent)
    if found.is_at_work:
        return render(request, "imports/record_progress.html", {"sent": sent, "found": found})
    return HttpResponse(status=STOP_POLLING, headers={"HX-Refresh": "true"})


@for_keepers
@require_POST
def stop(request: HttpRequest, number: int) -> HttpResponse:
    """Ask the work to stop; what is in stays in."""
    reader, found = _found(request, there(number))
    actions.stop(reader, found.id)
    return redirect("import_records", number)


@for_keepers
@require_POST
def go_on(request: HttpRequest, number: int) -> HttpResponse:
    """Ask again for the work on an import that was lost."""
    sent = there(number)
    reader, found = _found(request, sent)
    try:
        actions.go_on(reader, found.id)
    except Refusal as refused:
        return _show(request, sent, found, refused=refused)
    return redirect("import_records", number)


@for_keepers
@require_POST
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for all that an import did to be taken back."""
    sent = there(number)
    reader, found = _found(request, sent)
    if found.change_set is None:
        raise Http404
    take_back(reader, found.change_set.id)
    return redirect("import_records", number)


@for_keepers
def failed(request: HttpRequest, number: int) -> StreamingHttpResponse:
    """Send the rows that failed as they were, with line, field and reason, to be mended and sent again."""
    sent = there(number)
    _reader, found = _found(request, sent)
    if found.change_set is None or not found.change_set.failed:
        raise Http404
    note_export(
        keeper_of(request), "import_failed", found.change_set.failed, of=sent.file_name, filters={"import": sent.id}
    )
    headers = [column["header"] for column in (sent.look or {}).get("columns", ())]
    names = [_("Line"), _("Field"), _("Reason"), *headers]
    stem = sent.file_name.rsplit(".", 1)[0]
    return csv_response(f"{stem}-failed.csv", names, _rows(found, language()))


def _rows(found: RecordImportView, spoken: Any) -> Iterator[Sequence[Any]]:
    for row in failed_of(found.id):
        yield (row.line, "" if row.field is None else row.field.in_(spoken), row.reason.in_(spoken), *row.cells)


def _found(request: HttpRequest, sent: UploadView) -> tuple[Person, RecordImportView]:
    reader = reader_of(request)
    found = record_import_of(reader, sent.id)
    if found is None:
        raise Http404
    return reader, found


def _with(found: RecordImportView, plan: Plan) -> RecordImportView:
    return RecordImportView(**{**{name: getattr(found, name) for name in found.__dataclass_fields__}, "plan": plan})


def _show(
    request: HttpRequest,
    sent: UploadView,
    found: RecordImportView,
    *,
    refused: Refusal | None = None,
) -> HttpResponse:
    if isinstance(refused, Stale):
        _reader, found = _found(request, sent)
    is_open = found.change_set is None and not found.is_at_work
    context = {
        "sent": sent,
        "found": found,
        "concept": CONCEPTS[found.concept],
        "concepts": [CONCEPTS[name] for name in IMPORTED],
        "form": form_of(found, sent.look or {}) if is_open else None,
        "failed": list(failed_of(found.id, _SHOWN_FAILED)),
        "refused": refused,
        "is_stale": isinstance(refused, Stale),
    }
    status = 200 if refused is None else 412 if isinstance(refused, Stale) else 422
    return render(request, "imports/into_records.html", context, status=status)
