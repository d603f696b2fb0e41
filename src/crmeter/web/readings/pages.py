"""What every page of figures does in the same way: nothing yet, not worked out yet, nothing of one's own."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.shortcuts import render

from crmeter.records.jobs.queries import JobView, job, last_job
from crmeter.records.readings.actions import ask_for_part
from crmeter.records.readings.queries import NotForScope, NothingAssigned, PartNotMade, part_key
from crmeter.web.readings.opened import Opened, scope_for

View = Callable[..., HttpResponseBase]


def for_own_rows(view: View) -> View:
    """Show a page over the rows that the reader sees; where their part has to be worked out first, ask and say so."""

    @wraps(view)
    def shown(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        try:
            return view(request, *arguments, **named)
        except (PartNotMade, NothingAssigned) as missing:
            if request.headers.get("HX-Request"):
                # A drawer or a search of a page that was opened before: the page itself has to say it.
                return reload_page()
            if isinstance(missing, NothingAssigned):
                return render(request, "readings/nothing_assigned.html", {"words": sorted(missing.words)})
            return render(request, "readings/part.html", {"job": part_job(request, missing)})

    return shown


def for_all_rows(view: View) -> View:
    """Refuse, in words, a page about all rows to somebody who sees a part of them."""

    @wraps(view)
    def shown(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        try:
            return view(request, *arguments, **named)
        except NotForScope as refusal:
            return render(request, "readings/not_for_scope.html", {"refusal": refusal}, status=403)

    return shown


def part_job(request: HttpRequest, missing: PartNotMade, *, again: bool = False) -> JobView | None:
    """Return the job that works out the reader's part, asked for now unless it is under way or has failed.

    Args:
        request: who reads.
        missing: which part.
        again: ask once more for one that has failed.
    """
    last = last_job(part_key(missing.run_id, missing.words))
    if last is not None and (last.is_open or (last.state == "failed" and not again)):
        return last
    return job(ask_for_part(missing.run_id, missing.words, scope_for(request)))


def show_opened(
    request: HttpRequest, opened: Opened | None, template: str, parts: tuple[str, ...], also: Mapping[str, Any]
) -> HttpResponse:
    """Show parts of a run, or what the page will answer once there is one.

    Args:
        request: who reads.
        opened: the run; None where there is none yet.
        template: of the page; it gets `parts` by name.
        parts: of the report.
        also: what else the template shows.
    """
    if opened is None:
        return render(request, template, {"nothing_yet": True, **also})
    return render(request, template, {**opened.context(*parts), **also})


def reload_page() -> HttpResponse:
    """Tell the page that asked by a script to load itself again."""
    return HttpResponse(status=204, headers={"HX-Refresh": "true"})
