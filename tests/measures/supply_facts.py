"""What the firm that is worked out by hand delivered, had on hand, was supplied with and was asked to mend."""

from typing import Any

# By delivery: were the papers right?
DOCUMENTS = {1: True, 2: True, 3: False}

DELIVERY_LINES = [
    # key, delivery, order, product, quantity, ordered by its own paper, damaged
    (1, 1, 105, 1, 2, None, 0),
    (2, 2, 106, 1, 3, None, 1),  # three of four
    (3, 3, 301, 2, 5, 5, 0),  # the order has no lines
    (4, 6, 107, None, 1, None, None),  # nobody knows how much was ordered
    (5, 5, 803, 1, 2, None, None),  # still to come
]

CLAIMS = [
    # key, order, product, claimed on
    (1, 105, 1, "2025-05-01"),
    (2, 801, None, "2025-11-01"),  # for the only product of the order
    (3, 602, 2, "2025-06-01"),  # for something that the order does not have
    (4, 704, 1, "2026-01-05"),  # after the evaluation
    (5, None, 1, "2025-08-01"),  # of no order that is known
]

STOCK = [
    # key, product, day, quantity
    (1, 1, "2025-03-01", 5),
    (2, 1, "2025-03-02", 0),
    (3, 1, "2025-03-03", -1),
    (4, 2, "2025-03-01", 4),
    (5, 2, "2025-03-03", 3),
    (6, 1, "2024-12-31", 0),  # before the period
    (7, 2, "2026-01-01", 0),  # after the evaluation
]

SUPPLIES = [
    # key, supplier, product, promised, received, quantity received, rejected
    (1, "Alpha", 1, "2025-02-01", "2025-01-31", 100, 2),
    (2, "Alpha", 1, "2025-03-01", "2025-03-04", 50, 0),  # late
    (3, "Beta", 2, "2025-04-01", None, None, None),  # never came
    (4, "Beta", 2, None, "2025-05-05", 20, 5),  # no day was promised
    (5, "Beta", 2, "2026-01-10", None, None, None),  # not due yet
    (6, "Beta", 1, "2025-12-31", "2026-01-02", 10, 0),  # came after the evaluation
    (7, "Alpha", 2, "2024-12-20", "2025-01-05", 10, None),  # nobody counted what was bad
    (8, "Alpha", 1, "2025-06-01", "2025-06-01", 4, 6),  # more bad than there was
]


def supply_rows() -> dict[str, list[dict[str, Any]]]:
    """The rows of the tables of supply by column."""
    return {
        "delivery_lines": [
            {
                "delivery_line_key": k,
                "delivery_key": delivery,
                "order_key": order,
                "product_key": product,
                "quantity": quantity,
                "quantity_ordered": ordered,
                "damaged": damaged,
            }
            for k, delivery, order, product, quantity, ordered, damaged in DELIVERY_LINES
        ],
        "warranty_claims": [
            {"claim_key": k, "order_key": order, "product_key": product, "claimed_on": day}
            for k, order, product, day in CLAIMS
        ],
        "stock_levels": [
            {"stock_key": k, "product_key": product, "place": "main", "counted_on": day, "quantity": quantity}
            for k, product, day, quantity in STOCK
        ],
        "supplier_deliveries": [
            {
                "supply_key": k,
                "supplier": supplier,
                "product_key": product,
                "promised_on": promised,
                "received_on": received,
                "quantity_received": quantity,
                "quantity_rejected": rejected,
            }
            for k, supplier, product, promised, received, quantity, rejected in SUPPLIES
        ],
    }
