"""Subscriptions, described."""

from crmeter.records.concept.concept import Concept, by_amount, by_day, known
from crmeter.records.concept.currency import CURRENCY
from crmeter.records.concept.field import Choice, Field, FieldGroup, Kind, Subject
from crmeter.records.subscriptions.event_actions import CANCEL_REASON, ENDS_ON, PRICE, QUANTITY, settle, settled
from crmeter.records.subscriptions.models import Subscription
from crmeter.vocabulary import Text

PERIODS = (
    Choice("month", Text("Tháng", "Month")),
    Choice("quarter", Text("Quý", "Quarter")),
    Choice("year", Text("Năm", "Year")),
)
STATES = (
    Choice("active", Text("Đang dùng", "Active"), "good"),
    Choice("paused", Text("Tạm dừng", "Paused"), "warn"),
    Choice("cancelled", Text("Đã hủy", "Cancelled"), "bad"),
    Choice("ended", Text("Đã kết thúc", "Ended")),
)
EVENT_KINDS = (
    Choice("started", Text("Bắt đầu", "Started"), "good"),
    Choice("renewed", Text("Gia hạn", "Renewed"), "good"),
    Choice("changed", Text("Đổi điều kiện", "Changed")),
    Choice("paused", Text("Tạm dừng", "Paused"), "warn"),
    Choice("resumed", Text("Dùng lại", "Resumed"), "good"),
    Choice("cancelled", Text("Hủy", "Cancelled"), "bad"),
    Choice("ended", Text("Kết thúc", "Ended")),
)
_PERIOD = Field("period", Text("Kỳ", "Period"), Kind.CHOICE, Subject.NOTHING, required=True, choices=PERIODS)
_RENEWS_ON = Field("renews_on", Text("Gia hạn ngày", "Renews on"), Kind.DAY, Subject.NOTHING, is_listed=True)

SUBSCRIPTIONS = known(
    Concept(
        name="subscriptions",
        title=Text("Thuê bao", "Subscriptions"),
        one=Text("thuê bao", "subscription"),
        icon="refresh",
        table=Subscription,
        fields=(
            Field("name", Text("Tên", "Name"), Kind.LINE, Subject.NOTHING, required=True, is_found_by=True),
            Field(
                "customer",
                Text("Khách hàng", "Customer"),
                Kind.RECORD,
                Subject.NOTHING,
                required=True,
                to="customers",
                is_listed=True,
            ),
            Field("product", Text("Sản phẩm", "Product"), Kind.RECORD, Subject.BEHAVIOUR, to="products"),
            QUANTITY,
            PRICE,
            CURRENCY,
            _PERIOD,
            Field("starts_on", Text("Bắt đầu", "Starts on"), Kind.DAY, Subject.BEHAVIOUR, required=True),
            ENDS_ON,
            _RENEWS_ON,
            Field(
                "status", Text("Trạng thái", "Status"), Kind.CHOICE, Subject.BEHAVIOUR, choices=STATES, is_listed=True
            ),
            Field("cancelled_on", Text("Hủy ngày", "Cancelled on"), Kind.DAY, Subject.BEHAVIOUR),
            CANCEL_REASON,
            Field("about", Text("Ghi chú chung", "About"), Kind.LONG, Subject.FREE_TEXT),
        ),
        groups=(
            FieldGroup(
                Text("Thuê bao", "Subscription"),
                ("customer", "product", "quantity", "price", "currency", "period", "owner"),
            ),
            FieldGroup(
                Text("Thời hạn", "Term"),
                ("status", "starts_on", "renews_on", "ends_on", "cancelled_on", "cancel_reason", "about"),
            ),
        ),
        sorts={"renews_on": by_day("renews_on"), "price": by_amount("price")},
        settle=settle,
        settled=settled,
        customer="customer",
    )
)
EVENT_FIELDS = (
    Field("subscription", Text("Thuê bao", "Subscription"), Kind.RECORD, Subject.NOTHING, to="subscriptions"),
    Field("kind", Text("Sự việc", "Event"), Kind.CHOICE, Subject.BEHAVIOUR, choices=EVENT_KINDS),
    Field("on", Text("Ngày", "Day"), Kind.DAY, Subject.BEHAVIOUR),
    QUANTITY,
    PRICE,
    CURRENCY,
    _PERIOD,
    _RENEWS_ON,
    Field("by", Text("Người ghi", "Written by"), Kind.PERSON, Subject.NOTHING, is_edited=False),
    Field("recorded_at", Text("Ghi lúc", "Recorded at"), Kind.MOMENT, Subject.NOTHING, is_edited=False),
)
