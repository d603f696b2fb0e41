"""The scorecard of a published evaluation: by subject, with what is missing said and never counted as nought."""

from datetime import date
from decimal import Decimal

import pytest
from tests.strategy.months import publish_months

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.strategy.scorecard.queries import scorecard, scorecards
from crmeter.strategy.targets.actions import keep_target
from crmeter.strategy.targets.kinds import Perspective, Span
from crmeter.strategy.targets.meaning import Wanted

pytestmark = pytest.mark.django_db
LAST = date(2099, 9, 30)
THIRD_QUARTER = date(2099, 7, 1)


@pytest.fixture
def giang(db: None) -> Person:
    found = person(add_user(SYSTEM, "giang@example.vn", Role.DIRECTOR, name="Giang"))
    assert found is not None
    return found


def set_two(giang: Person) -> None:
    orders = Wanted(
        "orders", Decimal(400), Span.QUARTER, THIRD_QUARTER, floor=Decimal(200), perspective=Perspective.FINANCE
    )
    keep_target(giang, orders, version=0)
    rate = Wanted("retention_rate", Decimal("0.8"), Span.MONTH, date(2099, 9, 1), floor=Decimal("0.6"))
    keep_target(giang, rate, version=0)


def test_before_an_evaluation_each_subject_says_why_it_has_no_score(db: None) -> None:
    outside, inside = scorecards()

    assert [each.key for each in outside] == ["value", "loyalty", "satisfaction", "brand"]
    assert [each.key for each in inside] == ["marketing", "sales", "service", "supply"]
    assert {each.score for each in (*outside, *inside)} == {None}
    assert all(each.missing is not None for each in (*outside, *inside))


def test_a_quarter_is_held_against_the_last_three_whole_months(giang) -> None:
    set_two(giang)
    publish_months("r", LAST, {"orders": (90, 100, 110, 100, 120, 130), "retention_rate": (0.66, 0.7)})

    card = scorecard()
    by_key = {each.key: each for each in card.outside}
    # Orders are of the subject of value: 100 + 120 + 130 = 350, so (350 − 200) / 200 = 75; before 90 + 100 + 110 = 300.
    assert (by_key["value"].score, by_key["value"].before, by_key["value"].change) == (75, 50, 25)
    # (0.7 − 0.6) / 0.2 = 50; the month before (0.66 − 0.6) / 0.2 = 30.
    assert by_key["loyalty"].score == pytest.approx(50)
    assert by_key["loyalty"].before == pytest.approx(30)
    # Both together, alike in weight.
    assert card.sides[0].score == pytest.approx(62.5)
    (finance,) = card.perspectives
    assert (finance.key, finance.score) == ("finance", 75)
    assert by_key["brand"].missing is not None


def test_what_cannot_be_scored_is_listed_with_its_reason(giang) -> None:
    set_two(giang)
    keep_target(giang, Wanted("win_rate", Decimal("0.4"), Span.MONTH, date(2099, 9, 1)), version=0)
    publish_months("r", LAST, {"orders": (100, 120), "retention_rate": (None,), "win_rate": (0.3,)})

    card = scorecard()
    reasons = {part.measure: part.missing for row in (*card.outside, *card.inside) for part in row.parts}
    assert reasons["orders"] is not None
    assert reasons["orders"].en == "too few whole months have been measured"
    assert reasons["win_rate"] is not None
    assert reasons["win_rate"].en == "its target has no floor"
    assert card.sides[0].score is None
