"""Where the entries of timelines come from: one function for each, in the list at the end.

A further source is one more function there; which records it belongs to it decides by itself.
"""

from collections.abc import Callable

from django.db.models import Q

from crmeter.records.activities.models import Activity, ActivityKind, Participation
from crmeter.records.concept.listing import Link
from crmeter.records.deals.models import Deal, StageEvent
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.orders.models import Order
from crmeter.records.staff.models import User
from crmeter.records.staff.rights_queries import names_of_people
from crmeter.records.tickets.models import Ticket, TicketEvent
from crmeter.records.timeline.campaign_source import campaigns
from crmeter.records.timeline.entry import (
    Entry,
    Place,
    Question,
    Source,
    belongs_to,
    entry_of,
    person_columns,
    person_in,
)
from crmeter.records.timeline.subscription_source import subscriptions
from crmeter.records.timeline.survey_source import surveys
from crmeter.vocabulary import Text

Stretch = Callable[[str, str], Q]
# The column of an activity that names the record of a concept.
_LINKS = {
    "customers": "customer_id",
    "contacts": "contact_id",
    "deals": "deal_id",
    "tickets": "ticket_id",
    "leads": "lead_id",
    "orders": "order_id",
}
_OF_ACTIVITIES = (
    "direction", "outcome", "duration_minutes", "is_open", "due_on", "due_at", "is_pinned", "version",
)  # fmt: skip
_STAGE_TITLES = {
    "created": Text("Tạo cơ hội {deal} ở giai đoạn {after}", "Deal {deal} created in stage {after}"),
    "moved": Text("Cơ hội {deal}: {before} → {after}", "Deal {deal}: {before} → {after}"),
    "won": Text("Thắng cơ hội {deal}", "Deal {deal} won"),
    "lost": Text("Mất cơ hội {deal}", "Deal {deal} lost"),
    "reopened": Text("Mở lại cơ hội {deal} ở giai đoạn {after}", "Deal {deal} reopened in stage {after}"),
}
_TICKET_TITLES = {
    "created": Text("Mở phiếu {ticket}", "Ticket {ticket} opened"),
    "assigned": Text("Giao phiếu {ticket}", "Ticket {ticket} given to somebody"),
    "answered": Text("Trả lời phiếu {ticket} lần đầu", "Ticket {ticket} first answered"),
    "status": Text("Phiếu {ticket} đổi trạng thái", "Ticket {ticket} changed its status"),
    "paused": Text("Phiếu {ticket} chờ khách", "Ticket {ticket} waits for the customer"),
    "resumed": Text("Phiếu {ticket} được xử lý tiếp", "Ticket {ticket} taken up again"),
    "solved": Text("Đã giải quyết phiếu {ticket}", "Ticket {ticket} solved"),
    "closed": Text("Đóng phiếu {ticket}", "Ticket {ticket} closed"),
    "reopened": Text("Mở lại phiếu {ticket}", "Ticket {ticket} reopened"),
    "merged": Text("Gộp phiếu {ticket}", "Ticket {ticket} merged"),
}
_ORDERED = Text("Đơn hàng {order}", "Order {order}")
_CREATED = Text("Tạo {what}", "The {what} was created")
_GIVEN = Text("Người phụ trách: {before} → {after}", "Owner: {before} → {after}")
_NOBODY = Text("chưa có ai", "nobody")


def activities(question: Question, stretch: Stretch) -> list[Entry]:
    """Return the activities of a record; those that a contact took part in are the contact's too."""
    link = _LINKS.get(question.concept.name)
    if link is None:
        return []
    of = Q(**{link: question.pk})
    if question.concept.name == "contacts":
        of |= Q(pk__in=Participation.objects.filter(contact=question.pk).values("activity"))
    rows = Activity.objects.filter(
        of,
        question.sight["activities"],
        stretch("happened_at", "id"),
        removed_at=None,
        kind__in=[kind for kind in question.kinds if kind in ActivityKind.values],
    )
    told = rows.order_by("-happened_at", "-id").values(
        "id", "kind", "name", "body", "happened_at", *_OF_ACTIVITIES, *person_columns("owner")
    )
    return [
        entry_of(
            question,
            Place(row["happened_at"], "activities", row["id"]),
            row["kind"],
            Text.same(row["name"]),
            person_in(row, "owner"),
            ("activities", row["id"]),
            row["body"],
            **{name: row[name] for name in _OF_ACTIVITIES},
        )
        for row in told[: question.most]
    ]


