"""How much of a product was on hand at a place on a day. A day without a reading has no row: nothing is filled in."""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, Table, origin

stock_levels = Table(
    name="stock_levels",
    title=Text("Tồn kho", "Stock levels"),
    grain=Text("một sản phẩm ở một nơi vào một ngày", "one product at one place on one day"),
    key="stock_key",
    date="counted_on",
    columns=(
        Column("stock_key", "BIGINT", Text("Khóa tồn kho", "Stock key"), required=True),
        Column("product_key", "BIGINT", Text("Khóa sản phẩm", "Product key"), required=True),
        Column("place", "VARCHAR", Text("Kho", "Place")),
        Column("counted_on", "DATE", Text("Ngày ghi tồn", "Counted on"), required=True),
        Column("quantity", "DECIMAL(18,4)", Text("Số lượng tồn", "Quantity on hand"), required=True),
        *origin(),
    ),
)
