"""Signing in: password, one-time code, link; how often it may be tried; what ends a session."""

import re
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from crmeter.engagement.mail.models import Message
from crmeter.engagement.mail.queries import messages
from crmeter.records.consent.purposes import Purpose
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.staff.actions import add_user, close, make_sign_in_link, set_password
from crmeter.records.staff.models import User
from crmeter.records.staff.roles import Role

pytestmark = pytest.mark.django_db
PASSWORD = "quả táo xanh 9"  # noqa: S105 - of nobody
LOGIN = "/accounts/login/"
# A page that only staff may see.
INSIDE = "/accounts/password/change/"


@pytest.fixture
def lan(db: None) -> User:
    pk = add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, is_admin=True)
    set_password(SYSTEM, pk, PASSWORD)
    return User.objects.get(pk=pk)


def sign_in(client: Client, email: str = "lan@example.vn", password: str = PASSWORD, **more: str) -> str | None:
    """Where the product goes on to; None if it stays."""
    return client.post(LOGIN, {"login": email, "password": password, **more}).headers.get("Location")


def actions() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("action", flat=True))


def test_address_and_password_sign_in_and_are_noted(client: Client, lan: User) -> None:
    assert client.get(INSIDE).headers["Location"].startswith(LOGIN)

    assert sign_in(client, "LAN@example.vn") == "/"

    assert client.get(INSIDE).status_code == 200
    assert actions()[-1] == "staff.signed_in"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: Client, lan: User) -> None:
    answers = [
        client.post(LOGIN, {"login": email, "password": "wrong"}).content.decode().replace(email, "…")
        for email in ("lan@example.vn", "nobody@example.vn")
    ]

    strip = [answer.split('name="csrfmiddlewaretoken"')[0] for answer in answers]
    assert strip[0] == strip[1]


def test_a_password_cannot_be_guessed_by_trying(client: Client, lan: User) -> None:
    for number in range(5):
        assert sign_in(client, password=f"wrong {number}") is None

    assert sign_in(client) is None, "the right password is refused too, until some minutes have passed"


def test_tries_from_one_place_are_limited_over_all_addresses(client: Client, lan: User) -> None:
    for number in range(10):
        sign_in(client, email=f"a{number}@example.vn")

    assert sign_in(client) is None
    assert sign_in(client, email="lan@example.vn") is None


def test_who_says_where_they_come_from_is_not_believed(client: Client, lan: User) -> None:
    for number in range(10):
        client.post(
            LOGIN, {"login": f"a{number}@example.vn", "password": "x"}, headers={"X-Forwarded-For": f"10.0.0.{number}"}
        )

    assert sign_in(client) is None


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", r"/\evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_nowhere_else(client: Client, lan: User, target: str) -> None:
    assert sign_in(client, next=target) == "/"


def test_nobody_can_open_an_account_alone(client: Client) -> None:
    form = {"email": "eve@example.vn", "password1": PASSWORD, "password2": PASSWORD}

    assert client.post("/accounts/signup/", form).status_code == 404
    assert not User.objects.exists()


def test_a_closed_account_is_out_at_its_next_request(client: Client, lan: User) -> None:
    add_user(SYSTEM, "minh@example.vn", Role.DIRECTOR, is_admin=True)
    sign_in(client)

    close(SYSTEM, lan.pk, version=2)

    assert client.get(INSIDE).status_code == 302
    assert sign_in(client) != "/"


def test_a_new_password_ends_all_other_sessions_and_is_noted(lan: User) -> None:
    here, elsewhere = Client(), Client()
    sign_in(here)
    sign_in(elsewhere)
    form = {"oldpassword": PASSWORD, "password1": "lê vàng chín 7", "password2": "lê vàng chín 7"}

    assert here.post(INSIDE, form).status_code == 302

    assert here.get(INSIDE).status_code == 200
    assert elsewhere.get(INSIDE).status_code == 302
    assert "staff.password_set" in actions()
    assert not AuditEntry.objects.filter(after__icontains="vàng").exists()


@pytest.mark.parametrize("password", ["short 1", "0123456789", "password12", "lan@example"])
def test_a_weak_password_is_refused(client: Client, lan: User, password: str) -> None:
    sign_in(client)

    answer = client.post(INSIDE, {"oldpassword": PASSWORD, "password1": password, "password2": password})

    assert answer.status_code == 200
    assert User.objects.get(pk=lan.pk).check_password(PASSWORD)


