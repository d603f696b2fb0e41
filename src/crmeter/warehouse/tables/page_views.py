"""Views of pages and products, one by one or counted together, with those that ended as wanted.

`views` is 1 for a view that is told by itself. `actions` is how many of them ended in the wanted action: an order, a
form sent, a sign-up, whatever the source calls so; empty where the source does not tell.
"""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, OwnedBy, Table, origin

page_views = Table(
    name="page_views",
    title=Text("Lượt xem trang", "Page views"),
    grain=Text(
        "một lượt xem, hay các lượt xem đếm chung, của một trang hoặc sản phẩm vào một lúc",
        "one view, or views counted together, of one page or product at one time",
    ),
    key="view_key",
    date="viewed_on",
    owned_by=(OwnedBy("customer_key", through="customers"),),
    columns=(
        Column("view_key", "BIGINT", Text("Khóa lượt xem", "View key"), required=True),
        Column("page", "VARCHAR", Text("Trang hoặc sản phẩm", "Page or product"), required=True),
        Column("product_key", "BIGINT", Text("Khóa sản phẩm", "Product key")),
        Column("customer_key", "BIGINT", Text("Khóa khách hàng", "Customer key")),
        Column("viewed_at", "TIMESTAMP", Text("Thời điểm xem", "Viewed at"), required=True),
        Column("viewed_on", "DATE", Text("Ngày xem", "Viewed on"), required=True),
        Column("views", "BIGINT", Text("Số lượt xem", "Views"), required=True),
        Column("actions", "BIGINT", Text("Lượt dẫn tới điều mong muốn", "Views that ended as wanted")),
        Column("channel", "VARCHAR", Text("Kênh", "Channel")),
        Column("campaign", "VARCHAR", Text("Chiến dịch", "Campaign")),
        *origin(),
    ),
)
