"""Mail leaves the outbox: one message after the other, for some seconds at a time."""

import time
from datetime import timedelta

from crmeter.engagement.mail.actions import JOB, TOPIC
from crmeter.engagement.mail.delivery_actions import begin, end
from crmeter.engagement.mail.sender import Sender
from crmeter.engagement.mail.server import NoServer, server
from crmeter.records.jobs.actions import enqueue
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.outbox_actions import take_event
from crmeter.vocabulary import Text, Work
from crmeter.vocabulary.failpoints import failpoint

# Longer than all answers of a slow server to one message together: until then nobody else takes it.
TAKEN_FOR = timedelta(minutes=3)
# Others wait in the same lane.
_TURN_SECONDS = 5.0
_STEP = Text("Gửi thư", "Sending mail")


def deliver(work: Work) -> dict[str, int]:
    """Send what is due, and return how many messages came to which end; what is left is asked for again."""
    ends: dict[str, int] = {}
    try:
        server()
    except NoServer:
        # Left as they are: what has waited too long by the time that a server is set is not sent any more.
        return ends
    until = time.monotonic() + _TURN_SECONDS
    with Sender() as sender:
        while (taken := take_event(TOPIC, TAKEN_FOR)) is not None:
            failpoint("mail_taken")
            letter = begin(taken)
            if letter is None:
                continue
            failpoint("mail_begun")
            result = sender.send(letter)
            failpoint("mail_handed_over")
            end(taken, letter, result)
            failpoint("mail_ended")
            ends[result.outcome.value] = ends.get(result.outcome.value, 0) + 1
            work.step(_STEP, sum(ends.values()))
            if result.is_line_down:
                break
            if time.monotonic() > until:
                enqueue(SYSTEM, JOB, dedupe_key=f"{JOB}:more")
                break
    return ends
