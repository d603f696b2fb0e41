"""What an evaluation says of how the firm works beside its measures: curves, comparisons, queues."""

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType

from crmeter.evaluation.internal.agents import agents
from crmeter.evaluation.internal.attribution import attribution
from crmeter.evaluation.internal.campaign_effects import campaign_effects
from crmeter.evaluation.internal.lateness import lateness
from crmeter.evaluation.internal.lead_response import lead_response
from crmeter.evaluation.internal.reply_curve import reply_curve
from crmeter.evaluation.internal.rfm_cells import rfm_cells
from crmeter.evaluation.internal.ticket_flow import ticket_queue, ticket_topics
from crmeter.evaluation.result import ResultTable
from crmeter.measures.view import View
from crmeter.warehouse.engine import Engine

# By study, the tables without which it has nothing to say.
_STUDIES: Mapping[Callable[[Engine, View], ResultTable], tuple[str, ...]] = MappingProxyType(
    {
        lead_response: ("leads", "touches"),
        reply_curve: ("touches",),
        ticket_queue: ("tickets",),
        ticket_topics: ("tickets",),
        agents: ("tickets",),
        lateness: ("deliveries", "orders"),
        attribution: ("orders", "campaigns"),
        rfm_cells: ("orders", "customers"),
        campaign_effects: ("campaign_members", "campaigns"),
    }
)


def internal_studies(engine: Engine, view: View, filled: Collection[str]) -> dict[str, ResultTable]:
    """Return the studies that the data carry, by the name of their table.

    Args:
        engine: where the tables of the snapshot and `sales` are readable.
        view: of the main period.
        filled: the tables that hold any row.
    """
    found = [study(engine, view) for study, needed in _STUDIES.items() if set(needed) <= set(filled)]
    return {table.name: table for table in found}
