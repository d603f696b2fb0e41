"""What a strange file is, and the sales that all of them are drawn from."""

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

FIRST_DAY, DAYS = date(2025, 1, 6), 330


@dataclass(frozen=True)
class Sale:
    """One sale: by whom (None: nobody known), when, for how much; sent back where the amount is negative."""

    customer: int | None
    moment: datetime
    amount: Decimal


@dataclass(frozen=True)
class Truth:
    """What the generator itself knows of its file.

    Args:
        revenue: sales less what came back, up to the day of the last sale.
        customers: with at least one sale.
        orders: sales; None where the file does not tell orders apart.
        as_of: the day of the last sale, where it is not obvious.
        refused: the file must be refused, not read.
    """

    revenue: Decimal = Decimal(0)
    customers: int = 0
    orders: int | None = None
    as_of: date | None = None
    refused: bool = False


@dataclass(frozen=True)
class Case:
    """A strange file.

    Args:
        name: for people.
        file: its file name.
        shape: what is strange about it.
        write: writes it and returns the truth.
        answers: what somebody who knows the file answers, by the code of the question.
        mapping: what the same person answers to `mapping` and `table`.
        must_ask: the questions that this file leaves open, so that not asking would be a guess.
        room: the name of the workspace's folder.
    """

    name: str
    file: str
    shape: str
    write: Callable[[Path], Truth]
    answers: Mapping[str, str] = field(default_factory=dict)
    mapping: Mapping[str, str] | None = None
    must_ask: tuple[str, ...] = ()
    room: str = "workspace"


def sales(seed: int, n: int, customers: int, decimals: int = 2, typical: float = 80.0) -> list[Sale]:
    """Draw sales in the order of time, the last of them sure to be a sale of a known customer."""
    rng = random.Random(seed)  # noqa: S311 - sample data
    drawn = []
    for _ in range(n):
        day = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
        moment = datetime(day.year, day.month, day.day, rng.randrange(8, 20), rng.randrange(60))  # noqa: DTZ001 - local
        # A few buy most.
        customer = int(customers * rng.random() ** 2)
        amount = round(Decimal(rng.lognormvariate(0, 0.8) * typical), decimals) or Decimal(1)
        drawn.append(Sale(customer, moment, amount))
    return sorted(drawn, key=lambda sale: sale.moment)


def truth(sold: Iterable[Sale], *, orders: bool = True) -> Truth:
    """Return what must come out."""
    everything = list(sold)
    bought = [sale for sale in everything if sale.amount > 0]
    last = max(sale.moment.date() for sale in bought)
    return Truth(
        sum((sale.amount for sale in everything if sale.moment.date() <= last), Decimal(0)),
        len({sale.customer for sale in bought if sale.customer is not None}),
        len(bought) if orders else None,
        last,
    )


def marked(amount: Decimal, thousands: str, decimal: str, decimals: int = 2) -> str:
    """Write an amount with the marks of a country."""
    return f"{amount:,.{decimals}f}".translate(str.maketrans({",": thousands, ".": decimal}))
