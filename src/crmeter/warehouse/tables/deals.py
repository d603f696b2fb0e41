"""Deals and their way through the stages.

`status`: `open`, `won` or `lost`. `won_on` is the day on which a deal was first won, whatever came after.
`is_quoted` says whether a quote or an approval has gone out; it is empty where nothing tells, so that such a deal waits
for none; a deal that was won without one has none. `quoted_on` is the first day of that, empty where it is out and
nobody knows since when.
`probability` is in percent: what somebody said of the deal, else that of its stage. Of a line `discount` is money that
was taken off it, and `amount` what is left.
"""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, OwnedBy, Table, origin

deals = Table(
    name="deals",
    title=Text("Cơ hội", "Deals"),
    grain=Text("một cơ hội bán hàng", "one deal that may be won"),
    key="deal_key",
    date="created_on",
    owned_by=(
        OwnedBy("owner"),
        OwnedBy("customer_key", through="customers"),
    ),
    columns=(
        Column("deal_key", "BIGINT", Text("Khóa cơ hội", "Deal key"), required=True),
        Column("customer_key", "BIGINT", Text("Khóa khách hàng", "Customer key")),
        Column("order_key", "BIGINT", Text("Khóa đơn hàng của cơ hội", "Key of the order it became")),
        Column("created_on", "DATE", Text("Ngày tạo", "Created on"), required=True),
        Column("pipeline", "VARCHAR", Text("Quy trình bán", "Pipeline"), required=True),
        Column("stage", "VARCHAR", Text("Giai đoạn bán", "Deal stage"), required=True),
        Column("status", "VARCHAR", Text("Trạng thái", "Status"), required=True),
        Column("amount", "DECIMAL(18,4)", Text("Số tiền", "Amount"), expected=True),
        Column("currency", "VARCHAR", Text("Tiền tệ", "Currency")),
        Column("probability", "INTEGER", Text("Khả năng thắng (%)", "Probability (%)")),
        Column("expected_on", "DATE", Text("Dự kiến chốt", "Expected on")),
        Column("won_on", "DATE", Text("Ngày thắng", "Won on")),
        Column("lost_on", "DATE", Text("Ngày thua", "Lost on")),
        Column("is_quoted", "BOOLEAN", Text("Đã gửi báo giá hay duyệt", "Quote or approval sent")),
        Column("quoted_on", "DATE", Text("Ngày gửi báo giá hay duyệt", "Quote or approval sent on")),
        Column("lost_reason", "VARCHAR", Text("Lý do thua", "Lost because")),
        Column("competitor", "VARCHAR", Text("Đối thủ", "Competitor")),
        Column("channel", "VARCHAR", Text("Kênh", "Channel")),
        Column("owner", "VARCHAR", Text("Phụ trách", "Owner")),
        *origin(),
    ),
)

deal_stages = Table(
    name="deal_stages",
    title=Text("Chuyển giai đoạn", "Stage changes"),
    grain=Text("một lần cơ hội sang giai đoạn khác", "one time that a deal came to a stage"),
    key="event_key",
    date="happened_on",
    owned_by=(OwnedBy("deal_key", through="deals"),),
    columns=(
        Column("event_key", "BIGINT", Text("Khóa sự kiện", "Event key"), required=True),
        Column("deal_key", "BIGINT", Text("Khóa cơ hội", "Deal key"), required=True),
        Column("kind", "VARCHAR", Text("Loại sự kiện", "Kind of event"), required=True),
        Column("from_stage", "VARCHAR", Text("Từ giai đoạn", "From stage")),
        Column("to_stage", "VARCHAR", Text("Sang giai đoạn", "To stage"), required=True),
        Column("amount", "DECIMAL(18,4)", Text("Số tiền", "Amount")),
        Column("happened_at", "TIMESTAMP", Text("Thời điểm xảy ra", "Happened at"), required=True),
        Column("happened_on", "DATE", Text("Ngày xảy ra", "Happened on"), required=True),
        Column("recorded_at", "TIMESTAMP", Text("Thời điểm ghi nhận", "Recorded at"), required=True),
        *origin(),
    ),
)

deal_lines = Table(
    name="deal_lines",
    title=Text("Dòng hàng của cơ hội", "Lines of deals"),
    grain=Text("một sản phẩm trong một cơ hội", "one product of one deal"),
    key="line_key",
    owned_by=(OwnedBy("deal_key", through="deals"),),
    columns=(
        Column("line_key", "BIGINT", Text("Khóa dòng", "Line key"), required=True),
        Column("deal_key", "BIGINT", Text("Khóa cơ hội", "Deal key"), required=True),
        Column("product_key", "BIGINT", Text("Khóa sản phẩm", "Product key"), expected=True),
        Column("quantity", "DECIMAL(18,4)", Text("Số lượng", "Quantity")),
        Column("unit_price", "DECIMAL(18,4)", Text("Đơn giá", "Unit price")),
        Column("amount", "DECIMAL(18,4)", Text("Thành tiền", "Amount"), required=True),
        Column("discount", "DECIMAL(18,4)", Text("Tiền giảm giá", "Discount")),
        Column("currency", "VARCHAR", Text("Tiền tệ", "Currency")),
        *origin(),
    ),
)
