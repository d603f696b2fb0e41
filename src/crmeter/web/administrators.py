"""Pages that only administrators open."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from crmeter.records.ledger.actor import Actor
from crmeter.records.staff.queries import actor_of, person

View = Callable[..., HttpResponseBase]


def for_administrators(view: View) -> View:
    """Refuse everybody else."""

    @wraps(view)
    def shown(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        if not (request.user.is_authenticated and request.user.is_active and request.user.is_admin):
            raise PermissionDenied
        return view(request, *arguments, **named)

    return shown


def who(request: HttpRequest) -> Actor:
    """Return how the audit names the reader.

    Raises:
        PermissionDenied: they are nobody by now.
    """
    reader = person(request.user.pk) if request.user.pk else None
    if reader is None:
        raise PermissionDenied
    return actor_of(reader)
