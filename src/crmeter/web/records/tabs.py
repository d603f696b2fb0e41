"""What only records of one concept have in the middle of their page: the members and the costs of a campaign."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.listing import Row
from crmeter.records.staff.queries import Person
from crmeter.vocabulary import Text
from crmeter.web.records.campaign import costs_context, count_of_costs, count_of_members, members_context


@dataclass(frozen=True, slots=True)
class Tab:
    """What can be shown in the middle of the page of a record.

    Args:
        name: in addresses.
        title: of it.
        template: what it is drawn with.
        count: how many there are, by the number of the record.
        context: what the template is drawn from.
    """

    name: str
    title: Text
    template: str
    count: Callable[[int], int]
    context: Callable[[HttpRequest, Person, Row], dict[str, Any]]


_TABS: Mapping[str, tuple[Tab, ...]] = {
    "campaigns": (
        Tab(
            "members",
            Text("Người trong chiến dịch", "Members"),
            "records/campaign_members.html",
            count_of_members,
            members_context,
        ),
        Tab("costs", Text("Chi phí", "Costs"), "records/campaign_costs.html", count_of_costs, costs_context),
    )
}


def own_tabs(concept: Concept) -> tuple[Tab, ...]:
    """Return what records of a concept have beside what all have."""
    return _TABS.get(concept.name, ())
