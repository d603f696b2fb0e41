"""What the state of an order follows from, and which it may come to; reads and refuses, writes nothing."""

from django.utils import timezone

from crmeter.records.concept.concept import Draft
from crmeter.records.concept.currency import settle_currency
from crmeter.records.concept.field import Choice, Field, Kind, Subject
from crmeter.records.concept.gate import sees_nobodys
from crmeter.records.concept.values import WrongValue
from crmeter.records.ledger.refusals import Refused
from crmeter.records.orders.models import Delivery, Order
from crmeter.vocabulary import Text

STATES = (
    Choice("draft", Text("Nháp", "Draft")),
    Choice("confirmed", Text("Đã xác nhận", "Confirmed")),
    Choice("delivered", Text("Đã giao", "Delivered"), "good"),
    Choice("cancelled", Text("Đã hủy", "Cancelled"), "bad"),
    Choice("returned", Text("Đã trả lại hết", "Sent back whole"), "warn"),
)
CANCEL_REASONS = (
    Choice("customer", Text("Khách đổi ý", "The customer changed their mind")),
    Choice("price", Text("Giá, điều kiện", "Price or terms")),
    Choice("stock", Text("Hết hàng", "Out of stock")),
    Choice("late", Text("Giao quá chậm", "Too late")),
    Choice("payment", Text("Không thanh toán", "Not paid")),
    Choice("mistake", Text("Nhập nhầm", "Entered by mistake")),
    Choice("other", Text("Lý do khác", "Another reason")),
)
CANCEL_REASON = Field(
    "cancel_reason", Text("Lý do hủy", "Cancelled because"), Kind.CHOICE, Subject.NOTHING, choices=CANCEL_REASONS
)
AMOUNT = Field("amount", Text("Số tiền", "Amount"), Kind.MONEY, Subject.NOTHING, currency="currency", is_listed=True)
# From which states an order may come to a state.
_COMES_FROM = {
    "draft": {"confirmed", "cancelled"},
    "confirmed": {"draft", "cancelled", "delivered"},
    "delivered": {"draft", "confirmed", "returned"},
    "cancelled": {"draft", "confirmed"},
    "returned": {"delivered"},
}


def settle(draft: Draft) -> None:
    """Make an order whole, or refuse what cannot be.

    Raises:
        WrongValue: a value goes with no order.
        Refused: the state cannot come after the one before, or the amount is not that of the lines.
    """
    order: Order = draft.row
    order.status = order.status or "draft"
    settle_currency(order)
    if draft.changes("deal_id") or draft.changes("customer_id"):
        _settle_customer(order)
    if draft.before is None and order.owner_id is None:
        _settle_owner(draft)
    if order.amount is not None and order.amount < 0:
        raise WrongValue(AMOUNT, Text("không được âm", "must not be below 0"))
    _refuse_unless_of_lines(draft)
    if draft.before is not None and draft.changes("status"):
        _come_to(draft, str(draft.before["status"]))
    if order.status != "cancelled":
        order.cancelled_on, order.cancel_reason = None, ""


def _come_to(draft: Draft, before: str) -> None:
    order: Order = draft.row
    if before not in _COMES_FROM[order.status]:
        names = {choice.value: choice.title for choice in STATES}
        raise Refused(
            "wrong_status",
            Text(
                "đơn “{before}” không chuyển thành “{after}” được", "an order that is {before} cannot be {after}"
            ).fill(before=names[before], after=names[order.status]),
        )
    if order.status == "confirmed" and before != "delivered":
        # When an order was confirmed that was delivered already, nobody knows.
        order.confirmed_at = order.confirmed_at or draft.at
    if order.status == "draft":
        order.confirmed_at = None
    if order.status == "cancelled":
        if not order.cancel_reason:
            raise WrongValue(CANCEL_REASON, Text("chưa có giá trị", "there is no value"))
        if Delivery.objects.filter(order=order, state__in=("shipped", "delivered")).exists():
            raise Refused(
                "goods_are_out",
                Text(
                    "hàng đã gửi đi; hãy hủy chuyến giao hoặc ghi nhận trả hàng",
                    "goods have been sent; cancel the delivery or write down a return",
                ),
            )
        order.cancelled_on = order.cancelled_on or timezone.localdate(draft.at)


def _settle_customer(order: Order) -> None:
    """Let an order be of the customer of its deal."""
    if order.deal is None or order.deal.customer_id is None:
        return
    if order.customer_id is None:
        order.customer_id = order.deal.customer_id
    elif order.customer_id != order.deal.customer_id:
        raise Refused(
            "of_another_customer",
            Text("cơ hội này của khách hàng khác", "this deal is of another customer"),
        )


def _settle_owner(draft: Draft) -> None:
    """Give a new order to whoever looks after its deal or customer; what nobody would see, to whoever makes it."""
    order: Order = draft.row
    deals = None if order.deal is None else order.deal.owner_id
    customers = None if order.customer is None else order.customer.owner_id
    order.owner_id = deals or customers
    if order.owner_id is None and not draft.once("nobodys", lambda: sees_nobodys(draft.actor.user, "orders")):
        order.owner_id = draft.actor.user


def _refuse_unless_of_lines(draft: Draft) -> None:
    order: Order = draft.row
    if draft.before is None or not (draft.changes("amount") or draft.changes("currency")):
        return
    # Whoever changes many orders has fetched their lines together.
    amounts = [line.amount for line in order.lines.all()]
    if amounts and (draft.changes("currency") or sum(amounts) != order.amount):
        raise Refused(
            "amount_of_lines",
            Text(
                "số tiền và tiền tệ theo các dòng hàng; hãy sửa các dòng hàng",
                "amount and currency follow from the lines; change the lines instead",
            ),
        )
