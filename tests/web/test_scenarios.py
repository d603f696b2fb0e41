"""Scenarios: tried, kept, changed, removed, brought back, refused; and what they show beside the forecast."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from crmeter.evaluation.scenario import Assumptions
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.strategy.scenarios.actions import add_scenario, bring_back_scenario, change_scenario, remove_scenario
from crmeter.strategy.scenarios.queries import scenario_at, scenarios

from .foreseen_runs import publish_forecast

pytestmark = pytest.mark.django_db
FIFTH = Assumptions(new_customer_change=Decimal("0.2"))


@pytest.fixture
def giang(db: None) -> Person:
    return there(Role.DIRECTOR)


def there(role: Role) -> Person:
    found = person(add_user(SYSTEM, f"{role}.of@example.vn", role))
    assert found is not None
    return found


def test_a_scenario_stands_beside_the_forecast_with_what_each_assumption_adds(
    browser_of: Callable[..., Client],
) -> None:
    publish_forecast()
    browser = browser_of("director")

    # A fifth more of the new ones, which are 30 % of 1,200 million, and 10 % more of all.
    page = browser.get("/forecasts/scenarios", {"new_customer_change": "20", "market_growth": "10"})
    shown = page.content.decode()
    assert page.status_code == 200
    # 1,200 · 1.1 · 1.06 = 1,399.2: the market adds 123.6, new customers 75.6.
    for figure in ("1,20 tỷ", "1,40 tỷ", "+199,2 triệu", "+123,6 triệu", "+75,6 triệu"):
        assert figure in shown.replace("\xa0", " ")
    behind = browser.get("/forecasts/scenarios", {"new_customer_change": "20", "explain": "value"})
    assert "giả định" in behind.content.decode()


def test_a_scenario_of_tickets_follows_orders_and_is_kept(browser_of: Callable[..., Client]) -> None:
    publish_forecast()
    browser = browser_of("director")
    # Of 120 tickets a tenth more for the market, and a quarter fewer of each order: 120 · 1.1 · 0.75 = 99.
    asked = {"subject": "tickets", "market_growth": "10", "tickets_per_order": "-25"}
    shown = browser.get("/forecasts/scenarios", asked).content.decode()
    assert "Số phiếu trên mỗi đơn thay đổi" in shown
    assert ">99<" in shown
    browser.post("/forecasts/scenarios/new", {**asked, "name": "Ít lỗi hơn"})
    assert scenarios()[0].assumed.tickets_per_order == Decimal("-0.25")


def test_what_is_no_number_is_said_beside_its_field(browser_of: Callable[..., Client]) -> None:
    publish_forecast()
    shown = browser_of("director").get("/forecasts/scenarios", {"price_change": "x"}).content.decode()
    assert "không phải một con số" in shown


def test_a_scenario_is_kept_changed_removed_and_brought_back_by_version(giang: Person) -> None:
    number = add_scenario(giang, "Mở rộng", FIFTH, "mở thêm hai cửa hàng")
    change_scenario(giang, number, "Mở rộng", Assumptions(market_growth=Decimal("0.05")), version=1)
    with pytest.raises(Stale):
        change_scenario(giang, number, "A", FIFTH, version=1)
    with pytest.raises(NoVersion):
        remove_scenario(giang, number, version=None)
    version = remove_scenario(giang, number, version=2)
    assert scenarios() == []
    bring_back_scenario(giang, number, version=version)
    found = scenario_at(number)
    assert found is not None
    assert found.assumed == Assumptions(market_growth=Decimal("0.05"))
    assert AuditEntry.objects.filter(action__startswith="scenarios.").count() == 4


def test_who_only_reads_keeps_none_and_a_name_is_taken_once(giang: Person) -> None:
    add_scenario(giang, "Mở rộng", FIFTH)
    for name, person_, assumed, code in (
        ("B", there(Role.REP), FIFTH, "not_allowed"),
        ("mở  rộng", giang, FIFTH, "taken"),
        (" ", giang, FIFTH, "name"),
        ("C", giang, Assumptions(), "nothing_assumed"),
        ("D", giang, Assumptions(price_change=Decimal("0.00125")), "too_fine"),
    ):
        with pytest.raises(Refused) as refused:
            add_scenario(person_, name, assumed)
        assert refused.value.code == code


def test_a_scenario_is_kept_from_the_page_and_stands_in_the_list(browser_of: Callable[..., Client]) -> None:
    publish_forecast()
    browser = browser_of("director")
    kept = browser.post("/forecasts/scenarios/new", {"name": "Tăng giá", "price_change": "5"})
    assert kept.status_code == 302
    shown = browser.get(kept.headers["Location"]).content.decode()
    assert "Tăng giá" in shown
    assert "1,26 tỷ" in shown.replace("\xa0", " ")
    again = browser.post("/forecasts/scenarios/new", {"name": "Tăng giá", "price_change": "6"})
    assert again.status_code == 422


def test_what_stands_in_the_form_that_keeps_is_not_swapped_with_the_figures(browser_of: Callable[..., Client]) -> None:
    publish_forecast()
    browser = browser_of("director")
    browser.post("/forecasts/scenarios/new", {"name": "Tăng giá", "price_change": "5"})
    number = str(scenarios()[0].id)
    shown = browser.get("/forecasts/scenarios", {"kept": number, "price_change": "6"}).content.decode()

    swapped, _, below = shown.partition('id="scenario-found"')[2].partition('id="scenario-kept"')
    assert 'name="price_change" value="6" form="scenario-kept"' in swapped
    for name in ("version", "name", "reason"):
        assert f'name="{name}"' not in swapped
        assert f'name="{name}"' in below


def test_a_change_on_an_older_version_is_refused_and_stays_so_until_the_newer_one_is_opened(
    browser_of: Callable[..., Client],
) -> None:
    publish_forecast()
    browser = browser_of("director")
    browser.post("/forecasts/scenarios/new", {"name": "Tăng giá", "price_change": "5"})
    number = scenarios()[0].id
    mine = {"kept": str(number), "version": "1", "name": "Tăng giá", "price_change": "6"}
    assert browser.post(f"/forecasts/scenarios/{number}", {**mine, "price_change": "7"}).status_code == 302

    refused = browser.post(f"/forecasts/scenarios/{number}", mine)
    assert refused.status_code == 412
    assert 'name="version" value="1"' in refused.content.decode().partition('id="scenario-kept"')[2]
    assert scenarios()[0].assumed.price_change == Decimal("0.07")


@pytest.mark.parametrize(
    ("typed", "why"),
    [("abc", "không phải một con số"), ("0,125", "không quá 2 chữ số thập phân"), ("99999", "một số từ")],
)
def test_an_assumption_that_cannot_be_kept_as_it_is_typed_is_refused_beside_its_field(
    browser_of: Callable[..., Client], typed: str, why: str
) -> None:
    publish_forecast()
    browser = browser_of("director")
    refused = browser.post("/forecasts/scenarios/new", {"name": "A", "price_change": "5", "market_growth": typed})
    shown = refused.content.decode()
    assert refused.status_code == 422
    assert "Thị trường tăng thêm – lý do ghi cạnh từng ô" in shown
    assert why in shown
    assert scenarios() == []
    # Whoever only tries it hears it too: the fields themselves are not drawn again.
    tried = browser.get("/forecasts/scenarios", {"market_growth": typed}).content.decode()
    assert why in tried.partition('id="scenario-found"')[2].partition('id="scenario-kept"')[0]
