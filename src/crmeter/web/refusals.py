"""What becomes of a refusal of the lower floors: a change on an old version is 412, a request without one is 428."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from crmeter.records.ledger.refusals import NoVersion, Refused, Stale

_STATUS: dict[type[Exception], int] = {Stale: 412, NoVersion: 428, Refused: 403}


class Refusals:
    """Middleware that shows a refusal in the reader's language, with the status that says which it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the page does."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a refusal; leave every other error to Django."""
        for kind, status in _STATUS.items():
            if isinstance(error, kind):
                return render(request, "refused.html", {"refusal": error, "status": status}, status=status)
        return None
