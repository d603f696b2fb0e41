"""What a role may do is asked once for each request, however many records and concepts it is about."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from crmeter.records.staff.role_rights import asked_once


class RightsAskedOnce:
    """Middleware that lets the rights of roles be read once while a request is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        with asked_once():
            return self._get_response(request)
