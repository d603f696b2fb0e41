"""Tables of supply that no record is kept of: files alone fill them."""

from collections.abc import Mapping

from crmeter.warehouse.connectors.own_database.origin import Shape
from crmeter.warehouse.tables import TABLES

SUPPLY: Mapping[str, Shape] = {
    # No change of any record changes them; named is one that seldom changes, for a shape of none is read each time.
    name: Shape((), TABLES[name].no_rows_sql(), frozenset({"products"}))
    for name in ("stock_levels", "supplier_deliveries", "warranty_claims")
}
