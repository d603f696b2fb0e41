"""A page that works figures out, or what is behind one of them where its address asks: `?explain=` and the key."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

from crmeter.web.explain.worked_out import WorkedOut
from crmeter.web.templatetags.figures import language

ASKED = "explain"


def page_or_explanation(
    request: HttpRequest, template: str, context: dict[str, Any], status: int | None = None
) -> HttpResponse:
    """Show a page, or what is behind the figure that its address asks for: in the drawer if a script asks for it.

    The walls and the assumptions are those of the page: it is worked out by its own address. Where the page has no such
    figure (any more), it is shown itself and says what is missing.

    Args:
        request: of the page.
        template: of the page.
        context: of the page; its figures by key stand under `explained`.
        status: of the page.

    Raises:
        Http404: a script asks for a figure that the page does not have.
    """
    in_drawer = bool(request.headers.get("HX-Request"))
    key = request.GET.get(ASKED)
    figure = None if key is None else context.get("explained", {}).get(key)
    if figure is None:
        if key is not None and in_drawer:
            raise Http404
        return render(request, template, context, status=status)
    told = {
        "name": figure.title.in_(language()),
        "body": render_to_string("explain/worked_out.html", {"figure": figure}),
        "address": address_of(request, figure),
        "back": _address(request, None),
    }
    response = render(request, "explain/drawer.html" if in_drawer else "explain/page.html", told)
    patch_vary_headers(response, ["HX-Request"])
    return response


def address_of(request: HttpRequest, figure: WorkedOut) -> str:
    """Return where what is behind a figure of a page is shown, under the assumptions of the page."""
    return _address(request, figure.key)


def _address(request: HttpRequest, key: str | None) -> str:
    asked = request.GET.copy()
    asked.pop(ASKED, None)
    if key is not None:
        asked[ASKED] = key
    return f"{request.path}?{asked.urlencode()}" if asked else request.path
