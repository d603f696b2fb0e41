"""The jobs that put the sample company in and take it out, for whoever answers for the data."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from crmeter.records.jobs.actions import enqueue
from crmeter.records.jobs.queries import JobView, open_job
from crmeter.web.keepers import keeper_of

IN, OUT = "sample_company", "remove_sample"


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Ask for the sample company."""
    asker = keeper_of(request)
    if at_work() is None:
        enqueue(asker, IN, dedupe_key=IN, most_attempts=3)
    return redirect("home")


@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """Ask for the sample company to be taken out."""
    asker = keeper_of(request)
    if at_work() is None:
        enqueue(asker, OUT, dedupe_key=OUT)
    return redirect("home")


def progress(request: HttpRequest) -> HttpResponse:
    """Show how far it is, as a fragment that asks again; the page is loaded anew when it is done."""
    job = at_work()
    if job is not None:
        return render(request, "sample/job.html", {"sample_job": job})
    return HttpResponse(headers={"HX-Refresh": "true"})


def at_work() -> JobView | None:
    """Return the job that is putting the sample in or taking it out."""
    return open_job(IN, OUT)
