"""An event of the outbox is in one pair of hands at a time, and is due again when these let it go."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from crmeter.records.ledger.actions import tell_outside
from crmeter.records.ledger.models import OutboxEvent
from crmeter.records.ledger.outbox_actions import TakenEvent, end_event, put_off_event, take_event

WHILE = timedelta(minutes=3)


def taken(topic: str = "mail", life: timedelta = WHILE) -> TakenEvent:
    found = take_event(topic, life)
    assert found is not None
    return found


@pytest.mark.django_db
def test_events_leave_in_order_and_by_topic() -> None:
    later = timezone.now() + timedelta(hours=1)
    tell_outside("mail", {"message": 3}, due_at=later)
    first, second = tell_outside("mail", {"message": 1}), tell_outside("mail", {"message": 2})
    tell_outside("webhook", {})

    assert [taken().key, taken().key] == [first, second]
    assert take_event("mail", WHILE) is None


@pytest.mark.django_db
def test_an_event_that_is_let_go_is_due_again_and_counted() -> None:
    tell_outside("mail", {"message": 1})
    assert taken(life=timedelta(0)).attempt == 1
    again = taken()

    assert (again.attempt, again.payload) == (2, {"message": 1})
    assert take_event("mail", WHILE) is None


@pytest.mark.django_db
def test_an_event_that_was_told_or_put_off_is_not_taken() -> None:
    told, off = tell_outside("mail", {}), tell_outside("mail", {})
    end_event(told)
    put_off_event(off, WHILE, "the line is down")

    assert take_event("mail", WHILE) is None
    assert OutboxEvent.objects.get(key=off).error == "the line is down"
    put_off_event(off, timedelta(0), "")
    assert taken().key == off
    put_off_event(told, timedelta(0), "late")
    assert OutboxEvent.objects.get(key=told).error == ""


@pytest.mark.django_db(transaction=True)
def test_two_who_take_at_once_never_take_the_same() -> None:
    for number in range(12):
        tell_outside("mail", {"message": number})
    got: list[int] = []

    def take_all() -> None:
        try:
            while (event := take_event("mail", WHILE)) is not None:
                got.append(event.payload["message"])
        finally:
            connection.close()

    takers = [threading.Thread(target=take_all) for _ in range(3)]
    for taker in takers:
        taker.start()
    for taker in takers:
        taker.join()

    # One who finds all that is due in the hands of others goes away; nothing is taken twice or lost.
    while (event := take_event("mail", WHILE)) is not None:
        got.append(event.payload["message"])
    assert sorted(got) == list(range(12))
