"""What the rows of measures are made of: known without Ibis, so that a page can say what a file would feed."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal


@dataclass(frozen=True, slots=True)
class Basis:
    """What rows are made of.

    Args:
        needs: the warehouse or run tables without which they do not exist.
        stands_on: what is missing from them when it is not known: `customers` lack orders that name nobody, `orders`
            do not; `own` rows are made of neither.
        customer: the column that says which customer a row is of; empty where none does, or where a part of the rows
            is nobody's, so that a figure of some customers would lack it.
    """

    needs: tuple[str, ...]
    stands_on: Literal["customers", "orders", "own"] = "own"
    customer: str = ""


BASES: Mapping[str, Basis] = MappingProxyType(
    {
        "valid_orders": Basis(("orders",), "orders", customer="customer_key"),
        "documents": Basis(("orders",), "orders", customer="customer_key"),
        "customers": Basis(("orders", "customers"), "customers", customer="customer_key"),
        "cohort_months": Basis(("orders",), "customers"),
        "leads": Basis(("leads",)),
        "lines": Basis(("orders", "order_lines", "products"), "orders"),
        "contacts": Basis(("customers", "orders"), "customers", customer="customer_key"),
        "scores": Basis(("customer_scores", "customers"), "customers", customer="customer_key"),
        "equity_parts": Basis(("customer_scores", "expected_new_customers"), "customers", customer="customer_key"),
        "equity_after_acquisition": Basis(("customer_scores", "expected_new_customers", "costs"), "customers"),
        "answers": Basis(("survey_answers",), customer="whose"),
        "invitations": Basis(("survey_invitations",)),
        "tickets": Basis(("tickets",), customer="customer_key"),
        "deliveries": Basis(("deliveries",)),
        "asked_and_ordered": Basis(("tickets", "orders"), "orders"),
        "placed_orders": Basis(("orders",)),
        "delivered_orders": Basis(("deliveries", "orders")),
        "fulfilled_orders": Basis(("deliveries", "orders")),
        "sold_products": Basis(("warranty_claims", "orders", "order_lines")),
        "stock_days": Basis(("stock_levels",)),
        "supplies": Basis(("supplier_deliveries",)),
        "brand_answers": Basis(("brand_answers",)),
        "brand_parts": Basis(("brand_answers", "brand_judgements", "brand_parts")),
        "respondent_values": Basis(("survey_answers", "respondent_values")),
        "partners": Basis(("orders", "partners"), "customers"),
        "employees": Basis(("employees",)),
        "costs_of_leads": Basis(("leads", "costs")),
        "costs_of_customers": Basis(("orders", "costs"), "customers"),
        "costs_of_cohorts": Basis(("orders", "costs", "customers"), "customers"),
        "campaign_returns": Basis(("orders", "order_lines", "costs"), "customers"),
        "outreach": Basis(("touches",)),
        "outreach_steps": Basis(("touches", "orders")),
        "campaign_members": Basis(("campaign_members",)),
        "deals": Basis(("deals",), customer="customer_key"),
        "stage_stays": Basis(("deals", "deal_stages")),
        "answered_leads": Basis(("leads", "touches")),
        "first_sales": Basis(("orders", "customers"), "customers"),
        "tickets_at_work": Basis(("tickets", "working_stretches"), customer="customer_key"),
        "ticket_answers": Basis(("survey_answers", "tickets")),
        "leads_in_hours": Basis(("leads", "touches")),
        "leads_at_work": Basis(("leads", "touches", "working_stretches")),
        "page_views": Basis(("page_views",)),
        "reached_people": Basis(("touches", "orders")),
        "won_deals": Basis(("deals", "touches")),
        "months_foretold": Basis(("deals", "told_forecasts")),
        "quotas": Basis(("deals", "quotas")),
        # Kept rows, over which other rows are made.
        "sales": Basis(("orders",)),
        "purchases": Basis(("orders",)),
        "first_seen": Basis(("orders",)),
        "tries": Basis(("touches",)),
    }
)

# What an evaluation works its own tables out from.
WORKED_OUT_FROM: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "customer_scores": ("orders", "customers"),
        "expected_new_customers": ("orders", "customers"),
        "respondent_values": ("survey_answers",),
        "brand_parts": ("brand_answers", "brand_judgements"),
        "memberships": ("orders", "customers"),
        # From the settings alone.
        "working_stretches": (),
    }
)
