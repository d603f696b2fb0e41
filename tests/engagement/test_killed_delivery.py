"""A worker is killed while it sends: what may be sent once is never sent twice, everything else arrives."""

from collections import Counter
from collections.abc import Callable

import pytest
from tests.engagement.conftest import MailServer, make_due
from tests.worker.conftest import WorkerProcess, start_worker

from crmeter.engagement.mail.actions import queue_message
from crmeter.engagement.mail.delivery import deliver
from crmeter.engagement.mail.queries import message
from crmeter.records.consent.actions import state_consent
from crmeter.records.consent.purposes import Channel, Purpose
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.models import OutboxEvent
from crmeter.vocabulary import Work

__all__ = ["start_worker"]
StartWorker = Callable[..., WorkerProcess]

# Where the worker is killed → (state, mails) that follow for what is sent once only, and for everything else.
ENDINGS = {
    "mail_taken": (("sent", 1), ("sent", 1)),
    "mail_begun": (("unknown", 0), ("sent", 1)),
    "mail_handed_over": (("unknown", 1), ("sent", 2)),
    "mail_ended": (("sent", 1), ("sent", 1)),
}


def queue(purpose: Purpose, number: int = 0) -> int:
    to = f"khach{number}@khach.example"
    if purpose.needs_yes:
        state_consent(SYSTEM, to, Channel.EMAIL, purpose, yes=True, source="form")
    return queue_message(SYSTEM, to=to, purpose=purpose, language="vi", subject="Chào", body="Chào chị.")


def killed_at(start_worker: StartWorker, failpoint: str) -> None:
    worker = start_worker(failpoint=failpoint)
    assert worker.process.wait(timeout=30) == -9, worker.told()


def state_of(pk: int) -> str:
    found = message(pk)
    assert found is not None
    return found.state.value


def look(start_worker: StartWorker, mail_server: MailServer, step: str, purpose: Purpose) -> None:
    pk = queue(purpose)
    killed_at(start_worker, f"{step}:1")
    make_due()
    deliver(Work())

    assert (state_of(pk), len(mail_server.kept)) == ENDINGS[step][0 if purpose.needs_yes else 1]
    assert len(set(mail_server.ids)) <= 1
    assert not OutboxEvent.objects.filter(delivered_at=None).exists()


def test_killed_between_the_server_and_the_book_an_offer_is_not_repeated(
    start_worker: StartWorker, mail_server: MailServer
) -> None:
    look(start_worker, mail_server, "mail_handed_over", Purpose.MARKETING)


@pytest.mark.prove
@pytest.mark.parametrize("purpose", [Purpose.MARKETING, Purpose.TRANSACTIONAL])
@pytest.mark.parametrize("step", ENDINGS)
def test_killed_at_each_step(start_worker: StartWorker, mail_server: MailServer, step: str, purpose: Purpose) -> None:
    look(start_worker, mail_server, step, purpose)


@pytest.mark.prove
def test_killed_again_and_again(start_worker: StartWorker, mail_server: MailServer) -> None:
    offers = [queue(Purpose.MARKETING, number) for number in range(20)]
    invoices = [queue(Purpose.TRANSACTIONAL, number) for number in range(20)]
    kills = [f"{step}:{passage}" for passage in (1, 2, 3) for step in list(ENDINGS)[:3]]
    for failpoint in kills:
        killed_at(start_worker, failpoint)
        make_due()
    while deliver(Work()):
        make_due()

    arrived = Counter(mail_server.ids)
    for pk in offers:
        found = message(pk)
        assert found is not None
        assert found.state.value in ("sent", "unknown")
        assert arrived[found.message_id] <= 1
        assert found.state.value == "unknown" or arrived[found.message_id] == 1
    for pk in invoices:
        found = message(pk)
        assert found is not None
        assert (found.state.value, arrived[found.message_id] >= 1) == ("sent", True)
    assert {state_of(pk) for pk in offers} == {"sent", "unknown"}
    assert sum(arrived.values()) <= len(offers) + len(invoices) + len(kills)
