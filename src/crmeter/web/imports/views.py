"""The list of files, and the page of one file by its state."""

import codecs
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from crmeter.records.adoption.queries import adoption_of
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.imports import actions
from crmeter.records.imports.queries import UploadView, sources, upload, uploads
from crmeter.records.jobs.queries import JobView, latest
from crmeter.records.ledger.refusals import Refusal, Stale
from crmeter.records.record_imports.targets import IMPORTED
from crmeter.vocabulary import Text
from crmeter.web.imports.adopting import sources_shown
from crmeter.web.imports.sending import sample_is_shown, slug, take_in
from crmeter.web.imports.wizard import answers_in, mapped_twice, titles_of, wizard_of
from crmeter.web.keepers import View, for_keepers, keeper_of
from crmeter.web.versions import version_in

# As `connectors.files.mending` names it, which pages do not load.
LINE = "crmeter_line"
# htmx stops asking at this answer.
STOP_POLLING = 286
EVALUATE = "evaluate"


def on_the_latest(view: View) -> View:
    """Show how a file stands now to somebody whose page was older."""

    @wraps(view)
    def shown(request: HttpRequest, number: int) -> HttpResponseBase:
        try:
            return view(request, number)
        except Stale as stale:
            return show(request, there(number), status=412, refusal=stale)

    return shown


@for_keepers
def imports(request: HttpRequest) -> HttpResponse:
    """Show the files that were sent in, and where to send more; asked by a script, only the list."""
    sent = uploads()
    some_open = any(each.is_open for each in sent)
    context: dict[str, Any] = {"uploads": sent, "some_open": some_open}
    if request.headers.get("HX-Request"):
        response = render(request, "imports/list.html", context, status=200 if some_open else STOP_POLLING)
    else:
        response = render(request, "imports/imports.html", context | _sending() | sources_shown())
    patch_vary_headers(response, ["HX-Request"])
    return response


@for_keepers
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Take files in; one leads to its page, several to the list."""
    numbers, wrong = take_in(request, keeper_of(request), source=request.POST.get("source", ""))
    is_script = bool(request.headers.get("HX-Request"))
    if not numbers:
        if is_script:
            return render(request, "imports/wrong_files.html", {"wrong": wrong}, status=422)
        context = {"uploads": uploads(), "wrong": wrong} | _sending() | sources_shown()
        return render(request, "imports/imports.html", context, status=422)
    for words in wrong:
        messages.error(request, words)
    if len(numbers) > 1:
        said = ngettext("%(count)d file is here.", "%(count)d files are here.", len(numbers)) % {"count": len(numbers)}
        messages.success(request, said)
    address = reverse("import_page", args=numbers) if len(numbers) == 1 else reverse("imports")
    return HttpResponse(headers={"HX-Redirect": address}) if is_script else redirect(address)


@for_keepers
def page(request: HttpRequest, number: int) -> HttpResponse:
    """Show one file: what is happening to it, what is asked, or what became of it."""
    sent = there(number)
    return redirect("import_records", number) if sent.standing == "recorded" else show(request, sent)


@for_keepers
def state(request: HttpRequest, number: int) -> HttpResponse:
    """Show how far the work on a file is, as a fragment that asks again until the page has to change."""
    return _how_far(request, there(number))


@for_keepers
@require_POST
@on_the_latest
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Keep what was said about a file; import it where that is what its look was taken with."""
    sent = there(number)
    actor = keeper_of(request)
    answers = answers_in(request.POST.dict(), sent)
    source = slug(request.POST.get("source", "").strip() or sent.source)
    without_sample = bool(request.POST.get("without_sample"))
    version = version_in(request)
    if twice := mapped_twice(answers):
        return show(request, sent, status=422, twice=twice)
    if sent.standing == "asked" or (_is_accepted(sent, answers, source) and request.POST.get("do") == "import"):
        actions.start(actor, sent.id, answers=answers, without_sample=without_sample, version=version)
    else:
        actions.answer(actor, sent.id, answers, source=source, without_sample=without_sample, version=version)
    return redirect("import_page", number)


@for_keepers
@require_POST
def stop(request: HttpRequest, number: int) -> HttpResponse:
    """Ask the work on a file to stop."""
    sent = there(number)
    if sent.standing in ("looking", "importing"):
        actions.stop(keeper_of(request), sent.id)
    if request.headers.get("HX-Request"):
        return _how_far(request, there(number))
    return redirect("import_page", number)


