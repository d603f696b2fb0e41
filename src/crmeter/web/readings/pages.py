"""What every page of figures does in the same way: nothing yet, and not for this reader."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.shortcuts import render

from crmeter.records.readings.queries import NotForScope
from crmeter.web.readings.opened import open_current

View = Callable[..., HttpResponseBase]


def for_all_rows(view: View) -> View:
    """Show a page of its own to somebody who sees a part of the firm, for figures are stored for all of it."""

    @wraps(view)
    def shown(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        try:
            return view(request, *arguments, **named)
        except NotForScope as refusal:
            return render(request, "readings/not_for_scope.html", {"refusal": refusal}, status=403)

    return shown


def show_parts(
    request: HttpRequest, template: str, parts: tuple[str, ...], cuts: tuple[str, ...], also: Mapping[str, Any] = {}
) -> HttpResponse:
    """Show parts of the current run, or what the page will answer once there is one.

    Args:
        request: who reads.
        template: of the page; it gets `parts` by name.
        parts: of the report.
        cuts: which readings those parts look at.
        also: what else the template shows.

    Raises:
        NotForScope: see `for_all_rows`.
    """
    opened = open_current(request, cuts)
    if opened is None:
        return render(request, template, {"nothing_yet": True, **also})
    return render(request, template, {**opened.context(*parts), **also})
