"""What a run sees of customers who are watched: days after the first up to the last, and no others."""

from datetime import date, timedelta
from decimal import Decimal

from crmeter.evaluation.customer_list import customers_of
from crmeter.evaluation.customer_story import story_of
from crmeter.evaluation.retention_outcomes import Watched, outcomes_of

from .conftest import Firm


def test_what_a_customer_bought_within_the_time_is_what_their_documents_say(trading: Firm) -> None:
    run = trading.evaluation.run
    key = next(each.key for each in customers_of(trading.workspace, run.id) if each.purchases > 3)
    bought = sorted(
        (each.on, each.counted)
        for each in story_of(trading.workspace, run.id, key).documents
        if each.told == "sale" and each.counted is not None
    )
    first, last = bought[1][0], bought[-1][0]

    as_of, (all_of_it, none_of_it) = outcomes_of(
        trading.workspace,
        run.id,
        [
            Watched(7, key, has_contract=False, after=bought[0][0], until=last),
            Watched(8, key, has_contract=False, after=last, until=last + timedelta(days=30)),
        ],
    )

    assert as_of == run.as_of
    assert (all_of_it.case, all_of_it.on) == (7, first)
    assert all_of_it.spent == sum(amount for on, amount in bought if on > bought[0][0])
    assert (none_of_it.case, none_of_it.on, none_of_it.spent) == (8, None, Decimal(0))


def test_nobody_watched_is_nothing_seen(trading: Firm) -> None:
    assert outcomes_of(trading.workspace, trading.evaluation.run.id, [])[1] == ()


def test_a_customer_without_a_contract_loses_none(trading: Firm) -> None:
    key = next(iter(customers_of(trading.workspace, trading.evaluation.run.id))).key

    _, (found,) = outcomes_of(
        trading.workspace,
        trading.evaluation.run.id,
        [Watched(1, key, has_contract=True, after=date(2020, 1, 1), until=date(2030, 1, 1))],
    )

    assert found.on is None
