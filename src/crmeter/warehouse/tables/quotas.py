"""Quotas of people: the won value that somebody is to reach in a period, as targets say.

`is_countable` is false while no deal is on record: deals of files count in no quota.
"""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, OwnedBy, Table, origin

quotas = Table(
    name="quotas",
    title=Text("Chỉ tiêu doanh số của từng người", "Quotas of people"),
    grain=Text("một chỉ tiêu doanh số của một người trong một kỳ", "one quota of a person for a period"),
    key="quota_key",
    date="ends_on",
    owned_by=(OwnedBy("owner"),),
    columns=(
        Column("quota_key", "BIGINT", Text("Khóa chỉ tiêu", "Quota key"), required=True),
        Column("owner", "VARCHAR", Text("Phụ trách", "Owner"), required=True),
        Column("span", "VARCHAR", Text("Độ dài kỳ", "Length of the period"), required=True),
        Column("starts_on", "DATE", Text("Ngày đầu kỳ", "First day of the period"), required=True),
        Column("ends_on", "DATE", Text("Ngày cuối kỳ", "Last day of the period"), required=True),
        Column("value", "DECIMAL(18,4)", Text("Phải thắng", "To be won"), required=True),
        Column("currency", "VARCHAR", Text("Tiền tệ", "Currency"), required=True),
        Column("is_countable", "BOOLEAN", Text("Trong sổ có cơ hội", "Deals are on record"), required=True),
        *origin(),
    ),
)
