"""What each role reads first: which figures stand on top, and what stands below them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from crmeter.records.staff.roles import Role
from crmeter.vocabulary import Text

SHOWN = 5


@dataclass(frozen=True, slots=True)
class RoleHome:
    """The home page of a role.

    Args:
        title: its heading.
        first: the measures on top, the most telling first; without any those of the firm.
        cards: what stands below, in order, by the names of `home.html`.
    """

    title: Text
    first: tuple[str, ...]
    cards: frozenset[str]


_FIRM = Text("Sức khỏe quan hệ khách hàng", "Relationship health")
_STEERING = frozenset({"changed", "scores", "most_urgent", "suggested", "levels"})
HOMES: Mapping[str, RoleHome] = MappingProxyType(
    {
        Role.DIRECTOR: RoleHome(_FIRM, (), _STEERING),
        Role.MARKETING_MANAGER: RoleHome(
            Text("Tiếp thị hôm nay", "Marketing today"),
            (
                "leads_created",
                "lead_conversion_rate",
                "cost_per_lead",
                "customer_acquisition_cost",
                "new_customers",
                "reply_rate",
                "campaign_conversion_rate",
            ),
            _STEERING,
        ),
        Role.SALES_MANAGER: RoleHome(
            Text("Bán hàng hôm nay", "Sales today"),
            ("revenue", "win_rate", "pipeline_value", "deal_cycle_length", "lead_response_time", "overdue_deals"),
            _STEERING | {"quotas"},
        ),
        Role.REP: RoleHome(
            Text("Khách và cơ hội của bạn", "Your customers and deals"),
            ("won_value", "pipeline_value", "overdue_deals", "lead_response_time", "revenue", "active_customers"),
            frozenset({"work", "quotas", "most_urgent", "changed"}),
        ),
        Role.AGENT: RoleHome(
            Text("Phiếu hỗ trợ của bạn", "Your tickets"),
            (
                "ticket_backlog",
                "first_response_time",
                "resolution_time",
                "service_level_attainment",
                "reopen_rate",
                "csat",
            ),
            frozenset({"work", "changed"}),
        ),
        Role.ANALYST: RoleHome(_FIRM, (), frozenset({"changed", "scores", "suggested", "levels", "missing"})),
        Role.STEWARD: RoleHome(_FIRM, (), frozenset({"levels", "missing", "changed"})),
    }
)
