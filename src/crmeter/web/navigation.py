"""What stands in the sidebar, in which order, and who sees it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crmeter.records.staff.roles import Role
from crmeter.records.staff.start_pages import START_PAGES
from crmeter.records.surveys.rights import READ
from crmeter.strategy.alerts.rights import USUAL

Words = str | Promise

# An agent answers the customers of the day; values and losses are for those who steer.
STEERING = frozenset(Role) - {Role.AGENT}
# Data come in by the hands of those who answer for them.
DATA = frozenset({Role.DIRECTOR, Role.ANALYST, Role.STEWARD})
NOBODY: frozenset[Role] = frozenset()


def brings_data(role: str, *, is_admin: bool) -> bool:
    """Return whether somebody with this role answers for data."""
    return is_admin or role in DATA


@dataclass(frozen=True, slots=True)
class Item:
    """A page that can be gone to.

    Args:
        route: the name of its address.
        label: its name.
        icon: of the sprite.
        roles: who sees it; administrators see all.
        key: the letter that leads there after G.
        short: its name in the tab bar of phones; without one it is under "More".
        concept: whose records it shows; only who may see some of them sees it, administrators too.
    """

    route: str
    label: Words
    icon: str
    roles: frozenset[Role] = frozenset(Role)
    key: str = ""
    short: Words = ""
    concept: str = ""

    @property
    def is_of_administrators(self) -> bool:
        """Whether it is kept from all roles: such pages are reached from the settings and the palette."""
        return not self.roles

    @property
    def address(self) -> str:
        """Where it lies."""
        return _address_of(self.route)

    def seen_by(self, role: str, *, is_admin: bool, concepts: Collection[str]) -> bool:
        """Return whether somebody with this role, who sees records of some concepts, sees it."""
        if self.concept:
            return self.concept in concepts
        return is_admin or role in self.roles


@dataclass(frozen=True, slots=True)
class Group:
    """Items under one heading; the first group has none."""

    title: Words
    items: tuple[Item, ...]


GROUPS: tuple[Group, ...] = (
    Group(
        "",
        (
            Item("home", _("Relationship health"), icon="activity-heartbeat", key="h", short=_("Health")),
            Item("work", _("My work"), icon="inbox", key="v", short=_("Work")),
            # Whoever opens a board sees the figures of their own rows.
            Item("boards", _("Boards"), icon="layout-dashboard"),
        ),
    ),
    Group(
        _("Record"),
        (
            Item("customers", _("Customers"), icon="users", key="k", short=_("Customers"), concept="customers"),
            # Whoever sees customers builds segments of them.
            Item("segments", _("Built segments"), icon="users-group", concept="customers"),
            Item("contacts", _("Contacts"), icon="address-book", concept="contacts"),
            Item("leads", _("Leads"), icon="user-plus", concept="leads"),
            Item("board", _("Deals"), icon="layout-kanban", key="c", short=_("Deals"), concept="deals"),
            Item("campaigns", _("Campaigns"), icon="speakerphone", concept="campaigns"),
            Item("tickets", _("Tickets"), icon="ticket", key="p", concept="tickets"),
            Item("orders", _("Orders"), icon="shopping-cart", concept="orders"),
            Item("subscriptions", _("Subscriptions"), icon="refresh", concept="subscriptions"),
            Item("activities", _("Activities"), icon="timeline-event", concept="activities"),
            Item("products", _("Products"), icon="package", concept="products"),
            Item("competitors", _("Competitors"), icon="swords", concept="competitors"),
        ),
    ),
    Group(
        _("Outside view"),
        (
            Item("value", _("Customer equity"), icon="coins", roles=STEERING, key="g", short=_("Value")),
            Item("value_map", _("Value map"), icon="map", roles=READ, key="b"),
            Item("loyalty", _("Loyalty"), icon="repeat", roles=STEERING, key="t", short=_("Loyalty")),
            Item("brand", pgettext_lazy("asset", "Brand"), icon="tag", roles=READ),
            Item("satisfaction", _("Satisfaction"), icon="mood-smile", roles=STEERING, key="s"),
            Item("surveys", _("Surveys"), icon="clipboard-text", roles=READ),
            Item("viewpoints", _("Four viewpoints"), icon="users", roles=STEERING),
        ),
    ),
    Group(
        _("Inside view"),
        (
            Item("marketing", _("Marketing"), icon="target-arrow", roles=STEERING),
            Item("sales", _("Sales"), icon="filter", roles=STEERING),
            # Agents see their own tickets there, and who steers sees all.
            Item("service", _("Service"), icon="headset"),
            Item("supply", _("Supply"), icon="truck-delivery", roles=STEERING),
        ),
    ),
    Group(
        _("Adjust"),
        (
            # The common goal is everybody's; so is one's own part.
            Item("goals", _("Mission and goals"), icon="flag"),
            Item("targets", _("Targets"), icon="target", roles=USUAL),
            Item("scorecard", _("Scorecard"), icon="chart-bar", roles=USUAL),
            Item("summary", _("Summary"), icon="list-details", roles=USUAL),
            Item("forecasts", _("Forecasts"), icon="trending-up", roles=STEERING, key="f"),
            # Whoever is asked to judge comes here, and anybody can be.
            Item("decisions", _("Decisions"), icon="adjustments-horizontal"),
            Item("alerts", _("Alerts"), icon="bell-ringing", roles=USUAL),
            Item("findings", _("Findings"), icon="target", roles=STEERING),
            Item("methods", _("Methods side by side"), icon="list-details", roles=STEERING),
        ),
    ),
    Group(
        _("Data"),
        (
            Item("imports", _("Bring data in"), icon="database-import", roles=DATA, key="d"),
            Item("runs", _("Evaluations"), icon="gauge", roles=DATA, key="e"),
            Item("measures", _("Measures"), icon="list-search", roles=STEERING, key="m"),
            Item("influence", _("What matters most"), icon="chart-histogram", roles=STEERING),
        ),
    ),
    Group(
        _("Workspace"),
        (
            Item("settings", _("Settings"), icon="settings"),
            Item("workspace", _("Firm and installation"), icon="building", roles=NOBODY),
            Item("method_choice", _("Sector and methods"), icon="list-details", roles=NOBODY),
            Item("people", _("People and roles"), icon="user-cog", roles=NOBODY),
            Item("roles", _("Rights of roles"), icon="shield-lock", roles=NOBODY),
            Item("pipelines", _("Pipelines"), icon="layout-kanban", roles=NOBODY),
            Item("queues", _("Queues and promises"), icon="ticket", roles=NOBODY),
            Item("currencies", _("Currencies and rates"), icon="coins", roles=NOBODY),
            Item("working_hours", _("Working hours and holidays"), icon="calendar", roles=NOBODY),
            Item("audit_log", _("Audit log"), icon="history", roles=NOBODY),
            Item("mail", _("Mail"), icon="mail", roles=NOBODY),
            Item("design", _("Components"), icon="components", roles=NOBODY),
        ),
    ),
)


@cache
def _address_of(route: str) -> str:
    return reverse(route)


@cache
def _built() -> frozenset[str]:
    """Return the routes that have a page by now: an item appears with its page, and never leads nowhere."""
    found = set()
    for group in GROUPS:
        for item in group.items:
            try:
                reverse(item.route)
            except NoReverseMatch:
                continue
            found.add(item.route)
    return frozenset(found)


def navigation(role: str, *, is_admin: bool, concepts: Collection[str]) -> Sequence[Group]:
    """Return what somebody sees: items of other roles are absent, not greyed.

    Args:
        role: theirs.
        is_admin: they administer the product.
        concepts: those of whose records they may see some.
    """
    groups = (
        Group(
            group.title,
            tuple(
                i for i in group.items if i.route in _built() and i.seen_by(role, is_admin=is_admin, concepts=concepts)
            ),
        )
        for group in GROUPS
    )
    return [group for group in groups if group.items]


def start_items(role: str, *, is_admin: bool, concepts: Collection[str]) -> list[Item]:
    """Return the pages that somebody can begin with, among those that they see."""
    seen = [item for group in navigation(role, is_admin=is_admin, concepts=concepts) for item in group.items]
    return [item for item in seen if item.route in START_PAGES]
