"""How far the part of the reader is: asked by the page that waits for it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from crmeter.records.readings.queries import NothingAssigned, PartNotMade
from crmeter.web.readings.opened import run_for
from crmeter.web.readings.pages import part_job, reload_page


def part_progress(request: HttpRequest) -> HttpResponse:
    """Show the step that the reader's part is at; once it is there, tell the page to load itself again."""
    try:
        run_for(request)
    except PartNotMade as missing:
        return render(request, "readings/part_progress.html", {"job": part_job(request, missing)})
    except NothingAssigned:
        pass
    return reload_page()


@require_POST
def part_again(request: HttpRequest) -> HttpResponse:
    """Ask once more for a part that could not be worked out, and go back to the page that wants it."""
    try:
        run_for(request)
    except PartNotMade as missing:
        part_job(request, missing, again=True)
    except NothingAssigned:
        pass
    wanted = request.POST.get("next", "")
    return redirect(wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else "home")
