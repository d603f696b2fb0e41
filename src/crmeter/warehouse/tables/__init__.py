"""One contract per table; the dictionary of all of them is `TABLES`."""

from crmeter.warehouse.tables.brand import brand_answers, brand_behaviours, brand_judgements
from crmeter.warehouse.tables.brand_parts import brand_parts
from crmeter.warehouse.tables.campaigns import campaign_members, campaigns, costs
from crmeter.warehouse.tables.contacts import contacts
from crmeter.warehouse.tables.contract import Column, OwnedBy, Table
from crmeter.warehouse.tables.customers import customers
from crmeter.warehouse.tables.deals import deal_lines, deal_stages, deals
from crmeter.warehouse.tables.deliveries import deliveries
from crmeter.warehouse.tables.delivery_lines import delivery_lines
from crmeter.warehouse.tables.employees import employees
from crmeter.warehouse.tables.exchange_rates import exchange_rates
from crmeter.warehouse.tables.identities import identities
from crmeter.warehouse.tables.leads import leads
from crmeter.warehouse.tables.market_figures import market_figures
from crmeter.warehouse.tables.order_lines import order_lines
from crmeter.warehouse.tables.orders import orders
from crmeter.warehouse.tables.page_views import page_views
from crmeter.warehouse.tables.partners import partners
from crmeter.warehouse.tables.products import products
from crmeter.warehouse.tables.quotas import quotas
from crmeter.warehouse.tables.returns import returns
from crmeter.warehouse.tables.scores import customer_scores, expected_new_customers, respondent_values
from crmeter.warehouse.tables.segments import memberships, segment_members, segments
from crmeter.warehouse.tables.stock_levels import stock_levels
from crmeter.warehouse.tables.subscriptions import subscription_events, subscriptions
from crmeter.warehouse.tables.supplier_deliveries import supplier_deliveries
from crmeter.warehouse.tables.survey_words import survey_words
from crmeter.warehouse.tables.surveys import survey_answers, survey_invitations
from crmeter.warehouse.tables.tickets import ticket_events, tickets
from crmeter.warehouse.tables.told_forecasts import told_forecasts
from crmeter.warehouse.tables.touches import touches
from crmeter.warehouse.tables.usage_events import usage_events
from crmeter.warehouse.tables.warranty_claims import warranty_claims
from crmeter.warehouse.tables.working_stretches import working_stretches

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        customers,
        products,
        orders,
        order_lines,
        deliveries,
        delivery_lines,
        returns,
        warranty_claims,
        stock_levels,
        supplier_deliveries,
        leads,
        touches,
        exchange_rates,
        contacts,
        deals,
        deal_stages,
        deal_lines,
        page_views,
        tickets,
        ticket_events,
        campaigns,
        costs,
        campaign_members,
        subscriptions,
        subscription_events,
        usage_events,
        survey_invitations,
        survey_answers,
        brand_answers,
        brand_judgements,
        brand_behaviours,
        partners,
        employees,
        segments,
        segment_members,
        market_figures,
        told_forecasts,
        quotas,
    )
}

# Who people are and what they wrote: outside the snapshots, without history, so that an erasure can rewrite it.
PERSONAL: dict[str, Table] = {table.name: table for table in (identities, survey_words)}

# Written by an evaluation run beside its readings, not by a connector.
RUN_TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        customer_scores,
        expected_new_customers,
        respondent_values,
        brand_parts,
        working_stretches,
        memberships,
    )
}

__all__ = ["PERSONAL", "RUN_TABLES", "TABLES", "Column", "OwnedBy", "Table", "identities", "survey_words"]
