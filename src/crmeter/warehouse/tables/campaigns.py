"""Campaigns, what was spent on them and whom they reach.

`expected_response` is a share of those who are written to. A member is a customer, a contact or a lead; of a contact
the customer is told too. Who is held out was drawn by lot when they were added. Each thing that became of a member has
its own day.
"""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, OwnedBy, Table, origin

campaigns = Table(
    name="campaigns",
    title=Text("Chiến dịch", "Campaigns"),
    grain=Text("một chiến dịch tiếp thị", "one campaign of marketing"),
    key="campaign_key",
    date="starts_on",
    owned_by=(OwnedBy("owner"),),
    columns=(
        Column("campaign_key", "BIGINT", Text("Khóa chiến dịch", "Campaign key"), required=True),
        Column("name", "VARCHAR", Text("Tên chiến dịch", "Campaign name"), required=True),
        Column("channel", "VARCHAR", Text("Kênh", "Channel")),
        Column("status", "VARCHAR", Text("Trạng thái", "Status"), required=True),
        Column("starts_on", "DATE", Text("Bắt đầu", "Starts on")),
        Column("ends_on", "DATE", Text("Kết thúc", "Ends on")),
        Column("budget", "DECIMAL(18,4)", Text("Ngân sách", "Budget")),
        Column("currency", "VARCHAR", Text("Tiền tệ", "Currency")),
        Column("expected_response", "DECIMAL(18,4)", Text("Tỷ lệ phản hồi dự kiến", "Expected response")),
        Column("owner", "VARCHAR", Text("Phụ trách", "Owner")),
        *origin(),
    ),
)

costs = Table(
    name="costs",
    title=Text("Chi phí chiến dịch", "Campaign costs"),
    grain=Text("một khoản chi của một chiến dịch", "one amount spent on a campaign"),
    key="cost_key",
    date="spent_on",
    owned_by=(OwnedBy("campaign_key", through="campaigns"),),
    columns=(
        Column("cost_key", "BIGINT", Text("Khóa chi phí", "Cost key"), required=True),
        Column("campaign_key", "BIGINT", Text("Khóa chiến dịch", "Campaign key"), required=True),
        Column("spent_on", "DATE", Text("Ngày chi", "Spent on"), required=True),
        Column("amount", "DECIMAL(18,4)", Text("Số tiền", "Amount"), required=True),
        Column("currency", "VARCHAR", Text("Tiền tệ", "Currency"), required=True),
        *origin(),
    ),
)

campaign_members = Table(
    name="campaign_members",
    title=Text("Người trong chiến dịch", "Members of campaigns"),
    grain=Text("một người mà một chiến dịch nhắm tới", "one person whom one campaign reaches"),
    key="member_key",
    date="planned_on",
    owned_by=(
        OwnedBy("customer_key", through="customers"),
        OwnedBy("lead_key", through="leads"),
        OwnedBy("contact_key", through="contacts"),
        OwnedBy("campaign_key", through="campaigns"),
    ),
    columns=(
        Column("member_key", "BIGINT", Text("Khóa người trong chiến dịch", "Member key"), required=True),
        Column("campaign_key", "BIGINT", Text("Khóa chiến dịch", "Campaign key"), required=True),
        Column("customer_key", "BIGINT", Text("Khóa khách hàng", "Customer key")),
        Column("contact_key", "BIGINT", Text("Khóa người liên hệ", "Contact key")),
        Column("lead_key", "BIGINT", Text("Khóa khách tiềm năng", "Lead key")),
        Column("planned_on", "DATE", Text("Ngày đưa vào", "Planned on"), required=True),
        Column("sent_on", "DATE", Text("Ngày gửi đi", "Sent on")),
        Column("opened_on", "DATE", Text("Ngày mở xem", "Opened on")),
        Column("clicked_on", "DATE", Text("Ngày bấm liên kết", "Clicked on")),
        Column("replied_on", "DATE", Text("Ngày phản hồi", "Replied on")),
        Column("converted_on", "DATE", Text("Ngày chuyển đổi", "Converted on")),
        Column("unsubscribed_on", "DATE", Text("Ngày từ chối nhận tin", "Unsubscribed on")),
        Column("complained_on", "DATE", Text("Ngày báo thư rác", "Complained of spam on")),
        Column("held_out", "BOOLEAN", Text("Để riêng theo bốc thăm", "Held out by lot")),
        *origin(),
    ),
)
