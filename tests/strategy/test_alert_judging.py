"""When months strike a watch: hand-computed, by threshold, by control limits, by trend."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from crmeter.strategy.alerts.judging import Judgement, Month, Verdict, Watched, judge
from crmeter.strategy.alerts.kinds import Side, WatchKind
from crmeter.vocabulary import Good, Text, Unit

RATE = Text("Tỷ lệ rời bỏ", "Churn")
# Mean (100 + 110) / 2 = 105; each moving range is 10; 3 / 1.1284 = 2.659, so the limits lie 26.59 away: 78.41, 131.59.
USUAL = (100, 110, 100, 110, 100, 110, 100, 110)


def months(*values: float | Decimal | None) -> list[Month]:
    """Months from January 2026 on."""
    return [Month(date(2026, 1 + at, 1), value) for at, value in enumerate(values)]


def watched(kind: WatchKind, persistence: int = 1, good: Good = Good.HIGHER, **also: object) -> Watched:
    return Watched(RATE, Unit.ORDERS, good, None, kind, persistence, **also)  # type: ignore[arg-type]


def by_limits(values: Sequence[float | None], persistence: int = 1, **also: object) -> Judgement:
    return judge(months(*values), watched(WatchKind.LIMITS, persistence), **also)  # type: ignore[arg-type]


def by_trend(*values: float | None, good: Good = Good.HIGHER) -> Judgement:
    return judge(months(*values), watched(WatchKind.TREND, 3, good))


def below(bound: str, *values: float | Decimal | None, persistence: int = 1) -> Judgement:
    watch = watched(WatchKind.THRESHOLD, persistence, bound=Decimal(bound), side=Side.BELOW)
    return judge(months(*values), watch)


def test_a_month_beyond_its_threshold_strikes() -> None:
    found = below("50", 70, 40)

    assert (found.verdict, found.since, found.value) == (Verdict.STRUCK, date(2026, 2, 1), 40)
    assert found.words.en == "Churn: 40\u00a0orders in Feb 2026, below the bound of 50\u00a0orders"
    assert found.words.vi == "Tỷ lệ rời bỏ: tháng 02/2026 là 40\u00a0đơn, thấp hơn ngưỡng 50\u00a0đơn"


def test_the_bound_itself_is_within() -> None:
    found = below("50", 40, 50)

    assert found.verdict is Verdict.WITHIN
    assert found.words.en == "back within the bound of 50\u00a0orders: 50\u00a0orders in Feb 2026"


def test_a_bound_is_compared_by_exact_digits() -> None:
    # 0.1 + 0.2 as a float is above 0.3; the decimal of a reading is 0.3.
    assert below("0.3", Decimal("0.3")).verdict is Verdict.WITHIN
    assert below("0.3", Decimal("0.2999")).verdict is Verdict.STRUCK


def test_it_strikes_once_it_has_held_for_so_many_months() -> None:
    assert below("50", 70, 40, 45, persistence=3).verdict is Verdict.OUT
    found = below("50", 70, 40, 45, 49, persistence=3)

    assert (found.verdict, found.since) == (Verdict.STRUCK, date(2026, 2, 1))
    assert found.words.en.endswith(", 3 months in a row")
    assert found.words.vi.endswith(", 3 tháng liền")


def test_a_month_without_a_value_breaks_the_row_and_is_not_zero() -> None:
    assert below("50", 40, None, 45, persistence=2).verdict is Verdict.OUT
    # Zero would lie below the bound.
    unknown = below("50", 40, 45, None, persistence=2)

    assert unknown.verdict is Verdict.UNKNOWN
    assert unknown.words.en == "there is no figure for Mar 2026"
    assert below("50").verdict is Verdict.UNKNOWN


def test_a_month_outside_the_limits_of_those_before_it_strikes() -> None:
    found = by_limits([*USUAL, 140])

    assert (found.verdict, found.since, found.value) == (Verdict.STRUCK, date(2026, 9, 1), 140)
    assert found.words.en == (
        "Churn: 140\u00a0orders in Sep 2026, outside what it usually varies between (78.4 – 132\u00a0orders), above"
        "; this is the better way"
    )


@pytest.mark.parametrize(
    ("value", "verdict"),
    [(131.5, Verdict.WITHIN), (131.7, Verdict.STRUCK), (78.5, Verdict.WITHIN), (78.3, Verdict.STRUCK)],
)
def test_limits_lie_2_66_mean_moving_ranges_from_the_mean(value: float, verdict: Verdict) -> None:
    assert by_limits([*USUAL, value]).verdict is verdict


def test_a_month_does_not_widen_the_limits_it_is_held_against() -> None:
    # Among nine months with 140 in them, the mean is 108.9, a mean range 12.5, and the upper limit 142.1: within.
    assert by_limits([*USUAL, 140]).verdict is Verdict.STRUCK
    # Nor do the two months of a row: with 140 among those before, the next 140 would not be beyond.
    assert by_limits([*USUAL, 140, 140], 2).verdict is Verdict.STRUCK


def test_a_row_is_on_one_side() -> None:
    assert by_limits([*USUAL, 140, 60], 2).verdict is Verdict.OUT
    assert by_limits([*USUAL, 60, 60], 2).verdict is Verdict.STRUCK


def test_the_months_of_an_alert_that_is_there_tell_nothing_of_what_is_usual() -> None:
    lasting = [*USUAL, 140, 140, 140]

    # By the ten months before it, of which two belong to the alert, the last one would be within.
    assert by_limits(lasting).verdict is Verdict.WITHIN
    found = by_limits(lasting, since=date(2026, 9, 1))
    assert (found.verdict, found.since) == (Verdict.STRUCK, date(2026, 9, 1))
    assert "3 months in a row" in found.words.en


def test_fewer_than_eight_months_in_a_row_before_tell_no_limits() -> None:
    few = by_limits([*USUAL[:7], 140])
    broken = by_limits([None, *USUAL[1:], 140])

    assert (few.verdict, broken.verdict) == (Verdict.UNKNOWN, Verdict.UNKNOWN)
    assert few.words.en == "there are only 7 months in a row before it; what is usual takes at least 8"
    assert by_limits([100] * 8 + [140]).verdict is Verdict.UNKNOWN


def test_three_falls_of_what_should_rise_strike() -> None:
    found = by_trend(9, 10, 8, 7, 5)

    # 10 → 8 → 7 → 5: the first of the three falls came in March.
    assert (found.verdict, found.since) == (Verdict.STRUCK, date(2026, 3, 1))
    assert found.words.en == (
        "Churn has fallen 3 months in a row: from 10\u00a0orders in Feb 2026 to 5\u00a0orders in May 2026"
    )
    assert found.words.vi == (
        "Tỷ lệ rời bỏ giảm 3 tháng liền: từ 10\u00a0đơn (tháng 02/2026) xuống 5\u00a0đơn (tháng 05/2026)"
    )


def test_only_the_bad_direction_strikes() -> None:
    assert by_trend(10, 8, 7, 5, good=Good.LOWER).verdict is Verdict.WITHIN
    assert by_trend(5, 7, 8, 10, good=Good.LOWER).verdict is Verdict.STRUCK
    assert by_trend(5, 7, 8, 10, good=Good.HIGHER).verdict is Verdict.WITHIN
    assert by_trend(5, 7, 8, 10, good=Good.NEITHER).verdict is Verdict.UNKNOWN


def test_a_month_like_the_one_before_or_without_a_value_breaks_a_trend() -> None:
    assert by_trend(10, 8, 8, 7, 5).verdict is Verdict.OUT
    assert by_trend(10, 8, None, 7, 5, 4).verdict is Verdict.OUT
    # Whether 5 is a fall cannot be told.
    assert by_trend(10, 8, 7, None, 5).verdict is Verdict.UNKNOWN
