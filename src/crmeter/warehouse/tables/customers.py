"""Customers, by surrogate key: names and contact details are in `identities`."""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, OwnedBy, Table, origin

customers = Table(
    name="customers",
    title=Text("Khách hàng", "Customers"),
    grain=Text("một khách hàng, là hãng hay cá nhân", "one customer, a firm or a person"),
    key="customer_key",
    owned_by=(OwnedBy("owner"),),
    columns=(
        Column("customer_key", "BIGINT", Text("Khóa khách hàng", "Customer key"), required=True),
        Column("kind", "VARCHAR", Text("Loại khách", "Kind")),
        Column("segment", "VARCHAR", Text("Phân khúc", "Segment")),
        Column("region", "VARCHAR", Text("Khu vực", "Region")),
        Column("country", "VARCHAR", Text("Quốc gia", "Country")),
        Column("channel", "VARCHAR", Text("Kênh", "Channel")),
        Column("owner", "VARCHAR", Text("Phụ trách", "Owner")),
        Column("created_on", "DATE", Text("Ngày tạo", "Created on")),
        *origin(),
    ),
)
