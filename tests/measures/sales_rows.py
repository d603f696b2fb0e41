"""What the hand-made firm has in hand: its deals with every change of their stage, and contacts with its leads."""

from collections.abc import Sequence
from typing import Any

# The customers of conftest that are named here.
A, B, D, E, F, G, H, V = 1, 2, 4, 5, 6, 7, 8, 9

DEALS = [
    # key, customer, created, status, amount, currency, percent, expected, won, lost, owner
    (1, A, "2025-01-10", "won", 100, "VND", 100, "2025-02-15", "2025-02-09", None, "an"),
    (2, B, "2025-03-01", "lost", 200, "VND", 0, None, None, "2025-03-31", "an"),
    (3, D, "2024-11-01", "won", 300, "VND", 100, None, "2025-03-01", None, "binh"),  # reopened, and won again
    (4, E, "2025-06-01", "open", 500, "VND", 50, "2025-12-20", None, None, "binh"),  # lost once, and reopened
    (5, H, "2025-12-01", "won", 30, "USD", 100, "2026-01-15", "2026-01-05", None, "binh"),  # won after the evaluation
    (6, F, "2025-10-02", "open", 7, "EUR", 20, None, None, None, "an"),  # no rate is known
    (7, G, "2024-05-01", "lost", 80, "VND", 0, None, None, "2024-06-01", "an"),  # recorded when it was over
    (8, V, "2025-09-01", "open", 50, "VND", 40, "2025-11-30", None, None, "an"),  # recorded two months later
    (9, V, "2026-01-02", "open", 999, "VND", 40, None, None, None, "an"),  # after the evaluation
    (10, H, "2025-05-05", "won", None, "VND", 100, None, "2025-06-24", None, "binh"),  # lost first; no amount
    (11, A, "2025-02-01", "won", 60, "VND", 100, None, "2025-02-11", None, "an"),
    (12, B, "2025-08-01", "won", 40, "VND", 100, None, "2025-09-30", None, "binh"),
]

# 4 keeps why it was lost once.
LOST_BECAUSE = {2: "price", 4: "timing", 7: "price"}

# The stage "quote" is marked in the pipeline of goods, not in that of services. By deal: whether a quote is out, and
# since when.
QUOTES: dict[int, tuple[bool | None, str | None]] = {
    1: (True, "2025-01-20"),
    3: (True, "2024-12-01"),
    5: (True, "2025-12-11"),
    6: (True, "2026-01-04"),  # after the evaluation
    7: (None, None),  # recorded when it was over
    8: (True, None),  # recorded with it
    10: (True, "2025-06-10"),
    11: (False, None),  # won without
    12: (None, None),
}

CHANGES = [
    # deal, kind, the stage that it came to, day, amount then
    (1, "created", "new", "2025-01-10", 90),
    (1, "moved", "quote", "2025-01-20", 90),
    (1, "won", "won", "2025-02-09", 100),
    (2, "created", "new", "2025-03-01", 200),
    (2, "lost", "lost", "2025-03-31", 200),
    (3, "created", "new", "2024-11-01", 240),
    (3, "moved", "quote", "2024-12-01", 250),
    (3, "moved", "new", "2025-01-15", 250),  # back
    (3, "moved", "quote", "2025-02-01", 250),
    (3, "won", "won", "2025-03-01", 270),
    (3, "reopened", "quote", "2025-04-01", 270),
    (3, "won", "won", "2025-05-01", 300),
    (4, "created", "new", "2025-06-01", 400),
    (4, "lost", "lost", "2025-07-01", 400),
    (4, "reopened", "new", "2025-08-01", 450),
    (5, "created", "new", "2025-12-01", 10),
    (5, "moved", "quote", "2025-12-11", 20),
    (5, "won", "won", "2026-01-05", 30),
    (6, "created", "new", "2025-10-02", 7),
    (7, "created", "lost", "2025-01-20", 80),
    (8, "created", "quote", "2025-11-01", 50),
    (9, "created", "new", "2026-01-02", 999),
    (10, "created", "new", "2025-05-05", None),
    (10, "lost", "lost", "2025-06-04", None),
    (10, "reopened", "quote", "2025-06-10", None),
    (10, "won", "won", "2025-06-24", None),
    (11, "created", "new", "2025-02-01", 60),
    (11, "won", "won", "2025-02-11", 60),
    (12, "created", "new", "2025-08-01", 40),
    (12, "moved", "quote", "2025-08-11", 40),
    (12, "won", "won", "2025-09-30", 40),
]

LEAD_TOUCHES = [
    # lead, day, direction
    (1, "2025-01-11", "out"),
    (2, "2025-02-03", "in"),
    (2, "2025-02-05", "out"),
    (2, "2025-02-06", "out"),
    (3, "2025-12-30", "out"),
    (4, "2026-01-02", "out"),  # after the evaluation
    (6, "2025-10-02", "out"),
    (6, "2025-10-05", "out"),
    (6, "2025-10-12", "out"),  # after the first order
    (7, "2025-05-30", "out"),  # before it was recorded
]

# Which customer a lead is, where that is known.
LEAD_CUSTOMERS = {3: 3, 6: H}


def sales_rows() -> dict[str, list[dict[str, Any]]]:
    """The rows of deals and of their changes."""
    return {
        "deals": [
            {
                "deal_key": k,
                "source": "crmeter",  # quotas are reached by deals on record
                "customer_key": c,
                "created_on": created,
                "pipeline": "service" if k == 12 else "goods",
                "stage": [to for deal, _, to, *_ in CHANGES if deal == k][-1],
                "status": status,
                "amount": amount,
                "currency": currency,
                "probability": percent,
                "expected_on": expected,
                "won_on": won,
                "lost_on": lost,
                "lost_reason": LOST_BECAUSE.get(k),
                "is_quoted": QUOTES.get(k, (False, None))[0],
                "quoted_on": QUOTES.get(k, (False, None))[1],
                "channel": "web" if k % 2 else "shop",
                "owner": owner,
            }
            for k, c, created, status, amount, currency, percent, expected, won, lost, owner in DEALS
        ],
        "deal_stages": [
            {
                "event_key": n,
                "deal_key": deal,
                "kind": kind,
                "to_stage": to,
                "amount": amount,
                "happened_at": f"{day} 10:00:00",
                "happened_on": day,
                "recorded_at": f"{day} 10:00:00",
            }
            for n, (deal, kind, to, day, amount) in enumerate(CHANGES)
        ],
    }


def lead_touches(first_key: int) -> Sequence[dict[str, Any]]:
    """The contacts with leads, as rows of touches."""
    return [
        {
            "touch_key": first_key + n,
            "lead_key": lead,
            "touched_at": f"{day} 10:00:00",
            "touched_on": day,
            "direction": way,
        }
        for n, (lead, day, way) in enumerate(LEAD_TOUCHES)
    ]
