"""Tables of supply that no record is kept of: files alone fill them, and follow the records that they name."""

from collections.abc import Mapping

from crmeter.warehouse.connectors.files.keys import number_sql
from crmeter.warehouse.connectors.own_database.origin import Shape
from crmeter.warehouse.tables import TABLES

_NAMED = "chr(31) || f.external_source || chr(31) || f.external_id"
# By the key that files give a thing, by what their source calls it, that of its record.
_ORDER_ALIASES = f"""
SELECT {number_sql(f"'orders' || {_NAMED}")} AS alias_key, f.id AS order_key FROM foreign_orders f
"""
_PRODUCT_ALIASES = f"""
SELECT {number_sql(f"'products' || {_NAMED}")} AS alias_key, f.id AS product_key FROM foreign_products f
"""

SUPPLY: Mapping[str, Shape] = {
    # No change of any record changes them; named is one that seldom changes, for a shape of none is read each time.
    name: Shape((), TABLES[name].no_rows_sql(), frozenset({"products"}))
    for name in ("stock_levels", "supplier_deliveries", "warranty_claims")
} | {
    "order_aliases": Shape(("foreign_orders",), _ORDER_ALIASES, frozenset({"orders"})),
    "product_aliases": Shape(("foreign_products",), _PRODUCT_ALIASES, frozenset({"products"})),
}
