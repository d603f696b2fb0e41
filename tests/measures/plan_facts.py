"""What the hand-made firm was told of months to come, and what its people were to win."""

from typing import Any

FORETOLD = [
    # key, as of, month, its last day, value, low, high, currency
    (1, "2025-01-15", "2025-02-01", "2025-02-28", 100, 50, 170, "VND"),  # told anew at the end of January
    (2, "2025-01-31", "2025-02-01", "2025-02-28", 200, 150, 250, "VND"),
    (3, "2025-01-31", "2025-03-01", "2025-03-31", 200, 100, 260, "VND"),
    (4, "2025-03-31", "2025-04-01", "2025-04-30", 30, 0, 60, "VND"),  # nothing is won
    (5, "2025-05-31", "2025-06-01", "2025-06-30", 100, 0, 300, "VND"),  # what 10 is worth nobody said
    (6, "2025-08-31", "2025-09-01", "2025-09-30", 10, 5, 15, "USD"),
    (7, "2025-11-30", "2026-01-01", "2026-01-31", 500, 400, 600, "VND"),  # not over yet
    (8, "2024-11-30", "2024-12-01", "2024-12-31", 90, 40, 140, "VND"),  # before the period
]

QUOTAS = [
    # key, owner, first day, last day, value, currency
    (1, "an", "2025-02-01", "2025-02-28", 200, "VND"),
    (2, "an", "2025-01-01", "2025-03-31", 500, "VND"),  # February lies in it and does not cover it
    (3, "binh", "2025-01-01", "2025-03-31", 300, "VND"),
    (4, "binh", "2025-07-01", "2025-09-30", 4, "USD"),  # 25 đồng each
    (5, "an", "2025-07-01", "2025-09-30", 100, "EUR"),  # no rate is known
    (6, "binh", "2025-06-01", "2025-06-30", 100, "VND"),  # what 10 is worth nobody said
    (7, "binh", "2026-01-01", "2026-03-31", 100, "VND"),  # after the evaluation
    (8, "an", "2025-04-01", "2025-04-30", 50, "VND"),  # nothing is won
    (9, "an", "2024-10-01", "2024-12-31", 70, "VND"),  # before the period
]


def plan_rows() -> dict[str, list[dict[str, Any]]]:
    """The rows of what was foretold, and of quotas."""
    return {
        "told_forecasts": [
            {
                "forecast_key": k,
                "run": f"run {as_of}",
                "as_of": as_of,
                "told_on": as_of,
                "month": month,
                "ends_on": last,
                "currency": currency,
                "method": "model",
                "value": value,
                "low": low,
                "high": high,
            }
            for k, as_of, month, last, value, low, high, currency in FORETOLD
        ],
        "quotas": [
            {
                "quota_key": k,
                "owner": owner,
                "span": "month" if first[:7] == last[:7] else "quarter",
                "starts_on": first,
                "ends_on": last,
                "value": value,
                "currency": currency,
                "is_countable": True,
            }
            for k, owner, first, last, value, currency in QUOTAS
        ],
    }
