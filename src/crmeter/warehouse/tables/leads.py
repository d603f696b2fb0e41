"""Leads; `created_at` is at midnight where a source tells the day only.

`converted_on` is set once, when the lead became a customer. `qualified_on` is the first day on which somebody found
that it is worth selling to.
"""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, OwnedBy, Table, origin

leads = Table(
    name="leads",
    title=Text("Khách tiềm năng", "Leads"),
    grain=Text("một khách tiềm năng, từ lúc được ghi nhận", "one lead, from the moment it was recorded"),
    key="lead_key",
    date="created_on",
    owned_by=(OwnedBy("owner"),),
    columns=(
        Column("lead_key", "BIGINT", Text("Khóa khách tiềm năng", "Lead key"), required=True),
        Column("customer_key", "BIGINT", Text("Khóa khách hàng", "Customer key")),
        Column("created_on", "DATE", Text("Ngày tạo", "Created on"), required=True),
        Column("created_at", "TIMESTAMP", Text("Thời điểm tạo", "Created at")),
        Column("qualified_on", "DATE", Text("Ngày đạt yêu cầu", "Qualified on")),
        Column("converted_on", "DATE", Text("Ngày chuyển đổi", "Converted on")),
        Column("status", "VARCHAR", Text("Trạng thái", "Status")),
        Column("channel", "VARCHAR", Text("Kênh", "Channel"), expected=True),
        Column("campaign", "VARCHAR", Text("Chiến dịch", "Campaign")),
        Column("owner", "VARCHAR", Text("Phụ trách", "Owner")),
        *origin(),
    ),
)
