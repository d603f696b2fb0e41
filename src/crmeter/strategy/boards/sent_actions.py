"""The only writer of what was sent by itself."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from crmeter.records.jobs.actions import enqueue
from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, actor_of
from crmeter.strategy.boards.report_actions import refuse_unless_may_send
from crmeter.strategy.boards.report_dates import Every, When, first_day
from crmeter.strategy.boards.report_models import BoardSchedule, SentReport
from crmeter.vocabulary import Text

JOB = "send_boards"
# So long a file that was sent can be had again.
KEPT_FOR = timedelta(days=400)
# A part that cannot be worked out is not waited for longer.
_PATIENCE = timedelta(days=1)
_FILES = ("workbook", "document", "pdf")


@dataclass(frozen=True, slots=True)
class Made:
    """Something as one person may see it: the run that it is of, and its files.

    Args:
        run: which.
        workbook: as XLSX.
        document: as HTML.
        pdf: None where there is none.
        lacks: why there is no PDF.
    """

    run: str
    workbook: bytes
    document: bytes
    pdf: bytes | None = None
    lacks: Text | None = None


def note_sent(schedule: int, due_on: date, recipient: int, name: str, made: Made | Text, scope: str) -> int:
    """Keep what one person is sent for a day, or why there is nothing, and return its number.

    What was kept for that day before, because it is sent once more, is written over.

    Args:
        schedule: by which.
        due_on: the day that it was due on.
        recipient: the number of the person.
        name: of the board.
        made: the files, or why there are none.
        scope: the mark of whose rows they hold.
    """
    files, why = (made, None) if isinstance(made, Made) else (None, made)
    lacks = files.lacks if files and files.lacks else None
    with transaction.atomic():
        row, _is_new = SentReport.objects.update_or_create(
            schedule_id=schedule,
            due_on=due_on,
            recipient_id=recipient,
            defaults={
                "name": name,
                "run": files.run if files else "",
                "at": timezone.now(),
                "scope": scope,
                "workbook": files.workbook if files else None,
                "document": files.document if files else None,
                "pdf": files.pdf if files else None,
                "is_mailed": False,
                "message": None,
                "attached": [],
                "why_vi": why.vi[:300] if why else "",
                "why_en": why.en[:300] if why else "",
                "lacks_vi": lacks.vi[:400] if lacks else "",
                "lacks_en": lacks.en[:400] if lacks else "",
                "is_wanted_again": False,
            },
        )
        after = {"recipient": recipient, "due_on": due_on.isoformat(), "sent": files is not None}
        audit(SYSTEM, "boards.report_sent" if files else "boards.report_not_sent", row, after=after)
    return int(row.pk)


def note_mailed(pk: int, message: int, attached: tuple[str, ...], lacks: Text | None = None) -> None:
    """Note which mail told of what was sent, and which files travelled with it, in the transaction that queues it.

    Args:
        pk: the number of what was sent.
        message: the number of the mail.
        attached: kinds of files.
        lacks: why nothing was attached although it should be.
    """
    with transaction.atomic():
        row = SentReport.objects.select_for_update().get(pk=pk)
        row.is_mailed, row.message, row.attached, row.is_wanted_again = True, message, list(attached), False
        if lacks is not None:
            said = Text(row.lacks_vi, row.lacks_en)
            both = Text.join([said, lacks], "; ") if said.vi else lacks
            row.lacks_vi, row.lacks_en = both.vi[:400], both.en[:400]
        row.save(update_fields=["is_mailed", "message", "attached", "is_wanted_again", "lacks_vi", "lacks_en"])
        after = {"recipient": row.recipient_id, "message": message, "attached": list(attached)}
        audit(SYSTEM, "boards.report_mailed", row, after=after)


def note_not_mailed(pk: int) -> None:
    """Note that no mail tells of what was sent; the page does."""
    with transaction.atomic():
        SentReport.objects.filter(pk=pk).update(is_wanted_again=False)


def send_once_more(person: Person, pk: int) -> None:
    """Send somebody once more what they were sent, or what could not be made.

    Raises:
        Refused: they may not, or it is gone.
    """
    with transaction.atomic():
        row = SentReport.objects.select_for_update().filter(pk=pk).first()
        if row is None:
            raise Refused("unknown", _GONE)
        refuse_unless_may_send(person, row.schedule.board_id)
        if not row.is_wanted_again:
            row.is_wanted_again = True
            row.save(update_fields=["is_wanted_again"])
            audit(actor_of(person), "boards.report_wanted_again", row, after={"recipient": row.recipient_id})
        enqueue(SYSTEM, JOB, dedupe_key=f"{JOB}:again")


def is_waited_for(schedule: int, due_on: date, recipient: int) -> bool:
    """Return whether the part of somebody is still waited for, and note when that began: it is asked for once at least.

    Args:
        schedule: by which they are sent something.
        due_on: the day that it was due on.
        recipient: the number of the person.
    """
    with transaction.atomic():
        row = BoardSchedule.objects.select_for_update().filter(pk=schedule, due_on=due_on).first()
        if row is None:
            # Somebody changed the schedule meanwhile: what is due now is asked for in its turn.
            return True
        since = row.waits_since.get(str(recipient))
        if since is not None:
            return timezone.now() - datetime.fromisoformat(since) < _PATIENCE
        row.waits_since = {**row.waits_since, str(recipient): timezone.now().isoformat()}
        row.save(update_fields=["waits_since"])
    return True


def note_done(schedule: int, due_on: date) -> None:
    """Let a schedule wait for its next day, unless somebody has changed it meanwhile; empty the files that are old."""
    with transaction.atomic():
        row = BoardSchedule.objects.select_for_update().filter(pk=schedule, due_on=due_on).first()
        if row is not None:
            # When it is due next is no change of the schedule itself.
            # Sent late, in the hours before that of today, today is still to come.
            row.due_on = first_day(When(Every(row.every), row.weekday, row.day, row.hour), timezone.localtime())
            row.waits_since = {}
            row.save(update_fields=["due_on", "waits_since"])
        old = SentReport.objects.filter(at__lt=timezone.now() - KEPT_FOR, document__isnull=False)
        old.update(**dict.fromkeys(_FILES))


_GONE = Text("bản đã gửi này không còn", "what was sent is not there any more")
