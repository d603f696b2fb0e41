"""The published runs and the jobs that make them."""

from datetime import date, datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crmeter.evaluation.report.embed import draw_comparison
from crmeter.records.jobs.actions import cancel, enqueue
from crmeter.records.jobs.queries import JobView, job, latest
from crmeter.records.readings.queries import NotForScope, StoredRun, stored_run, stored_runs
from crmeter.records.staff.queries import Person, actor_of, person
from crmeter.web.keepers import answers_for_data
from crmeter.web.navigation import DATA
from crmeter.web.readings.opened import open_stored, safe, scope_for
from crmeter.web.readings.pages import for_all_rows

JOB = "evaluate"
# htmx stops asking at this answer.
STOP_POLLING = 286


@for_all_rows
def runs(request: HttpRequest) -> HttpResponse:
    """Show the runs, and what is being worked on."""
    keeper = _keeper(request)
    shown = stored_runs()
    jobs = [found for found in latest(JOB, most=5) if found.is_open or _is_news(found, shown)]
    compares = keeper.role in DATA and len(shown) > 1
    return render(request, "runs/runs.html", {"runs": shown, "jobs": jobs, "today": localdate(), "compares": compares})


@for_all_rows
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Ask for an evaluation; one that is asked for already is not asked for twice."""
    payload: dict[str, str] = {}
    if wanted := request.POST.get("as_of", "").strip():
        try:
            as_of = date.fromisoformat(wanted)
        except ValueError:
            messages.error(request, _("This is not a date: %(words)s") % {"words": wanted[:40]})
            return redirect("runs")
        if as_of > localdate():
            messages.error(request, _("Nothing is known of a day that has not been. Choose today or a day before."))
            return redirect("runs")
        payload["as_of"] = as_of.isoformat()
    asked = job(enqueue(actor_of(_keeper(request)), JOB, payload, dedupe_key=JOB))
    if asked is not None and dict(asked.payload) != payload:
        messages.error(request, _("Another evaluation is under way. Wait for its end or stop it, then start this one."))
    return redirect("runs")


@for_all_rows
def progress(request: HttpRequest, number: int) -> HttpResponse:
    """Show how far a job is, as a fragment that asks again until the job has ended."""
    found = _job(request, number)
    return render(request, "runs/job.html", {"job": found}, status=200 if found.is_open else STOP_POLLING)


@for_all_rows
@require_POST
def stop(request: HttpRequest, number: int) -> HttpResponse:
    """Ask a job to stop."""
    found = _job(request, number)
    cancel(actor_of(_keeper(request)), found.id)
    if request.headers.get("HX-Request"):
        return render(request, "runs/job.html", {"job": _job(request, number)})
    return redirect("runs")


@for_all_rows
def compare(request: HttpRequest) -> HttpResponse:
    """Show the readings of two runs side by side, the earlier on the left."""
    if _keeper(request).role not in DATA:
        raise NotForScope
    scope = scope_for(request)
    chosen = [stored_run(run_id, scope) for run_id in request.GET.getlist("run")[:2]]
    both = sorted((run for run in chosen if run is not None), key=_age)
    if len(both) != 2 or both[0].id == both[1].id:
        messages.error(request, _("Choose two different evaluations."))
        return redirect("runs")
    earlier, later = (open_stored(run) for run in both)
    context = later.context() | {
        "earlier": earlier.run,
        "later": later.run,
        "table": safe(draw_comparison(earlier.page, later.page)),
    }
    return render(request, "runs/compare.html", context)


def _age(run: StoredRun) -> tuple[date, datetime]:
    return run.as_of, run.published_at


def _is_news(found: JobView, shown: list[StoredRun]) -> bool:
    """Whether a job ended without a run after the last run was published: nobody else would tell of it."""
    return found.error is not None and (not shown or found.created_at > shown[0].published_at)


def _job(request: HttpRequest, number: int) -> JobView:
    _keeper(request)
    found = job(number)
    if found is None or found.name != JOB:
        raise Http404
    return found


def _keeper(request: HttpRequest) -> Person:
    """Return the reader if evaluations are theirs to start: who answers for the data, or keeps the product running."""
    reader = person(request.user.pk) if request.user.pk else None
    if reader is None or not answers_for_data(reader):
        raise NotForScope
    return reader
