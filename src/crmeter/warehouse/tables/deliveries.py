"""Deliveries with the promise and what came of it.

`damaged` and `documents_right` are empty where nobody wrote them down; what was in a delivery is told
by `delivery_lines`.
"""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, OwnedBy, Table, origin

deliveries = Table(
    name="deliveries",
    title=Text("Giao hàng", "Deliveries"),
    grain=Text("một lần giao của một đơn", "one delivery of one order"),
    key="delivery_key",
    date="promised_on",
    owned_by=(OwnedBy("order_key", through="orders"),),
    columns=(
        Column("delivery_key", "BIGINT", Text("Khóa giao hàng", "Delivery key"), required=True),
        Column("order_key", "BIGINT", Text("Khóa đơn hàng", "Order key"), required=True),
        Column("promised_on", "DATE", Text("Ngày hẹn", "Promised on"), expected=True),
        Column("shipped_on", "DATE", Text("Ngày gửi", "Shipped on")),
        Column("delivered_on", "DATE", Text("Ngày nhận", "Delivered on")),
        Column("damaged", "BOOLEAN", Text("Có hàng hư hỏng", "Something damaged")),
        Column("documents_right", "BOOLEAN", Text("Chứng từ đúng", "Documents right")),
        *origin(),
    ),
)