def stages(question: Question, stretch: Stretch) -> list[Entry]:
    """Return how the deals of a customer or a contact went, or one deal."""
    of = belongs_to(question, "deals")
    if of is None:
        return []
    deals = Deal.objects.filter(of, question.sight["deals"], removed_at=None)
    rows = StageEvent.objects.filter(stretch("at", "id"), deal__in=deals)
    names = ("deal__name", "before__name", "after__name", "deal__currency")
    told = rows.order_by("-at", "-id").values("id", "at", "kind", "deal_id", "amount", *names, *person_columns("by"))
    return [
        entry_of(
            question,
            Place(row["at"], "stages", row["id"]),
            "stage",
            _STAGE_TITLES[row["kind"]].fill(
                deal=row["deal__name"], before=row["before__name"] or "", after=row["after__name"]
            ),
            person_in(row, "by"),
            ("deals", row["deal_id"]),
            event=row["kind"],
            amount=row["amount"],
            currency=row["deal__currency"],
        )
        for row in told[: question.most]
    ]


def tickets(question: Question, stretch: Stretch) -> list[Entry]:
    """Return when tickets of a customer or a contact were opened, solved and reopened, or all of one ticket."""
    of = belongs_to(question, "tickets")
    if of is None:
        return []
    there = Ticket.objects.filter(of, question.sight["tickets"], removed_at=None)
    rows = TicketEvent.objects.filter(stretch("at", "id"), ticket__in=there)
    if question.concept.name != "tickets":
        # One that is closed without having been solved ends as well.
        ended = Q(kind="closed") & ~Q(before="solved")
        rows = rows.filter(Q(kind__in=("created", "solved", "reopened")) | ended)
    return [
        entry_of(
            question,
            Place(row.at, "tickets", row.pk),
            "ticket",
            _TICKET_TITLES[row.kind].fill(ticket=row.ticket.name),
            _link_to(row.by),
            ("tickets", row.ticket_id),
            event=row.kind,
            priority=row.ticket.priority,
        )
        for row in rows.select_related("ticket", "by").order_by("-at", "-id")[: question.most]
    ]


def orders(question: Question, stretch: Stretch) -> list[Entry]:
    """Return the orders of a customer or a contact, without those that are only drafts."""
    of = belongs_to(question, "orders") if question.concept.name != "orders" else None
    if of is None:
        return []
    rows = Order.objects.filter(of, question.sight["orders"], stretch("ordered_at", "id"), removed_at=None)
    return [
        entry_of(
            question,
            Place(row.ordered_at, "orders", row.pk),
            "order",
            _ORDERED.fill(order=row.name),
            _link_to(row.owner),
            ("orders", row.pk),
            amount=row.amount,
            currency=row.currency,
            status=row.status,
        )
        for row in rows.exclude(status="draft").select_related("owner").order_by("-ordered_at", "-id")[: question.most]
    ]


def fields(question: Question, stretch: Stretch) -> list[Entry]:
    """Return when the record was created and to whom it was given; deals and tickets have events of their own."""
    concept = question.concept
    given = Q(action=f"{concept.name}.changed", after__has_key="owner_id")
    created = Q(action=f"{concept.name}.created")
    wanted = {"tickets": Q(pk=None), "deals": given}.get(concept.name, given | created)
    rows = list(
        AuditEntry.objects.filter(
            wanted,
            stretch("at", "id"),
            object_kind=concept.table._meta.label_lower,
            object_id=str(question.pk),
        )
        .order_by("-at", "-id")
        .values("id", "at", "action", "before", "after", *person_columns("actor"))[: question.most]
    )
    owners = {row["id"]: tuple((row[side] or {}).get("owner_id") for side in ("before", "after")) for row in rows}
    numbers = frozenset(number for pair in owners.values() for number in pair if number is not None)
    names = names_of_people(numbers) if numbers else {}

    def name(number: int | None) -> Text | str:
        return _NOBODY if number is None else names.get(number, "")

    return [
        entry_of(
            question,
            Place(row["at"], "fields", row["id"]),
            "field",
            _CREATED.fill(what=concept.one)
            if row["action"].endswith(".created")
            else _GIVEN.fill(before=name(owners[row["id"]][0]), after=name(owners[row["id"]][1])),
            person_in(row, "actor"),
            (concept.name, question.pk),
        )
        for row in rows
    ]


SOURCES = (
    Source("activities", frozenset(ActivityKind.values), "activities", activities),
    Source("stages", frozenset({"stage"}), "deals", stages),
    Source("tickets", frozenset({"ticket"}), "tickets", tickets),
    Source("orders", frozenset({"order"}), "orders", orders),
    Source("subscriptions", frozenset({"subscription"}), "subscriptions", subscriptions),
    Source("campaigns", frozenset({"campaign"}), "campaigns", campaigns),
    Source("surveys", frozenset({"survey"}), "", surveys),
    Source("fields", frozenset({"field"}), "", fields),
)


def _link_to(user: User | None) -> Link | None:
    return None if user is None else Link(user.pk, str(user))
