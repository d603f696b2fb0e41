"""Customers and orders drawn from known buying processes; run as a program it writes them to files.

python -m benchmarks.populations histories CUSTOMERS FILE.npz
python -m benchmarks.populations orders CUSTOMERS FILE.parquet
"""

import sys
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SEED = 20260101
CDNOW = {"r": 0.2426, "alpha": 4.4136, "a": 0.7929, "b": 2.4259}  # BG/NBD, weeks
SHORTEST_DAYS, LONGEST_DAYS = 27 * 7, 104 * 7

# A shop with about ten orders per customer in 36 months.
SHOP = {"r": 0.9, "alpha": 3.6, "a": 0.9, "b": 9.0}
FIRST_DAY, LAST_DAY = date(2023, 1, 1), date(2025, 12, 31)

Int64 = NDArray[np.int64]


def purchases(params: dict[str, float], age_days: Int64, rng: np.random.Generator) -> tuple[Int64, Int64]:
    """Draw the repeat purchases of BG/NBD customers: who, and how many days after the first purchase.

    Args:
        params: r, alpha (weeks), a, b.
        age_days: how long each customer is seen, shape (n,).
        rng: of all draws.

    Returns:
        Customer and day of each purchase; several of one customer may fall on one day.
    """
    n = len(age_days)
    per_day = rng.gamma(params["r"], 1 / params["alpha"], n) / 7
    leaves = rng.beta(params["a"], params["b"], n)
    who, day = [], []
    active, at = np.arange(n), np.zeros(n)
    while len(active):
        at = at + rng.exponential(1.0, len(active)) / np.maximum(per_day[active], 1e-300)
        seen = at <= age_days[active]
        active, at = active[seen], at[seen]
        who.append(active)
        day.append(np.ceil(at).astype(np.int64))
        stays = rng.random(len(active)) >= leaves[active]
        active, at = active[stays], at[stays]
    return np.concatenate(who), np.concatenate(day)


def histories(customers: int) -> dict[str, Int64]:
    """Draw what BG/NBD fits are given: repeat days, recency and age in days."""
    rng = np.random.default_rng(SEED + customers)
    age = rng.integers(SHORTEST_DAYS, LONGEST_DAYS + 1, customers)
    who, day = purchases(CDNOW, age, rng)
    distinct = np.unique(who * (LONGEST_DAYS + 1) + day)
    who, day = np.divmod(distinct, LONGEST_DAYS + 1)
    recency = np.zeros(customers, dtype=np.int64)
    np.maximum.at(recency, who, day)
    return {"frequency": np.bincount(who, minlength=customers), "recency_days": recency, "age_days": age}


def write_orders(customers: int, path: Path) -> None:
    """Write the orders of a shop as the contract table has them, by day: key, customer, day, amount in VND, channel."""
    import duckdb  # noqa: PLC0415 - a fit needs none

    rng = np.random.default_rng(SEED + customers + 1)
    seen = (LAST_DAY - FIRST_DAY).days
    first = rng.integers(0, seen - 30, customers)
    who, day = purchases(SHOP, seen - first, rng)
    who = np.concatenate([np.arange(customers), who])
    day = np.concatenate([first, first[who[customers:]] + day])
    usual = 200_000 * rng.gamma(4.0, 0.5, customers)
    amount = np.maximum(1, np.rint(usual[who] * rng.gamma(3.0, 1 / 3.0, len(who)) / 1000)).astype(np.int64) * 1000
    drawn = {
        "who": who,
        "day": day,
        "amount": amount,
        "minute": rng.integers(0, 1440, len(who)),
        "channel": rng.integers(0, 4, len(who)),
        "cancelled": (rng.random(len(who)) < 0.02).astype(np.int64),
    }
    with duckdb.connect(":memory:") as connection:
        connection.register("drawn", drawn)
        connection.execute(
            "COPY (SELECT row_number() OVER () AS order_key, who + 1 AS customer_key,"
            f" DATE '{FIRST_DAY}' + day::INTEGER AS ordered_on,"
            f" DATE '{FIRST_DAY}' + day::INTEGER + to_minutes(minute) AS ordered_at,"
            " amount::DECIMAL(18,4) AS amount,"
            " ['web', 'shop', 'agent', 'marketplace'][channel + 1] AS channel,"
            " if(cancelled = 1, 'cancelled', 'valid') AS status"
            f" FROM drawn ORDER BY day) TO '{path}' (FORMAT parquet, COMPRESSION zstd)"
        ).fetchall()


if __name__ == "__main__":
    what, count, target = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f"draft-{target.name}")
    if what == "histories":
        np.savez(draft, **histories(count))
    else:
        write_orders(count, draft)
    draft.replace(target)
