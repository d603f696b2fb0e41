"""Counts which features are used, in the memory of the process, and writes the counts down now and then."""

import atexit
import logging
import threading
import time
from collections import Counter
from collections.abc import Callable

from django.conf import settings
from django.core.signals import request_finished
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from crmeter.records.usage.actions import Used, count_uses

_counted: Counter[Used] = Counter()
_pen = threading.Lock()
_written_at = time.monotonic()


class FeatureUse:
    """Middleware: who used which route today, where the answer was no refusal."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and count."""
        response = self._answer(request)
        match, user = request.resolver_match, request.user
        if response.status_code < 400 and match is not None and match.url_name and user.pk is not None:
            with _pen:
                _counted[Used(user.pk, match.url_name, timezone.localdate())] += 1
        return response


def write_down() -> None:
    """Write down what this process has counted; what cannot be written now waits for the next time."""
    global _written_at  # noqa: PLW0603 - one count for the process, as the memory that it is kept in
    with _pen:
        counted = Counter(_counted)
        _counted.clear()
        _written_at = time.monotonic()
    try:
        count_uses(counted)
    except DatabaseError:
        logging.getLogger(__name__).warning("the use of features waits to be written down")
        with _pen:
            _counted.update(counted)


def _write_down_in_time(**_: object) -> None:
    seconds = settings.USAGE_SECONDS
    if seconds is not None and _counted and time.monotonic() - _written_at >= seconds:
        write_down()


def _write_down_at_the_end() -> None:
    if settings.USAGE_SECONDS is not None:
        write_down()


# The answer has been sent by then, so nobody waits for it.
request_finished.connect(_write_down_in_time)
atexit.register(_write_down_at_the_end)
