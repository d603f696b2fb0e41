"""The check of the chain: asked for, watched, answered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from crmeter.records.jobs.actions import enqueue
from crmeter.records.jobs.queries import JobView, last_job
from crmeter.web.administrators import for_administrators, who

JOB = "verify_audit"


@for_administrators
@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for a check; one that is asked for already is not asked for twice."""
    enqueue(who(request), JOB, dedupe_key=JOB)
    return redirect("audit_log")


@for_administrators
def state(request: HttpRequest) -> HttpResponse:
    """Show how far the check is, as a fragment that asks again until it has ended."""
    return render(request, "audit_log/check.html", {"check": last_check()})


def last_check() -> JobView | None:
    """Return the last check, however it stands."""
    return last_job(JOB)
