"""What a case of a customer at risk may be."""

from django.db import models


class RiskKind(models.TextChoices):
    """What is feared: that a customer buys no more, or that a contract is not gone on with."""

    SILENCE = "silence"
    CONTRACT = "contract"


class Arm(models.TextChoices):
    """What is done for a customer."""

    # Somebody has a task.
    TREATED = "treated"
    # Drawn by lot, to be left alone.
    HELD_OUT = "held_out"
    # At risk at the same time, and not on anybody's mind.
    NOT_CHOSEN = "not_chosen"


class Outcome(models.TextChoices):
    """What became of a customer by the end of the window."""

    RUNNING = "running"
    KEPT = "kept"
    LOST = "lost"
    # Taken back, or chosen later: it says nothing.
    LEFT_OUT = "left_out"
