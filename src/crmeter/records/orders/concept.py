"""Orders, described, with the rows that are kept beside them."""

from typing import Any

from django.utils import timezone

from crmeter.records.concept.concept import Concept, by_amount, by_day, by_moment, known
from crmeter.records.concept.currency import CURRENCY
from crmeter.records.concept.field import Choice, Field, FieldGroup, Kind, Subject
from crmeter.records.orders.models import Order
from crmeter.records.orders.queries import proposed_number
from crmeter.records.orders.status import AMOUNT, CANCEL_REASON, STATES, settle
from crmeter.records.products.lines import LINE_FIELDS, PRODUCT, QUANTITY, UNIT_COST
from crmeter.vocabulary import Text

DELIVERY_STATES = (
    Choice("planned", Text("Dự kiến", "Planned")),
    Choice("shipped", Text("Đã gửi", "Shipped")),
    Choice("delivered", Text("Đã giao", "Delivered"), "good"),
    Choice("cancelled", Text("Đã hủy", "Cancelled"), "bad"),
)
DOCUMENTS = (
    Choice("right", Text("Đúng và đủ", "Right"), "good"),
    Choice("wrong", Text("Sai hoặc thiếu", "Wrong or missing"), "bad"),
)
RETURN_REASONS = (
    Choice("damaged", Text("Hàng hư hỏng", "Damaged")),
    Choice("wrong", Text("Giao sai hàng", "Wrong goods")),
    Choice("quality", Text("Không đạt chất lượng", "Quality")),
    Choice("late", Text("Giao quá chậm", "Too late")),
    Choice("not_wanted", Text("Khách không cần nữa", "Not wanted any more")),
    Choice("other", Text("Lý do khác", "Another reason")),
)
DAMAGED = Field("damaged", Text("Số lượng hư hỏng", "Quantity damaged"), Kind.NUMBER, Subject.NOTHING)
CREDIT = Field("amount", Text("Số tiền trả lại", "Amount given back"), Kind.MONEY, Subject.NOTHING, currency="currency")
_ORDER_LINE = Field("order_line", Text("Dòng đơn hàng", "Order line"), Kind.RECORD, Subject.NOTHING)
_ORDER = Field("order", Text("Đơn hàng", "Order"), Kind.RECORD, Subject.NOTHING, to="orders")
_CUSTOMER = Field(
    "customer", Text("Khách hàng", "Customer"), Kind.RECORD, Subject.NOTHING, to="customers", is_listed=True
)
_CREATED_AT = Field("created_at", Text("Ngày tạo", "Created"), Kind.MOMENT, Subject.NOTHING, is_edited=False)
ORDER_LINE_FIELDS = (*LINE_FIELDS, UNIT_COST)
DELIVERY_FIELDS = (
    _ORDER,
    Field("promised_on", Text("Hẹn giao", "Promised on"), Kind.DAY, Subject.NOTHING),
    Field("shipped_on", Text("Gửi ngày", "Shipped on"), Kind.DAY, Subject.NOTHING),
    Field("delivered_on", Text("Nhận ngày", "Delivered on"), Kind.DAY, Subject.NOTHING),
    Field("state", Text("Trạng thái", "State"), Kind.CHOICE, Subject.NOTHING, choices=DELIVERY_STATES, is_edited=False),
    Field("documents", Text("Chứng từ", "Documents"), Kind.CHOICE, Subject.NOTHING, choices=DOCUMENTS),
    Field(
        "is_assumed",
        Text("Số lượng chưa ai ghi", "Quantities not written down"),
        Kind.FLAG,
        Subject.NOTHING,
        is_edited=False,
    ),
    _CREATED_AT,
)
DELIVERY_LINE_FIELDS = (_ORDER_LINE, QUANTITY, DAMAGED)
RETURN_FIELDS = (
    _ORDER,
    _CUSTOMER,
    Field("returned_on", Text("Trả ngày", "Returned on"), Kind.DAY, Subject.BEHAVIOUR, required=True),
    CREDIT,
    CURRENCY,
    Field(
        "reason",
        Text("Lý do trả", "Returned because"),
        Kind.CHOICE,
        Subject.BEHAVIOUR,
        required=True,
        choices=RETURN_REASONS,
    ),
    _CREATED_AT,
)
RETURN_LINE_FIELDS = (_ORDER_LINE, PRODUCT, QUANTITY, DAMAGED, CREDIT)


def _begins() -> dict[str, Any]:
    """Propose the next number, and that the order comes in now."""
    return {"name": proposed_number(timezone.localdate()), "ordered_at": timezone.now()}


ORDERS = known(
    Concept(
        name="orders",
        title=Text("Đơn hàng", "Orders"),
        one=Text("đơn hàng", "order"),
        icon="shopping-cart",
        table=Order,
        fields=(
            Field("name", Text("Số đơn", "Number"), Kind.LINE, Subject.NOTHING, required=True, is_found_by=True),
            _CUSTOMER,
            Field("contact", Text("Người liên hệ", "Contact"), Kind.RECORD, Subject.NOTHING, to="contacts"),
            Field("deal", Text("Cơ hội", "Deal"), Kind.RECORD, Subject.NOTHING, to="deals"),
            Field(
                "ordered_at",
                Text("Đặt lúc", "Ordered at"),
                Kind.MOMENT,
                Subject.BEHAVIOUR,
                required=True,
                is_listed=True,
            ),
            AMOUNT,
            CURRENCY,
            Field("status", Text("Trạng thái", "Status"), Kind.CHOICE, Subject.NOTHING, choices=STATES, is_listed=True),
            Field("confirmed_at", Text("Xác nhận lúc", "Confirmed at"), Kind.MOMENT, Subject.NOTHING),
            Field("promised_on", Text("Hẹn giao", "Promised on"), Kind.DAY, Subject.NOTHING, is_listed=True),
            Field("cancelled_on", Text("Hủy ngày", "Cancelled on"), Kind.DAY, Subject.NOTHING),
            CANCEL_REASON,
            Field("channel", Text("Kênh bán", "Channel"), Kind.LINE, Subject.BEHAVIOUR),
            Field("region", Text("Khu vực", "Region"), Kind.LINE, Subject.NOTHING),
            Field("campaign", Text("Chiến dịch", "Campaign"), Kind.RECORD, Subject.NOTHING, to="campaigns"),
            Field("about", Text("Ghi chú chung", "About"), Kind.LONG, Subject.FREE_TEXT),
        ),
        groups=(
            FieldGroup(
                Text("Đơn hàng", "Order"),
                ("customer", "contact", "deal", "ordered_at", "amount", "currency", "owner"),
            ),
            FieldGroup(
                Text("Thực hiện", "Fulfilment"),
                ("status", "confirmed_at", "promised_on", "cancelled_on", "cancel_reason"),
            ),
            FieldGroup(Text("Nguồn", "Source"), ("channel", "region", "campaign", "about")),
        ),
        sorts={
            "ordered_at": by_moment("ordered_at"),
            "amount": by_amount("amount"),
            "promised_on": by_day("promised_on"),
        },
        settle=settle,
        customer="customer",
        default_sort="-ordered_at",
        begins=_begins,
    )
)
