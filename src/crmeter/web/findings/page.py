"""The list of findings, where one is sent to, and where one is taken back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from crmeter.records.ledger.refusals import Refusal, Refused, Stale
from crmeter.records.staff.queries import Person
from crmeter.strategy.findings.actions import send_to_review, withdraw
from crmeter.strategy.findings.queries import findings
from crmeter.strategy.findings.rights import may_send
from crmeter.strategy.findings.status import STATUSES, Status
from crmeter.web.findings.offer import offered, opened
from crmeter.web.records.reader import reader_of
from crmeter.web.versions import version_in


@require_http_methods(["GET", "HEAD", "POST"])
def findings_page(request: HttpRequest) -> HttpResponse:
    """Show the findings that the reader sees, or keep one that a page offered."""
    reader = _sender(request)
    if request.method != "POST":
        return _show(request, reader)
    found = opened(request.POST.get("offer", ""))
    if found is None:
        # The page is older than its offer may be, or the form was not made by a page.
        messages.error(request, _("This page was open too long. Open it again, then send what it says now."))
        return redirect("findings")
    try:
        send_to_review(reader, found)
    except Refused as refusal:
        return _show(request, reader, refusal)
    if request.headers.get("HX-Request"):
        return render(request, "findings/send.html", {"offer": offered(found), "is_just_sent": True})
    messages.success(request, _("Sent to review"))
    return redirect("findings")


@require_POST
def withdraw_it(request: HttpRequest, number: int) -> HttpResponse:
    """Take a finding out of the review again."""
    reader = _sender(request)
    try:
        withdraw(reader, number, version=version_in(request))
    except (Refused, Stale) as refusal:
        return _show(request, reader, refusal)
    messages.success(request, _("Withdrawn"))
    return redirect("findings")


def _sender(request: HttpRequest) -> Person:
    reader = reader_of(request)
    if not may_send(reader):
        raise PermissionDenied
    return reader


def _show(request: HttpRequest, reader: Person, refusal: Refusal | None = None) -> HttpResponse:
    found = findings(reader)
    context = {
        "waiting": [each for each in found if each.status == Status.WAITING],
        "others": [(each, STATUSES[each.status]) for each in found if each.status != Status.WAITING],
        "refusal": refusal,
    }
    status = 200 if refusal is None else 412 if isinstance(refusal, Stale) else 400
    return render(request, "findings/findings.html", context, status=status)
