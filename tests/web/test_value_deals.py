"""Deals that were won and lost, by competitor, reason and stage."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from crmeter.estimators.intervals import wilson
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.deals.pipeline_actions import add_pipeline
from crmeter.records.deals.queries import pipelines
from crmeter.records.deals.stage_rules import StageAsked
from crmeter.records.ledger.actor import SYSTEM, Actor
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role

pytestmark = pytest.mark.django_db
BrowserOf = Callable[..., Client]


@pytest.fixture
def lan() -> Person:
    found = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan"))
    assert found is not None
    return found


@pytest.fixture
def ended(lan: Person) -> None:
    """Three deals lost to one competitor, one won against it, one lost to nobody that was named."""
    stages = [StageAsked("Gặp", probability=20), StageAsked("Được", "won"), StageAsked("Hỏng", "lost")]
    number = add_pipeline(Actor(None, "test"), "Bảo trì", stages)
    pipeline = next(each for each in pipelines() if each.id == number)
    _, won, lost = (stage.id for stage in pipeline.stages)
    rival = create(lan, CONCEPTS["competitors"], {"name": "Sông Lam"})
    for stage, competitor, reason, amount in (
        (lost, rival, "price", 40_000_000),
        (lost, rival, "price", 20_000_000),
        (lost, rival, "delivery", None),
        (lost, None, "no_need", 5_000_000),
        (won, rival, "", 30_000_000),
    ):
        values = {"name": "Nắng Sớm", "pipeline": number, "stage": stage, "amount": amount, "competitor": competitor}
        create(lan, CONCEPTS["deals"], values | ({"lost_reason": reason} if reason else {}))


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", html.unescape(response.content.decode()))


def test_wins_and_losses_are_counted_by_competitor_with_an_interval(ended: None, browser_of: BrowserOf) -> None:
    page = browser_of("director").get("/value-map/deals")

    rival, nobody = page.context["against"]
    interval = wilson(1, 4, 0.8)
    assert interval is not None
    assert (rival.name, rival.won, rival.lost, rival.rate) == ("Sông Lam", 1, 3, 0.25)
    assert (rival.low, rival.high) == (pytest.approx(float(interval.low)), pytest.approx(float(interval.high)))
    assert rival.worth == (("VND", 60_000_000),)
    assert [(each.vi, ended.n) for each, ended in rival.reasons] == [("Giá cao hơn đối thủ", 2), ("Thời gian giao", 1)]
    assert (nobody.name, nobody.lost, nobody.offer) == (None, 1, None)


def test_what_was_lost_to_a_competitor_can_be_sent_to_review(ended: None, browser_of: BrowserOf) -> None:
    browser = browser_of("director")
    offered = browser.get("/value-map/deals").context["against"][0].offer

    browser.post("/findings", {"offer": offered.signed})

    assert offered.found.sentence.vi == (
        "3 cơ hội thua Sông Lam, nhiều nhất vì giá cao hơn đối thủ (2 cơ hội). Giá trị đã mất: 60.000.000\u00a0₫."
    )
    assert offered.found.money == 60_000_000
    assert "Chờ rà soát" in words(browser.get("/value-map/deals"))


def test_without_a_deal_that_ended_the_page_says_what_is_counted(browser_of: BrowserOf) -> None:
    assert "Chưa có cơ hội nào thắng hay thua" in words(browser_of("analyst").get("/value-map/deals"))
