"""What a file can say of deliveries in detail, of stock, of what suppliers bring and of claims under warranty."""

from crmeter.warehouse.connectors.files.field_kinds import Kind

FIELDS_OF_SUPPLY: dict[str, Kind] = {
    "deliveries.damaged": "text",
    "deliveries.documents_right": "text",
    "delivery_lines.quantity": "number",
    "delivery_lines.quantity_ordered": "number",
    "delivery_lines.damaged": "number",
    "stock_levels.counted_on": "time",
    "stock_levels.quantity": "number",
    "stock_levels.place": "text",
    "supplier_deliveries.source_key": "key",
    "supplier_deliveries.supplier": "text",
    "supplier_deliveries.ordered_on": "time",
    "supplier_deliveries.promised_on": "time",
    "supplier_deliveries.received_on": "time",
    "supplier_deliveries.quantity_ordered": "number",
    "supplier_deliveries.quantity_received": "number",
    "supplier_deliveries.quantity_rejected": "number",
    "warranty_claims.source_key": "key",
    "warranty_claims.claimed_on": "time",
    "warranty_claims.closed_on": "time",
    "warranty_claims.reason": "text",
    "warranty_claims.status": "text",
    "warranty_claims.cost": "amount",
}
# What a list of deliveries says of single products, or of all that was delivered.
DELIVERED = ("delivery_lines.quantity", "delivery_lines.quantity_ordered", "delivery_lines.damaged")
# Yes or no of a whole delivery.
DELIVERY_MARKS = ("deliveries.damaged", "deliveries.documents_right")
# There is nothing below none of these. What is on hand may be: sold before it came.
NEVER_NEGATIVE = (
    *DELIVERED,
    "supplier_deliveries.quantity_ordered",
    "supplier_deliveries.quantity_received",
    "supplier_deliveries.quantity_rejected",
)
