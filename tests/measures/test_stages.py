"""When the lifecycle stage of a customer began, day by day, on a rhythm of 30 days."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from crmeter.measures.view import Settings
from crmeter.vocabulary import Reading
from crmeter.warehouse.workspace import Workspace

AS_OF = date(2025, 12, 31)
# Gaps of 30 days, a silence of 549, gaps of 30 again: lost 61 days after a purchase, at risk 46 days after one.
OLD = ("2024-01-01", "2024-01-31", "2024-03-01")
BACK = ("2025-09-01", "2025-10-01", "2025-10-31", "2025-11-30", "2025-12-30")


@pytest.fixture
def stage_of(
    firm: Callable[[], Any],
    written_firm: Callable[[Any], Workspace],
    taken: Callable[..., dict[str, Reading]],
) -> Callable[..., tuple[Any, int]]:
    def days(bought: tuple[str, ...], settings: Settings = Settings()) -> tuple[Any, int]:
        rows = firm()
        like = rows["orders"][0]
        rows["orders"] = [
            {**like, "order_key": n, "ordered_on": day, "ordered_at": f"{day} 09:00:00"} for n, day in enumerate(bought)
        ]
        rows["returns"], rows["order_lines"] = [], []
        found = taken(written_firm(rows), ("days_in_lifecycle_stage",), AS_OF, settings, "VND", None)
        reading = found["days_in_lifecycle_stage"]
        return reading.value, sum(left.n for left in reading.coverage.left_out if left.code == "not_among")

    return days


@pytest.mark.parametrize(
    ("bought", "settings", "days"),
    [
        # Won back on 1 September: 31 December is 121 days later.
        (OLD + BACK, Settings(), 121),
        # In a window of 90 days they were won back until 30 November, and are loyal since.
        (OLD + BACK, Settings(window_days=90), 31),
        # A silence of 60 days at the end of which they bought again, on 30 November, while won back.
        ((*OLD, "2025-09-01", "2025-10-01", "2025-11-30", "2025-12-30"), Settings(), 31),
        # Last bought on 1 October: lost since 1 December.
        ((*OLD, "2025-09-01", "2025-10-01"), Settings(), 30),
        # Last bought on 10 November after 30 days: at risk since 26 December.
        (
            ("2025-05-14", "2025-06-13", "2025-07-13", "2025-08-12", "2025-09-11", "2025-10-11", "2025-11-10"),
            Settings(),
            5,
        ),
        # The fourth purchase, on 1 December, made them loyal.
        (("2025-09-02", "2025-10-02", "2025-11-01", "2025-12-01"), Settings(), 30),
        # The same four made within the 90 days of being new: loyal from their end on 30 December.
        (("2025-10-01", "2025-10-31", "2025-11-30", "2025-12-30"), Settings(), 1),
        # A second purchase 400 days after the first: growing since, for at risk they were from day 366 on.
        (("2024-11-01", "2025-12-06"), Settings(), 25),
        # 366 days after it they were not at risk on any evening before.
        (("2024-11-01", "2025-11-02"), Settings(), 335),
    ],
)
def test_a_stage_began_on_the_day_that_brought_the_customer_there(
    stage_of: Callable[..., tuple[Any, int]], bought: tuple[str, ...], settings: Settings, days: int
) -> None:
    assert stage_of(bought, settings) == (days, 0)


def test_a_fall_in_spend_has_no_first_day(stage_of: Callable[..., tuple[Any, int]]) -> None:
    # Two purchases a year before, one now: half the spend.
    assert stage_of(("2024-12-01", "2024-12-20", "2025-12-20"), Settings(window_days=90)) == (None, 1)
