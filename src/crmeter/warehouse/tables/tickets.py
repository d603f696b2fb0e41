"""Tickets and what happened to them.

`status`: `new`, `open`, `waiting` (for the customer), `solved` or `closed`. `due_at` and
`answer_due_at` are as promised, moved by the time in which the clock stood still. `product` is called as its source
calls it. `is_escalated` is empty where the source does not tell which tickets went to somebody above.
"""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, OwnedBy, Table, origin

tickets = Table(
    name="tickets",
    title=Text("Phiếu hỗ trợ", "Tickets"),
    grain=Text("một yêu cầu của khách", "one request of a customer"),
    key="ticket_key",
    date="opened_on",
    owned_by=(
        OwnedBy("owner"),
        OwnedBy("customer_key", through="customers"),
    ),
    columns=(
        Column("ticket_key", "BIGINT", Text("Khóa phiếu", "Ticket key"), required=True),
        Column("customer_key", "BIGINT", Text("Khóa khách hàng", "Customer key")),
        Column("queue", "VARCHAR", Text("Hàng đợi", "Queue"), required=True),
        Column("category", "VARCHAR", Text("Nhóm yêu cầu", "Category")),
        Column("product", "VARCHAR", Text("Sản phẩm", "Product")),
        Column("cause", "VARCHAR", Text("Nguyên nhân", "Cause")),
        Column("priority", "VARCHAR", Text("Ưu tiên", "Priority"), required=True),
        Column("status", "VARCHAR", Text("Trạng thái", "Status"), required=True),
        Column("channel", "VARCHAR", Text("Kênh", "Channel")),
        Column("opened_at", "TIMESTAMP", Text("Thời điểm mở", "Opened at"), required=True),
        Column("opened_on", "DATE", Text("Ngày mở", "Opened on"), required=True),
        Column("first_responded_at", "TIMESTAMP", Text("Trả lời lần đầu", "First answered at")),
        Column("solved_at", "TIMESTAMP", Text("Giải quyết lúc", "Solved at")),
        Column("answer_due_at", "TIMESTAMP", Text("Hạn trả lời", "Answer due at")),
        Column("due_at", "TIMESTAMP", Text("Hạn giải quyết", "Solution due at")),
        Column("paused_seconds", "BIGINT", Text("Số giây tạm dừng", "Seconds paused"), required=True),
        Column("reopened", "INTEGER", Text("Số lần mở lại", "Times reopened"), required=True),
        Column("is_escalated", "BOOLEAN", Text("Đã chuyển lên cấp trên", "Escalated")),
        Column("escalated_at", "TIMESTAMP", Text("Chuyển lên cấp trên lúc", "Escalated at")),
        Column("duplicate_of", "BIGINT", Text("Trùng với phiếu", "Duplicate of ticket")),
        Column("owner", "VARCHAR", Text("Phụ trách", "Owner")),
        *origin(),
    ),
)

ticket_events = Table(
    name="ticket_events",
    title=Text("Sự kiện phiếu hỗ trợ", "Ticket events"),
    grain=Text("một việc xảy ra với một phiếu", "one thing that happened to a ticket"),
    key="event_key",
    date="happened_on",
    owned_by=(OwnedBy("ticket_key", through="tickets"),),
    columns=(
        Column("event_key", "BIGINT", Text("Khóa sự kiện", "Event key"), required=True),
        Column("ticket_key", "BIGINT", Text("Khóa phiếu", "Ticket key"), required=True),
        Column("kind", "VARCHAR", Text("Loại sự kiện", "Kind of event"), required=True),
        Column("before", "VARCHAR", Text("Trước", "Before")),
        Column("after", "VARCHAR", Text("Sau", "After")),
        Column("happened_at", "TIMESTAMP", Text("Thời điểm xảy ra", "Happened at"), required=True),
        Column("happened_on", "DATE", Text("Ngày xảy ra", "Happened on"), required=True),
        Column("recorded_at", "TIMESTAMP", Text("Thời điểm ghi nhận", "Recorded at"), required=True),
        *origin(),
    ),
)
