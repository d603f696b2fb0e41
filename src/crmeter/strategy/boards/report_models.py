"""The tables of what is sent by itself, and of what was sent."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from crmeter.records.ledger.versioned import Versioned
from crmeter.strategy.boards.kinds import LONGEST_NAME
from crmeter.strategy.boards.models import Board
from crmeter.strategy.boards.report_dates import FIRST_HOUR, Every


class BoardSchedule(Versioned):
    """To whom a board is sent by itself, and when. One for each board; one that is off was stopped."""

    board = models.OneToOneField(Board, models.CASCADE, null=True, related_name="schedule")
    # The report of the whole evaluation instead of a board; there is one.
    is_report = models.BooleanField(default=False)
    every = models.CharField(max_length=7, choices=Every)
    # Of a week: Monday is 0; of a month or a quarter: 1 to 28.
    weekday = models.PositiveSmallIntegerField(default=0)
    day = models.PositiveSmallIntegerField(default=1)
    # From which hour of the day, by the clock of the installation.
    hour = models.PositiveSmallIntegerField(default=FIRST_HOUR)
    # Whether the files travel with the mail, or stay behind a sign-in.
    is_attached = models.BooleanField(default=False)
    # The numbers of the people who get it, each with the figures that they may see.
    recipients = models.JSONField(default=list)
    due_on = models.DateField()
    # Since when the part of a recipient is waited for, by their number; of the day that is due alone.
    waits_since = models.JSONField(default=dict)
    is_on = models.BooleanField(default=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["is_report"], condition=models.Q(is_report=True), name="report_schedule_once"
            ),
            models.CheckConstraint(
                condition=models.Q(board=None, is_report=True) | models.Q(board__isnull=False, is_report=False),
                name="schedule_of_one_thing",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["due_on"], condition=models.Q(is_on=True), name="board_schedule_due"),
        ]

    def __str__(self) -> str:
        return f"{self.board_id}: {self.every}"


class SentReport(models.Model):
    """What was sent to one person on one day, or why it was not."""

    schedule = models.ForeignKey(BoardSchedule, models.CASCADE, related_name="sent")
    due_on = models.DateField()
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME)
    run = models.CharField(max_length=64, blank=True, default="")
    at = models.DateTimeField()
    # As a hash, whose rows the recipient saw when the files were made; of files older than this it is empty.
    scope = models.CharField(max_length=64, blank=True, default="")
    # Files as they were; emptied when they are old.
    workbook = models.BinaryField(null=True)
    document = models.BinaryField(null=True)
    pdf = models.BinaryField(null=True)
    is_mailed = models.BooleanField(default=False)
    # The number of the mail that told of it, and which files travelled with that.
    message = models.BigIntegerField(null=True)
    attached = models.JSONField(default=list)
    # Why there is none; and what of it there is not: no PDF, nothing attached.
    why_vi = models.CharField(max_length=300, blank=True, default="")
    why_en = models.CharField(max_length=300, blank=True, default="")
    lacks_vi = models.CharField(max_length=400, blank=True, default="")
    lacks_en = models.CharField(max_length=400, blank=True, default="")
    # Somebody wants it sent once more, and it has not been yet.
    is_wanted_again = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["schedule", "due_on", "recipient"], name="board_sent_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["recipient", "-at", "-id"], name="board_sent_to"),
            models.Index(fields=["-at", "-id"], name="board_sent_latest"),
            models.Index(fields=["schedule"], condition=models.Q(is_wanted_again=True), name="board_sent_wanted_again"),
        ]

    def __str__(self) -> str:
        return self.name
