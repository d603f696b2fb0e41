"""Lines of goods, as deals and orders have them: quantity × price × (1 − discount), exact, then rounded once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from crmeter.records.concept.field import Field, Kind, Subject
from crmeter.records.concept.listing import visible
from crmeter.records.concept.values import WrongValue, kept
from crmeter.records.ledger.refusals import Refused
from crmeter.records.products.concept import PRODUCTS
from crmeter.records.staff.queries import Person
from crmeter.vocabulary import Text
from crmeter.vocabulary.money import Money

MOST_LINES = 1_000
# Amounts are kept up to here.
_LARGEST = Decimal(10) ** 14
PRODUCT = Field("product", Text("Sản phẩm", "Product"), Kind.RECORD, Subject.NOTHING, required=True, to="products")
QUANTITY = Field("quantity", Text("Số lượng", "Quantity"), Kind.NUMBER, Subject.NOTHING, required=True)
UNIT_PRICE = Field(
    "unit_price", Text("Đơn giá", "Unit price"), Kind.MONEY, Subject.NOTHING, required=True, currency="currency"
)
DISCOUNT = Field("discount", Text("Giảm giá (%)", "Discount (%)"), Kind.SHARE, Subject.NOTHING)
UNIT_COST = Field("unit_cost", Text("Giá vốn", "Unit cost"), Kind.MONEY, Subject.NOTHING, currency="currency")
AMOUNT = Field(
    "amount", Text("Thành tiền", "Amount"), Kind.MONEY, Subject.NOTHING, currency="currency", is_edited=False
)
POSITION = Field("position", Text("Thứ tự", "Position"), Kind.WHOLE, Subject.NOTHING, is_edited=False)
LINE_FIELDS = (PRODUCT, QUANTITY, UNIT_PRICE, DISCOUNT, AMOUNT, POSITION)
_TYPED = {each.name: each for each in (PRODUCT, QUANTITY, UNIT_PRICE, DISCOUNT, UNIT_COST)}


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line as it is about to be kept.

    Args:
        id: of the line that stands already; None for a new one.
        product: its number.
        quantity: above zero.
        unit_price: zero for goods that are given.
        discount: a share of the price.
        amount: rounded half up to the decimals of the currency.
        unit_cost: as it was typed; None where it was not.
    """

    id: int | None
    product: int
    quantity: Decimal
    unit_price: Decimal
    discount: Decimal
    amount: Decimal
    unit_cost: Decimal | None


@dataclass(frozen=True, slots=True)
class LineView:
    """A line that stands; see `PricedLine`."""

    id: int
    position: int
    product: int
    product_name: str
    quantity: Decimal
    unit_price: Decimal
    discount: Decimal
    amount: Decimal
    unit_cost: Decimal | None = None


def views_of(lines: QuerySet[Any]) -> tuple[LineView, ...]:
    """Return the lines of a deal or an order in their order, as frozen values."""
    return tuple(
        LineView(
            line.pk,
            line.position,
            line.product_id,
            line.product.name,
            line.quantity,
            line.unit_price,
            line.discount,
            line.amount,
            # Deals are not calculated by cost.
            getattr(line, "unit_cost", None),
        )
        for line in lines.select_related("product").order_by("position")
    )


def line_amount(quantity: Decimal, unit_price: Decimal, discount: Decimal, currency: str) -> Decimal:
    """Return what a line comes to."""
    return Money(quantity * unit_price * (1 - discount), currency).rounded().amount


def read_lines(
    person: Person, currency: str, lines: Sequence[Mapping[str, Any]], standing: Mapping[int, int]
) -> tuple[PricedLine, ...]:
    """Return typed lines with their amounts.

    Args:
        person: who types them; each product is one that they may see.
        currency: of the deal or order.
        lines: `product`, `quantity`, `unit_price`, and where they are known `discount`, `unit_cost` and the `id` of a
            line that stands.
        standing: the product of each line that stands, by the number of the line.

    Raises:
        WrongValue: a value cannot be kept.
        Refused: there are too many lines, or one is named that is not there.
    """
    read = _read_all(currency, lines)
    named = [line.id for line in read if line.id is not None]
    if len(set(named)) < len(named) or not set(named) <= standing.keys():
        raise Refused("unknown_line", Text("có dòng hàng không còn", "a line is not there any more"))
    # What a line was sold as stays so, also after the product was removed.
    new = {line.product for line in read if line.id is None or standing[line.id] != line.product}
    if len(new) != visible(person, PRODUCTS).filter(pk__in=new).count():
        raise _no_such_product()
    return read


def read_new_lines(
    person: Person, wanted: Sequence[tuple[str, Sequence[Mapping[str, Any]]]]
) -> list[tuple[PricedLine, ...] | Refused]:
    """Return the new lines of several deals or orders, each with all that it needs or why it cannot have them.

    Args:
        person: who types them; each product is one that they may see.
        wanted: of each the currency and the lines, as for `read_lines`.
    """
    outcomes: list[tuple[PricedLine, ...] | Refused] = []
    for currency, lines in wanted:
        try:
            outcomes.append(_read_all(currency, lines))
        except Refused as refused:
            outcomes.append(refused)
    named = {line.product for each in outcomes if isinstance(each, tuple) for line in each}
    there = set(visible(person, PRODUCTS).filter(pk__in=named).values_list("pk", flat=True))
    return [
        _no_such_product() if isinstance(each, tuple) and any(line.product not in there for line in each) else each
        for each in outcomes
    ]


def _no_such_product() -> WrongValue:
    return WrongValue(PRODUCT, Text("không có bản ghi này", "there is no such record"))


def total_of(lines: Iterable[PricedLine]) -> Decimal:
    """Return what lines come to together."""
    return sum((line.amount for line in lines), Decimal(0))


def _read_all(currency: str, lines: Sequence[Mapping[str, Any]]) -> tuple[PricedLine, ...]:
    if len(lines) > MOST_LINES:
        raise Refused("too_many_lines", Text("nhiều hơn {n} dòng", "more than {n} lines").fill(n=MOST_LINES))
    read = tuple(_read(currency, line) for line in lines)
    if total_of(read) >= _LARGEST:
        raise WrongValue(AMOUNT, Text("số quá lớn", "is too large a number"))
    return read


def _read(currency: str, line: Mapping[str, Any]) -> PricedLine:
    unknown = line.keys() - _TYPED.keys() - {"id"}
    if unknown:
        raise Refused(
            "unknown_field",
            Text("dòng hàng không có trường {name}", "a line has no field {name}").fill(name=min(unknown)),
        )
    values = {name: kept(field, line.get(name)) for name, field in _TYPED.items()}
    if values["quantity"] <= 0:
        raise WrongValue(QUANTITY, Text("phải lớn hơn 0", "must be above 0"))
    for field in (UNIT_PRICE, UNIT_COST):
        if (values[field.name] or 0) < 0:
            raise WrongValue(field, Text("không được âm", "must not be below 0"))
    discount = Decimal(0) if values["discount"] is None else values["discount"]
    return PricedLine(
        id=line.get("id"),
        product=values["product"],
        quantity=values["quantity"],
        unit_price=values["unit_price"],
        discount=discount,
        amount=line_amount(values["quantity"], values["unit_price"], discount, currency),
        unit_cost=values["unit_cost"],
    )
