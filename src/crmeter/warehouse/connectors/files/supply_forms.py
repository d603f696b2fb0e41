"""The kinds of files that tell of stock, of suppliers and of claims under warranty."""

from crmeter.warehouse.connectors.files.form import Form
from crmeter.warehouse.connectors.files.supply_fields import FIELDS_OF_SUPPLY

_PRODUCT = ("products.source_key", "products.name", "products.category")
# Who claimed serves as a key only.
_WHO = ("customers.source_key", "identities.name", "identities.last_name", "identities.phone", "identities.email")


def _all_of(table: str) -> tuple[str, ...]:
    return tuple(name for name in FIELDS_OF_SUPPLY if name.startswith(f"{table}."))


FORMS_OF_SUPPLY = (
    Form(
        "stock_levels",
        (*_all_of("stock_levels"), *_PRODUCT),
        (("stock_levels.counted_on",), ("stock_levels.quantity",), ("products.source_key", "products.name")),
        ("stock_levels.counted_on", "stock_levels.quantity", "stock_levels.place"),
    ),
    Form(
        "supplier_deliveries",
        (*_all_of("supplier_deliveries"), *_PRODUCT),
        (
            ("supplier_deliveries.supplier",),
            ("supplier_deliveries.promised_on", "supplier_deliveries.received_on"),
        ),
        (
            "supplier_deliveries.supplier",
            "supplier_deliveries.received_on",
            "supplier_deliveries.quantity_received",
            "supplier_deliveries.quantity_rejected",
        ),
    ),
    Form(
        "warranty_claims",
        (*_all_of("warranty_claims"), "orders.source_key", "orders.currency", *_PRODUCT, *_WHO),
        (
            ("warranty_claims.claimed_on",),
            ("warranty_claims.source_key", "orders.source_key", "products.source_key", "products.name"),
        ),
        ("warranty_claims.source_key", "warranty_claims.claimed_on", "warranty_claims.cost"),
    ),
)
