"""Many at once: each job goes to one, the chain has one end, one of two changes wins."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.deals.pipeline_actions import add_pipeline
from crmeter.records.deals.queries import PipelineView, pipelines
from crmeter.records.deals.stage_rules import StageAsked
from crmeter.records.jobs.actions import enqueue
from crmeter.records.jobs.lease_actions import take
from crmeter.records.jobs.models import Job
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.ledger.queries import broken_link
from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.records.ledger.seal_actions import seal
from crmeter.records.orders.actions import order_from_deal, set_lines
from crmeter.records.orders.delivery_actions import add_delivery, change_delivery
from crmeter.records.orders.models import Order
from crmeter.records.orders.queries import deliveries_of, lines_of
from crmeter.records.staff.actions import add_user, change_profile, make_sign_in_link, use_sign_in_link
from crmeter.records.staff.models import User
from crmeter.records.staff.queries import Person, actor_of, person
from crmeter.records.staff.roles import Role

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(does: Callable[[int], object], threads: int = 4) -> list[object]:
    """What each thread got: a value or an exception."""
    got: list[object] = [None] * threads
    start = threading.Barrier(threads)

    def run(number: int) -> None:
        start.wait()
        try:
            got[number] = does(number)
        except Exception as error:
            got[number] = error
        finally:
            connection.close()

    running = [threading.Thread(target=run, args=(number,)) for number in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    return got


def test_each_job_goes_to_one_worker() -> None:
    for _ in range(20):
        enqueue(SYSTEM, "ping")

    def take_all(number: int) -> list[int]:
        taken = []
        while lease := take(f"w{number}", timedelta(seconds=30)):
            taken.append(lease.job)
        return taken

    got = at_once(take_all)

    taken = [job for jobs in got if isinstance(jobs, list) for job in jobs]
    assert sorted(taken) == sorted(Job.objects.values_list("pk", flat=True)), got


def test_the_same_work_asked_for_at_once_is_one_job() -> None:
    got = at_once(lambda _: enqueue(SYSTEM, "ping", dedupe_key="k"))

    assert set(got) == {Job.objects.get().pk}


def test_sealing_at_once_leaves_one_chain() -> None:
    for number in range(12):
        add_user(SYSTEM, f"a{number}@example.vn", Role.REP)

    at_once(lambda _: seal(most=5))
    while seal():
        pass

    assert broken_link() is None
    assert AuditEntry.objects.filter(sequence=None).count() == 0
    assert sorted(AuditEntry.objects.values_list("sequence", flat=True)) == list(range(1, 13))


def test_one_of_two_changes_on_the_same_version_wins() -> None:
    pk = add_user(SYSTEM, "lan@example.vn", Role.REP)

    got = at_once(
        lambda number: change_profile(SYSTEM, pk, version=1, name=f"Lan {number}", language="vi", theme="dark")
    )

    assert sorted(str(type(result).__name__) for result in got) == ["Stale", "Stale", "Stale", "int"]
    assert all(isinstance(result, int | Stale) for result in got)
    assert User.objects.get(pk=pk).version == 2


def test_a_link_used_by_many_at_once_signs_in_one() -> None:
    pk = add_user(SYSTEM, "lan@example.vn", Role.REP)
    token = make_sign_in_link(SYSTEM, pk)

    got = at_once(lambda _: use_sign_in_link(token))

    assert got.count(pk) == 1
    assert sum(isinstance(result, Refused) for result in got) == 3


def test_an_address_taken_at_once_has_one_account() -> None:
    got = at_once(lambda _: add_user(SYSTEM, "lan@example.vn", Role.REP))

    assert User.objects.count() == 1
    assert sum(isinstance(result, Refused) for result in got) == 3
    assert AuditEntry.objects.count() == 1


def test_a_deal_that_is_ordered_at_once_makes_one_order() -> None:
    lan = director()
    pipeline = begun_pipeline(lan)
    won = next(stage for stage in pipeline.stages if stage.kind == "won")
    deal = create(lan, CONCEPTS["deals"], {"name": "A", "pipeline": pipeline.id, "stage": won.id})

    got = at_once(lambda number: order_from_deal(lan, deal, name=f"DH-{number}"))

    assert [type(each) for each in got].count(int) == 1, got
    assert Order.objects.count() == 1


def test_the_last_of_a_line_goes_with_one_of_two_deliveries() -> None:
    lan = director()
    product = create(lan, CONCEPTS["products"], {"name": "Cà phê"})
    order = create(lan, CONCEPTS["orders"], {"name": "DH-1", "ordered_at": "2026-11-02", "status": "confirmed"})
    set_lines(lan, order, version=1, lines=[{"product": product, "quantity": "5", "unit_price": "1"}])
    line = lines_of(order)[0].id
    both = [
        add_delivery(lan, order, version=2 + number, lines=[{"order_line": line, "quantity": "1"}])
        for number in range(2)
    ]

    got = at_once(
        lambda number: change_delivery(lan, both[number], version=1, lines=[{"order_line": line, "quantity": "4"}]),
        threads=2,
    )

    assert sorted(type(each).__name__ for each in got) == ["Refused", "int"], got
    assert sorted(each.lines[0].quantity for each in deliveries_of(order)) == [1, 4]


def director() -> Person:
    found = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan"))
    assert found is not None
    return found


def begun_pipeline(lan: Person) -> PipelineView:
    """The one that migrations made is emptied by other tests of this kind."""
    stages = [StageAsked("Gặp"), StageAsked("Được", "won"), StageAsked("Hỏng", "lost")]
    number = add_pipeline(actor_of(lan), "Bảo trì", stages)
    return next(each for each in pipelines() if each.id == number)
