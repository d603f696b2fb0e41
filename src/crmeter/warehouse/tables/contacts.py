"""Contacts, by key only: their names are in the records and nowhere here."""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, OwnedBy, Table, origin

contacts = Table(
    name="contacts",
    title=Text("Người liên hệ", "Contacts"),
    grain=Text("một người liên hệ", "one person to talk to"),
    key="contact_key",
    date="created_on",
    owned_by=(
        OwnedBy("owner"),
        OwnedBy("customer_key", through="customers"),
    ),
    columns=(
        Column("contact_key", "BIGINT", Text("Khóa người liên hệ", "Contact key"), required=True),
        Column("customer_key", "BIGINT", Text("Khóa khách hàng", "Customer key")),
        Column("created_on", "DATE", Text("Ngày tạo", "Created on"), required=True),
        Column("owner", "VARCHAR", Text("Phụ trách", "Owner")),
        *origin(),
    ),
)
