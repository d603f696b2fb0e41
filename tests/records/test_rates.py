"""Rates of currencies: one a day, exact, never guessed."""

from datetime import date
from decimal import Decimal

import pytest

from crmeter.records.firm.actions import change_firm
from crmeter.records.firm.rate_actions import (
    add_rate,
    change_rate,
    drop_currency,
    remove_rate,
    take_rates,
    use_currency,
)
from crmeter.records.firm.rate_queries import convert, currencies, rate_of, rate_on, rates_of
from crmeter.records.firm.rates import rate_written
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.queries import history
from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.vocabulary import Money

MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)


@pytest.fixture
def dollars(actor: Actor) -> str:
    change_firm(actor, version=1, name="An Khang", currency="VND", measures={})
    return use_currency(actor, " usd ")


def test_the_last_rate_on_or_before_a_day_holds(actor: Actor, dollars: str) -> None:
    add_rate(actor, dollars, MONDAY, Decimal("25400"))
    add_rate(actor, dollars, FRIDAY, Decimal("25412.5"))

    assert rate_on("USD", date(2026, 3, 1)) is None
    assert rate_on("USD", MONDAY) == 25400
    assert rate_on("USD", date(2026, 3, 5)) == 25400
    assert rate_on("USD", date(2027, 1, 1)) == Decimal("25412.5")
    assert rate_on("EUR", FRIDAY) is None
    assert rate_on("VND", MONDAY) == 1


def test_amounts_are_converted_exactly_or_not_at_all(actor: Actor, dollars: str) -> None:
    add_rate(actor, dollars, MONDAY, Decimal("25412.123456789012"))

    assert convert(Money(Decimal("1000.01"), "USD"), MONDAY) == Money(Decimal("25412377.57802357989012"), "VND")
    assert convert(Money(Decimal(5), "USD"), date(2026, 3, 1)) is None
    assert convert(Money(Decimal(5), "VND"), MONDAY) == Money(Decimal(5), "VND")


def test_a_rate_is_of_the_currency_that_the_firm_had(actor: Actor, dollars: str) -> None:
    add_rate(actor, dollars, MONDAY, Decimal("25400"))

    change_firm(actor, version=2, name="An Khang", currency="EUR", measures={})

    assert rate_on("USD", MONDAY) is None
    assert currencies()[0].count == 0


def test_without_a_currency_of_the_firm_no_rate_is_taken(actor: Actor) -> None:
    use_currency(actor, "USD")

    with pytest.raises(Refused, match="choose the currency of the firm"):
        add_rate(actor, "USD", MONDAY, Decimal(1))
    assert rate_on("USD", MONDAY) is None


def test_a_day_has_one_rate(actor: Actor, dollars: str) -> None:
    add_rate(actor, dollars, MONDAY, Decimal("25400"))

    with pytest.raises(Refused, match="has a rate already"):
        add_rate(actor, dollars, MONDAY, Decimal("25500"))
    assert [each.rate for each in rates_of("USD")] == [25400]


def test_a_correction_names_the_version_that_it_was_made_on(actor: Actor, dollars: str) -> None:
    pk = add_rate(actor, dollars, MONDAY, Decimal("25400"))

    change_rate(actor, pk, Decimal("25401"), version=1)

    with pytest.raises(Stale):
        change_rate(actor, pk, Decimal("1"), version=1)
    with pytest.raises(NoVersion):
        remove_rate(actor, pk, version=None)
    found = rate_of(pk)
    assert found is not None
    assert (found.rate, found.version) == (25401, 2)
    latest = history("records.exchangerate", str(pk))[0]
    assert latest.before is not None and latest.after is not None
    assert (latest.action, latest.before["rate"], latest.after["rate"]) == ("rate.changed", "25400", "25401")


def test_a_currency_with_rates_is_not_dropped(actor: Actor, dollars: str) -> None:
    pk = add_rate(actor, dollars, MONDAY, Decimal("25400"))
    with pytest.raises(Refused, match="remove its rates first"):
        drop_currency(actor, dollars, version=1)

    remove_rate(actor, pk, version=1)
    drop_currency(actor, dollars, version=1)

    assert currencies() == []


@pytest.mark.parametrize("code", ["VND", "ABC", "", "XXX", "USD"])
def test_a_currency_is_a_known_one_once_and_not_that_of_the_firm(actor: Actor, dollars: str, code: str) -> None:
    with pytest.raises(Refused):
        use_currency(actor, code)
    assert [each.code for each in currencies()] == [dollars]


@pytest.mark.parametrize(
    ("typed", "rate"), [("25400", "25400"), (" 25400,5 ", "25400.5"), ("0.125", "0.125"), ("25.4000", "25.4")]
)
def test_a_rate_is_read_as_it_is_written(typed: str, rate: str) -> None:
    assert rate_written(typed) == Decimal(rate)


@pytest.mark.parametrize("typed", ["", "0", "-1", "abc", "25.400", "25,400", "1.000.000", "1e5", "NaN", "٣"])
def test_a_rate_that_is_none_or_may_be_another_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        rate_written(typed)


def test_lines_that_are_wrong_are_named_and_the_others_kept(actor: Actor, dollars: str) -> None:
    lines = [
        "ngày;tỷ giá",
        "02/03/2026;25400",
        "",
        "31/02/2026;25400",
        "2026-03-06;x",
        "2026-03-02;25500",
        "2026-03-07",
    ]

    kept, refused = take_rates(actor, dollars, lines)

    assert kept == 1
    assert [each.line for each in refused] == [4, 5, 6, 7]
    assert [each.reason.en for each in refused] == [
        "“31/02/2026” is no day; write it as 28/11/2026 or 2026-11-28",
        "“x” is no rate; write it as 25400 or 25400.5",
        "2 Mar 2026 has a rate already",
        "each line holds a day and a rate, as day;rate",
    ]
    assert rate_on("USD", MONDAY) == 25400
