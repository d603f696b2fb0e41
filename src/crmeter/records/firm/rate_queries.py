"""The currencies of the firm and what they were worth, for the floors above."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext

from crmeter.records.firm.models import ExchangeRate, UsedCurrency
from crmeter.records.firm.queries import firm
from crmeter.vocabulary import Money


@dataclass(frozen=True, slots=True)
class RateView:
    """A rate of one day.

    Args:
        id: its number.
        version: to be named by a change.
        rated_on: the day.
        rate: how much of the currency of the firm one unit was worth.
    """

    id: int
    version: int
    currency: str
    into: str
    rated_on: date
    rate: Decimal


@dataclass(frozen=True, slots=True)
class CurrencyView:
    """A currency that the firm keeps rates of.

    Args:
        count: of all its rates into the currency of the firm.
        latest: its newest rates, newest first.
    """

    code: str
    version: int
    count: int
    latest: tuple[RateView, ...]


def currencies(most: int = 1) -> list[CurrencyView]:
    """Return the currencies beside that of the firm, each with its newest rates.

    Args:
        most: how many rates of each.
    """
    into = firm().currency
    found = []
    for used in UsedCurrency.objects.order_by("code"):
        rates = used.rates.filter(into=into)
        latest = tuple(_view(each) for each in rates.order_by("-rated_on")[:most])
        found.append(CurrencyView(used.code, used.version, rates.count(), latest))
    return found


def currency(code: str) -> CurrencyView | None:
    """Return one currency that the firm uses, with its newest rate."""
    return next((each for each in currencies(most=1) if each.code == code), None)


def rates_of(currency: str, *, before: date | None = None, most: int = 60) -> list[RateView]:
    """Return rates of a currency into that of the firm, newest first.

    Args:
        currency: its code.
        before: only of earlier days.
        most: how many.
    """
    rows = ExchangeRate.objects.filter(currency__code=currency, into=firm().currency).order_by("-rated_on")
    if before is not None:
        rows = rows.filter(rated_on__lt=before)
    return [_view(each) for each in rows[:most]]


def rate_of(pk: int) -> RateView | None:
    """Return one rate."""
    found = ExchangeRate.objects.filter(pk=pk).first()
    return _view(found) if found else None


def rate_on(currency: str, day: date) -> Decimal | None:
    """Return what one unit of a currency is worth in that of the firm on a day.

    Returns:
        the last rate on or before the day; None where there is none, or where the firm has chosen no currency.
    """
    into = firm().currency
    if not into:
        return None
    if currency == into:
        return Decimal(1)
    row = (
        ExchangeRate.objects.filter(currency__code=currency, into=into, rated_on__lte=day).order_by("-rated_on").first()
    )
    return None if row is None else Decimal(row.rate)


def convert(money: Money, day: date) -> Money | None:
    """Return an amount in the currency of the firm at the rate of a day, not rounded; None without a rate."""
    rate = rate_on(money.currency, day)
    if rate is None:
        return None
    # Room for all digits of both, so that nothing is rounded on the way.
    with localcontext(prec=100):
        return Money(money.amount * rate, firm().currency)


def _view(row: ExchangeRate) -> RateView:
    return RateView(row.pk, row.version, row.currency_id, row.into, row.rated_on, Decimal(row.rate))
