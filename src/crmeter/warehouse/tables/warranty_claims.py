"""What customers claimed under warranty.

`status`: `open`, `accepted`, `refused`; empty where the source says none of these.
"""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, OwnedBy, Table, origin

warranty_claims = Table(
    name="warranty_claims",
    title=Text("Yêu cầu bảo hành", "Warranty claims"),
    grain=Text("một yêu cầu bảo hành", "one claim under warranty"),
    key="claim_key",
    date="claimed_on",
    owned_by=(OwnedBy("customer_key", through="customers"), OwnedBy("order_key", through="orders")),
    columns=(
        Column("claim_key", "BIGINT", Text("Khóa bảo hành", "Claim key"), required=True),
        Column("order_key", "BIGINT", Text("Khóa đơn hàng", "Order key"), expected=True),
        Column("customer_key", "BIGINT", Text("Khóa khách hàng", "Customer key")),
        Column("product_key", "BIGINT", Text("Khóa sản phẩm", "Product key"), expected=True),
        Column("claimed_on", "DATE", Text("Ngày yêu cầu bảo hành", "Claimed on"), required=True),
        Column("closed_on", "DATE", Text("Ngày xử lý xong", "Closed on")),
        Column("reason", "VARCHAR", Text("Lý do bảo hành", "Reason of the claim")),
        Column("status", "VARCHAR", Text("Trạng thái bảo hành", "State of the claim")),
        Column("cost", "DECIMAL(18,4)", Text("Chi phí bảo hành", "Cost of the claim")),
        Column("currency", "VARCHAR", Text("Tiền tệ", "Currency")),
        *origin(),
    ),
)
