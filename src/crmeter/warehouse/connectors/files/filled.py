"""Which tables a file fills, by what its columns mean."""

from collections.abc import Collection

from crmeter.warehouse.connectors.files.supply_fields import DELIVERED

_NAMING_PRODUCTS = ("stock_levels", "supplier_deliveries", "warranty_claims")
_PEOPLE = frozenset({"customers.source_key", "identities.name", "identities.phone", "identities.email"})


def filled_tables(table: str, fields: Collection[str]) -> tuple[str, ...]:
    """Return the tables that a file fills, the principal one first.

    Args:
        table: what one of its rows is about.
        fields: what its columns mean.
    """
    there = set(fields)
    filled = [table]
    if table == "order_lines":
        filled += ["products"] if there & {"products.source_key", "products.name"} else []
        filled += ["orders", "returns"] if "orders.ordered_at" in there else []
    if table in ("orders", "order_lines") and any(field.startswith("deliveries.") for field in there):
        filled.append("deliveries")
    if table == "orders" and there & {"orders.amount", "orders.refunded"}:
        filled.append("returns")
    if table == "survey_answers":
        filled += ["survey_invitations"] if "survey_answers.asked_on" in there else []
        filled += ["survey_words"] if "survey_answers.comment" in there else []
        filled += ["products"] if there & {"products.source_key", "products.name"} else []
    if table == "tickets" and {"tickets.source_key", "tickets.changed_at"} <= there:
        filled.append("ticket_events")
    if table in ("orders", "order_lines", "returns", "survey_answers", "tickets", "deals") and there & _PEOPLE:
        filled.append("customers")
    if table == "deliveries" and there & set(DELIVERED):
        filled.append("delivery_lines")
    if table in ("deliveries", *_NAMING_PRODUCTS) and there & {"products.source_key", "products.name"}:
        filled.append("products")
    # Of leads and claims who somebody is serves as a key only.
    if table not in ("leads", "warranty_claims") and any(field.startswith("identities.") for field in there):
        filled.append("identities")
    if any(field.startswith("partners.") for field in there):
        filled.append("partners")
    return tuple(filled)
