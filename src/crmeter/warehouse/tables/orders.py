"""Orders and the documents beside them.

`kind`: `sale`, `return` (a credit note), `free` (nothing charged), `adjustment` (a correction of the books),
`unpriced` (neither an amount nor lines that would give one).
`status`: `valid` or `cancelled` (called off or never fulfilled). `reversed_on`: the day on which the last of all
that was in it came back. An order counts for measures when it is a valid sale with a positive amount that has not
been sent back whole by the day of the evaluation.
"""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, OwnedBy, Table, origin

orders = Table(
    name="orders",
    title=Text("Đơn hàng", "Orders"),
    grain=Text(
        "một đơn hàng hay chứng từ của một khách vào một lúc",
        "one order or document of one customer at one time",
    ),
    key="order_key",
    date="ordered_on",
    owned_by=(OwnedBy("customer_key", through="customers"), OwnedBy("owner")),
    columns=(
        Column("order_key", "BIGINT", Text("Khóa đơn hàng", "Order key"), required=True),
        Column("customer_key", "BIGINT", Text("Khóa khách hàng", "Customer key"), expected=True),
        Column("ordered_at", "TIMESTAMP", Text("Thời điểm đặt", "Ordered at"), required=True),
        Column("ordered_on", "DATE", Text("Ngày đặt", "Ordered on"), required=True),
        Column("kind", "VARCHAR", Text("Loại chứng từ", "Kind of document"), required=True),
        Column("status", "VARCHAR", Text("Trạng thái", "Status"), required=True),
        Column("reversed_on", "DATE", Text("Ngày hoàn toàn bộ", "Sent back whole on")),
        Column("amount", "DECIMAL(18,4)", Text("Số tiền", "Amount"), required=True),
        Column("currency", "VARCHAR", Text("Tiền tệ", "Currency"), expected=True),
        Column("quantity", "DECIMAL(18,4)", Text("Số lượng", "Quantity")),
        Column("channel", "VARCHAR", Text("Kênh bán", "Channel")),
        Column("region", "VARCHAR", Text("Khu vực", "Region")),
        Column("campaign", "VARCHAR", Text("Chiến dịch", "Campaign")),
        Column("owner", "VARCHAR", Text("Phụ trách", "Owner")),
        *origin(),
    ),
)
