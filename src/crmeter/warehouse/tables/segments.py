"""Segments that people built and let evaluations measure, and whom those that are kept hold.

The rule of a live one is evaluated by each run as of its day; of a kept one the members are as they were that day.
"""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, OwnedBy, Table, origin

segments = Table(
    name="segments",
    title=Text("Nhóm khách", "Built segments"),
    grain=Text("một nhóm khách được đo", "one built segment that is measured"),
    key="segment_key",
    is_shared=True,
    columns=(
        Column("segment_key", "BIGINT", Text("Khóa nhóm khách", "Segment key"), required=True),
        Column("name", "VARCHAR", Text("Tên nhóm", "Name"), required=True),
        Column("is_live", "BOOLEAN", Text("Tự cập nhật", "Live"), required=True),
        Column("rule", "VARCHAR", Text("Điều kiện", "Rule"), required=True),
        Column("kept_on", "DATE", Text("Chốt ngày", "Kept on")),
        *origin(),
    ),
)

segment_members = Table(
    name="segment_members",
    title=Text("Khách trong nhóm đã chốt", "Members of kept segments"),
    grain=Text("một khách của một nhóm đã chốt", "one customer of one kept segment"),
    key="member_key",
    owned_by=(OwnedBy("customer_key", through="customers"),),
    columns=(
        Column("member_key", "BIGINT", Text("Khóa dòng", "Member key"), required=True),
        Column("segment_key", "BIGINT", Text("Khóa nhóm khách", "Segment key"), required=True),
        Column("customer_key", "BIGINT", Text("Khóa khách hàng", "Customer key"), required=True),
        *origin(),
    ),
)

memberships = Table(
    name="memberships",
    title=Text("Khách theo nhóm", "Customers by segment"),
    grain=Text(
        "một khách trong hoặc ngoài một nhóm, ở một lần đánh giá",
        "one customer in or out of one segment, in one evaluation",
    ),
    key="membership_key",
    owned_by=(OwnedBy("customer_key", through="customers"),),
    columns=(
        Column("membership_key", "BIGINT", Text("Khóa dòng", "Membership key"), required=True),
        Column("customer_key", "BIGINT", Text("Khóa khách hàng", "Customer key"), required=True),
        Column("cut", "VARCHAR", Text("Cách chia", "Cut"), required=True),
        Column("code", "VARCHAR", Text("Nhóm", "Group"), required=True),
    ),
)
