"""What was ordered of suppliers, when it was promised and came, and how much of it was turned away."""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, Table, origin

supplier_deliveries = Table(
    name="supplier_deliveries",
    title=Text("Giao hàng của nhà cung cấp", "Deliveries of suppliers"),
    grain=Text("một dòng hàng của một lần đặt nhà cung cấp", "one line of what was ordered of a supplier"),
    key="supply_key",
    date="promised_on",
    columns=(
        Column("supply_key", "BIGINT", Text("Khóa nhập hàng", "Supply key"), required=True),
        Column("supplier", "VARCHAR", Text("Nhà cung cấp", "Supplier"), required=True),
        Column("product_key", "BIGINT", Text("Khóa sản phẩm", "Product key"), expected=True),
        Column("ordered_on", "DATE", Text("Ngày đặt", "Ordered on")),
        Column("promised_on", "DATE", Text("Ngày hẹn", "Promised on"), expected=True),
        Column("received_on", "DATE", Text("Ngày nhận hàng", "Received on")),
        Column("quantity_ordered", "DECIMAL(18,4)", Text("Số lượng đặt", "Quantity ordered")),
        Column("quantity_received", "DECIMAL(18,4)", Text("Số lượng nhận", "Quantity received")),
        Column("quantity_rejected", "DECIMAL(18,4)", Text("Số lượng từ chối", "Quantity rejected")),
        *origin(),
    ),
)
