"""What deliveries and returns of an order have in common: days that are typed, and how much of which line."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from crmeter.records.concept.field import Field
from crmeter.records.concept.values import WrongValue, kept
from crmeter.records.ledger.refusals import Refused
from crmeter.records.orders.concept import DAMAGED
from crmeter.records.products.lines import QUANTITY
from crmeter.vocabulary import Text


def gone(what: Text) -> Refused:
    """Return the refusal of a change of something that is not there."""
    return Refused("unknown", Text("{what} này không còn", "this {what} is not there any more").fill(what=what))


def refuse_unknown(values: Mapping[str, Any], fields: Mapping[str, Field], what: Text) -> None:
    """Refuse values of fields that there are not.

    Raises:
        Refused: there is one.
    """
    if unknown := values.keys() - fields.keys():
        raise Refused(
            "unknown_field",
            Text("{what} không có trường {name}", "a {what} has no field {name}").fill(what=what, name=min(unknown)),
        )


def lines_in(
    lines: Sequence[Mapping[str, Any]], standing: Collection[int]
) -> Iterator[tuple[int, Decimal, Decimal, Mapping[str, Any]]]:
    """Yield the lines of an order that are named: number, quantity, what of it is damaged, and all that was typed.

    Raises:
        WrongValue: a quantity cannot be kept.
        Refused: a line is not of the order, or is named twice.
    """
    seen: set[int] = set()
    for line in lines:
        pk: Any = line.get("order_line")
        if pk not in standing or pk in seen:
            raise Refused("unknown_line", Text("có dòng hàng không còn", "a line is not there any more"))
        seen.add(pk)
        yield pk, *read_quantities(line), line


def read_quantities(line: Mapping[str, Any]) -> tuple[Decimal, Decimal]:
    """Return how much is in a line, and how much of that is damaged.

    Raises:
        WrongValue: there is nothing in it, or more is damaged than there is.
    """
    quantity = kept(QUANTITY, line.get("quantity"))
    damaged = kept(DAMAGED, line.get("damaged")) or Decimal(0)
    if quantity <= 0:
        raise WrongValue(QUANTITY, Text("phải lớn hơn 0", "must be above 0"))
    if not 0 <= damaged <= quantity:
        raise WrongValue(DAMAGED, Text("phải từ 0 đến số lượng của dòng", "must be from 0 to the quantity of the line"))
    return quantity, damaged
