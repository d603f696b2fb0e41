"""The rows that measures are taken over, each built from warehouse tables for one view."""

from collections.abc import Mapping
from types import MappingProxyType

from crmeter.measures.rows.answered_leads import answered_leads
from crmeter.measures.rows.answers import answers
from crmeter.measures.rows.brand_answers import brand_answers
from crmeter.measures.rows.brand_parts import brand_parts
from crmeter.measures.rows.cohort_months import cohort_months
from crmeter.measures.rows.contacts import contacts
from crmeter.measures.rows.customers import customers
from crmeter.measures.rows.deals import deals
from crmeter.measures.rows.deliveries import deliveries
from crmeter.measures.rows.documents import documents
from crmeter.measures.rows.employees import employees
from crmeter.measures.rows.first_sales import first_sales
from crmeter.measures.rows.invitations import invitations
from crmeter.measures.rows.kept_rows import first_seen, purchases, sales
from crmeter.measures.rows.leads import leads
from crmeter.measures.rows.lines import lines
from crmeter.measures.rows.partners import partners
from crmeter.measures.rows.respondent_values import respondent_values
from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.rows.scores import equity_after_acquisition, equity_parts, scores
from crmeter.measures.rows.stage_stays import stage_stays
from crmeter.measures.rows.tickets import tickets
from crmeter.measures.rows.valid_orders import valid_orders

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
            brand_answers,
            brand_parts,
            respondent_values,
            partners,
            employees,
            deals,
            stage_stays,
            answered_leads,
            first_sales,
        )
    }
)

__all__ = ["ROWS", "Rows", "Tables", "first_seen", "purchases", "sales"]
