"""What moved a figure: parts by group, by their own change and by their weight, that add up exactly (C9)."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from tests.measures.conftest import read_firm

from crmeter.evaluation.change_reasons import MOST_GROUPS, ChangeReasons, change_reasons
from crmeter.measures.catalogue import measures
from crmeter.measures.measure import Statistic
from crmeter.measures.view import View
from crmeter.vocabulary import NotEnoughData, Period

NOW = Period(date(2025, 1, 1), date(2026, 1, 1))
BEFORE = Period(date(2024, 1, 1), date(2025, 1, 1))
Split = Callable[..., ChangeReasons]


@pytest.fixture
def split(tmp_path: Path) -> Split:
    """Split the change of a measure from 2024 to 2025 by a column, of a firm with the given rows."""

    def found(measure: str, by: str, **rows: list[dict[str, Any]]) -> ChangeReasons:
        with read_firm(tmp_path, rows) as (engine, _):
            return change_reasons(engine, View(NOW, date(2025, 12, 31), "VND"), BEFORE, measures()[measure], by)

    return found


def _order(key: int, day: str, channel: str | None, region: str | None = None) -> dict[str, Any]:
    return {
        "order_key": key,
        "customer_key": key,
        "ordered_at": f"{day} 09:00:00",
        "ordered_on": day,
        "kind": "sale",
        "status": "valid",
        "amount": 100,
        "currency": "VND",
        "channel": channel,
        "region": region,
    }


def test_a_share_moves_by_the_change_of_groups_and_by_their_weight(split: Split) -> None:
    # On time in 2024: north 8 of 10, south 5 of 10; in 2025: north 27 of 30, south 4 of 10.
    orders, deliveries = [], []
    counted = ((2024, "north", 8, 10), (2024, "south", 5, 10), (2025, "north", 27, 30), (2025, "south", 4, 10))
    for year, region, in_time, n in counted:
        for at in range(n):
            key = len(orders)
            orders.append(_order(key, f"{year}-05-01", "web", region))
            received = f"{year}-05-05" if at < in_time else f"{year}-05-09"
            deliveries.append(
                {"delivery_key": key, "order_key": key, "promised_on": f"{year}-05-05", "delivered_on": received}
            )

    found = split("on_time_delivery_rate", "region", orders=orders, deliveries=deliveries)

    # 13/20 and 31/40. North: (1/2 + 3/4) / 2 × 0.1 and 1/4 × (0.85 − 0.7125); south: 3/8 × −0.1 and
    # −1/4 × (0.45 − 0.7125).
    assert (found.before, found.now, found.has_mix) == (Fraction(13, 20), Fraction(31, 40), True)
    north, south = found.reasons
    assert (north.group, north.before, north.now) == ("north", Fraction(4, 5), Fraction(9, 10))
    assert (north.part.by_rate, north.part.by_mix) == (Fraction(1, 16), Fraction(11, 320))
    assert (south.part.by_rate, south.part.by_mix) == (Fraction(-3, 80), Fraction(21, 320))
    assert north.part.total + south.part.total == found.now - found.before


def test_a_sum_moves_by_what_each_group_adds(split: Split) -> None:
    orders = [
        _order(1, "2024-03-01", "web"),
        _order(2, "2024-03-01", "shop"),
        _order(3, "2025-03-01", "web"),
        _order(4, "2025-03-02", "web"),
        _order(5, "2025-03-02", "web"),
        _order(6, "2025-03-02", None),
    ]

    found = split("orders", "channel", orders=orders)

    assert (found.before, found.now, found.has_mix) == (2, 4, False)
    told = [(each.group, each.before, each.now, each.part.total) for each in found.reasons]
    assert told == [("web", 1, 3, 2), (None, 0, 1, 1), ("shop", 1, 0, -1)]


def test_groups_beyond_the_twelfth_are_told_as_one(split: Split) -> None:
    orders = [_order(n * 100 + k, "2025-03-01", f"way {n:02}") for n in range(1, 16) for k in range(n)]
    orders.append(_order(9999, "2024-03-01", "way 01"))

    found = split("orders", "channel", orders=orders)

    assert len(found.reasons) == MOST_GROUPS
    rest = found.reasons[-1]
    # Ways 2, 3 and 4 add 2 + 3 + 4, and way 1 as many as before.
    assert (rest.together, rest.part.total) == (4, 9)
    assert sum(each.part.total for each in found.reasons) == found.now - found.before == 119


def test_a_share_of_nobody_has_no_change(split: Split) -> None:
    with pytest.raises(NotEnoughData, match="nothing to count"):
        split("on_time_delivery_rate", "region", orders=[_order(1, "2025-03-01", "web")])


def test_what_does_not_add_up_is_not_split() -> None:
    never = {m.name for m in measures().values() if m.statistic in (Statistic.QUANTILE, Statistic.SURVIVAL)}

    assert never
    assert not [name for name in never if measures()[name].change_cuts]
    assert measures()["cohort_retention"].change_cuts == ()
    assert "segment" in measures()["revenue"].change_cuts
