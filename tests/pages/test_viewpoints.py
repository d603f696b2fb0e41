"""The four viewpoints: figures that are there with their explanation, others with what they need."""

import html
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from crmeter.evaluation.methods.sectors import SECTORS
from crmeter.measures.catalogue import measures
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role
from crmeter.web.readings.coming import COMING
from crmeter.web.viewpoints.angles import ANGLES

from .conftest import there

SignIn = Callable[..., Client]
COST = "setup=30000&years=3&licences=12000&hours=10&hour=100"


def shown(response: Any) -> str:
    return html.unescape(response.content.decode())


def test_every_measure_that_a_page_names_can_be_shown() -> None:
    named = [name for angle in ANGLES.values() for _, names in angle.groups for name in names]
    named += [name for angle in ANGLES.values() for name in angle.first]
    named += [name for sector in SECTORS.values() for name in sector.headline]

    assert set(named) <= set(measures()) | set(COMING)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", ["", *(f"/{name}" for name in ANGLES)])
def test_every_viewpoint_opens_in_both_languages(firm, director, signed_in: SignIn, name: str, language: str) -> None:
    assert signed_in(director, language).get(f"/viewpoints{name}").status_code == 200


def test_a_viewpoint_that_there_is_not_is_not_found(director, signed_in: SignIn) -> None:
    assert signed_in(director).get("/viewpoints/neighbours").status_code == 404


def test_figures_lead_to_their_explanation_and_a_sentence_tells_them(firm, director, signed_in: SignIn) -> None:
    page = shown(signed_in(director, "en").get("/viewpoints/owners"))

    assert "As owners see it: customer equity " in page
    assert 'href="/explain/customer_equity"' in page
    assert "Send to review" in page


def test_what_is_known_is_told_and_the_rest_says_what_it_needs(firm, director, signed_in: SignIn) -> None:
    page = shown(signed_in(director, "en").get("/viewpoints/suppliers"))

    assert "As suppliers and partners see it: partner NPS " in page
    assert "Needs purchase invoices with the day due and the day paid." in page
    assert 'name="template" value="partners"' in page


def test_value_above_price_leads_to_the_map_that_shows_it(firm, director, signed_in: SignIn) -> None:
    page = shown(signed_in(director, "en").get("/viewpoints/customers"))

    assert '<a class="link" href="/value-map">Value above price</a>' in page
    assert "See the value map, where each product stands against competitors" in page


def test_before_the_first_evaluation_every_figure_is_empty(director, signed_in: SignIn) -> None:
    page = shown(signed_in(director, "en").get("/viewpoints/customers"))

    assert "No figure of this viewpoint has data yet" in page
    assert "Send to review" not in page


def test_the_work_of_people_is_counted_for_who_sees_all(firm, director, rep: Person, signed_in: SignIn) -> None:
    assert "of 2 people" in shown(signed_in(director, "en").get("/viewpoints/employees"))
    assert "of 2 people" not in shown(signed_in(rep, "en").get("/viewpoints/employees"))


def test_the_cost_that_is_stated_is_held_against_what_customers_are_worth(firm, director, signed_in: SignIn) -> None:
    """30,000 / 3 + 12,000 + 52 × 10 × 100 = 74,000 a year."""
    page = shown(signed_in(director, "en").get(f"/viewpoints/owners?{COST}"))

    assert "₫74.0\xa0k" in page
    assert "Pays when it keeps, each year" in page
    assert "No adjustment has been proven by a hold-out yet" in page


def test_a_cost_that_is_no_number_is_marked(firm, director, signed_in: SignIn) -> None:
    page = shown(signed_in(director, "en").get("/viewpoints/owners?setup=much&years=0"))

    assert page.count("A number from 0 on.") == 2
    assert "Cost of a year" not in page


def test_who_builds_no_surveys_is_offered_none(firm, signed_in: SignIn) -> None:
    analyst = there(add_user(SYSTEM, "an@example.vn", Role.ANALYST, name="An"))

    page = shown(signed_in(analyst, "en").get("/viewpoints/employees"))

    assert "Nobody has been asked yet" in page
    assert 'name="template"' not in page
