"""Where somebody begins after signing in: what their role is there for, unless they choose another page."""

from collections.abc import Mapping

from crmeter.records.staff.roles import Role

# By the names of the pages; nothing chosen is that of the role.
START_PAGES = (
    *("home", "work", "customers", "leads", "board", "tickets", "orders", "campaigns"),
    *("value", "marketing", "sales", "service", "supply", "measures", "imports"),
)
USUAL: Mapping[Role, str] = {
    Role.DIRECTOR: "home",
    Role.MARKETING_MANAGER: "marketing",
    Role.SALES_MANAGER: "board",
    Role.REP: "work",
    Role.AGENT: "tickets",
    Role.ANALYST: "measures",
    Role.STEWARD: "imports",
}
