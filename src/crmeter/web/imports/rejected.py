"""Refused rows: to read, to mend, and to send again."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crmeter.records.imports.queries import UploadView
from crmeter.records.ledger.export_actions import note_export
from crmeter.warehouse.files import read_json
from crmeter.web.csv_export import csv_response
from crmeter.web.imports.sending import take_in
from crmeter.web.imports.views import can_mend_rows, show, there
from crmeter.web.keepers import for_keepers, keeper_of
from crmeter.web.templatetags.figures import language


@for_keepers
def rejected(request: HttpRequest, number: int) -> StreamingHttpResponse:
    """Send all refused rows of a file with line and reason."""
    from crmeter.warehouse.imports import rejected_rows  # noqa: PLC0415 - loads DuckDB, for those who ask for it

    sent = _with_rejected(number)
    names = [_("Line"), _("Reason"), _("Column"), _("Value"), _("Row")]
    rows = (
        (row.line, row.reason.in_(language()), row.column, row.value, row.raw)
        for row in rejected_rows(settings.WORKSPACE, sent.import_id)
    )
    return _as_csv(request, sent, "rejected", names, rows)


@for_keepers
def to_mend(request: HttpRequest, number: int) -> StreamingHttpResponse:
    """Send the refused rows as the file has them, with line and reason beside, to be mended and sent again."""
    from crmeter.warehouse.connectors.files.mending import LINE, REASON, rows_to_mend  # noqa: PLC0415 - as above
    from crmeter.warehouse.imports import rejected_rows  # noqa: PLC0415 - as above

    sent = _with_rejected(number)
    if not can_mend_rows(sent):
        raise Http404
    reasons = {row.line: row.reason.in_(language()) for row in rejected_rows(settings.WORKSPACE, sent.import_id)}
    headers = [column["header"] for column in (sent.look or {})["columns"]]
    rows = rows_to_mend(settings.WORKSPACE.root / sent.place, _shape(sent, len(headers)), reasons)
    return _as_csv(request, sent, "to-mend", [LINE, REASON, *headers], rows)


@for_keepers
@require_POST
def mend(request: HttpRequest, number: int) -> HttpResponse:
    """Take in the mended rows of a file, or the whole file mended, under the same source and with the same answers."""
    sent = there(number)
    actor = keeper_of(request)
    if sent.state != "done":
        raise Http404
    numbers, wrong = take_in(request, actor, source=sent.source, mends=sent)
    if not numbers:
        return show(request, sent, status=422, wrong=wrong)
    return redirect("import_page", numbers[0])


def _shape(sent: UploadView, width: int) -> Any:
    from crmeter.warehouse.connectors.files.mending import TextShape  # noqa: PLC0415 - as above

    read = read_json(settings.WORKSPACE.imports / sent.import_id / "manifest.json")["read"]
    return TextShape(read["encoding"], read["delimiter"], read["container"] == "gzip", width)


def _with_rejected(number: int) -> UploadView:
    sent = there(number)
    if not sent.rejected or not sent.import_id:
        raise Http404
    return sent


def _as_csv(
    request: HttpRequest, sent: UploadView, what: str, names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> StreamingHttpResponse:
    note_export(
        keeper_of(request), f"import_{what}", sent.rejected or 0, of=sent.file_name, filters={"import": sent.id}
    )
    stem = sent.file_name.rsplit(".", 1)[0]
    return csv_response(f"{stem}-{what}.csv", names, rows)
