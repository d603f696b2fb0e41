"""Names, phones and addresses of customers, apart from the snapshots.

This table keeps no history: an erasure rewrites it, and no total reads it.
"""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, OwnedBy, Table

identities = Table(
    name="identities",
    title=Text("Danh tính khách hàng", "Customer identities"),
    grain=Text(
        "tên và địa chỉ liên lạc của một khách; không giữ lịch sử",
        "the name and contact details of one customer; keeps no history",
    ),
    key="customer_key",
    owned_by=(OwnedBy("customer_key", through="customers"),),
    columns=(
        Column("customer_key", "BIGINT", Text("Khóa khách hàng", "Customer key"), required=True),
        Column("name", "VARCHAR", Text("Tên", "Name"), expected=True),
        Column(
            "phone",
            "VARCHAR",
            Text("Điện thoại (E.164, không đọc được thì như đã viết)", "Phone (E.164, unreadable ones as written)"),
        ),
        Column("email", "VARCHAR", Text("E-mail", "E-mail")),
        Column("address", "VARCHAR", Text("Địa chỉ", "Address")),
    ),
)
