"""Which customers and others are partners or suppliers of the firm; their orders name them as those of customers do."""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, OwnedBy, Table, origin

partners = Table(
    name="partners",
    title=Text("Đối tác và nhà cung cấp", "Partners and suppliers"),
    grain=Text("một đối tác hoặc nhà cung cấp", "one partner or supplier"),
    key="customer_key",
    owned_by=(OwnedBy("owner"),),
    columns=(
        Column("customer_key", "BIGINT", Text("Khóa khách hàng", "Customer key"), required=True),
        Column("is_partner", "BOOLEAN", Text("Là đối tác", "Is a partner")),
        Column("is_supplier", "BOOLEAN", Text("Là nhà cung cấp", "Is a supplier")),
        Column("segment", "VARCHAR", Text("Phân khúc", "Segment")),
        Column("region", "VARCHAR", Text("Khu vực", "Region")),
        Column("owner", "VARCHAR", Text("Phụ trách", "Owner")),
        *origin(),
    ),
)
