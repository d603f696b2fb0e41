"""What follows from a change of a subscription; the only writer of its events."""

from datetime import date

from django.utils import timezone

from crmeter.records.concept.concept import Draft
from crmeter.records.concept.currency import settle_currency
from crmeter.records.concept.field import Choice, Field, Kind, Subject
from crmeter.records.concept.gate import sees_nobodys
from crmeter.records.concept.values import WrongValue
from crmeter.records.ledger.refusals import Refused
from crmeter.records.subscriptions.models import Subscription, SubscriptionEvent
from crmeter.records.subscriptions.renewals import renewal_from
from crmeter.vocabulary import Text

CANCEL_REASONS = (
    Choice("price", Text("Giá cao", "Too expensive")),
    Choice("quality", Text("Chất lượng, tính năng", "Quality or features")),
    Choice("no_need", Text("Không còn nhu cầu", "No need any more")),
    Choice("competitor", Text("Chuyển sang đối thủ", "Went to a competitor")),
    Choice("payment", Text("Không thanh toán", "Not paid")),
    Choice("other", Text("Lý do khác", "Another reason")),
)
CANCEL_REASON = Field(
    "cancel_reason", Text("Lý do hủy", "Cancelled because"), Kind.CHOICE, Subject.BEHAVIOUR, choices=CANCEL_REASONS
)
ENDS_ON = Field("ends_on", Text("Kết thúc", "Ends on"), Kind.DAY, Subject.NOTHING)
QUANTITY = Field("quantity", Text("Số lượng", "Quantity"), Kind.NUMBER, Subject.NOTHING)
PRICE = Field(
    "price", Text("Giá một kỳ", "Price per period"), Kind.MONEY, Subject.NOTHING, currency="currency", is_listed=True
)
# From which states a subscription may come to a state.
_COMES_FROM = {
    "active": {"paused", "cancelled"},
    "paused": {"active"},
    "cancelled": {"active", "paused"},
    "ended": {"active", "paused", "cancelled"},
}
_TERMS = ("quantity", "price", "currency", "period", "product_id")


def settle(draft: Draft) -> None:
    """Make a subscription whole, or refuse what cannot be.

    Raises:
        WrongValue: a value goes with no subscription.
        Refused: the state cannot come after the one before.
    """
    row: Subscription = draft.row
    row.status = row.status or "active"
    settle_currency(row)
    if row.quantity is not None and row.quantity <= 0:
        raise WrongValue(QUANTITY, Text("phải lớn hơn 0", "must be above 0"))
    if row.price is not None and row.price < 0:
        raise WrongValue(PRICE, Text("không được âm", "must not be below 0"))
    if row.ends_on is not None and row.ends_on <= row.starts_on:
        raise WrongValue(ENDS_ON, Text("không sau ngày bắt đầu", "is not after the first day"))
    if draft.before is None:
        _settle_new(draft)
    elif draft.changes("status"):
        _come_to(draft, str(draft.before["status"]))
    elif row.status in ("active", "paused") and _renews_otherwise(draft):
        row.renews_on = renewal_from(row.starts_on, row.period, timezone.localdate(draft.at))
    if row.status in ("cancelled", "ended"):
        row.renews_on = None
    if row.status != "cancelled":
        row.cancelled_on, row.cancel_reason = None, ""


def settled(draft: Draft) -> None:
    """Write down what happened to a subscription."""
    row: Subscription = draft.row
    today = timezone.localdate(draft.at)
    if draft.before is None:
        write_event(draft, "started", row.starts_on)
        if row.status != "active":
            write_event(draft, row.status, _since(row) or today)
    elif draft.changes("status"):
        write_event(draft, "resumed" if row.status == "active" else row.status, _since(row) or today)
    elif any(draft.changes(column) for column in _TERMS):
        write_event(draft, "changed", today)


def write_event(draft: Draft, kind: str, on: date) -> None:
    """Write down one thing that happened, inside the transaction that makes it happen."""
    row: Subscription = draft.row
    SubscriptionEvent.objects.create(
        subscription=row,
        kind=kind,
        on=on,
        quantity=row.quantity,
        price=row.price,
        currency=row.currency,
        period=row.period,
        renews_on=row.renews_on,
        by_id=draft.actor.user,
        recorded_at=draft.at,
    )


def _since(row: Subscription) -> date | None:
    return {"cancelled": row.cancelled_on, "ended": row.ends_on}.get(row.status)


def _settle_new(draft: Draft) -> None:
    row: Subscription = draft.row
    if row.owner_id is None:
        row.owner_id = row.customer.owner_id
        if row.owner_id is None and not sees_nobodys(draft.actor.user, "subscriptions"):
            row.owner_id = draft.actor.user
    if row.renews_on is None:
        row.renews_on = renewal_from(row.starts_on, row.period, row.starts_on)


def _renews_otherwise(draft: Draft) -> bool:
    """Whether the days of renewal are others, and nobody has said which is the next."""
    return (draft.changes("starts_on") or draft.changes("period")) and not draft.changes("renews_on")


def _come_to(draft: Draft, before: str) -> None:
    row: Subscription = draft.row
    today = timezone.localdate(draft.at)
    if before not in _COMES_FROM[row.status]:
        raise Refused(
            "wrong_status",
            Text("trạng thái này không đến sau trạng thái trước", "this state does not come after the one before"),
        )
    if row.status == "active" and (row.renews_on is None or row.renews_on < today):
        # What would have been renewed meanwhile was not.
        row.renews_on = renewal_from(row.starts_on, row.period, today)
    if row.status == "cancelled":
        if not row.cancel_reason:
            raise WrongValue(CANCEL_REASON, Text("chưa có giá trị", "there is no value"))
        row.cancelled_on = row.cancelled_on or today
    if row.status == "ended":
        row.ends_on = row.ends_on or today
