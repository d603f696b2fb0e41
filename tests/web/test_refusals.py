"""A refusal of the lower floors reaches the reader in their language, with the status that says which it is."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.vocabulary import Text

_REFUSALS = {
    "stale": Stale(current=3),
    "no-version": NoVersion(),
    "refused": Refused("not_yours", Text("không phải của bạn", "this is not yours")),
}


@login_not_required
def refusing(request: HttpRequest, name: str) -> HttpResponse:
    raise _REFUSALS[name]


urlpatterns = [path("<slug:name>/", refusing), path("", include("crmeter.settings.urls"))]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.mark.parametrize(("name", "status"), [("stale", 412), ("no-version", 428), ("refused", 403)])
def test_each_refusal_has_its_status(client: Client, name: str, status: int) -> None:
    assert client.get(f"/{name}/").status_code == status


@pytest.mark.parametrize(("language", "words"), [("vi", "không phải của bạn"), ("en", "this is not yours")])
def test_a_refusal_is_told_in_the_language_of_the_reader(client: Client, language: str, words: str) -> None:
    page = client.get("/refused/", headers={"Accept-Language": language})

    assert words in page.content.decode()


@override_settings(DEBUG=False)
def test_a_refusal_carries_the_policy(client: Client) -> None:
    assert "Content-Security-Policy" in client.get("/stale/").headers
