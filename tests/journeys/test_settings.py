"""Settings in a browser: an administrator adds somebody; somebody sets a password, a code app and a passkey."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from tests.journeys.looks import IN_WIDTHS

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user, make_sign_in_link
from crmeter.records.staff.queries import person_at
from crmeter.records.staff.roles import Role
from crmeter.records.staff.team_actions import add_team, join_team


@pytest.mark.once
@pytest.mark.parametrize(("language", "width"), IN_WIDTHS)
def test_every_page_of_settings_can_be_used_by_everybody(reader, administrator, axe, language, width) -> None:
    pk = add_user(SYSTEM, "minh@example.vn", Role.REP, name="Trần Đức Minh")
    slug = add_team(SYSTEM, "Miền Bắc")
    join_team(SYSTEM, pk, slug)
    reader.sign_in(administrator)
    reader.choose(language, "light" if language == "vi" else "dark", width)
    for name, path in {
        "own": "/settings",
        "workspace": "/settings/workspace",
        "people": "/settings/people",
        "person": f"/settings/people/{pk}",
        "team": f"/settings/teams/{slug}",
        "password": "/accounts/password/set/",
        "factors": "/accounts/2fa/",
        "totp": "/accounts/2fa/totp/activate/",
        "key": "/accounts/2fa/webauthn/add/",
    }.items():
        page = reader.open(path)
        assert reader.barriers(axe) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        reader.keep_picture(f"settings-{name}-{language}-{width}")


def test_an_administrator_adds_somebody_who_signs_in_by_the_link(reader, administrator, axe) -> None:
    reader.sign_in(administrator)
    reader.choose("en", "light")
    page = reader.open("/settings/people")
    page.get_by_label("E-mail address").fill("thu@example.vn")
    page.get_by_label("Name", exact=True).fill("Lê Thu")
    page.get_by_label("Role").select_option("rep")
    page.get_by_role("button", name="Add and show the sign-in link").click()
    link = page.get_by_label("Link", exact=True).input_value()
    assert reader.barriers(axe) == []
    reader.keep_picture("settings-link")

    reader.context.clear_cookies()
    page.goto(link)
    page.locator("form button.primary").click()
    page.wait_for_url(f"{reader.server}/work")
    signed_in = person_at("thu@example.vn")
    assert signed_in is not None
    assert signed_in.last_seen is not None


def test_a_code_app_and_then_a_passkey_are_set_up(reader, administrator, axe, settings) -> None:
    # The code of the next half minute is taken too: each works once only, and a test does not wait for it.
    settings.MFA_TOTP_TOLERANCE = 1
    somebody = person_at(administrator)
    assert somebody is not None
    reader.choose("en", "light")
    page = reader.open(f"/accounts/link/{make_sign_in_link(SYSTEM, somebody.id)}/")
    page.locator("form button.primary").click()
    page.wait_for_url(f"{reader.server}/")
    reader.open("/accounts/2fa/totp/activate/")
    secret = page.locator("#authenticator_secret").input_value()
    step = int(time.time()) // 30
    page.get_by_label("Authenticator code").fill(format_hotp_value(hotp_value(secret, step)))
    page.locator("main form button.primary").click()
    # Recovery codes are shown to whoever proves once more that they have the app.
    page.wait_for_url("**/accounts/2fa/reauthenticate/**")
    assert reader.barriers(axe) == []
    page.locator("input[name=code]").fill(format_hotp_value(hotp_value(secret, step + 1)))
    page.locator("form button.primary").first.click()
    page.wait_for_url("**/accounts/2fa/recovery-codes/")
    assert page.locator("textarea").input_value().split()
    assert reader.barriers(axe) == []
    reader.keep_picture("settings-codes")

    session = reader.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    reader.open("/accounts/2fa/webauthn/add/")
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(f"{reader.server}/accounts/2fa/")
    reader.open("/accounts/2fa/webauthn/")
    assert page.get_by_role("rowheader", name="Master key").is_visible()
    assert reader.barriers(axe) == []
    reader.keep_picture("settings-passkey")
