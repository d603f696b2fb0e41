"""What was in deliveries: how much of which product came, and how much of it was damaged.

`quantity` is what the delivery brought, `quantity_ordered` what its own paper says was ordered, where it says so;
`damaged` is empty where nobody looked or wrote it down.
"""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, OwnedBy, Table, origin

delivery_lines = Table(
    name="delivery_lines",
    title=Text("Dòng hàng giao", "Delivery lines"),
    grain=Text("một sản phẩm trong một lần giao", "one product in one delivery"),
    key="delivery_line_key",
    owned_by=(OwnedBy("order_key", through="orders"),),
    columns=(
        Column("delivery_line_key", "BIGINT", Text("Khóa dòng giao", "Delivery line key"), required=True),
        Column("delivery_key", "BIGINT", Text("Khóa giao hàng", "Delivery key"), required=True),
        Column("order_key", "BIGINT", Text("Khóa đơn hàng", "Order key"), required=True),
        Column("product_key", "BIGINT", Text("Khóa sản phẩm", "Product key"), expected=True),
        Column("quantity", "DECIMAL(18,4)", Text("Số lượng giao", "Quantity delivered"), expected=True),
        Column("quantity_ordered", "DECIMAL(18,4)", Text("Số lượng đặt", "Quantity ordered")),
        Column("damaged", "DECIMAL(18,4)", Text("Số lượng hư hỏng", "Quantity damaged")),
        *origin(),
    ),
)
