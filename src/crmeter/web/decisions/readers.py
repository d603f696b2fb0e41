"""Who opens pages of decisions: those who lead or read them, and those who were asked to judge."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from crmeter.records.judgements.queries import DecisionView, Seat, decision, seat_of
from crmeter.records.judgements.rights import may_lead, may_read
from crmeter.web.records.reader import reader_of

View = Callable[..., HttpResponseBase]


def for_leaders(view: View) -> View:
    """Refuse everybody who does not lead decisions."""

    @wraps(view)
    def shown(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        if not may_lead(reader_of(request)):
            raise PermissionDenied
        return view(request, *arguments, **named)

    return shown


def there(request: HttpRequest, number: int) -> tuple[DecisionView, Seat | None]:
    """Return a decision, and the seat of whoever asks.

    Raises:
        Http404: there is none of this number that they read or judge.
    """
    reader, found = reader_of(request), decision(number)
    seat = None if found is None else seat_of(reader, number)
    if found is None or (seat is None and not may_read(reader)):
        raise Http404
    return found, seat


def judged_here(request: HttpRequest, number: int) -> tuple[DecisionView, Seat]:
    """Return a decision and the seat of whoever asks.

    Raises:
        Http404: there is none of this number that they judge.
    """
    found, seat = there(request, number)
    if seat is None:
        raise Http404
    return found, seat
