"""Every page tells the browser to run and load only what the product serves."""

import pytest
from django.test import Client

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/password/reset/", "/not-there/", "/"])
def test_every_answer_carries_the_policy(client: Client, address: str) -> None:
    assert client.get(address).headers["Content-Security-Policy"] == POLICY


@pytest.mark.django_db
def test_the_sign_in_page_is_open_and_runs_no_inline_script(client: Client) -> None:
    page = client.get("/accounts/login/")

    assert page.status_code == 200
    scripts = [part.split(">", 1)[0] for part in page.content.decode().split("<script")[1:]]
    assert all("src=" in script or "application/json" in script for script in scripts), scripts
