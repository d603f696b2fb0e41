"""The lines of orders.

`kind`: `sale` (positive quantity and amount), `return` (negative quantity, of a customer or priced),
`free` (goods at price zero), `adjustment` (stock or money corrected, nobody bought or
sent back), `zero` (quantity zero). `discount` is money that was taken off the line, zero where the source says that
nothing was; `amount` is what is left.
"""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, OwnedBy, Table, origin

order_lines = Table(
    name="order_lines",
    title=Text("Dòng đơn hàng", "Order lines"),
    grain=Text("một dòng sản phẩm của một đơn", "one product line of one order"),
    key="line_key",
    date="ordered_on",
    owned_by=(OwnedBy("order_key", through="orders"),),
    columns=(
        Column("line_key", "BIGINT", Text("Khóa dòng", "Line key"), required=True),
        Column("order_key", "BIGINT", Text("Khóa đơn hàng", "Order key"), required=True),
        Column("product_key", "BIGINT", Text("Khóa sản phẩm", "Product key"), expected=True),
        Column("ordered_on", "DATE", Text("Ngày đặt", "Ordered on"), required=True),
        Column("kind", "VARCHAR", Text("Loại dòng", "Kind of line"), required=True),
        Column("quantity", "DECIMAL(18,4)", Text("Số lượng", "Quantity"), expected=True),
        Column("unit_price", "DECIMAL(18,4)", Text("Đơn giá", "Unit price")),
        Column("amount", "DECIMAL(18,4)", Text("Thành tiền", "Amount"), required=True),
        Column("discount", "DECIMAL(18,4)", Text("Tiền giảm giá", "Discount")),
        Column("currency", "VARCHAR", Text("Tiền tệ", "Currency"), expected=True),
        Column("unit_cost", "DECIMAL(18,4)", Text("Giá vốn", "Unit cost")),
        *origin(),
    ),
)
