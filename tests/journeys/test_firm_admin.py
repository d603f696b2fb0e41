"""What administrators keep for the firm, in a browser."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect
from tests.journeys.looks import IN_WIDTHS

from crmeter.records.calendar.actions import change_week, take_proposed
from crmeter.records.calendar.proposed import proposed_days
from crmeter.records.calendar.typed import hours_written
from crmeter.records.firm.actions import change_firm
from crmeter.records.firm.rate_actions import take_rates, use_currency
from crmeter.records.firm.rate_queries import rate_on
from crmeter.records.ledger.actor import SYSTEM


def test_rates_of_a_file_are_taken_and_one_is_removed_and_brought_back(reader, administrator, tmp_path) -> None:
    change_firm(SYSTEM, version=1, name="An Khang", currency="VND", measures={})
    sent = tmp_path / "rates.csv"
    sent.write_text("day;rate\n2026-03-02;26350\n2026-03-03;26355.5\n")
    reader.sign_in(administrator)
    reader.choose("en", "light")
    page = reader.open("/settings/currencies")
    page.get_by_label("Currency").select_option("USD")
    page.get_by_role("button", name="Add").click()

    page.get_by_label("Or a CSV file").set_input_files(sent)
    expect(page.locator("#table")).to_have_value(re.compile("26355.5"))
    page.get_by_role("button", name="Take these rates").click()
    page.get_by_role("button", name="Remove: 2 Mar 2026").click()
    page.get_by_role("button", name="Undo").click()

    page.get_by_text("The rate is back").wait_for()
    assert rate_on("USD", date(2026, 3, 2)) == 26350


@pytest.mark.once
@pytest.mark.parametrize(("language", "width"), IN_WIDTHS)
def test_every_page_can_be_used_by_everybody(reader, administrator, axe, language, width) -> None:
    change_firm(SYSTEM, version=1, name="An Khang", currency="VND", measures={})
    use_currency(SYSTEM, "USD")
    take_rates(SYSTEM, "USD", ["2026-03-02;26350", "2026-03-03;26355.5"])
    office = hours_written("08:00-12:00, 13:00-17:00")
    change_week(SYSTEM, version=1, zone="Asia/Ho_Chi_Minh", hours=(*[office] * 5, (), ()))
    take_proposed(SYSTEM, 2026, [each.day for each in proposed_days(2026)[:6]])
    reader.sign_in(administrator)
    reader.choose(language, "light" if language == "vi" else "dark", width)
    for name, path in {
        "currencies": "/settings/currencies",
        "currency": "/settings/currencies/USD",
        "hours": "/settings/working-hours?year=2026",
        "audit": "/settings/audit-log",
    }.items():
        page = reader.open(path)
        assert reader.barriers(axe) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        reader.keep_picture(f"firm-{name}-{language}-{width}")
