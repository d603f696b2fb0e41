"""What people ask of sources: that they are taken into the records, that this stops, that it is taken back."""

from django.db import transaction

from crmeter.records.adoption.queries import adoption_of, key_of
from crmeter.records.concept.models import LONGEST_SOURCE
from crmeter.records.jobs.actions import cancel, enqueue
from crmeter.records.jobs.queries import open_job
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.refusals import Refused
from crmeter.vocabulary import Text

ADOPT, UNDO = "adopt", "undo_adoption"


def ask(actor: Actor, source: str) -> int:
    """Ask for a file source to be taken into the records, and return the number of the job.

    Raises:
        Refused: it is in the records, or on its way out, or its name is longer than records keep it.
    """
    if len(source) > LONGEST_SOURCE:
        raise Refused(
            "long_name",
            Text(
                "tên nguồn {source} dài hơn {n} ký tự; hãy nhập lại các tệp dưới một tên ngắn hơn",
                "the name of the source {source} is longer than {n} letters; import its files under a shorter one",
            ).fill(source=source, n=LONGEST_SOURCE),
        )
    with transaction.atomic():
        there = adoption_of(source)
        if there is not None and there.state != "writing":
            raise Refused(
                "adopted",
                Text("nguồn {source} đã có trong bản ghi", "the source {source} is in the records already").fill(
                    source=source
                ),
            )
        return enqueue(actor, ADOPT, {"source": source}, dedupe_key=key_of(source))


def ask_undo(actor: Actor, source: str) -> int:
    """Ask for the files of a source to count again in place of its records, and return the number of the job.

    Raises:
        Refused: it is not in the records, its time is over, or there are no files of it.
    """
    with transaction.atomic():
        there = adoption_of(source)
        if there is None or not there.imports or not (there.is_undoable or there.state == "leaving"):
            raise Refused(
                "not_undoable",
                Text(
                    "nguồn {source} không trả lại thành tệp được nữa",
                    "the source {source} cannot be given back to its files any more",
                ).fill(source=source),
            )
        return enqueue(actor, UNDO, {"source": source}, dedupe_key=key_of(source))


def stop(actor: Actor, source: str) -> None:
    """Ask the work on a source to stop; what was written of it goes again."""
    found = open_job(key_of(source))
    if found is not None and found.name == ADOPT:
        cancel(actor, found.id)
