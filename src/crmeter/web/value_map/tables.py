"""Tables that are sent in for a value map: the list, what their columns are said to be, and throwing them away."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crmeter.records.ledger.refusals import Refusal
from crmeter.records.value_tables.actions import NewTable, answer_table, discard_table, receive_table
from crmeter.records.value_tables.queries import ValueTableView, value_table, value_tables
from crmeter.web.imports.incoming import IncomingFile, too_large
from crmeter.web.records.reader import reader_of
from crmeter.web.surveys.readers import for_survey_readers
from crmeter.web.value_map.columns_form import form_of, told_in
from crmeter.web.versions import version_in

STOP_POLLING = 286


@for_survey_readers
@require_http_methods(["GET", "HEAD", "POST"])
def tables(request: HttpRequest) -> HttpResponse:
    """Show the tables there are, and take one in."""
    wrong: list[str] = []
    if request.method == "POST":
        number, wrong = _taken_in(request)
        if number is not None:
            address = reverse("value_table", args=[number])
            is_script = bool(request.headers.get("HX-Request"))
            return HttpResponse(headers={"HX-Redirect": address}) if is_script else redirect(address)
        if request.headers.get("HX-Request"):
            return render(request, "imports/wrong_files.html", {"wrong": wrong}, status=422)
    context = {"tables": value_tables(), "wrong": wrong, "limit": settings.UPLOAD_LIMIT_BYTES}
    return render(request, "value_map/tables.html", context, status=422 if wrong else 200)


@for_survey_readers
@require_safe
def table_page(request: HttpRequest, number: int) -> HttpResponse:
    """Show what a table holds and ask what its columns are."""
    return _show(request, there(number))


@for_survey_readers
@require_safe
def table_state(request: HttpRequest, number: int) -> HttpResponse:
    """Show how far the reading is, as a fragment that asks again until the page has to change."""
    table = there(number)
    if table.is_open:
        return render(request, "value_map/table_progress.html", {"table": table})
    if table.state == "ready":
        return HttpResponse(status=STOP_POLLING, headers={"HX-Redirect": _map_of(table)})
    return HttpResponse(status=STOP_POLLING, headers={"HX-Refresh": "true"})


@for_survey_readers
@require_POST
def table_answer(request: HttpRequest, number: int) -> HttpResponse:
    """Keep what the columns are said to be, and read the table with that."""
    table = there(number)
    answers, told = told_in(request.POST, table)
    try:
        answer_table(reader_of(request), number, answers=answers, told=told, version=version_in(request))
    except Refusal as refusal:
        return _show(request, there(number), status=412, refusal=refusal)
    return redirect("value_table", number)


@for_survey_readers
@require_POST
def table_discard(request: HttpRequest, number: int) -> HttpResponse:
    """Throw a table away."""
    table = there(number)
    try:
        discard_table(reader_of(request), number, version=version_in(request))
    except Refusal as refusal:
        return _show(request, there(number), status=412, refusal=refusal)
    messages.success(request, _("%(file)s was thrown away.") % {"file": table.file_name})
    return redirect("value_tables")


def there(number: int) -> ValueTableView:
    """Return a table.

    Raises:
        Http404: there is none of this number, or it was thrown away.
    """
    found = value_table(number)
    if found is None:
        raise Http404
    return found


def _show(
    request: HttpRequest, table: ValueTableView, *, status: int = 200, refusal: Refusal | None = None
) -> HttpResponse:
    context: dict[str, Any] = {"table": table, "refusal": refusal, "map": _map_of(table)}
    if not table.is_open and table.look is not None:
        context["form"] = form_of(table)
    return render(request, "value_map/table.html", context, status=status)


def _map_of(table: ValueTableView) -> str:
    return f"{reverse('value_map')}?source=table-{table.id}"


def _taken_in(request: HttpRequest) -> tuple[int | None, list[str]]:
    wrong = [_("%(file)s is larger than is allowed here.") % {"file": name} for name in too_large(request)]
    came = [file for file in request.FILES.getlist("files") if isinstance(file, IncomingFile)]
    for file in came[1:]:
        file.remove()
    if not came:
        return None, wrong or [_("No file was chosen. Choose one or more files first.")]
    file, name = came[0], came[0].name or ""
    if not file.size:
        file.remove()
        return None, [_("%(file)s is empty. Export it again from where it came.") % {"file": name}]
    return receive_table(reader_of(request), NewTable(name, file.size, file.sha256, file.place)), []
