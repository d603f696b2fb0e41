"""What happened to subscriptions, as timelines tell it."""

from collections.abc import Callable
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from crmeter.records.subscriptions.models import Subscription, SubscriptionEvent
from crmeter.records.timeline.entry import Entry, Place, Question, belongs_to, entry_of, person_columns, person_in
from crmeter.vocabulary import Text

_TITLES = {
    "started": Text("Bắt đầu thuê bao {subscription}", "Subscription {subscription} started"),
    "renewed": Text("Gia hạn thuê bao {subscription}", "Subscription {subscription} renewed"),
    "changed": Text("Đổi điều kiện thuê bao {subscription}", "Terms of subscription {subscription} changed"),
    "paused": Text("Tạm dừng thuê bao {subscription}", "Subscription {subscription} paused"),
    "resumed": Text("Dùng lại thuê bao {subscription}", "Subscription {subscription} resumed"),
    "cancelled": Text("Hủy thuê bao {subscription}", "Subscription {subscription} cancelled"),
    "ended": Text("Thuê bao {subscription} kết thúc", "Subscription {subscription} ended"),
}
_FROM = Text("{title}, từ {day}", "{title}, from {day}")


def subscriptions(question: Question, stretch: Callable[[str, str], Q]) -> list[Entry]:
    """Return what happened to the subscriptions of a customer, or to one, where it was written down.

    The day that it counts from may be another one, which is said then.
    """
    if question.concept.name not in ("customers", "subscriptions"):
        return []
    of = belongs_to(question, "subscriptions")
    if of is None:
        return []
    there = Subscription.objects.filter(of, question.sight["subscriptions"], removed_at=None)
    rows = SubscriptionEvent.objects.filter(stretch("recorded_at", "id"), subscription__in=there)
    if question.concept.name == "customers":
        rows = rows.exclude(kind="changed")
    told = rows.order_by("-recorded_at", "-id").values(
        "id", "kind", "on", "recorded_at", "subscription_id", "subscription__name", *person_columns("by")
    )
    return [
        entry_of(
            question,
            Place(row["recorded_at"], "subscriptions", row["id"]),
            "subscription",
            _title(row["kind"], row["subscription__name"], row["on"], row["recorded_at"]),
            person_in(row, "by"),
            ("subscriptions", row["subscription_id"]),
            event=row["kind"],
        )
        for row in told[: question.most]
    ]


def _title(kind: str, name: str, on: date, recorded_at: datetime) -> Text:
    title = _TITLES[kind].fill(subscription=name)
    return title if on == timezone.localdate(recorded_at) else _FROM.fill(title=title, day=on)
