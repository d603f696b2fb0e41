"""The order that somebody gives to a list: by dragging, or a row at a time by buttons."""

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.web.administrators import who
from crmeter.web.templatetags.figures import language


def order_in(request: HttpRequest) -> list[str]:
    """Return the rows of a form in the order that is asked for.

    The rows come in the order in which they stand, as they were dragged; `move` takes one of them a step up or down.
    An order that is taken back stands in the address.
    """
    rows = request.POST.getlist("order") or request.GET.get("order", "").split()
    row, _, way = request.POST.get("move", "").partition(" ")
    if row not in rows:
        return rows
    at = rows.index(row)
    to = {"up": max(at - 1, 0), "down": at + 1}.get(way, at)
    rows.insert(to, rows.pop(at))
    return rows


def keep_order(
    request: HttpRequest, reorder: Callable[[Actor, Sequence[tuple[int, int]]], None], page: str
) -> HttpResponse:
    """Keep the order that a form asks for, or say why it cannot be, and go back to the page.

    Args:
        request: with rows as `number.version`.
        reorder: the action that takes number and version of each row.
        page: its address; it puts the focus on the row that was moved.
    """
    try:
        reorder(who(request), [numbered(each) for each in order_in(request)])
    except (Refused, Stale) as refused:
        messages.error(request, refused.text.in_(language()))
    else:
        messages.success(request, _("The order is kept"))
    row, _space, way = request.POST.get("move", "").partition(" ")
    moved = urlencode({"moved": f"{row.partition('.')[0]} {way}"})
    return redirect(f"{page}?{moved}")


def whole(words: str) -> int:
    """Return the number of a row that a form names; no row has number 0."""
    return int(words) if words.isdecimal() and len(words) <= 18 else 0


def numbered(row: str) -> tuple[int, int]:
    """Return number and version of a row that a form names as `number.version`."""
    number, _dot, version = row.partition(".")
    return whole(number), whole(version)