def test_signing_out_ends_the_session(client: Client, lan: User) -> None:
    sign_in(client)

    client.post("/accounts/logout/")

    assert client.get(INSIDE).status_code == 302
    assert actions()[-1] == "staff.signed_out"


def test_a_forgotten_password_tells_nothing_of_who_has_an_account(client: Client, lan: User) -> None:
    known = client.post("/accounts/password/reset/", {"email": "lan@example.vn"})
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@example.vn"})

    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    (queued,) = messages()
    assert (queued.recipient, queued.purpose, queued.text) == ("lan@example.vn", Purpose.SERVICE, "")
    (link,) = re.findall(r"http://testserver(/accounts/password/reset/key/\S+)", Message.objects.get().text)
    assert client.get(link, follow=True).status_code == 200


def test_a_page_that_promises_mail_says_where_none_leaves(client: Client, settings: Any) -> None:
    client.cookies["django_language"] = "en"
    settings.SMTP_URL = ""
    assert b"No mail leaves" in client.get("/accounts/password/reset/").content

    settings.SMTP_URL, settings.MAIL_FROM = "smtp://127.0.0.1:25", "crm@an-khang.example"
    shown = client.get("/accounts/password/reset/")
    assert (shown.status_code, b"No mail leaves" in shown.content) == (200, False)


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.fixture
def secret(client: Client, lan: User) -> str:
    """The secret of a one-time code that is in use."""
    sign_in(client)
    assert client.get("/accounts/2fa/totp/activate/").status_code == 302, "who is at the keyboard must show it again"
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/")
    assert page.status_code == 200, page.headers
    secret = str(page.context["form"].secret)
    assert client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)}).status_code == 302
    client.post("/accounts/logout/")
    return secret


def test_a_second_factor_is_asked_for(client: Client, secret: str, lan: User) -> None:
    assert sign_in(client) == "/accounts/2fa/authenticate/"
    assert client.get(INSIDE).status_code == 302

    assert client.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert client.get(INSIDE).status_code == 302

    client.post("/accounts/2fa/authenticate/", {"code": recovery_code(lan)})
    assert client.get(INSIDE).status_code == 200
    assert "staff.factor_added" in actions()


def test_a_recovery_code_works_once(client: Client, secret: str, lan: User) -> None:
    code = recovery_code(lan)
    for expected in (200, 302):
        sign_in(client)
        client.post("/accounts/2fa/authenticate/", {"code": code})
        assert client.get(INSIDE).status_code == expected
        client.post("/accounts/logout/")


def recovery_code(user: User) -> str:
    from allauth.mfa.models import Authenticator  # noqa: PLC0415 - needs loaded apps

    kept = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    return str(kept.wrap().get_unused_codes()[0])


def test_a_link_signs_in_once(client: Client, lan: User) -> None:
    address = f"/accounts/link/{make_sign_in_link(SYSTEM, lan.pk)}/"

    assert client.get(address).status_code == 200
    assert client.get(INSIDE).status_code == 302, "a look at the link signs nobody in"
    assert client.post(address).headers["Location"] == "/"

    assert client.get(INSIDE).status_code == 200
    assert Client().post(address).status_code == 410
    assert actions()[-2:] == ["staff.sign_in_link_used", "staff.signed_in"]


def test_a_link_does_not_stand_for_the_second_factor(client: Client, secret: str, lan: User) -> None:
    answer = client.post(f"/accounts/link/{make_sign_in_link(SYSTEM, lan.pk)}/")

    assert answer.headers["Location"] == "/accounts/2fa/authenticate/"
    assert client.get(INSIDE).status_code == 302


def test_the_page_of_a_link_is_not_cached(client: Client, lan: User) -> None:
    answer = client.get(f"/accounts/link/{make_sign_in_link(SYSTEM, lan.pk)}/")

    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_a_sign_in_page_offers_a_passkey(client: Client) -> None:
    assert client.get("/accounts/2fa/webauthn/login/", headers={"X-Requested-With": "XMLHttpRequest"}).json()[
        "request_options"
    ]
