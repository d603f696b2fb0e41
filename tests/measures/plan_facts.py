"""What the hand-made firm was told of months to come."""

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


def plan_rows() -> dict[str, list[dict[str, Any]]]:
    """The rows of what was foretold."""
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
        ]
    }
