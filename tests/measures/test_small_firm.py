"""Every measure of the catalogue on the hand-made firm (see conftest), its arithmetic beside it.

The main period is 2025, the one before 2024-01-02 to 2024-12-31, the window 365 days. The firm is too small for a
fitted buying process: a customer is lost after twice the own median gap, from three purchases on.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from crmeter.estimators.intervals import wilson
from crmeter.evaluation.external.partner_study import Partner, partners_gone
from crmeter.evaluation.opened_run import opened_run
from crmeter.evaluation.result import Evaluation
from crmeter.evaluation.run import Request, evaluate_snapshot
from crmeter.measures.catalogue import measures
from crmeter.measures.view import Settings
from crmeter.vocabulary import Period, Reading
from crmeter.warehouse.workspace import Workspace

MAIN = Period(date(2025, 1, 1), date(2026, 1, 1))
AS_OF = MAIN.last_day
BEFORE = Period(date(2024, 1, 2), date(2025, 1, 1))

# measure → value, top, bottom, n
IN_2025: dict[str, tuple[Any, Any, Any, int]] = {
    # A, B, C, D, E, F, H bought in 2025; G only sent back and cancelled.
    "active_customers": (7, None, None, 7),
    # First orders: C 20 Nov, H 10 Oct.
    "new_customers": (2, None, None, 2),
    "new_customer_rate": (2 / 7, 2, 7, 7),
    # Bought in 2024: A, B, D, E, F, G; again in 2025 all but G.
    "retention_rate": (5 / 6, 5, 6, 6),
    # Spend of those six but F, of whom 7 EUR of 2025 have no rate: in 2025 A 500 + B 70 + D 200 + E 300 + G 0;
    # in 2024 300 + 150 + 600 + 1000 + 80.
    "net_revenue_retention": (1070 / 2130, 1070, 2130, 5),
    # Two purchase days or more: A 7, B 5, D 3, E 3, F 3, H 2 (two orders on one day are one); C and G one.
    "repeat_purchase_rate": (6 / 8, 6, 8, 8),
    # Down by 30 % at least: B 70 of 150, D 200 of 600, E 300 of 1000; not A 500 of 300 nor F 300 of 200, which
    # the 7 EUR of no known rate could only raise.
    "reduced_customers": (3, None, None, 3),
    "reduced_customer_rate": (3 / 5, 3, 5, 5),
    # B: median gap 30, last bought 31 May, so lost from 31 May + 61 = 31 Jul; D: gaps 92 and 184, median 138,
    # last bought 10 Feb, lost from 10 Feb + 277 = 14 Nov. A: median 92 of 90 91 92 92 183 183, limit 184 never passed.
    "lost_customers": (2, None, None, 2),
    # Customers who had bought again before 2025: A, B, D, E; B had been lost at the start (since 1 Jun 2024).
    "lost_customer_rate": (1 / 3, 1, 3, 3),
    # B bought on 1 May 2025.
    "won_back_customers": (1, None, None, 1),
    "lifecycle_stage": (8, None, None, 8),
    # A loyal, back on 15 Dec from a silence of 183 days (risky after 1.5 × 92): 16; C new since 20 Nov: 41; D lost
    # since 14 Nov: 47; G bought once, on 11 Nov 2024, at risk since 366 days later: 49; H new since 10 Oct: 82; B lost
    # since 31 Jul: 153; F growing since the 90 days as new ended on 30 Dec 2024: 366. E spends less, since no one day.
    "days_in_lifecycle_stage": (49, None, None, 7),
    # Months 1, 2, … after the month of the first purchase, up to December 2025: A 24, B 22, D 19, E 22, F 14, G 13,
    # H 2, C 1 = 117; with a purchase A 6, B 3 (two in May are one), D 2, E 2, F 2, H 1 = 16.
    "cohort_retention": (16 / 117, 16, 117, 117),
    # Converted in 2025: leads 1, 2, 4, 5, 6.
    "leads_converted": (5, None, None, 5),
    # Created in 2025 and 90 days old: 1, 2, 3, 6, 7; converted within 90 days: 1 and 6.
    "lead_conversion_rate": (2 / 5, 2, 5, 5),
    # Of the same five, lead 2 too, after 150 days; lead 7 only after the evaluation.
    "lead_conversion_rate_all_time": (3 / 5, 3, 5, 5),
    # Days since the last two-way contact: H 11, A 16, B 21, I 26, C 41, E 102, F 183, D 324, G 415; J never.
    "days_since_last_interaction": (41, None, None, 9),
    "relationship_freshness": (4 / 10, 4, 10, 10),
    # Within a week nobody; within 90 days C too.
    "relationship_freshness_week": (0.0, 0, 10, 10),
    "relationship_freshness_quarter": (5 / 10, 5, 10, 10),
    # Written to: A 11, I 26, D 60 days ago.
    "days_since_last_outreach": (26, None, None, 3),
    # Sales A 500, B 70, C 90, D 200, E 300, F 300, H 200, nobody 70 = 1730; back 50 + 20 + 2 USD × 25 = 120.
    "revenue": (Decimal(1610), None, None, 16),
    # The same 13 sales and F's 7 EUR, whose amount is not known in đồng.
    "orders": (14, None, None, 14),
    "average_order_value": (Decimal("133.0769"), 1730, 13, 13),
    # Thirteen orders name one of seven customers.
    "purchase_frequency": (13 / 7, 13, 7, 7),
    # Lines 1 and 2: 200 − 2 × 60 and 200 − 4 × 30 of 400. The line in dollars has no cost in đồng.
    "gross_margin": (160 / 400, 160, 400, 2),
    # Customers on 0–10: 10 and 9 against 3, of 10, 9, 8, 3. B was asked on five points.
    "nps": (25.0, 100, 4, 4),
    # The 10 weighs 2: (2 + 1 − 1) of 5.
    "nps_weighted": (40.0, 200, 5, 4),
    # Top two boxes: 4 of 5, 5 of 5, 9 of 10; not the 3.
    "csat": (3 / 4, 3, 4, 4),
    # Of 1, 2 and 4 only 2 is not; 6 answered after the evaluation.
    "ticket_csat": (2 / 3, 2, 3, 3),
    "csat_weighted": (4 / 5, 4, 5, 4),
    # On five points, as most were asked: 4, 3, 5.
    "csat_mean": (4.0, 12, 3, 3),
    "csat_mean_weighted": (4.0, 16, 4, 3),
    "ces": (4.5, 9, 2, 2),
    "ces_weighted": (5.0, 15, 3, 2),
    "employee_nps": (20.0, 100, 5, 5),
    "partner_nps": (100.0, 100, 1, 1),
    # Invitations 1, 2, 5, 7 arrived, 4 as well since it was answered; 1, 4 and 7 were by the end of the year.
    "response_rate": (3 / 5, 3, 5, 5),
    # Tickets 1 and 7 in time; 2 late, 3 never; 4 without a promise, 5 a repeat, 6 not due yet.
    "service_level_attainment": (2 / 4, 2, 4, 4),
    # Opened in 2025: 1, 2, 3, 4, 6, 7, and 9, which became a part of 6 later; 5 is a part of 3.
    "tickets_created": (7, None, None, 7),
    # 1, 2, 4, 7, and 8 of 2024, opened again and solved on 1 February.
    "tickets_resolved": (5, None, None, 5),
    # 3, 6, which is solved after the year, and 9, which waits for the customer: 121, 0 and 60 days old.
    "ticket_backlog": (3, None, None, 3),
    "backlog_age": (60, None, None, 3),
    # 3, and 6 until the 2nd of January.
    "unassigned_tickets": (2, None, None, 2),
    # Tickets 4 and 7 after 1 hour, 1 after 3, 9 after 4, 2 after 5; 3 and 6 not yet.
    "first_response_time": (3, None, None, 5),
    # At 0.9 × 4 = 3.6 steps from the least: 4 + 0.6 × (5 − 4).
    "first_response_time_p90": (4.6, None, None, 5),
    # 6 has waited 16 hours, 3 for 2920: S(1) = 5/7, S(3) = 4/7, S(4) = 3/7.
    "first_response_time_with_waiting": (4, None, 5, 7),
    # 4 after 4 hours, 1 after 12, 7 after 24, 2 after 78 for good, 8 after 276 days and 7 hours.
    "resolution_time": (24, None, None, 5),
    # 78 + 0.6 × (6631 − 78).
    "resolution_time_p90": (4009.8, None, None, 5),
    # Of those opened in 2025: 4, 12, 16+ (6), 24, 78, 1456+ (9), 2920+ (3): S(12) = 5/7, S(24) = 5/7 × 3/4 = 15/28,
    # S(78) = 15/28 × 2/3.
    "resolution_time_with_waiting": (78, None, 4, 7),
    # 1: 12 hours less 4 of waiting for the customer; 2: 10 and 6 once more; 4: 4; 8: 2 and 6. What 7 went through is
    # not written down.
    "waiting_time": (8, None, None, 4),
    # At 0.9 × 3 = 2.7 steps from the least: 8 + 0.7 × (16 − 8).
    "waiting_time_p90": (13.6, None, None, 4),
    # The same by the calendar of the firm. 4 was opened and solved on the holiday: 0; 7 after 1, 1 on a Saturday 3,
    # 9 on another after 4, 2 after 4 of the Sunday that was worked.
    "first_response_time_business_hours": (3, None, None, 5),
    "first_response_time_business_hours_p90": (4, None, None, 5),
    # 6 has waited 8, 3 since the 1st of September: 87 days of 8 and 17 Saturdays of 4, 764. S(0) = 6/7, S(1) = 5/7,
    # S(3) = 4/7, S(4) = 2/7.
    "first_response_time_with_waiting_business_hours": (4, None, 5, 7),
    # 4 after 0, 1 after 4, 7 after 8, 2 after 8 + 8 + 8 + 5 = 29; 8 after 198 days of 8 and 40 Saturdays of 4: 1744.
    "resolution_time_business_hours": (8, None, None, 5),
    # 29 + 0.6 × (1744 − 29).
    "resolution_time_business_hours_p90": (1058.0, None, None, 5),
    # 0, 4, 8, 8+ (6), 29, 380+ (9: 43 days and 9 Saturdays), 764+ (3): S(8) = 4/7, S(29) = 4/7 × 2/3.
    "resolution_time_with_waiting_business_hours": (29, None, 4, 7),
    # 4: 0; 1: 4, for it was solved in the evening; 8: 2 and 3; 2: 8 and 5.
    "waiting_time_business_hours": (4.5, None, None, 4),
    # 5 + 0.7 × (13 − 5).
    "waiting_time_business_hours_p90": (10.6, None, None, 4),
    # 2 was answered and solved late, 3 never answered; 9 waits for the customer since before its time.
    "breached_tickets": (2, None, None, 2),
    # Of 1, 2, 4, 8 only 2 came back after a solution of 2025: 8 had been opened again before it.
    "reopen_rate": (1 / 4, 1, 4, 4),
    # 4; 1 waited for the customer, 2 changed hands; 8 was first solved in 2024.
    "first_contact_resolution_rate": (1 / 3, 1, 3, 3),
    # Of 1, 2, 4, 9 only 2; 3 and 6 were nobody's, and who gave 7 to whom is not known.
    "reassignment_rate": (1 / 4, 1, 4, 4),
    # 2 and 3 of 1, 2, 3, 4, 6, 9; 6 goes up after the evaluation, of 7 nobody told.
    "escalation_rate": (2 / 6, 2, 6, 6),
    # The seven tickets over the fourteen orders; of A to F, H, one order of nobody, and G, who asked and did not buy.
    "contact_rate": (7 / 14, 7, 14, 9),
    # Days to the last delivery: 107 3, 301 4, 105 5, 106 7, 601 of 2024 101.
    "order_lead_time": (5, None, None, 5),
    # Without 601, but 803 11+, 801 82+ for its second part, 403 324+: S(5) = 4/7, S(7) = 3/7.
    "order_lead_time_with_waiting": (7, None, 4, 7),
    # 702 of sixteen sales: fourteen that count, 704, which came back whole, and it.
    "order_cancellation_rate": (1 / 16, 1, 16, 16),
    # 106, 602 and 704; 803 comes back after the year.
    "return_rate": (3 / 15, 3, 15, 15),
    # Everything of 105 and of 301 came, of 106 three of four, of 403 and 803 nothing by the evaluation. Of 107 nobody
    # knows how much was ordered, of 601 how much came; the rest of 801 has no day.
    "in_full_rate": (2 / 5, 2, 5, 5),
    # Of the same, the papers of 301 were wrong.
    "perfect_order_rate": (1 / 5, 1, 5, 5),
    # 105 and 801 of 105, 106, 704, 801; the claim of 602 is for something else, that of 704 came after the year.
    "warranty_claim_rate": (2 / 4, 2, 4, 4),
    # The second and the third of March of the pump, of five readings.
    "stockout_rate": (2 / 5, 2, 5, 5),
    # 1 and 8 in time; 2 late, 3 never, 6 not by the evaluation.
    "supplier_on_time_rate": (2 / 5, 2, 5, 5),
    # 2 of 100, none of 50 and 5 of 20; of 7 nobody counted, of 8 more was bad than came.
    "supplier_defect_rate": (7 / 170, 7, 170, 3),
    # 105 and 301 in time; 106 late, 403 never, 803 not by the evaluation; nobody waits for 702.
    "on_time_delivery_rate": (2 / 5, 2, 5, 5),
    # By persons 1 to 4; person 6 answered after the evaluation.
    "brand_awareness": (75.0, 300, 4, 4),
    "brand_consideration": (100.0, 100, 1, 1),
    "brand_preference": (30.0, 90, 3, 3),
    "brand_price_premium": (25.0, 25, 1, 1),
    "brand_reputation": (75.0, 225, 3, 3),
    # Partners A, D, E, G ordered in 2024, again in 2025 all but G.
    "partner_retention": (3 / 4, 3, 4, 4),
    # A, D, E, H ordered in 2025, H for the first time.
    "new_partner_rate": (1 / 4, 1, 4, 4),
    # Of A, D, E with orders in both years D and E fell by more than 30 %.
    "reduced_partner_rate": (2 / 3, 2, 3, 3),
    # Before 2025 A, D, E had ordered again; D was lost in it.
    "lost_partner_rate": (1 / 3, 1, 3, 3),
    # 2, 4, 5 left. Days there: 1 all 365, 2 the 90 to the end of March, 3 the 275 from April, 4 all 365, 5 ten: 1105,
    # a part of 365 each with ten decimals.
    "employee_turnover": (3 / 3.0273972603, 3, Decimal("3.0273972603"), 5),
    # There on the first day, and before: 1, 2, 4; still there: 1.
    "employee_retention_rate": (1 / 3, 1, 3, 3),
    # Leads 1, 2, 3, 4, 6, 7.
    "leads_created": (6, None, None, 6),
    # Costs 1, 2, 3: 300 + 4 USD × 25 + 240 = 640, for six leads.
    "cost_per_lead": (Decimal("106.6667"), 640, 6, 9),
    # The same for C and H.
    "customer_acquisition_cost": (Decimal(320), 640, 2, 5),
    # C bought after 264 days and H after 8: half of both are 136. From 18 August 2024 on cost 1, 2 and 4, for C and H.
    "customer_acquisition_cost_of_cohort": (Decimal(225), 450, 2, 5),
    # Of the contacts of 2025 nobody knows what came of 14, nor of those in sales_rows. Answered: 3, 12, 17, 18; not: 1,
    # 4, 11, 16, 20.
    "reply_rate": (4 / 9, 4, 9, 9),
    "actions_per_engagement": (9 / 4, 9, 4, 9),
    # Without 18, which was with nobody knows whom.
    "reply_rate_by_touch": (3 / 8, 3, 8, 8),
    # 4 and 20.
    "unsubscribe_rate_by_touch": (2 / 8, 2, 8, 8),
    # D, H, leads 2, 5 and 7 were first contacted 90 days ago or more, A, C and I later; D, who was lead 1, bought on
    # 10 Feb, and H on 10 Oct. Contact 19 is after the evaluation.
    "outreach_drop_off_rate": (3 / 5, 3, 5, 5),
    # Sent to members 1, 2, 3, 4, 6: opened by 1 and 6, and by 2, who replied.
    "campaign_open_rate": (3 / 5, 3, 5, 5),
    # 3 and 4.
    "campaign_unread_rate": (2 / 5, 2, 5, 5),
    # 1; of 1, 2 and 6, who opened it, neither 2 nor 6.
    "campaign_click_rate": (1 / 5, 1, 5, 5),
    "campaign_unclicked_rate": (2 / 3, 2, 3, 3),
    "campaign_reply_rate": (2 / 5, 2, 5, 5),
    "campaign_unsubscribe_rate": (1 / 5, 1, 5, 5),
    # 3.
    "campaign_spam_complaint_rate": (1 / 5, 1, 5, 5),
    # 1 after 52 days, 2 not, 3 too late; 4 is not 90 days old, 6 had converted before.
    "campaign_conversion_rate": (1 / 3, 1, 3, 3),
    # Deals and contacts with leads are in sales_rows. Leads of 2025 contacted after 1: 1 day, 2: 4, 3: 304, 6: 0; 4
    # became a customer after 9 days without any contact (+); 7 had been contacted before it was recorded. S(0) = 4/5,
    # S(1) = 3/5, S(4) = 2/5; nobody else waits when 3 is contacted: S(304) = 0.
    "lead_response_time": (4, None, 4, 5),
    "lead_response_time_ninth_decile": (304, None, 4, 5),
    # By the calendar: 6 after half an hour, 1 after 7 and 2 of a Saturday, 2 after 18, 3 after 1903: an hour of a
    # Saturday, the Sunday that was worked, 215 days and 43 Saturdays, 2 hours. 4 waited 56 until it became a customer.
    # Of 7 only the day is known. S(0.5) = 4/5, S(9) = 3/5, S(18) = 2/5.
    "lead_response_time_business_hours": (18, None, 4, 5),
    "lead_response_time_ninth_decile_business_hours": (1903, None, 4, 5),
    # 6 after half an hour, 1 after 25, 2 after 4 days less 6 hours, 3 after 304 days less one; 4 waited 203 until it
    # became a customer. S(0.5) = 4/5, S(25) = 3/5, S(90) = 2/5, S(7295) = 0.
    "lead_response_time_hours": (90, None, 4, 5),
    "lead_response_time_ninth_decile_hours": (7295, None, 4, 5),
    "lead_answered_next_day_rate": (2 / 5, 2, 5, 5),
    # All but 3 and 7, which began in 2024, and 9.
    "deals_created": (9, None, None, 9),
    # 1, 3, 10, 11, 12; 3 by its first win.
    "deals_won": (5, None, None, 5),
    # 100 + 270 + 60 + 40, 3 by its first win; what 10 is worth nobody said.
    "won_value": (Decimal(470), None, None, 4),
    # 2; 4 was reopened and 10 won later.
    "deals_lost": (1, None, None, 1),
    "lost_deal_value": (Decimal(200), None, None, 1),
    # Of those that ended 2 is lost still; 4 was reopened, 10 was won later.
    "win_rate": (5 / 6, 5, 6, 6),
    "win_value_rate": (470 / 670, 470, 670, 5),
    # Created in 2025: won after 10, 30, 50, 60 days; seen for 30 (lost), 30, 90, 121, 213. S(10) = 8/9, S(30) = 7/9,
    # S(50) = 7/9 × 4/5, S(60) = 7/9 × 4/5 × 3/4 = 7/15.
    "deal_cycle_length": (60, None, 4, 9),
    # Quoted after 10 days: 1, 5; after 36: 10; without, won after 10: 11, lost after 30: 2; waiting for 90: 6, 213: 4.
    # Of 8 it is not known since when, of 12 whether. S(10) = 5/7, S(36) = 5/7 × 2/3.
    "decision_time": (36, None, 3, 7),
    # 10, 30, 50, 60, and 120 of the deal of 2024.
    "deal_cycle_length_of_won": (50, None, None, 5),
    # 4: 500 as it is now; 5: 20 USD × 25 as it was when it last moved before the end; 8: 50; 6 has no rate.
    "pipeline_value": (Decimal(1050), None, None, 3),
    # 500 × 50 % + 50 × 40 %; what chance 5 had before it was won is not known.
    "weighted_pipeline": (Decimal(270), None, None, 2),
    # 4 and 8; of 6 nobody expects a day.
    "overdue_deals": (2, None, None, 2),
    # 4: 213, 5: 30, 6: 90, 8: 121.
    "deal_age": (105.5, None, None, 4),
    # Stays of 2025: 1: 2, 2: 1, 3: 4, 4: 2, 5: 2, 6: 1, 8: 1, 10: 2, 11: 1, 12: 2; from the first of 2, 4 and 10 lost.
    "deal_drop_off_rate": (3 / 18, 3, 18, 18),
    # Entered in 2025 and come further: 1: 2, 3: 3, 5: 1, 10: 2, 11: 1, 12: 2; 2 was lost.
    "stage_conversion_rate": (11 / 12, 11, 12, 12),
    # Days: 10 four times, 14, 17, 20, 20+, 28, 30 four times, 50, 90+, 152+. S(10) = 12/16, S(14) = 11/16,
    # S(17) = 10/16, S(20) = 9/16, S(28) = 9/16 × 7/8.
    "stage_duration": (28, None, 13, 16),
    # Met in 2025: H by lead 6 on 2 Oct, bought after 8 days; C by lead 3 on 1 Mar, after 264; I 26+; lead 7 215+.
    # S(8) = 3/4, S(264) = 0. A, B, D bought before; which customers leads 2 and 4 became is not known.
    "sales_cycle_length": (264, None, 2, 4),
    # C none, H two of lead 6's three.
    "touches_per_conversion": (1, None, None, 2),
    # About deals 1 and 12 two each, about 3 one, about 10 and 11 none until they were won.
    "activities_per_deal": (1.0, 5, 5, 5),
    "activities_per_deal_median": (1, None, None, 5),
    # An: the quarter 160 of 500, April nothing of 50; Binh: 270 of 300, 40 of 4 USD × 25. Two quotas are left out.
    "quota_attainment": (470 / 950, 470, 950, 4),
    # February: 200 told last, 160 won; March 200 and 270; April 30 and nothing. June and September are left out.
    "forecast_accuracy": (140 / 430, 140, 430, 3),
    # Lines 1 and 2: 20 of 220, nothing of 200. 4 came back whole, 6 is in dollars, of 3 nobody knows.
    "discount_rate": (20 / 420, 20, 420, 2),
    # 1, 2, 6; 5 in 2024, 7 after the evaluation, 3 on a day that nobody told.
    "qualified_leads": (3, None, None, 3),
    # Contacts 17, 18, 20 arrived, 16 came back.
    "delivery_rate": (3 / 4, 3, 4, 4),
    "bounce_rate": (1 / 4, 1, 4, 4),
    # Views 1, 2, 3, 4, 7, 8.
    "page_views": (124, None, None, 6),
    # A bought the pump 5 days after view 1, not after view 2; 4 and 7 tell themselves.
    "view_action_rate": (7 / 103, 7, 103, 4),
    # Reached 90 days ago or more: A, B and lead 2 by the campaign of 22 January, D (lead 1), H by that of 1 October,
    # leads 5 and 7. Within 90 days A bought and H too, D bought on 10 February, and B had the wanted view on 1 March.
    "conversion_rate": (4 / 7, 4, 7, 7),
    # A on 10 March, B on 1 March, H on 10 December.
    "view_rate": (3 / 7, 3, 7, 7),
}
WITH_A_MODEL = {
    "expected_active_customers",
    "reduced_customers_expected",
    "reduced_customer_expected_rate",
    "lost_value",
    "customer_equity",
    "customer_equity_after_acquisition",
    "customer_equity_share",
    "customer_lifetime_value",
    "value_at_risk",
}

# In test_brand_score.py and test_campaign_returns.py.
ELSEWHERE = {"brand_score"} | {
    f"campaign_return_{rule}" for rule in ("first_touch", "last_touch", "linear", "time_decay")
}


def test_every_measure_is_worked_out_here() -> None:
    assert set(IN_2025) | WITH_A_MODEL | ELSEWHERE == set(measures()), "work the new measure out by hand in this file"


@pytest.mark.parametrize("name", IN_2025)
def test_figures_of_the_year(evaluated: Evaluation, name: str) -> None:
    value, top, bottom, n = IN_2025[name]

    reading = evaluated.reading(name)

    assert reading.period == MAIN
    assert reading.undefined is None
    # A quotient may differ from the one written here in its last binary digit; a count or an amount may not.
    assert reading.value == (pytest.approx(value, rel=1e-14) if isinstance(value, float) else value)
    assert (reading.top, reading.bottom, reading.n) == (top, bottom, n)


@pytest.mark.parametrize("name", sorted(WITH_A_MODEL))
def test_figures_of_a_model_say_what_the_model_lacks(evaluated: Evaluation, name: str) -> None:
    reading = evaluated.reading(name)

    assert (reading.value, reading.top, reading.bottom, reading.n, reading.intervals) == (None, None, None, 0, ())
    assert reading.undefined is not None
    assert reading.undefined.needs is not None


@pytest.mark.parametrize(
    ("name", "value", "n"),
    [
        # A 300, B 150, D 600, E 1000, F 10 USD × 20, G 80.
        ("revenue", Decimal(2330), 12),
        ("orders", 12, 12),
        ("average_order_value", Decimal("194.1667"), 12),
        ("active_customers", 6, 6),
        # B, D, E, F, G; A came in 2023.
        ("new_customers", 5, 5),
        # Seen from the end of 2024 only B has passed a limit: 1 Apr + 61 = 1 Jun. D and E have two purchases yet.
        ("lost_customers", 1, 1),
        ("won_back_customers", 0, 0),
        # Line 7: 100 − 75.
        ("gross_margin", 0.25, 1),
        # Only lead 5, and it was converted later.
        ("leads_converted", 0, 0),
    ],
)
def test_figures_of_the_period_before(evaluated: Evaluation, name: str, value: Any, n: int) -> None:
    reading = evaluated.reading(name, BEFORE)

    assert (reading.value, reading.n) == (value, n)


@pytest.mark.parametrize(
    "name", ["retention_rate", "reduced_customers", "reduced_customer_rate", "net_revenue_retention"]
)
def test_a_window_before_the_first_order_is_not_a_history(evaluated: Evaluation, name: str) -> None:
    reading = evaluated.reading(name, BEFORE)

    # 15 Dec 2023 to 31 Dec 2024 has 383 days, two windows need 730.
    assert reading.value is None
    assert reading.undefined is not None
    assert reading.undefined.code == "short_history"
    assert "383" in reading.undefined.reason.en
    assert "730" in reading.undefined.needs.en


@pytest.mark.parametrize(
    ("month", "revenue", "orders", "new", "won_back"),
    [
        # A 200 and nobody 70, less 50 sent back.
        (date(2025, 6, 1), 220, 2, 0, 0),
        # B 30 + 40, first back on 1 May.
        (date(2025, 5, 1), 70, 2, 0, 1),
        # F 300 less 50.
        (date(2025, 4, 1), 250, 1, 0, 0),
        # A return and an order whose amount has no rate: a month may be below zero.
        (date(2025, 7, 1), -20, 1, 0, 0),
        # A sale that came back whole takes its return with it.
        (date(2025, 8, 1), 0, 0, 0, 0),
        (date(2025, 10, 1), 100, 2, 1, 0),
    ],
)
def test_figures_of_months(
    evaluated: Evaluation, month: date, revenue: int, orders: int, new: int, won_back: int
) -> None:
    period = Period.month_of(month)

    figures = [
        evaluated.reading(name, period).value for name in ("revenue", "orders", "new_customers", "won_back_customers")
    ]

    assert figures == [revenue, orders, new, won_back]


def test_a_month_without_orders_has_no_mean(evaluated: Evaluation) -> None:
    reading = evaluated.reading("average_order_value", Period.month_of(date(2025, 8, 1)))

    assert (reading.value, reading.n, reading.bottom) == (None, 0, None)
    assert reading.undefined is not None
    assert reading.undefined.code == "empty"


@pytest.mark.parametrize(
    ("name", "by", "values"),
    [
        # Homes A 500 + B 70 + C 90 − 50; shops D 200 + E 300 + F 300 + H 200 − 20 − 50; nobody is in no segment.
        ("revenue", "segment", {"homes": 610, "shops": 930}),
        # North A 450, B 70, F 250, nobody 70; south C 90, D 180, E 300, H 200.
        ("revenue", "region", {"north": 840, "south": 770}),
        # Alpha was in time twice of three, Beta never.
        ("supplier_on_time_rate", "supplier", {"Alpha": 2 / 3, "Beta": 0.0}),
        ("supplier_defect_rate", "supplier", {"Alpha": 2 / 150, "Beta": 5 / 20}),
        ("stockout_rate", "category", {"pump": 2 / 3, "filter": 0.0}),
        ("warranty_claim_rate", "category", {"pump": 1 / 3, "filter": 1.0}),
        # Odd order keys are of the shop: 105, 301, 403, 803 there, 106 on the web.
        ("in_full_rate", "channel", {"shop": 2 / 4, "web": 0.0}),
        # Odd order keys are of the shop.
        ("orders", "channel", {"shop": 10, "web": 4}),
        ("lifecycle_stage", "stage", {"new": 2, "growing": 1, "loyal": 1, "at_risk": 2, "lost": 2}),
        ("days_in_lifecycle_stage", "stage", {"new": 61.5, "growing": 366, "loyal": 16, "at_risk": 49, "lost": 100}),
        ("lost_customers", "segment", {"homes": 1, "shops": 1}),
        ("reduced_customer_rate", "region", {"north": 1 / 3, "south": 1.0}),
        ("lead_conversion_rate", "channel", {"web": 1 / 3, "fair": 1 / 2}),
        # Homes A 10; shops E 9, D 3; nobody's 8 is in no segment.
        ("nps", "segment", {"homes": 100.0, "shops": 0.0}),
        ("nps", "wave", {"customer · 1": 100.0, "customer · 2": 0.0}),
        ("nps", "agent", {"an": 100.0, "binh": 0.0}),
        ("nps", "product", {"pump": 100.0, "filter": 0.0}),
        # Tickets 1 after 12 hours and 4 after 4, 2 after 78.
        ("ticket_csat", "waited", {"4_to_24_hours": 1 / 2, "over_3_days": 1.0}),
        ("response_rate", "agent", {"an": 1 / 3, "binh": 1.0}),
        ("leads_created", "campaign", {"spring": 2, "expo": 3}),
        # Spring 400 for leads 1 and 2, expo 240 for 3, 4, 6.
        ("cost_per_lead", "campaign", {"spring": 200, "expo": 80}),
        ("cost_per_lead", "channel", {"social": 200, "event": 80}),
        # H came by spring, C by expo.
        ("customer_acquisition_cost", "campaign", {"spring": 400, "expo": 240}),
        # 11 and 12; 16, 17, 18, 20.
        ("reply_rate", "channel", {"call": 1 / 2, "mail": 2 / 4}),
        # First 1 and 3; second 11 and 20; third 12 and 16; fourth 4, for D was lead 1, and 17.
        ("reply_rate_by_touch", "try", {"1": 1 / 2, "2": 0.0, "3": 1 / 2, "4": 1 / 2}),
        ("unsubscribe_rate_by_touch", "try", {"1": 0.0, "2": 1 / 2, "3": 0.0, "4": 1 / 2}),
        # Lead 7 did not reply; of D, H, leads 2 and 5, who did, two did not buy.
        ("outreach_drop_off_rate", "step", {"reply": 1 / 5, "purchase": 2 / 4}),
        ("campaign_open_rate", "campaign", {"spring": 2 / 3, "expo": 1 / 2}),
        # Sales: one of 730 / 365 left; care: two of 375 / 365.
        ("employee_turnover", "team", {"sales": 1 / 2, "care": 2 / 1.0273972603}),
    ],
)
def test_figures_of_slices(evaluated: Evaluation, name: str, by: str, values: dict[str, Any]) -> None:
    assert {r.slice[by]: r.value for r in evaluated.sliced(name, by)} == pytest.approx(values, rel=1e-14)


@pytest.mark.parametrize(
    ("cohort", "age", "top", "bottom"),
    [
        # February 2024 is B and E: B bought in March and April, E in September.
        ("2024-02-01", 1, 1, 2),
        ("2024-02-01", 2, 1, 2),
        ("2024-02-01", 3, 0, 2),
        ("2024-02-01", 7, 1, 2),
        ("2024-02-01", 22, 0, 2),
        ("2025-10-01", 2, 1, 1),
        ("2025-11-01", 1, 0, 1),
    ],
)
def test_the_cohort_triangle(evaluated: Evaluation, cohort: str, age: int, top: int, bottom: int) -> None:
    reading = evaluated.reading("cohort_retention", slice={"cohort": cohort, "age": str(age)})

    assert (reading.top, reading.bottom, reading.value) == (top, bottom, top / bottom)


def test_the_triangle_ends_with_the_last_whole_month(evaluated: Evaluation) -> None:
    cells = [r for r in evaluated.readings if set(r.slice) == {"cohort", "age"}]

    ages = dict.fromkeys({r.slice["cohort"] for r in cells}, 0)
    for cell in cells:
        ages[cell.slice["cohort"]] = max(ages[cell.slice["cohort"]], int(cell.slice["age"]))

    assert ages == {
        "2023-12-01": 24,
        "2024-02-01": 22,
        "2024-05-01": 19,
        "2024-10-01": 14,
        "2024-11-01": 13,
        "2025-10-01": 2,
        "2025-11-01": 1,
    }
    assert sum(cell.bottom for cell in cells) == 117


LEFT_OUT = {
    "adjustment": 1,
    "cancelled": 1,
    "free": 1,
    "not_positive": 1,
    "return": 1,
    "reversed": 1,
    "unpriced": 1,
}


def test_coverage_of_figures_about_customers(evaluated: Evaluation) -> None:
    for name in ("active_customers", "repeat_purchase_rate", "cohort_retention", "relationship_freshness"):
        coverage = evaluated.reading(name).coverage

        # 26 valid orders of customers of 35 documents; one valid order names nobody, one is of January.
        assert coverage.used == 26
        assert {left.code: left.n for left in coverage.left_out} == LEFT_OUT | {"no_customer": 1, "later": 1}


def test_coverage_of_amounts_of_customers(evaluated: Evaluation) -> None:
    for name in ("reduced_customers", "reduced_customer_rate", "net_revenue_retention"):
        coverage = evaluated.reading(name).coverage

        unknown = {"not_among": 1} if name == "net_revenue_retention" else {}
        assert coverage.used == 25
        assert {left.code: left.n for left in coverage.left_out} == LEFT_OUT | unknown | {
            "no_customer": 1,
            "later": 1,
            "no_rate": 1,
        }


def test_coverage_names_the_currency_without_a_rate(evaluated: Evaluation) -> None:
    left_out = evaluated.reading("revenue").coverage.left_out

    [no_rate] = [left for left in left_out if left.code == "no_rate"]
    assert no_rate.reason.en == "no exchange rate for EUR on the day of the sale"
    assert no_rate.reason.vi == "chưa có tỷ giá EUR của ngày bán"


def test_coverage_of_counted_sales(evaluated: Evaluation) -> None:
    coverage = evaluated.reading("orders").coverage

    assert coverage.used == 14
    assert {left.code: left.n for left in coverage.left_out} == LEFT_OUT


def test_coverage_of_amounts_of_sales(evaluated: Evaluation) -> None:
    for name in ("revenue", "average_order_value", "gross_margin"):
        coverage = evaluated.reading(name).coverage

        # Two lines of valid orders have no cost, and only the margin minds.
        costless = {"not_among": 2} if name == "gross_margin" else {}
        assert coverage.used == 13
        assert {left.code: left.n for left in coverage.left_out} == LEFT_OUT | costless | {"no_rate": 1}


def test_coverage_of_a_past_period_counts_nothing_after_it(evaluated: Evaluation) -> None:
    # Up to the end of 2024: A 4, B 3, D 2, E 2, F 1, G 1.
    coverage = evaluated.reading("active_customers", BEFORE).coverage

    assert coverage.used == 13
    assert {left.code: left.n for left in coverage.left_out} == {"later": 1}


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        # Wilson, z = 1.959964: p = 5/6, n = 6: centre (p + z²/2n) / (1 + z²/n),
        # reach z √(p(1−p)/n + z²/4n²) / (1 + z²/n).
        ("retention_rate", 0.43650, 0.96995),
        ("reduced_customer_rate", 0.23072, 0.88238),
    ],
)
def test_intervals_of_shares(evaluated: Evaluation, name: str, low: float, high: float) -> None:
    interval = evaluated.reading(name).interval(0.95)

    assert interval is not None
    assert (interval.low, interval.high) == (pytest.approx(low, abs=1e-5), pytest.approx(high, abs=1e-5))


def test_partners_who_have_not_ordered_again_are_told(
    firm: Callable[[], dict[str, Any]], written_firm: Callable[..., Workspace]
) -> None:
    workspace = written_firm(firm())
    run = evaluate_snapshot(workspace, Request(as_of=AS_OF, explained=False)).run

    with opened_run(workspace, run.id, names=True) as opened:
        assert partners_gone(opened) == (Partner(7, date(2024, 11, 11), Decimal(80)),)


def test_the_interval_of_a_turnover(evaluated: Evaluation) -> None:
    # Quantiles .1 and .9 of chi-square with 2 × 3 + 1 degrees of freedom are 2.83311 and 12.01704 (printed tables);
    # half of them over the mean headcount.
    interval = evaluated.reading("employee_turnover").interval(0.8)

    assert interval is not None
    assert interval.low == pytest.approx(2.83311 / 2 / 3.0273972603, abs=1e-5)
    assert interval.high == pytest.approx(12.01704 / 2 / 3.0273972603, abs=1e-5)
    assert interval.method == "jeffreys_poisson"


def test_people_of_unknown_days_are_left_out_and_counted(evaluated: Evaluation) -> None:
    for name in ("employee_turnover", "employee_retention_rate"):
        [left] = [each for each in evaluated.reading(name).coverage.left_out if each.code == "not_among"]
        assert left.n == 2


@pytest.mark.parametrize(
    ("employees", "code"),
    [
        # A list with a mark of who left and no days, as files on attrition are.
        ([{"employee_key": n, "has_left": n > 2} for n in range(4)], "left_out"),
        # All came within the period.
        ([{"employee_key": 1, "started_on": "2025-03-01", "has_left": False}], "empty"),
        ([], "no_table"),
    ],
)
def test_a_turnover_without_days_says_what_it_needs(
    firm: Callable[[], dict[str, Any]],
    written_firm: Callable[..., Workspace],
    taken: Callable[..., dict[str, Reading]],
    employees: list[dict[str, Any]],
    code: str,
) -> None:
    workspace = written_firm({**firm(), "employees": employees})

    for reading in taken(
        workspace, ["employee_turnover", "employee_retention_rate"], AS_OF, Settings(), "VND", None
    ).values():
        assert (reading.value, reading.intervals) == (None, ())
        assert reading.undefined is not None
        assert reading.undefined.code == code


def test_a_list_of_employees_counts_in_place_of_accounts(
    firm: Callable[[], dict[str, Any]], written_firm: Callable[..., Workspace], taken: Callable[..., dict[str, Reading]]
) -> None:
    account = {"employee_key": 10, "started_on": "2020-01-01", "ended_on": "2025-06-30", "source": "crmeter"}
    rows = firm()
    listed = written_firm({**rows, "employees": [*rows["employees"], account]})
    alone = written_firm({**rows, "employees": [account]})

    both, only = (
        taken(workspace, ["employee_turnover"], AS_OF, Settings(), "VND", None)["employee_turnover"]
        for workspace in (listed, alone)
    )

    assert (both.top, both.n) == (3, 5)
    assert (only.top, only.n) == (1, 1)


@pytest.mark.parametrize(
    ("name", "low", "high", "method"),
    [
        # 2 promoters, 1 passive, 1 detractor and ¾, 1½, ¾ more, n = 7: centre 100 × 1/7,
        # reach 1.281552 × 100 √((4.5/7 − (1/7)²) / 7).
        ("nps", -23.93, 52.50, "adjusted_wald"),
        # Mean 4 of 4, 3, 5: s = 1, t = 1.885618 with two degrees of freedom, reach t / √3.
        ("csat_mean", 2.9113, 5.0, "student_t"),
    ],
)
def test_intervals_of_scores(evaluated: Evaluation, name: str, low: float, high: float, method: str) -> None:
    interval = evaluated.reading(name).interval(0.8)

    assert interval is not None
    assert (interval.low, interval.high) == (pytest.approx(low, abs=0.005), pytest.approx(high, abs=0.005))
    assert interval.method == method


def test_several_answers_of_one_customer_are_taken_together(
    firm: Callable[[], dict[str, Any]], written_firm: Callable[..., Workspace], taken: Callable[..., dict[str, Reading]]
) -> None:
    rows = firm()
    like = next(each for each in rows["survey_answers"] if each["question_kind"] == "csat")
    # Two of A, one of B, three of C; whoever is not known is somebody else each time.
    given = [(1, 5), (1, 5), (2, 5), (3, 1), (3, 1), (3, 1)]
    rows["survey_answers"] = [
        {**like, "answer_key": n, "customer_key": customer, "value": value} for n, (customer, value) in enumerate(given)
    ]
    of_nobody = [{**each, "customer_key": None} for each in rows["survey_answers"]]

    together = taken(written_firm(rows), ["csat"], AS_OF, Settings(), "VND", None)["csat"]
    apart = taken(written_firm({**rows, "survey_answers": of_nobody}), ["csat"], AS_OF, Settings(), "VND", None)["csat"]

    # Wilson's interval of ¼ / ((1 + ¼ + 9/4) / 36) answers, and of six.
    for reading, n in ((together, 9 / 3.5), (apart, 6)):
        expected, found = wilson(n / 2, n, 0.8), reading.interval(0.8)
        assert (reading.value, reading.n) == (0.5, 6)
        assert expected is not None
        assert found is not None
        assert (found.low, found.high) == (pytest.approx(float(expected.low)), pytest.approx(float(expected.high)))


def test_what_is_asked_on_another_scale_is_left_out_and_counted(evaluated: Evaluation) -> None:
    left_out = {name: evaluated.reading(name).coverage.left_out for name in ("nps", "csat", "csat_mean")}

    assert [(left.reason.en, left.n) for left in left_out["nps"]] == [("asked on another scale than 0–10", 1)]
    assert left_out["csat"] == ()
    assert [left.n for left in left_out["csat_mean"]] == [1]


def test_a_score_that_nobody_was_asked_for_as_it_must_be_says_why(
    firm: Callable[[], dict[str, Any]], written_firm: Callable[..., Workspace], taken: Callable[..., dict[str, Reading]]
) -> None:
    rows = firm()
    rows["survey_answers"] = [
        row | {"low": 1, "high": 5, "weight": 1} for row in rows["survey_answers"] if row["value"] in (3, 4, 5)
    ]

    readings = taken(written_firm(rows), ["nps", "csat", "csat_weighted"], AS_OF, Settings(), "VND", None)

    assert readings["csat"].value is not None
    for name in ("nps", "csat_weighted"):
        undefined = readings[name].undefined
        assert undefined is not None
        assert undefined.code == "left_out"
        assert undefined.reason == measures()[name].left_out


def test_nothing_behind_an_anonymous_answer_says_whose_it_is(evaluated: Evaluation) -> None:
    opened = set(measures()["employee_nps"].opens)

    assert not opened & {"source_key", "agent", "segment", "channel"}


def test_a_census_has_no_interval(evaluated: Evaluation) -> None:
    assert evaluated.reading("revenue").intervals == ()
    assert evaluated.reading("active_customers").intervals == ()


def test_money_names_its_currency_and_nothing_else_does(evaluated: Evaluation) -> None:
    named = {r.measure for r in evaluated.readings if r.currency == "VND"}

    assert named == {name for name, measure in measures().items() if measure.unit == "money"}
    assert {r.currency for r in evaluated.readings} == {"VND", None}
