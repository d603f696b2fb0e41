"""What an evaluation says of how the firm works beside its measures: curves, comparisons, queues."""

from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType

from crmeter.evaluation.internal.agents import agents
from crmeter.evaluation.internal.attribution import attribution
from crmeter.evaluation.internal.campaign_effects import campaign_effects
from crmeter.evaluation.internal.deal_tables import deal_tables
from crmeter.evaluation.internal.decision_time import decision_time
from crmeter.evaluation.internal.discounts import discounts
from crmeter.evaluation.internal.lateness import lateness
from crmeter.evaluation.internal.lateness_scores import lateness_scores
from crmeter.evaluation.internal.lead_cohorts import lead_cohorts
from crmeter.evaluation.internal.lead_response import lead_response
from crmeter.evaluation.internal.lead_tables import lead_tables
from crmeter.evaluation.internal.page_outcomes import page_outcomes
from crmeter.evaluation.internal.perfect_order import perfect_order
from crmeter.evaluation.internal.reply_curve import reply_curve
from crmeter.evaluation.internal.rfm_cells import rfm_cells
from crmeter.evaluation.internal.stock_outs import stock_outs
from crmeter.evaluation.internal.supplier_scorecard import supplier_scorecard
from crmeter.evaluation.internal.ticket_flow import ticket_queue
from crmeter.evaluation.internal.ticket_load import ticket_load
from crmeter.evaluation.internal.ticket_topics import (
    causes_on_products,
    ticket_causes,
    ticket_products,
    ticket_topics,
)
from crmeter.evaluation.internal.waiting_satisfaction import waiting_satisfaction
from crmeter.evaluation.result import ResultTable
from crmeter.measures.view import View
from crmeter.warehouse.engine import Engine

# By study, the tables without which it has nothing to say.
_STUDIES: Mapping[Callable[[Engine, View], ResultTable], tuple[str, ...]] = MappingProxyType(
    {
        lead_response: ("leads", "touches"),
        lead_cohorts: ("leads",),
        reply_curve: ("touches",),
        ticket_queue: ("tickets",),
        ticket_topics: ("tickets",),
        ticket_products: ("tickets",),
        ticket_causes: ("tickets",),
        causes_on_products: ("tickets",),
        ticket_load: ("tickets",),
        agents: ("tickets",),
        waiting_satisfaction: ("tickets", "survey_answers"),
        lateness: ("deliveries", "orders"),
        lateness_scores: ("deliveries", "orders", "survey_answers"),
        perfect_order: ("deliveries", "orders"),
        stock_outs: ("stock_levels",),
        supplier_scorecard: ("supplier_deliveries",),
        attribution: ("orders", "campaigns"),
        rfm_cells: ("orders", "customers"),
        page_outcomes: ("page_views",),
        discounts: ("deals", "deal_lines"),
        decision_time: ("deals",),
        campaign_effects: ("campaign_members", "campaigns"),
    }
)


# Studies of several tables, which learn from the rows of all, whosever are asked for.
_STUDIES_OF_ALL: Mapping[Callable[[Engine, View, str], Sequence[ResultTable]], tuple[str, ...]] = MappingProxyType(
    {
        deal_tables: ("deals",),
        lead_tables: ("leads",),
    }
)


def internal_studies(
    engine: Engine, view: View, filled: Collection[str], whole: str = "main"
) -> dict[str, ResultTable]:
    """Return the studies that the data carry, by the name of their table.

    Args:
        engine: where the tables of the snapshot and `sales` are readable.
        view: of the main period.
        filled: the tables that hold any row.
        whole: the schema where the tables of all lie.
    """
    found = [study(engine, view) for study, needed in _STUDIES.items() if set(needed) <= set(filled)]
    for several, needed in _STUDIES_OF_ALL.items():
        if set(needed) <= set(filled):
            found += several(engine, view, whole)
    return {table.name: table for table in found}
