"""Contacts with customers and leads.

`direction`: `in` (from the customer) or `out` (from the firm). `outcome`: `answered`, `no_answer`,
`unsubscribed`. `arrived` is told of what was written only, and where somebody said whether it came through or bounced.
"""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, OwnedBy, Table, origin

touches = Table(
    name="touches",
    title=Text("Lần tiếp xúc", "Touches"),
    grain=Text("một lần tiếp xúc giữa hãng và khách", "one contact between the firm and a customer or lead"),
    key="touch_key",
    date="touched_on",
    owned_by=(OwnedBy("customer_key", through="customers"), OwnedBy("lead_key", through="leads")),
    columns=(
        Column("touch_key", "BIGINT", Text("Khóa tiếp xúc", "Touch key"), required=True),
        Column("customer_key", "BIGINT", Text("Khóa khách hàng", "Customer key")),
        Column("lead_key", "BIGINT", Text("Khóa khách tiềm năng", "Lead key")),
        Column("touched_at", "TIMESTAMP", Text("Thời điểm", "Touched at"), required=True),
        Column("touched_on", "DATE", Text("Ngày", "Touched on"), required=True),
        Column("channel", "VARCHAR", Text("Kênh", "Channel"), expected=True),
        Column("direction", "VARCHAR", Text("Chiều", "Direction"), required=True),
        Column("outcome", "VARCHAR", Text("Kết quả", "Outcome")),
        Column("arrived", "BOOLEAN", Text("Đã đến nơi", "Arrived")),
        Column("ticket_key", "BIGINT", Text("Khóa phiếu", "Ticket key")),
        Column("deal_key", "BIGINT", Text("Khóa cơ hội", "Deal key")),
        Column("seconds", "BIGINT", Text("Thời lượng (giây)", "Seconds it took")),
        *origin(),
    ),
)
