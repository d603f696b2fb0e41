"""Figures of the market: typed, pasted line by line, corrected, removed, brought back, refused with the reason."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.models import AuditEntry, ChangeEntry
from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.records.market.actions import add_figure, bring_back_figure, change_figure, remove_figure
from crmeter.records.market.kinds import Span, Who
from crmeter.records.market.meaning import Said
from crmeter.records.market.pasted import period_written, take_figures
from crmeter.records.market.queries import figure_at, figures
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role

pytestmark = pytest.mark.django_db
SAID = date(2026, 3, 1)


@pytest.fixture
def giang(db: None) -> Person:
    found = person(add_user(SYSTEM, "giang@example.vn", Role.DIRECTOR))
    assert found is not None
    return found


def size(amount: int | None = 100, **other: Any) -> Said:
    told = None if amount is None else Decimal(amount)
    values = {"amount": told, "currency": "VND", "said_by": "GfK", "said_on": SAID, **other}
    return Said(Span.YEAR, date(2025, 1, 1), Who.MARKET, **values)


@pytest.mark.parametrize(
    ("typed", "span", "starts_on"),
    [
        ("2025", Span.YEAR, date(2025, 1, 1)),
        ("Q3/2025", Span.QUARTER, date(2025, 7, 1)),
        ("2025-Q1", Span.QUARTER, date(2025, 1, 1)),
        ("quý 4/2025", Span.QUARTER, date(2025, 10, 1)),
        ("7/2025", Span.MONTH, date(2025, 7, 1)),
        ("2025-07", Span.MONTH, date(2025, 7, 1)),
    ],
)
def test_a_period_is_read_as_people_write_it(typed: str, span: Span, starts_on: date) -> None:
    assert period_written(typed) == (span, starts_on)


@pytest.mark.parametrize("typed", ["0000", "Q1/0000", "1/0000", "1899", "Q4/2101", "13/2025", "0/2025"])
def test_a_period_of_no_year_or_month_is_refused_with_the_years_that_are_kept(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        period_written(typed)
    assert refused.value.code == "no_period"
    assert "1900" in refused.value.text.en


def test_a_line_of_no_year_is_said_and_the_others_are_kept(giang: Person) -> None:
    lines = ["2025;thị trường;100", "0000;thị trường;100", "Q1/0000;ta;5"]
    kept, refused = take_figures(giang, lines, currency="VND", said_by="GfK", said_on=SAID)
    assert kept == 1
    assert [(each.line, "“0000”" in each.reason.vi) for each in refused] == [(2, True), (3, False)]


def test_a_pasted_table_is_taken_line_by_line_and_what_is_not_is_said(giang: Person) -> None:
    lines = [
        "kỳ;ai;số tiền",
        "2025;thị trường;1,2 tỷ",
        "2025;Hãng A;;;30;150000",
        "2025;ta;;;12,5",
        "2013x;ta;1",
        "a;b",
    ]
    kept, refused = take_figures(giang, lines, currency="VND", said_by="GfK", said_on=SAID)

    assert kept == 3
    assert [(each.line, each.words) for each in refused] == [(5, "2013x;ta;1"), (6, "a;b")]
    by_who = {each.name or each.who: each for each in figures()}
    assert by_who["market"].amount == 1_200_000_000
    assert (by_who["us"].share, by_who["Hãng A"].share) == (Decimal("0.125"), Decimal("0.3"))
    assert by_who["Hãng A"].price == 150_000


def test_a_figure_is_corrected_removed_and_brought_back_by_version(giang: Person) -> None:
    number = add_figure(giang, size())
    assert change_figure(giang, number, size(110), version=1) == 2
    with pytest.raises(Stale):
        change_figure(giang, number, size(120), version=1)
    version = remove_figure(giang, number, version=2)
    assert figures() == []
    bring_back_figure(giang, number, version=version)
    found = figure_at(number)
    assert found is not None
    assert found.amount == 110
    assert AuditEntry.objects.filter(action__startswith="market.").count() == 4
    # The warehouse hears of each.
    assert ChangeEntry.objects.filter(concept="market_figures").count() == 4


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (size(said_by=""), "no_source"),
        (size(0), "no_market"),
        (size(amount=None), "no_figure"),
        (size(currency="xx"), "no_currency"),
        (size(share=Decimal("0.5")), "no_share"),
        (Said(Span.YEAR, date(2025, 1, 1), Who.US, "GfK", SAID, share=Decimal("0.12345")), "too_fine"),
        (Said(Span.QUARTER, date(2025, 2, 1), Who.US, "GfK", SAID, share=Decimal("0.1")), "no_period"),
        (Said(Span.YEAR, date(2025, 1, 1), Who.COMPETITOR, "GfK", SAID, share=Decimal("0.1")), "no_name"),
        (Said(Span.YEAR, date(2025, 1, 1), Who.US, "GfK", SAID, share=Decimal("1.1")), "no_share"),
    ],
)
def test_what_cannot_be_a_figure_of_a_market_is_refused(giang: Person, said: Said, code: str) -> None:
    with pytest.raises(Refused) as refused:
        add_figure(giang, said)
    assert refused.value.code == code


def test_a_correction_of_an_older_version_is_refused_and_stays_so(browser_of: Callable[..., Client]) -> None:
    browser = browser_of("director")
    typed = {"period": "2025", "who": "thị trường", "amount": "1 tỷ", "said_by": "GfK", "said_on": "01/03/2026"}
    browser.post("/forecasts/market/new", typed)
    number = figures()[0].id
    mine = {**typed, "figure": str(number), "version": "1", "amount": "2 tỷ"}
    assert browser.post(f"/forecasts/market/{number}", {**mine, "amount": "3 tỷ"}).status_code == 302
    refused = browser.post(f"/forecasts/market/{number}", mine)
    assert refused.status_code == 412
    assert f'name="version" value="1"><input type="hidden" name="figure" value="{number}"' in refused.content.decode()


def test_the_same_is_said_once_and_only_by_who_may(giang: Person) -> None:
    add_figure(giang, size())
    rep = person(add_user(SYSTEM, "rep@example.vn", Role.REP))
    assert rep is not None
    for who, code in ((giang, "exists"), (rep, "not_allowed")):
        with pytest.raises(Refused) as refused:
            add_figure(who, size(200))
        assert refused.value.code == code


def test_figures_are_typed_and_pasted_on_the_page(browser_of: Callable[..., Client]) -> None:
    browser = browser_of("director")
    typed = {"period": "2025", "who": "thị trường", "amount": "1 tỷ", "said_by": "GfK", "said_on": "01/03/2026"}
    assert browser.post("/forecasts/market/new", typed).status_code == 302
    wrong = browser.post("/forecasts/market/new", {**typed, "period": "gì đó"})
    assert wrong.status_code == 422
    assert "gì đó" in wrong.content.decode()
    table = {"table": "2024;thị trường;900000000\nx;y;z", "said_by": "GfK", "said_on": "01/03/2026"}
    pasted = browser.post("/forecasts/market/paste", table)
    assert pasted.status_code == 422
    assert "x;y;z" in pasted.content.decode()
    shown = browser.get("/forecasts/market").content.decode()
    assert "GfK" in shown
    assert "2024" in shown
