"""Subscriptions and what happened to them.

`price` is that of one for one period; `ends_on` the first day on which a subscription is not there any more.
"""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, OwnedBy, Table, origin

subscriptions = Table(
    name="subscriptions",
    title=Text("Hợp đồng định kỳ", "Subscriptions"),
    grain=Text("một hợp đồng bán theo kỳ", "one thing that is sold again each period"),
    key="subscription_key",
    date="starts_on",
    owned_by=(
        OwnedBy("owner"),
        OwnedBy("customer_key", through="customers"),
    ),
    columns=(
        Column("subscription_key", "BIGINT", Text("Khóa hợp đồng", "Subscription key"), required=True),
        Column("customer_key", "BIGINT", Text("Khóa khách hàng", "Customer key"), required=True),
        Column("product_key", "BIGINT", Text("Khóa sản phẩm", "Product key")),
        Column("quantity", "DECIMAL(18,4)", Text("Số lượng", "Quantity")),
        Column("price", "DECIMAL(18,4)", Text("Giá mỗi kỳ", "Price per period"), expected=True),
        Column("currency", "VARCHAR", Text("Tiền tệ", "Currency"), required=True),
        Column("period", "VARCHAR", Text("Kỳ", "Period"), required=True),
        Column("status", "VARCHAR", Text("Trạng thái", "Status"), required=True),
        Column("starts_on", "DATE", Text("Bắt đầu", "Starts on"), required=True),
        Column("ends_on", "DATE", Text("Kết thúc", "Ends on")),
        Column("renews_on", "DATE", Text("Gia hạn", "Renews on")),
        Column("cancelled_on", "DATE", Text("Ngày hủy", "Cancelled on")),
        Column("cancel_reason", "VARCHAR", Text("Lý do hủy", "Cancelled because")),
        Column("owner", "VARCHAR", Text("Phụ trách", "Owner")),
        *origin(),
    ),
)

subscription_events = Table(
    name="subscription_events",
    title=Text("Sự kiện hợp đồng", "Subscription events"),
    grain=Text("một việc xảy ra với một hợp đồng", "one thing that happened to a subscription"),
    key="event_key",
    date="happened_on",
    owned_by=(OwnedBy("subscription_key", through="subscriptions"),),
    columns=(
        Column("event_key", "BIGINT", Text("Khóa sự kiện", "Event key"), required=True),
        Column("subscription_key", "BIGINT", Text("Khóa hợp đồng", "Subscription key"), required=True),
        Column("kind", "VARCHAR", Text("Loại sự kiện", "Kind of event"), required=True),
        Column("happened_on", "DATE", Text("Ngày xảy ra", "Happened on"), required=True),
        Column("quantity", "DECIMAL(18,4)", Text("Số lượng", "Quantity")),
        Column("price", "DECIMAL(18,4)", Text("Giá mỗi kỳ", "Price per period")),
        Column("currency", "VARCHAR", Text("Tiền tệ", "Currency"), required=True),
        Column("period", "VARCHAR", Text("Kỳ", "Period"), required=True),
        Column("renews_on", "DATE", Text("Gia hạn", "Renews on")),
        Column("recorded_at", "TIMESTAMP", Text("Thời điểm ghi nhận", "Recorded at"), required=True),
        *origin(),
    ),
)
