"""What the figures say of customers that are about to become one, and what is known of the one that stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from crmeter.evaluation.document import from_document
from crmeter.records.concept.listing import Row
from crmeter.records.customers.queries import Listing
from crmeter.records.orders.queries import orders_by_customer
from crmeter.records.readings.queries import document_of, stored_run
from crmeter.records.staff.queries import Person
from crmeter.vocabulary import Customer, Scope, Text
from crmeter.web.customers.words import STAGE_TONES, STAGES
from crmeter.web.records.aside import valued_at

_ACTIVE = Text("Khách hàng hoạt động", "Active customers")
_BOUGHT = Text("Khách hàng từng mua", "Customers who have bought")


@dataclass(frozen=True, slots=True)
class SideFigures:
    """What the latest evaluation says of one customer, or what is known of the one that stays.

    Args:
        orders: of the records, whatever their state.
        days: with a purchase; two numbers where those of several customers may be the same days.
        last_on: day of the last purchase.
        spend: within the window of the run.
        stage: of the lifecycle; None where it is worked out anew.
        tone: of its mark.
        value: residual lifetime value; None where nobody knows it, or it is worked out anew.
    """

    orders: int
    days: tuple[int, int] | None = None
    last_on: date | None = None
    spend: Decimal | None = None
    stage: Text | None = None
    tone: str = ""
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class MergedFigures:
    """Figures of a merge.

    Args:
        listing: of the run that they are of.
        sides: by the number of the record.
        after: of the one that stays, as far as it is known before the next evaluation.
        is_anew: its stage and its value are worked out anew, since several of them have bought.
        changes: what becomes of figures of the firm, by how much.
    """

    listing: Listing
    sides: tuple[tuple[Row, SideFigures], ...]
    after: SideFigures
    is_anew: bool
    changes: tuple[tuple[Text, int], ...]


def merged_figures(reader: Person, rows: Sequence[Row]) -> MergedFigures | None:
    """Return the figures of customers that are about to become one; None where no evaluation tells of any of them."""
    valued = {row.id: valued_at(reader, row) for row in rows}
    listing = next((each[0] for each in valued.values() if each is not None), None)
    if listing is None:
        return None
    orders = orders_by_customer([row.id for row in rows])
    told = {number: each[1] for number, each in valued.items() if each is not None}
    bought = [each for each in told.values() if each.purchases]
    # Somebody of whom no evaluation tells yet, with orders, has a history that nobody has counted.
    is_uncounted = any(row.id not in told and orders.get(row.id) for row in rows)
    is_anew = len(bought) > 1 or is_uncounted
    sides = tuple((row, _side(told.get(row.id), orders.get(row.id, 0))) for row in rows)
    total = sum(orders.values())
    if is_uncounted:
        after = SideFigures(total)
    elif is_anew:
        spends = [each.spend for each in bought]
        after = SideFigures(
            total,
            (max(each.purchases for each in bought), sum(each.purchases for each in bought)),
            max((each.last_on for each in bought if each.last_on is not None), default=None),
            None if None in spends else sum((each for each in spends if each is not None), Decimal(0)),
        )
    else:
        after = _side((bought or list(told.values()))[0], total)
    return MergedFigures(listing, sides, after, is_anew, () if is_uncounted else _changes(listing, bought))


def _side(customer: Customer | None, orders: int) -> SideFigures:
    if customer is None:
        return SideFigures(orders)
    return SideFigures(
        orders,
        (customer.purchases, customer.purchases),
        customer.last_on,
        customer.spend,
        STAGES.get(customer.stage, Text.same(customer.stage)),
        STAGE_TONES.get(customer.stage, ""),
        customer.value,
    )


def _changes(listing: Listing, bought: Sequence[Customer]) -> tuple[tuple[Text, int], ...]:
    changes = [(_BOUGHT, _fewer(len(bought)))]
    run = stored_run(listing.run, Scope())
    if run is not None:
        window = timedelta(days=from_document(document_of(run), ()).run.settings["window_days"])
        start = listing.period.end - window
        changes.insert(0, (_ACTIVE, _fewer(sum(each.last_on is not None and each.last_on >= start for each in bought))))
    return tuple(changes)


def _fewer(count: int) -> int:
    return min(1, count) - count
