"""Pages of settings: of oneself, the firm, people and teams; nothing typed is lost, an administrator always stays."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from crmeter.records.firm.queries import firm as decided
from crmeter.records.jobs.queries import job
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person_at, teams
from crmeter.records.staff.roles import Role
from crmeter.records.staff.team_actions import add_team
from crmeter.vocabulary import Work
from crmeter.worker.handlers import Order, handler

from .conftest import there

SignIn = Callable[..., Client]
MEASURES = {
    "window_days": "180",
    "reduced_percent": "25",
    "lead_days": "60",
    "freshness_days": "30",
    "new_days": "90",
    "loyal_purchases": "4",
    "attribution_days": "90",
    "attribution_half_life": "7",
    "contact_cost": "0",
    "handling_minutes": "0",
    "answer_minutes": "0",
    "answer_percent": "80",
    "patience_minutes": "0",
    "horizon_months": "36",
    "annual_discount_rate": "12.5",
}


@pytest.fixture
def admin(db: None) -> Person:
    return there(add_user(SYSTEM, "giang@example.vn", Role.DIRECTOR, name="Giang", is_admin=True))


def shown(response: Any) -> str:
    return html.unescape(response.content.decode())


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_of_settings_opens_in_both_languages(
    firm: Any, signed_in: SignIn, admin: Person, rep: Person, language: str
) -> None:
    client = signed_in(admin, language)
    slug = add_team(SYSTEM, "Miền Bắc")
    for address in (
        "/settings",
        "/settings/workspace",
        "/settings/people",
        f"/settings/people/{rep.id}",
        f"/settings/teams/{slug}",
    ):
        response = client.get(address)
        assert response.status_code == 200, address
        assert "None" not in re.sub(r"<[^>]*>", " ", shown(response)), address


def test_one_changes_name_language_and_theme(signed_in: SignIn, admin: Person) -> None:
    client = signed_in(admin, "vi")
    response = client.post("/settings", {"version": 1, "name": "Hương Giang", "language": "en", "theme": "dark"})
    assert response.status_code == 302
    assert (response.cookies["django_language"].value, response.cookies["crmeter_theme"].value) == ("en", "dark")
    changed = there(admin.id)
    assert (changed.name, changed.language, changed.theme) == ("Hương Giang", "en", "dark")
    stale = client.post("/settings", {"version": 1, "name": "Giang G.", "language": "en", "theme": "dark"})
    assert stale.status_code == 412
    assert 'value="Giang G."' in shown(stale)


def test_a_rep_does_not_take_another_name(signed_in: SignIn, rep: Person) -> None:
    client = signed_in(rep, "en")
    refused = client.post("/settings", {"version": 1, "name": "An", "language": "en", "theme": "dark"})
    assert refused.status_code == 400
    assert "only an administrator changes it" in shown(refused)
    assert there(rep.id).name == "Minh"


def test_settings_of_measures_are_kept_and_used_by_the_next_evaluation(
    firm: Any, signed_in: SignIn, admin: Person
) -> None:
    client = signed_in(admin, "en")
    answer = client.post(
        "/settings/workspace",
        {
            "version": 1,
            "name": "An Khang",
            "address": "12 Lê Lợi",
            "tax_code": "0312345678",
            "currency": "VND",
            **MEASURES,
        },
        follow=True,
    )
    assert "takes effect at the next evaluation" in shown(answer)
    assert "An Khang" in shown(client.get("/settings"))
    assert (decided().address, decided().tax_code) == ("12 Lê Lợi", "0312345678")
    assert decided().measures["window_days"] == 180
    assert decided().measures["annual_discount_rate"] == 0.125

    client.post("/runs/start", {"as_of": "2025-12-31"})
    from crmeter.records.jobs.queries import latest  # noqa: PLC0415 - what the button asked for

    (asked,) = latest("evaluate")
    does = handler("evaluate")
    assert does is not None
    made = does(Order(asked.id, asked.payload, None, 1), Work())
    from crmeter.evaluation.store import load_run  # noqa: PLC0415 - the run as it lies on disk

    run, view = load_run(firm.workspace.runs / made["run"])
    assert (run.settings["window_days"], run.settings["lead_days"], run.currency) == (180, 60, "VND")
    assert view.settings.annual_discount_rate == 0.125
    assert job(asked.id) is not None


@pytest.mark.parametrize(
    ("changed", "status"),
    [({"window_days": "0"}, 400), ({"annual_discount_rate": "abc"}, 400), ({"version": "9"}, 412)],
)
def test_what_is_out_of_bounds_or_stale_is_not_kept_and_not_lost(
    signed_in: SignIn, admin: Person, changed: dict[str, str], status: int
) -> None:
    typed = {"version": "1", "name": "An Khang", "currency": "", **MEASURES, **changed}
    response = signed_in(admin, "en").post("/settings/workspace", typed)
    assert response.status_code == status
    assert 'value="An Khang"' in shown(response)
    assert 'value="60"' in shown(response)
    assert decided().name == ""


def test_a_change_without_a_version_is_asked_for_one(signed_in: SignIn, admin: Person, rep: Person) -> None:
    client = signed_in(admin)
    assert client.post("/settings/workspace", {"name": "A", **MEASURES}).status_code == 428
    assert client.post(f"/settings/people/{rep.id}/close").status_code == 428


def test_a_person_is_added_and_their_link_is_shown_once_and_signs_in(signed_in: SignIn, admin: Person) -> None:
    client = signed_in(admin, "en")
    typed = {"email": "thu@example.vn", "name": "Thu", "role": "rep", "language": "vi"}
    added = client.post("/settings/people", typed)
    (address,) = re.findall(r'value="(http[^"]+)"', shown(added))
    found = person_at("thu@example.vn")
    assert found is not None
    assert found.role == Role.REP
    assert address not in shown(client.get(f"/settings/people/{found.id}"))
    assert client.post("/settings/people", typed).status_code == 400

    theirs = Client()
    assert theirs.post(address).status_code == 302
    assert theirs.get("/settings").status_code == 200
    assert Client().post(address).status_code == 410


def test_a_person_is_changed_closed_and_opened_again(signed_in: SignIn, admin: Person, rep: Person) -> None:
    client = signed_in(admin, "en")
    page = f"/settings/people/{rep.id}"
    typed = {"email": "minh.t@example.vn", "name": "Minh T.", "role": "sales_manager"}
    assert client.post(page, {**typed, "version": 1}).status_code == 302
    stale = client.post(page, {**typed, "name": "Minh X.", "version": 1})
    assert stale.status_code == 412
    assert 'value="Minh X."' in shown(stale)
    assert there(rep.id).role == Role.SALES_MANAGER
    client.post(f"{page}/close", {"version": 2})
    assert client.post(f"{page}/link").status_code == 404
    client.post(f"{page}/reopen", {"version": 3})
    assert there(rep.id).is_active


def test_who_gives_up_administration_is_led_to_a_page_that_they_may_open(signed_in: SignIn, admin: Person) -> None:
    add_user(SYSTEM, "other@example.vn", Role.DIRECTOR, is_admin=True)
    typed = {"email": admin.email, "name": "Giang", "role": "director", "version": 1}

    response = signed_in(admin, "en").post(f"/settings/people/{admin.id}", typed, follow=True)

    assert (response.status_code, response.redirect_chain) == (200, [("/", 302)])
    assert not there(admin.id).is_admin


def test_the_last_administrator_is_told_why_they_stay(signed_in: SignIn, admin: Person) -> None:
    client = signed_in(admin, "en")
    page = f"/settings/people/{admin.id}"
    typed = {"email": admin.email, "name": "Giang", "role": "director", "version": 1}
    for response in (client.post(page, typed), client.post(f"{page}/close", {"version": 1})):
        assert response.status_code == 400
        assert "at least one administrator must remain" in shown(response).lower()
    assert there(admin.id).is_admin


def test_owners_in_the_data_who_are_nobody_are_offered_and_taken(
    firm: Any, signed_in: SignIn, admin: Person, rep: Person
) -> None:
    client = signed_in(admin, "en")
    page = f"/settings/people/{rep.id}"
    assert client.get(page).context["found"] == ["an", "binh", "chi"]
    client.post(f"{page}/names", {"version": 1, "names": "M.T.\n\n", "found": ["chi"]})
    assert there(rep.id).names_in_data == ("M.T.", "chi")
    assert client.get(page).context["found"] == ["an", "binh"]
    stale = client.post(f"{page}/names", {"version": 1, "names": "other"})
    assert stale.status_code == 412
    assert "other" in shown(stale)


def test_a_team_is_made_led_renamed_left_and_removed(signed_in: SignIn, admin: Person, rep: Person) -> None:
    client = signed_in(admin, "en")
    page = client.post("/settings/teams", {"name": "Miền Bắc"}).headers["Location"]
    assert page == "/settings/teams/mien-bac"
    client.post("/settings/teams", {"name": "Mien Bac"})
    client.post(f"{page}/join", {"person": rep.id, "leads": "1"})
    client.post(page, {"name": "Bắc Bộ", "version": 2})
    (team,) = teams()
    assert (team.name, team.members) == ("Bắc Bộ", ((rep.id, "Minh", True),))
    assert client.post(f"{page}/join", {"person": "x"}).status_code == 404
    assert client.post(page, {"name": "Nam", "version": 1}).status_code == 412
    client.post(f"{page}/leave", {"person": rep.id})
    client.post(f"{page}/remove", {"version": 4})
    assert teams() == []


def test_who_is_no_administrator_changes_nobody(signed_in: SignIn, director: Person, rep: Person) -> None:
    client = signed_in(director)
    for address, typed in (
        (f"/settings/people/{rep.id}", {"email": "x@example.vn", "role": "director", "version": 1}),
        (f"/settings/people/{rep.id}/names", {"names": "an", "version": 1}),
        (f"/settings/people/{rep.id}/link", {}),
        ("/settings/people", {"email": "x@example.vn", "role": "director", "language": "vi"}),
        ("/settings/workspace", {"name": "X", **MEASURES, "version": 1}),
        ("/settings/teams", {"name": "X"}),
    ):
        assert client.post(address, typed).status_code == 403, address
    assert there(rep.id) == rep
