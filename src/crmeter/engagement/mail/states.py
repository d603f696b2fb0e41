"""Where a message can stand."""

from django.db import models

from crmeter.vocabulary import Text


class MessageState(models.TextChoices):
    """Where a message stands."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    FAILED = "failed"
    BOUNCED = "bounced"
    # It may have left or not, and is not sent again unless somebody says so.
    UNKNOWN = "unknown"


STATES: dict[MessageState, Text] = {
    MessageState.QUEUED: Text("chờ gửi", "waiting"),
    MessageState.SENDING: Text("đang gửi", "being sent"),
    MessageState.SENT: Text("đã gửi", "sent"),
    MessageState.REFUSED: Text("không được phép gửi", "not allowed"),
    MessageState.FAILED: Text("không gửi được", "failed"),
    MessageState.BOUNCED: Text("bị trả lại", "came back"),
    MessageState.UNKNOWN: Text("chưa rõ đã gửi chưa", "not known whether sent"),
}

# How the mark of a state looks; of those that are not here, bad.
TONES: dict[MessageState, str] = {
    MessageState.QUEUED: "line",
    MessageState.SENDING: "line",
    MessageState.SENT: "good",
    MessageState.REFUSED: "warn",
    MessageState.UNKNOWN: "warn",
}
