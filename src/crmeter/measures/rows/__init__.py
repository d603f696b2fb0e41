"""The rows that measures are taken over, each built from warehouse tables for one view."""

from collections.abc import Mapping
from types import MappingProxyType

from crmeter.measures.rows.answered_leads import answered_leads
from crmeter.measures.rows.answers import answers
from crmeter.measures.rows.asked_and_ordered import asked_and_ordered
from crmeter.measures.rows.brand_answers import brand_answers
from crmeter.measures.rows.brand_parts import brand_parts
from crmeter.measures.rows.campaign_members import campaign_members
from crmeter.measures.rows.campaign_returns import campaign_returns
from crmeter.measures.rows.cohort_months import cohort_months
from crmeter.measures.rows.contacts import contacts
from crmeter.measures.rows.customers import customers
from crmeter.measures.rows.deals import deals
from crmeter.measures.rows.delivered_orders import delivered_orders
from crmeter.measures.rows.deliveries import deliveries
from crmeter.measures.rows.documents import documents
from crmeter.measures.rows.employees import employees
from crmeter.measures.rows.first_sales import first_sales
from crmeter.measures.rows.fulfilled_orders import fulfilled_orders
from crmeter.measures.rows.invitations import invitations
from crmeter.measures.rows.kept_rows import first_seen, purchases, sales
from crmeter.measures.rows.leads import leads
from crmeter.measures.rows.leads_at_work import leads_at_work
from crmeter.measures.rows.leads_in_hours import leads_in_hours
from crmeter.measures.rows.lines import lines
from crmeter.measures.rows.months_foretold import months_foretold
from crmeter.measures.rows.outreach import outreach
from crmeter.measures.rows.outreach_steps import outreach_steps
from crmeter.measures.rows.page_views import page_views
from crmeter.measures.rows.partners import partners
from crmeter.measures.rows.placed_orders import placed_orders
from crmeter.measures.rows.quotas import quotas
from crmeter.measures.rows.reached_people import reached_people
from crmeter.measures.rows.respondent_values import respondent_values
from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.rows.scores import equity_after_acquisition, equity_parts, scores
from crmeter.measures.rows.sold_products import sold_products
from crmeter.measures.rows.spending import costs_of_cohorts, costs_of_customers, costs_of_leads
from crmeter.measures.rows.stage_stays import stage_stays
from crmeter.measures.rows.stock_days import stock_days
from crmeter.measures.rows.supplies import supplies
from crmeter.measures.rows.ticket_answers import ticket_answers
from crmeter.measures.rows.tickets import tickets
from crmeter.measures.rows.tickets_at_work import tickets_at_work
from crmeter.measures.rows.tries import tries
from crmeter.measures.rows.valid_orders import valid_orders
from crmeter.measures.rows.won_deals import won_deals

ROWS: Mapping[str, Rows] = MappingProxyType(
    {
        rows.name: rows
        for rows in (
            valid_orders,
            documents,
            customers,
            cohort_months,
            leads,
            lines,
            contacts,
            scores,
            equity_parts,
            equity_after_acquisition,
            answers,
            invitations,
            tickets,
            deliveries,
            asked_and_ordered,
            placed_orders,
            delivered_orders,
            fulfilled_orders,
            sold_products,
            stock_days,
            supplies,
            brand_answers,
            brand_parts,
            respondent_values,
            partners,
            employees,
            costs_of_leads,
            costs_of_customers,
            costs_of_cohorts,
            outreach,
            outreach_steps,
            campaign_members,
            campaign_returns,
            deals,
            stage_stays,
            answered_leads,
            first_sales,
            tickets_at_work,
            leads_in_hours,
            leads_at_work,
            ticket_answers,
            page_views,
            reached_people,
            won_deals,
            months_foretold,
            quotas,
        )
    }
)

__all__ = ["ROWS", "Rows", "Tables", "first_seen", "purchases", "sales", "tries"]
