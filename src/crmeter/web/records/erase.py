"""What an erasure reaches, the question whether it is meant, and how far it is; restricting somebody as well."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.concept import Concept
from crmeter.records.jobs.queries import job
from crmeter.records.ledger.refusals import Refusal, Refused, Stale
from crmeter.records.privacy.erasure_actions import ask_erasure, go_on
from crmeter.records.privacy.erasure_queries import ErasureView, erasure_of, erasure_preview
from crmeter.records.privacy.keepers import answers_for_people
from crmeter.records.privacy.restriction_actions import lift_restriction_of, restrict_person
from crmeter.records.staff.queries import Person
from crmeter.vocabulary import Text
from crmeter.web.records.reader import opened
from crmeter.web.templatetags.figures import language
from crmeter.web.versions import version_in

_COUNTED = {
    "entries": Text("Dòng nhật ký mất nội dung", "Audit entries that lost their values"),
    "former_values": Text("Giá trị cũ giữ để hoàn tác", "Former values kept for undoing"),
    "notices": Text("Thông báo", "Notices"),
    "files": Text("Tệp", "Files"),
    "surveys": Text("Lời mời khảo sát và lời đã viết", "Survey invitations and what was written"),
    "statements": Text("Câu trả lời về việc nhận thư, giữ ở dạng mã", "Answers about mail, kept as a code"),
    "messages": Text("Thư", "Mail"),
    "copies": Text("Bản sao ở nơi khác", "Copies elsewhere"),
    "rows": Text("Dòng của tệp đã nhập", "Rows of imported files"),
    "listed": Text("Dòng trong danh sách khách của các lần đánh giá", "Rows in lists of customers of evaluations"),
}
_NO_DAY = Text("ngày không đúng", "this is no day")


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, concept: str, number: int) -> HttpResponse:
    """Show what an erasure would do, or how far one is; posted with the name of the record, ask for it.

    Raises:
        Http404: there is no such person, or the reader does not answer for the data of people.
    """
    reader, of = _keeper(request, concept)
    refusal: Text | None = None
    status = 200
    if request.method == "POST" and "again" in request.POST:
        go_on(reader, of, number)
        return redirect("erase_person", of.name, number)
    if request.method == "POST":
        try:
            version, typed = version_in(request), request.POST.get("name", "")
            ask_erasure(reader, of, number, version=version, confirmation=typed)
        except Refusal as refused:
            refusal, status = refused.text, 412 if isinstance(refused, Stale) else 422
        else:
            return redirect("erase_person", of.name, number)
    asked = erasure_of(of, number)
    if asked is not None:
        is_part = "HX-Request" in request.headers
        at_work = None if asked.job is None else job(asked.job)
        context = {"concept": of, "number": number, "erasure": asked, "job": at_work, "counts": _counts(asked)}
        return render(request, "records/erasing.html" if is_part else "records/erased.html", context)
    try:
        preview = erasure_preview(reader, of, number)
    except Refused as refused:
        raise Http404 from refused
    context = {"concept": of, "number": number, "preview": preview, "refusal": refusal}
    return render(request, "records/erase.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def restrict(request: HttpRequest, concept: str, number: int) -> HttpResponse:
    """Ask why and for how long somebody is restricted, or restrict them.

    Raises:
        Http404: there is no such person, or the reader does not answer for the data of people.
    """
    reader, of = _keeper(request, concept)
    try:
        name = erasure_preview(reader, of, number).name
    except Refused as refused:
        raise Http404 from refused
    refusal: Text | None = None
    if request.method == "POST":
        try:
            days = {field: _day(request, field) for field in ("from_on", "until_on")}
            restrict_person(reader, of, number, reason=request.POST.get("reason", ""), **days)
        except Refused as refused:
            refusal = refused.text
        else:
            messages.success(request, _("Restricted"))
            return redirect("record", of.name, number)
    context: dict[str, Any] = {
        "concept": of,
        "number": number,
        "name": name,
        "refusal": refusal,
        "today": timezone.localdate().isoformat(),
        "asked": request.POST,
    }
    return render(request, "records/restrict.html", context, status=422 if refusal else 200)


@require_POST
def lift(request: HttpRequest, concept: str, number: int) -> HttpResponse:
    """Let the data of somebody be used again.

    Raises:
        Http404: there is no such person, or the reader does not answer for the data of people.
    """
    reader, of = _keeper(request, concept)
    try:
        lift_restriction_of(reader, of, number)
    except Refused as refused:
        if refused.code == "unknown":
            raise Http404 from refused
        messages.error(request, refused.text.in_(language()))
    else:
        messages.success(request, _("The restriction is lifted"))
    return redirect("record", of.name, number)


def _counts(asked: ErasureView) -> list[tuple[Text, int]]:
    """Return how much was erased, added up by what it was."""
    found: dict[str, int] = {}
    for step, counts in asked.counts.items():
        for what, n in counts.items():
            name = what if what in _COUNTED or what in CONCEPTS else step
            found[name] = found.get(name, 0) + n
    titles = {name: concept.title for name, concept in CONCEPTS.items()} | dict(_COUNTED)
    return [(titles[name], n) for name, n in found.items() if n and name in titles]


def _keeper(request: HttpRequest, concept: str) -> tuple[Person, Concept]:
    reader, of = opened(request, concept)
    if not answers_for_people(reader, of):
        raise Http404
    return reader, of


def _day(request: HttpRequest, field: str) -> date | None:
    written = request.POST.get(field, "")
    try:
        return date.fromisoformat(written) if written else None
    except ValueError as error:
        raise Refused("no_day", _NO_DAY) from error
