"""What whoever runs the server reads of a page that failed."""

import io
import logging
from unittest.mock import patch

import pytest
from django.test import Client

from crmeter.web.surveys import public

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What the log says of requests."""
    (handler,) = logging.getLogger("django.request").handlers
    said = io.StringIO()
    # `setStream` would flush the one before, which the test that set the log up may have closed.
    monkeypatch.setattr(handler, "stream", said)
    return said


def test_a_page_that_fails_is_told_with_its_way_and_without_the_secret_of_its_link(told: io.StringIO) -> None:
    """A10, G44: the answer says nothing of the error, the log says where it is."""
    with patch.object(public, "opened_by", side_effect=RuntimeError("the page is broken")):
        answer = Client(raise_request_exception=False).get("/s/secret-of-somebody")

    assert answer.status_code == 500
    assert "broken" not in answer.content.decode()
    assert "500 on /s/<str:token>" in told.getvalue()
    assert "RuntimeError: the page is broken" in told.getvalue()
    assert "secret-of-somebody" not in told.getvalue()


def test_what_is_not_there_is_no_failure(told: io.StringIO) -> None:
    Client().get("/nowhere")

    assert told.getvalue() == ""
