"""Goods sent back; amounts and quantities are positive. `order_key` is empty where no order matches."""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, OwnedBy, Table, origin

returns = Table(
    name="returns",
    title=Text("Hàng trả lại", "Returns"),
    grain=Text("một dòng hàng được trả lại, hay một khoản ghi giảm", "one line of goods sent back, or one credit"),
    key="return_key",
    date="returned_on",
    owned_by=(OwnedBy("customer_key", through="customers"), OwnedBy("order_key", through="orders")),
    columns=(
        Column("return_key", "BIGINT", Text("Khóa trả hàng", "Return key"), required=True),
        Column("order_key", "BIGINT", Text("Khóa đơn gốc", "Order sent back"), expected=True),
        Column("customer_key", "BIGINT", Text("Khóa khách hàng", "Customer key"), expected=True),
        Column("product_key", "BIGINT", Text("Khóa sản phẩm", "Product key")),
        Column("returned_on", "DATE", Text("Ngày trả", "Returned on"), required=True),
        Column("quantity", "DECIMAL(18,4)", Text("Số lượng trả", "Quantity returned")),
        Column("amount", "DECIMAL(18,4)", Text("Số tiền trả", "Amount returned"), required=True),
        Column("currency", "VARCHAR", Text("Tiền tệ", "Currency"), required=True),
        *origin(),
    ),
)
