"""Summaries of days that are over: sentences by rule, each with its number's page, told to whoever wants them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from tests.strategy.months import line, publish_months

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.refusals import Stale
from crmeter.records.notices.queries import notices_of
from crmeter.records.staff.actions import add_user, close
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.strategy.alerts.judge_actions import judge_run
from crmeter.strategy.alerts.kinds import Side, WatchKind
from crmeter.strategy.alerts.watch_actions import Wanted as Watched
from crmeter.strategy.alerts.watch_actions import set_watch
from crmeter.strategy.summary.actions import choose_summary, sum_up_what_is_over
from crmeter.strategy.summary.days import last_span
from crmeter.strategy.summary.kinds import Every
from crmeter.strategy.summary.queries import choice_of, latest_summaries, summed_up
from crmeter.strategy.targets.actions import keep_target
from crmeter.strategy.targets.judge_actions import judge_targets
from crmeter.strategy.targets.kinds import Review, Span, next_review
from crmeter.strategy.targets.meaning import Wanted
from crmeter.strategy.targets.models import Target
from crmeter.strategy.targets.reminder_actions import remind_of_reviews

pytestmark = pytest.mark.django_db
SEPTEMBER = date(2099, 9, 30)


def somebody(name: str, role: Role) -> Person:
    found = person(add_user(SYSTEM, f"{name}@example.vn", role, name=name.title()))
    assert found is not None
    return found


@pytest.fixture
def giang(db: None) -> Person:
    return somebody("giang", Role.DIRECTOR)


@pytest.mark.parametrize(
    ("every", "since", "until"),
    [
        (Every.DAY, date(2026, 11, 29), date(2026, 11, 29)),
        # 30 November 2026 is a Monday.
        (Every.WEEK, date(2026, 11, 23), date(2026, 11, 29)),
        (Every.MONTH, date(2026, 10, 1), date(2026, 10, 31)),
    ],
)
def test_a_summary_speaks_of_whole_days_that_are_over(every: Every, since: date, until: date) -> None:
    assert last_span(every, date(2026, 11, 30)) == (since, until)


def test_a_month_is_held_against_the_one_before_beyond_its_noise(giang) -> None:
    # 100 and 180 differ by 80, more than 1.28 · √280 = 21; 100 and 105 by less than 1.28 · √205 = 18.
    publish_months(
        "r", SEPTEMBER, {"orders": (100.0, 180.0), "new_customers": (100.0, 105.0), "revenue": (100.0, 80.0)}
    )

    found = summed_up(Every.MONTH, date(2099, 9, 1), SEPTEMBER)
    assert found is not None
    told = {each.address: (each.words.en, each.tone) for each in found[1]}
    assert told["/measures/orders"] == ("Orders rose from 100\u00a0orders to 180\u00a0orders", "good")
    assert told["/measures/new_customers"][0].endswith("no clear change from 100\u00a0customers")
    assert told["/measures/revenue"][1] == "warn"


def test_a_week_is_held_against_the_last_evaluation_before_it(giang) -> None:
    publish_months("first", date(2099, 8, 31), {"orders": (100.0,)})
    publish_months("second", SEPTEMBER, {"orders": (200.0,)})

    found = summed_up(Every.WEEK, date(2099, 9, 24), SEPTEMBER)
    assert found is not None
    assert [each.words.en for each in found[1]] == ["Orders rose from 100\u00a0orders to 200\u00a0orders"]


def test_what_a_week_tells_leads_to_the_number_of_its_run(giang) -> None:
    publish_months("first", date(2099, 8, 31), {"orders": (100.0,)})
    publish_months("second", SEPTEMBER, {"orders": (200.0,)})

    found = summed_up(Every.WEEK, date(2099, 9, 24), SEPTEMBER)
    assert found is not None
    assert [each.address for each in found[1]] == ["/explain/orders?run=second"]


@pytest.mark.parametrize(
    ("every", "since", "until"),
    [
        (Every.MONTH, date(2099, 10, 1), date(2099, 10, 31)),
        (Every.WEEK, date(2099, 10, 5), date(2099, 10, 11)),
        (Every.DAY, date(2099, 10, 1), date(2099, 10, 1)),
    ],
)
def test_of_days_that_the_data_do_not_reach_nothing_is_said_to_have_moved(
    giang, every: Every, since: date, until: date
) -> None:
    publish_months("first", date(2099, 8, 31), {"orders": (100.0, 100.0)})
    publish_months("second", SEPTEMBER, {"orders": (100.0, 200.0)})

    found = summed_up(every, since, until)
    assert found is not None
    assert [each.words.en for each in found[1]] == [
        "the data end on 30 Sep 2099, so how figures changed in these days is not known yet"
    ]


def test_an_alert_stands_in_the_summary_of_the_day_it_came_on_alone(giang) -> None:
    publish_months("r", SEPTEMBER, {"orders": (100.0, 200.0)})
    set_watch(giang, Watched("orders", WatchKind.THRESHOLD, 1, giang.id, Decimal(150), "", Side.ABOVE), version=0)
    judge_run("r")
    today = timezone.localdate()

    def told(day: date) -> int:
        found = summed_up(Every.DAY, day, day)
        assert found is not None
        return sum(each.address.startswith("/alerts#") for each in found[1])

    assert [told(today + timedelta(days=days)) for days in (-1, 0, 1)] == [0, 1, 0]


def test_targets_are_said_first_where_they_will_likely_be_missed(giang) -> None:
    keep_target(giang, Wanted("orders", Decimal(99_999), Span.YEAR, date(2099, 1, 1)), version=0)
    publish_months("r", SEPTEMBER, {"orders": (100.0, 100.0)})
    months = [100.0 + (n * 7) % 13 for n in range(40)]
    judge_targets("r", {"orders": line("orders", months)})

    found = summed_up(Every.MONTH, date(2099, 9, 1), SEPTEMBER)
    assert found is not None
    first = found[1][0]
    assert first.words.en == "Orders will likely miss the target of 99,999\u00a0orders for 2099: a chance of 100%"
    assert first.address.startswith("/targets#target-")
    assert "0 of 1 targets are on track" in [each.words.en for each in found[1]]


def test_whoever_wants_a_summary_is_told_once_when_its_days_are_over(giang) -> None:
    nam = somebody("nam", Role.REP)
    choose_summary(giang, Every.WEEK, by_mail=True, version=0)
    choose_summary(nam, Every.WEEK, by_mail=True, version=0)
    publish_months("r", SEPTEMBER, {"orders": (100.0, 180.0)})

    ((made, by_mail),) = sum_up_what_is_over(date(2099, 10, 5))
    assert [each.id for each in by_mail] == [giang.id]
    assert [(each.concept, each.record) for each in notices_of(giang).rows] == [("summary", made.id)]
    # A rep sees no figures of the whole firm.
    assert notices_of(nam).rows == ()
    assert sum_up_what_is_over(date(2099, 10, 6)) == []
    assert [each.id for each in latest_summaries(Every.WEEK)] == [made.id]


def test_how_often_one_is_told_is_changed_by_version(giang) -> None:
    choose_summary(giang, Every.DAY, by_mail=False, version=0)
    choose_summary(giang, None, by_mail=False, version=1)

    assert choice_of(giang).every is None
    with pytest.raises(Stale):
        choose_summary(giang, Every.DAY, by_mail=False, version=1)


def test_a_review_is_due_a_month_or_a_quarter_on() -> None:
    assert next_review(Review.MONTH, date(2026, 1, 31)) == date(2026, 2, 28)
    assert next_review(Review.QUARTER, date(2026, 11, 15)) == date(2027, 2, 15)


def test_an_owner_is_reminded_of_a_review_once(giang) -> None:
    nam = somebody("nam", Role.ANALYST)
    year = timezone.localdate().year + 1
    kept = keep_target(
        giang, Wanted("orders", Decimal(10), Span.YEAR, date(year, 1, 1), owner=nam.id, review=Review.MONTH), version=0
    )
    assert remind_of_reviews() == 0

    Target.objects.filter(pk=kept.pk).update(set_at=timezone.now() - timedelta(days=40))
    assert remind_of_reviews() == 1
    assert remind_of_reviews() == 0
    assert notices_of(nam).rows[0].title.en == f"Due: review the target of “Orders”, {year}"


def test_of_a_target_that_nobody_answers_for_those_are_reminded_who_set_targets(giang) -> None:
    nam, lan = somebody("nam", Role.ANALYST), somebody("lan", Role.MARKETING_MANAGER)
    year = timezone.localdate().year + 1
    kept = keep_target(
        giang, Wanted("orders", Decimal(10), Span.YEAR, date(year, 1, 1), review=Review.MONTH), version=0
    )
    Target.objects.filter(pk=kept.pk).update(set_at=timezone.now() - timedelta(days=40))

    assert (remind_of_reviews(), remind_of_reviews()) == (1, 0)
    assert [len(notices_of(each).rows) for each in (giang, lan, nam)] == [1, 1, 0]


def test_of_a_target_of_somebody_who_left_those_are_reminded_who_set_targets(giang) -> None:
    nam = somebody("nam", Role.ANALYST)
    wanted = Wanted(
        "orders", Decimal(10), Span.YEAR, date(timezone.localdate().year + 1, 1, 1), owner=nam.id, review=Review.MONTH
    )
    kept = keep_target(giang, wanted, version=0)
    Target.objects.filter(pk=kept.pk).update(set_at=timezone.now() - timedelta(days=40))
    close(SYSTEM, nam.id, version=nam.version)

    assert remind_of_reviews() == 1
    assert len(notices_of(giang).rows) == 1
