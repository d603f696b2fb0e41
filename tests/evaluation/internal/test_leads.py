"""What an evaluation says of leads by how soon they were contacted, and by month, by hand (C4)."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.evaluation.internal.rows import Rows, lead, touch


def test_conversion_by_days_until_the_first_contact_and_where_it_is_half(studied: Callable[..., Any]) -> None:
    # Thirty leads contacted the same day, of whom 24 convert; thirty after 3 days, 18; thirty after 10 days, 6.
    delays, wins = (0, 3, 10), (24, 18, 6)
    leads, touches = [], []
    for group, (delay, won) in enumerate(zip(delays, wins, strict=True)):
        for n in range(30):
            key = group * 30 + n
            leads.append(lead(key, converted=n < won))
            touches.append(touch(key, (date(2025, 3, 1) + timedelta(days=delay)).isoformat(), lead_key=key))
    leads += [lead(900, converted=True), lead(901, converted=False)]  # nobody contacted them
    leads += [lead(902, converted=False, created=date(2025, 11, 1))]  # not 90 days old
    touches += [touch(990, "2025-06-01", lead_key=900)]  # after it had converted: no answer to a lead

    table = studied(leads=leads, touches=touches)["lead_response"]

    assert [(row["middle"], row["leads"], row["rate"]) for row in table.records()] == [
        (0, 30, 0.8),
        (3, 30, 0.6),
        (10, 30, 0.2),
    ]
    # Half of 0.8 is 0.4, half way between 0.6 and 0.2: √(4 × 11) − 1 = 5.6 days.
    assert "half after 5.6" in table.note.en
    assert "2 leads were never contacted: 50.0%" in table.note.en


def _timed(minutes: tuple[int, ...], wins: tuple[int, ...], hour: str = "09:00:00") -> Mapping[str, Rows]:
    """Thirty leads of each delay, of whom so many convert."""
    leads, touches = [], []
    for group, (delay, won) in enumerate(zip(minutes, wins, strict=True)):
        for n in range(30):
            key = group * 30 + n
            at = datetime(2025, 3, 1, 9, tzinfo=UTC) + timedelta(minutes=delay)
            leads.append({**lead(key, converted=n < won), "created_at": f"2025-03-01 {hour}"})
            touches.append({**touch(key, str(at.date()), lead_key=key), "touched_at": f"{at:%Y-%m-%d %H:%M:%S}"})
    return {"leads": leads, "touches": touches}


def test_a_window_of_half_an_hour_is_told_in_minutes(studied: Callable[..., Any]) -> None:
    rows = _timed((5, 20, 60), (24, 18, 6))
    # Contacted an hour before it came, which is no answer; and one of whom only the day is known.
    rows["leads"] += [{**lead(n, converted=False), "created_at": "2025-03-01 09:00:00"} for n in (900, 901)]
    rows["touches"] += [{**touch(900, "2025-03-01", lead_key=900), "touched_at": "2025-03-01 08:00:00"}]
    rows["touches"] += [{**touch(901, "2025-03-02", lead_key=901), "touched_at": "2025-03-02 00:00:00"}]

    table = studied(**rows)["lead_response"]

    assert [(row["middle"], row["unit"].en, row["rate"]) for row in table.records()] == [
        (5, "minutes", 0.8),
        (20, "minutes", 0.6),
        (60, "minutes", 0.2),
    ]
    # Half way between 0.6 and 0.2: √(21 × 61) − 1 = 34.8 minutes.
    assert "half after 35 minutes" in table.note.en
    assert "1 who were answered have only days written down" in table.note.en
    assert "1 leads were never contacted" in table.note.en


def test_longer_waits_are_told_in_hours(studied: Callable[..., Any]) -> None:
    table = studied(**_timed((30, 240, 720), (24, 18, 6)))["lead_response"]

    assert [(row["middle"], row["unit"].vi) for row in table.records()] == [(0.5, "giờ"), (4, "giờ"), (12, "giờ")]
    assert "Times are in hours." in table.note.en


def test_leads_that_came_at_no_hour_are_told_in_days(studied: Callable[..., Any]) -> None:
    rows = _timed((0, 3 * 1440, 10 * 1440), (24, 18, 6), hour="00:00:00")

    table = studied(**rows)["lead_response"]

    assert [(row["middle"], row["unit"].en) for row in table.records()] == [(0, "days"), (3, "days"), (10, "days")]
    assert "half after 5.6\N{NO-BREAK SPACE}days" in table.note.en


def test_leads_that_were_all_answered_equally_fast_say_so(studied: Callable[..., Any]) -> None:
    table = studied(**_timed((0, 0, 0, 0), (24, 18, 6, 2)))["lead_response"]

    assert table.rows == ()
    assert "120 leads were answered nearly all equally fast" in table.note.en


def test_leads_by_month_and_how_many_convert_within_so_many_days(studied: Callable[..., Any]) -> None:
    # Of three leads of March two convert, after 60 days; of October one after 60, but not all had their ninety days.
    leads = [lead(1, converted=True), lead(2, converted=True), lead(3, converted=False)]
    leads += [
        lead(4, converted=True, created=date(2025, 10, 1)),
        lead(5, converted=False, created=date(2025, 10, 31)),
    ]
    # Converted after the evaluation: not yet.
    leads += [lead(6, converted=True, created=date(2025, 11, 15))]

    march, october, november = studied(leads=leads)["lead_cohorts"].records()

    assert (march["month"], march["leads"]) == (date(2025, 3, 1), 3)
    assert [march[f"days_{days}"] for days in (7, 30, 60, 180)] == [0.0, 0.0, 2 / 3, 2 / 3]
    assert march["days_365"] is None
    # Two of three by Wilson at 80 %: z² = 1.6424, (2 + z²/2 ± z √(2/3 + z²/4)) / (3 + z²).
    assert (march["days_60_low"], march["days_60_high"]) == pytest.approx((0.3212, 0.8942), abs=1e-4)
    assert (march["days_365_low"], march["days_365_high"]) == (None, None)
    assert (october["days_60"], october["days_90"]) == (0.5, None)
    assert (november["leads"], november["days_30"], november["days_60"]) == (1, 0.0, None)


def test_few_leads_say_what_is_needed(studied: Callable[..., Any]) -> None:
    table = studied(leads=[lead(1, converted=True)], touches=[touch(1, "2025-03-02", lead_key=1)])["lead_response"]

    assert table.rows == ()
    assert "it needs at least 90" in table.note.en
