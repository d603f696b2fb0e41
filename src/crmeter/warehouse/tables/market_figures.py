"""What was said of the market: how much is sold in a period, by all or by one who sells, at what price; who said it.

`span` is `month`, `quarter` or `year`; `who` is `market`, `us` or `competitor`, of whom `name` says which. An empty
`product_set` means everything that the market buys. `share` is between 0 and 1.
"""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, Table, origin

market_figures = Table(
    name="market_figures",
    title=Text("Số liệu thị trường", "Figures of the market"),
    grain=Text(
        "một con số về thị trường, mình hoặc đối thủ trong một kỳ",
        "what one period says of the market, of ourselves or of a competitor",
    ),
    key="figure_key",
    date="starts_on",
    is_shared=True,
    columns=(
        Column("figure_key", "BIGINT", Text("Khóa số liệu", "Figure key"), required=True),
        Column("span", "VARCHAR", Text("Độ dài kỳ", "Length of the period"), required=True),
        Column("starts_on", "DATE", Text("Ngày đầu kỳ", "First day of the period"), required=True),
        Column("product_set", "VARCHAR", Text("Nhóm sản phẩm", "Set of products")),
        Column("who", "VARCHAR", Text("Của ai", "Whose"), required=True),
        Column("name", "VARCHAR", Text("Đối thủ", "Competitor")),
        Column("amount", "DECIMAL(18,4)", Text("Quy mô bằng tiền", "Size in money")),
        Column("currency", "VARCHAR", Text("Tiền tệ", "Currency")),
        Column("units", "DECIMAL(18,4)", Text("Quy mô bằng số lượng", "Size in units")),
        Column("share", "DECIMAL(18,9)", Text("Thị phần", "Market share")),
        Column("price", "DECIMAL(18,4)", Text("Mức giá", "Price level")),
        Column("said_by", "VARCHAR", Text("Nguồn số liệu", "Said by"), required=True),
        Column("said_on", "DATE", Text("Ngày công bố", "Said on")),
        *origin(),
    ),
)
