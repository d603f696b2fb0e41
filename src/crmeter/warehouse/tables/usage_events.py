"""Who used which page of the product on which day, and how often; no content and no address."""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, Table, origin

usage_events = Table(
    name="usage_events",
    title=Text("Sử dụng tính năng", "Use of features"),
    grain=Text("một người dùng một tính năng trong một ngày", "one person, one feature, one day"),
    key="usage_key",
    date="used_on",
    columns=(
        Column("usage_key", "BIGINT", Text("Khóa sử dụng", "Use key"), required=True),
        Column("user_key", "BIGINT", Text("Khóa người dùng", "User key"), required=True),
        Column("feature", "VARCHAR", Text("Tính năng", "Feature"), required=True),
        Column("used_on", "DATE", Text("Ngày dùng", "Used on"), required=True),
        Column("uses", "BIGINT", Text("Số lần dùng", "Times used"), required=True),
        *origin(),
    ),
)
