"""Products as sold."""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, Table, origin

products = Table(
    name="products",
    title=Text("Sản phẩm", "Products"),
    grain=Text("một sản phẩm", "one product"),
    key="product_key",
    is_shared=True,
    columns=(
        Column("product_key", "BIGINT", Text("Khóa sản phẩm", "Product key"), required=True),
        Column("name", "VARCHAR", Text("Tên sản phẩm", "Product name"), expected=True),
        Column("category", "VARCHAR", Text("Nhóm hàng", "Category")),
        Column("unit_cost", "DECIMAL(18,4)", Text("Giá vốn", "Unit cost")),
        *origin(),
    ),
)
