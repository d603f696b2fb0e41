"""What the columns of a file can be taken for, by concept."""

from collections.abc import Mapping
from dataclasses import dataclass

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.concept import Concept
from crmeter.records.concept.field import Field, Kind
from crmeter.records.orders.concept import DELIVERY_FIELDS, ORDER_LINE_FIELDS
from crmeter.vocabulary import Text

# What can be imported, in the order in which one file needs what another one brings.
IMPORTED = ("customers", "contacts", "products", "leads", "deals", "orders", "tickets")
HAPPENED_AT = "happened_at"
OTHER_ID = "other_id"
LINE = "line."
DELIVERY = "delivery."
_HAPPENED = Field(
    HAPPENED_AT,
    Text("Xảy ra lúc", "Happened at"),
    Kind.MOMENT,
    CONCEPTS["deals"].all_fields["created_at"].subject,
    help=Text(
        "Lúc bản ghi thành như dòng này nói: ngày chốt của cơ hội, lúc xảy ra của sự kiện.",
        "When the record came to be as the row says: the close of a deal, the moment of an event.",
    ),
)
_OTHER_ID = Field(
    OTHER_ID,
    Text("Mã khác ở hệ thống nguồn", "Another key in the source system"),
    Kind.LINE,
    CONCEPTS["customers"].all_fields["external_id"].subject,
    longest=CONCEPTS["customers"].all_fields["external_id"].longest,
    help=Text(
        "Có hệ thống cho một khách mã riêng ở mỗi đơn: đơn hàng nhập sau sẽ tìm được khách theo mã này.",
        "Some systems give a customer a key with each order: orders that come later find the customer by it.",
    ),
)
# An order tells itself when its delivery is promised.
_OF_DELIVERY = ("shipped_on", "delivered_on")
# Columns that rules write for whoever works now; of a record from elsewhere the file may tell them.
_TOLD: Mapping[str, tuple[str, ...]] = {
    "deals": ("created_at", "won_on", "lost_on"),
    "tickets": ("opened_at", "first_responded_at", "solved_at"),
}
_HAPPENING = ("deals", "tickets")
# What a row says without a word, by the target that it tells.
IMPLIED: Mapping[str, Mapping[str, tuple[str, str]]] = {"leads": {"converted_on": ("status", "converted")}}
_HOLDS = {
    Kind.DAY: "day",
    Kind.MOMENT: "moment",
    Kind.NUMBER: "number",
    Kind.MONEY: "number",
    Kind.WHOLE: "number",
}


@dataclass(frozen=True, slots=True)
class Target:
    """Something that a column can be taken for.

    Args:
        name: of the field, behind `line.` of a line of goods, behind `delivery.` of the one delivery of an order.
        field: what it holds.
        is_told: rules write it of new records; a file may tell it.
        is_of_line: it is of one line of goods, of which a record has several.
    """

    name: str
    field: Field
    is_told: bool = False
    is_of_line: bool = False

    @property
    def holds(self) -> str | None:
        """How its cells are read, by the rule of the whole file; None where they are letters."""
        return _HOLDS.get(self.field.kind)

    @property
    def is_named(self) -> bool:
        """Whether its cells are words for one of few things, which are asked for where they are none."""
        field = self.field
        return field.kind in (Kind.CHOICE, Kind.PERSON) or (field.kind == Kind.RECORD and not field.to)


def targets_of(concept: Concept) -> Mapping[str, Target]:
    """Return what columns can be taken for, by name."""
    own = [Target(each.name, each) for each in concept.edited]
    told = [Target(name, concept.all_fields[name], is_told=True) for name in _TOLD.get(concept.name, ("created_at",))]
    if concept.name in _HAPPENING:
        told.append(Target(HAPPENED_AT, _HAPPENED, is_told=True))
    if concept.name == "customers":
        told.append(Target(OTHER_ID, _OTHER_ID, is_told=True))
    lines = [
        Target(f"{LINE}{each.name}", each, is_of_line=True)
        for each in (ORDER_LINE_FIELDS if concept.name == "orders" else ())
        if each.is_edited
    ]
    deliveries = [
        Target(f"{DELIVERY}{each.name}", each, is_told=True)
        for each in (DELIVERY_FIELDS if concept.name == "orders" else ())
        if each.name in _OF_DELIVERY
    ]
    return {each.name: each for each in (*own, *told, *deliveries, *lines)}
