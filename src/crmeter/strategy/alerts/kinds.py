"""By what a measure is watched, and where an alert stands."""

from collections.abc import Mapping

from django.db import models

from crmeter.vocabulary import Text


class WatchKind(models.TextChoices):
    """By what a measure is watched; those whose alerts weigh more stand first."""

    THRESHOLD = "threshold"
    LIMITS = "limits"
    TREND = "trend"
    # By what is foreseen: of a target, and of the last month as the month before it told.
    WILL_MISS = "will_miss"
    FORECAST = "forecast"


class Side(models.TextChoices):
    """On which side of a threshold a measure strikes."""

    ABOVE = "above"
    BELOW = "below"


class State(models.TextChoices):
    """Where an alert stands."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    SNOOZED = "snoozed"
    RESOLVED = "resolved"


class NewsKind(models.TextChoices):
    """What an owner is told of an alert."""

    OPENED = "opened"
    WOKEN = "woken"
    GIVEN = "given"


# Those that need more months than a run carries are judged after it.
BY_RUN = (WatchKind.THRESHOLD, WatchKind.LIMITS, WatchKind.TREND)
FORESEEN = (WatchKind.WILL_MISS, WatchKind.FORECAST)
# All but resolved ones: a watch has one of these at most.
UNRESOLVED = (State.OPEN, State.ACKNOWLEDGED, State.SNOOZED)
# How many months in a row it must hold.
SHORTEST, LONGEST = 1, 6
# Two falls in a row come by chance one time in six, three one time in twenty-four.
SHORTEST_TREND = 3
# An evaluation knows twelve months; eight of them tell what is usual.
LEAST_BEFORE = 8
LONGEST_LIMITS = 12 - LEAST_BEFORE

# Bounds and targets are what people have said themselves; the others are signs that may be chance.
SEVERE = frozenset({WatchKind.THRESHOLD, WatchKind.WILL_MISS})

KINDS: Mapping[WatchKind, Text] = {
    WatchKind.THRESHOLD: Text("ngưỡng", "threshold"),
    WatchKind.LIMITS: Text("giới hạn kiểm soát", "control limits"),
    WatchKind.TREND: Text("chiều xấu đi", "trend for the worse"),
    WatchKind.WILL_MISS: Text("có thể hụt mục tiêu", "target likely missed"),
    WatchKind.FORECAST: Text("lệch dự báo", "off the forecast"),
}
SIDES: Mapping[Side, Text] = {
    Side.ABOVE: Text("cao hơn", "above"),
    Side.BELOW: Text("thấp hơn", "below"),
}
STATES: Mapping[State, Text] = {
    State.OPEN: Text("đang mở", "open"),
    State.ACKNOWLEDGED: Text("đã nhận", "acknowledged"),
    State.SNOOZED: Text("đang hoãn", "snoozed"),
    State.RESOLVED: Text("đã đóng", "resolved"),
}
NEWS: Mapping[NewsKind, Text] = {
    NewsKind.OPENED: Text("mới", "new"),
    NewsKind.WOKEN: Text("hết hạn hoãn", "snoozed until now"),
    NewsKind.GIVEN: Text("được giao cho bạn", "given to you"),
}