@for_keepers
@require_POST
@on_the_latest
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for the rows of a file to be taken out again; of a source that lives in the records, it goes as a whole."""
    sent = there(number)
    if adoption_of(sent.source) is not None:
        messages.error(request, _("These rows are records now. Give the source back to its files first."))
        return redirect("imports")
    actions.ask_undo(keeper_of(request), sent.id, version=version_in(request))
    return redirect("import_page", number)


@for_keepers
@require_POST
@on_the_latest
def discard(request: HttpRequest, number: int) -> HttpResponse:
    """Throw a file away that is not imported."""
    sent = there(number)
    actions.discard(keeper_of(request), sent.id, version=version_in(request))
    messages.success(request, _("%(file)s was thrown away.") % {"file": sent.file_name})
    return redirect("imports")


def show(
    request: HttpRequest,
    sent: UploadView,
    *,
    status: int = 200,
    refusal: Refusal | None = None,
    twice: list[str] | None = None,
    wrong: list[str] | None = None,
) -> HttpResponse:
    """Draw the page of a file.

    Args:
        request: who reads.
        sent: the file.
        status: of the answer.
        refusal: why a change was not made.
        twice: fields that more than one column was mapped to.
        wrong: what is wrong with files that were to mend it.
    """
    wizard = wizard_of(sent)
    titles = titles_of(sent.look or {})
    context = {
        "sent": sent,
        "wizard": wizard,
        "refusal": refusal,
        "twice": [titles[field] for field in twice or () if field in titles],
        "wrong": wrong or [],
        "sample_is_shown": sample_is_shown(),
        "evaluation": _evaluation_after(sent),
        "counts": _counts(sent),
        "apart": [each | {"title": Text(**each["title"])} for each in sent.details.get("apart", ())],
        "refused": [row | {"reason": Text(**row["reason"])} for row in sent.details.get("rejected", ())],
        "can_mend_rows": can_mend_rows(sent),
        "mends_rows": mends_rows(sent),
        "sources": sources(),
        "limit": settings.UPLOAD_LIMIT_BYTES,
        "concepts": [CONCEPTS[name] for name in IMPORTED],
    }
    return render(request, "imports/page.html", context, status=status)


def there(number: int) -> UploadView:
    """Return a file.

    Raises:
        Http404: there is none of this number, or it was thrown away.
    """
    found = upload(number)
    if found is None or found.standing == "discarded":
        raise Http404
    return found


def can_mend_rows(sent: UploadView) -> bool:
    """Return whether refused rows can be mended by themselves: of a text that is still here."""
    look = sent.look or {}
    # What is left of mended rows is mended in the file that they belong to.
    if mends_rows(sent) or not sent.rejected or sent.forgotten_at is not None:
        return False
    if look.get("container") not in ("text", "gzip"):
        return False
    try:
        codecs.lookup(look["encoding"]["name"])
    except LookupError:
        # Old Vietnamese fonts are no encoding that a text can be written in again.
        return False
    return True


def mends_rows(sent: UploadView) -> bool:
    """Return whether a file holds rows to be put back in the file that it mends."""
    return sent.mends is not None and any(column["header"] == LINE for column in (sent.look or {}).get("columns", ()))


def _counts(sent: UploadView) -> list[dict[str, Any]]:
    """The rows by table, with the words that the worker kept for each."""
    titles = sent.details.get("titles", {})
    return [
        {"title": Text(**titles[name]), "rows": rows} for name, rows in sent.tables.items() if name in titles and rows
    ]


def _how_far(request: HttpRequest, sent: UploadView) -> HttpResponse:
    if sent.is_open:
        return render(request, "imports/progress.html", {"sent": sent})
    return HttpResponse(status=STOP_POLLING, headers={"HX-Refresh": "true"})


def _is_accepted(sent: UploadView, answers: dict[str, Any], source: str) -> bool:
    """Whether what was said is what the page has shown the first rows with, and nothing is open."""
    same = answers == dict(sent.answers) and source == sent.source
    return same and sent.look is not None and wizard_of(sent).is_ready


def _sending() -> dict[str, Any]:
    known = sources()
    return {"sources": known, "limit": settings.UPLOAD_LIMIT_BYTES, "source": known[0] if known else ""}


def _evaluation_after(sent: UploadView) -> JobView | None:
    """The evaluation that followed the import, or the one that is under way."""
    if sent.finished_at is None:
        return None
    found = latest(EVALUATE, most=1)
    return found[0] if found and (found[0].is_open or found[0].created_at >= sent.finished_at) else None
