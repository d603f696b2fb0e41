import os
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from crmeter.warehouse.connectors.files import NeedsAnswers

DATA = Path(os.environ.get("CRMETER_DATA", "../shared/data"))
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"the folder of real data is missing: {DATA}")


def test_a_year_of_invoices_is_told_apart_by_kind_of_line(imported) -> None:
    path = DATA / "online_retail" / "online_retail.csv.gz"
    with pytest.raises(NeedsAnswers) as asked:
        imported(path)
    assert [q.code for q in asked.value.questions] == ["currency"]

    result = imported(path, currency="GBP")

    assert result.imported.rejected == 0
    assert result.imported.tables == {
        "orders": 25_900,
        "order_lines": 541_909,
        "returns": 9_288,
        "customers": 4_372,
        "products": 4_070,
    }
    assert result.imported.apart == {
        "order_lines.return": 9_288,
        "order_lines.adjustment": 1_338,
        "order_lines.free": 1_179,
        "order_lines.no_customer": 135_080,
        "orders.no_customer": 3_710,
        "orders.return": 3_836,
        "orders.adjustment": 1_338,
        "orders.free": 766,
    }
    assert result.rows("order_lines", "sum(amount)")[0][0] == Decimal("9747747.934")
    assert result.rows("order_lines", "count(DISTINCT line_key)") == [(541_909,)]


def test_a_list_of_purchases_without_order_numbers(imported) -> None:
    result = imported(DATA / "cdnow" / "cdnow_master.csv.gz")

    assert result.imported.rejected == 0
    assert result.rows("orders", "count(*)", "count(DISTINCT order_key)", "sum(amount)", "any_value(currency)") == [
        (69_659, 69_659, Decimal("2500315.63"), "USD")
    ]
    assert result.imported.tables["customers"] == 23_570
    assert result.imported.apart["orders.free"] == 80
    assert result.rows("customers", "min(source_key)") == [("00001",)]


def test_a_sample_with_two_numberings_takes_that_of_the_person(imported) -> None:
    result = imported(DATA / "cdnow" / "cdnow_sample.csv.gz")

    assert result.imported.tables["customers"] == 2_357
    assert result.rows("customers", "min(source_key)") == [("00004",)]


def test_a_folder_of_orders_items_and_customers_shares_its_keys(imported) -> None:
    folder = DATA / "olist"
    orders = imported(folder / "olist_orders_dataset.csv.gz", source="market")
    items = imported(folder / "olist_order_items_dataset.csv.gz", source="market", currency="BRL")
    people = imported(folder / "olist_customers_dataset.csv.gz", source="market")

    assert orders.imported.tables["orders"] == 8_135
    assert orders.imported.tables["deliveries"] == 8_135
    assert orders.imported.apart["orders.cancelled"] == 625 + 609
    assert orders.imported.notes["orders_amount"] == "sum_of_lines"
    assert items.imported.tables == {"order_lines": 8_365, "products": 5_460}
    assert items.rows("order_lines", "sum(amount)", "min(currency)") == [(Decimal("1093264.35"), "BRL")]
    assert people.imported.tables["customers"] == 8_016
    known = {key for (key,) in orders.rows("orders", "order_key")}
    assert {key for (key,) in items.rows("order_lines", "order_key")} <= known
    aliases = {key for (key,) in people.rows("customer_aliases", "alias_key")}
    assert {key for (key,) in orders.rows("orders", "customer_key")} == aliases


def test_reviews_of_orders_name_the_orders_that_they_are_about(imported) -> None:
    folder = DATA / "olist"
    orders = imported(folder / "olist_orders_dataset.csv.gz", source="market")

    reviews = imported(folder / "olist_order_reviews_dataset.csv.gz", source="market")

    # One review of several orders counts once: of 8,225 rows 34 are told apart.
    assert reviews.rows("survey_answers", "count(*) FILTER (question_kind = 'csat')") == [(8_191,)]
    assert reviews.imported.rejected + reviews.imported.apart.get("repeated", 0) == 34
    known = {key for (key,) in orders.rows("orders", "order_key")}
    about = {key for (key,) in reviews.rows("survey_answers", "order_key")}
    assert len(about & known) > 0.9 * len(about)


def test_payments_of_orders_are_asked_about_and_never_taken_for_lines(imported) -> None:
    with pytest.raises(NeedsAnswers) as asked:
        imported(DATA / "olist" / "olist_order_payments_dataset.csv.gz", currency="BRL")

    assert asked.value.questions[0].code == "table"


def test_a_shop_export_with_rows_that_go_on(imported) -> None:
    result = imported(DATA / "crm_export_formats" / "SYNTHETIC_shopify_orders.csv")

    assert result.imported.rejected == 0
    assert result.imported.tables["orders"] == 110
    assert result.imported.tables["order_lines"] == 158
    assert result.rows("orders", "any_value(currency)", "min(source_key)") == [("VND", "#1001")]
    first = result.rows("orders", "source_key", "ordered_at", "amount")[0]
    assert (first[0], str(first[1]), first[2]) == ("#1001", "2024-04-30 11:24:00", Decimal(780_000))


@pytest.mark.parametrize(
    ("name", "table", "rows"),
    [("SYNTHETIC_hubspot_contacts.csv", "customers", 120), ("SYNTHETIC_suitecrm_leads.csv", "leads", 80)],
)
def test_exports_of_known_systems_need_no_answers(imported, name: str, table: str, rows: int) -> None:
    result = imported(DATA / "crm_export_formats" / name)

    assert result.imported.tables[table] == rows
    assert result.imported.rejected == 0


def test_exports_of_deals_and_tickets_need_the_currency_alone(imported) -> None:
    folder = DATA / "crm_export_formats"
    with pytest.raises(NeedsAnswers) as asked:
        imported(folder / "SYNTHETIC_hubspot_deals.csv")
    assert [question.code for question in asked.value.questions] == ["currency"]

    hubspot = imported(folder / "SYNTHETIC_hubspot_deals.csv", currency="VND")
    salesforce = imported(folder / "SYNTHETIC_salesforce_opportunity.csv", currency="USD")
    zendesk = imported(folder / "SYNTHETIC_zendesk_tickets.csv")

    assert counted(hubspot, "deals", "status") == {"won": 44, "lost": 25, "open": 51}
    assert hubspot.rows("deals", "sum(amount) FILTER (status = 'won')") == [(1_814_800_000,)]
    assert counted(salesforce, "deals", "status") == {"won": 37, "lost": 29, "open": 54}
    assert counted(zendesk, "tickets", "status") == {"closed": 93, "solved": 24, "open": 15 + 4, "new": 8, "waiting": 6}
    assert zendesk.rows("tickets", "count(solved_at)", "sum(reopened)") == [(93 + 24, 28)]
    for result in (hubspot, salesforce, zendesk):
        assert result.imported.rejected == 0
        assert not any(result.imported.apart.values())


def test_a_pipeline_is_won_and_lost_as_its_set_is_known_for(imported) -> None:
    result = imported(DATA / "maven_crm_opportunities" / "sales_pipeline.csv", currency="USD")

    assert counted(result, "deals", "status") == {"won": 4_238, "lost": 2_473, "open": 1_589}
    assert result.rows("deals", "sum(amount)", "median(won_on - created_on)", "median(lost_on - created_on)") == [
        (10_005_534, 57, 14)
    ]
    # Nobody wrote down when the 500 that are only prospects came in.
    assert [code for _, code in result.faults] == ["missing"] * 500
    # Of what was lost the file says 0, which nobody takes for its value.
    assert result.imported.apart["deals.lost_without_amount"] == 2_473


def test_a_log_of_a_service_desk_tells_states_and_hands_of_each_ticket(imported) -> None:
    result = imported(DATA / "tickets_servicenow_incidents" / "incident_event_log.csv.gz")

    assert result.imported.rejected == 0
    assert result.imported.tables["tickets"] == 20_769
    # One is never closed; the days of solution of 1,418 are told by their steps alone.
    assert result.rows("tickets", "count(*) FILTER (status = 'closed')", "count(solved_at)") == [(20_768, 20_768)]
    assert result.rows("tickets", "count(*) FILTER (reopened > 0)") == [(234,)]
    assert counted(result, "ticket_events", "kind")["created"] == 20_769


def counted(result, table: str, column: str) -> dict[object, int]:
    """How many rows have each word."""
    return Counter(word for (word,) in result.rows(table, column))


def test_a_template_with_a_sheet_of_instructions_is_read_from_the_right_sheet(imported) -> None:
    result = imported(DATA / "crm_export_formats" / "odoo_res_partner.xlsx")

    assert result.imported.tables["customers"] == 3


def test_answers_of_travellers_with_codes_for_no_answer(imported) -> None:
    path = DATA / "sfo_airport_survey_2017" / "sfo_customer_survey_2017.csv.gz"
    mapping = {"NETPRO": "nps", "Q7ALL": "csat", "WEIGHT": "weight", "RESPNUM": "source_key"}
    told = {"table": "survey_answers", "mapping": mapping, "respondents": "customer", "answered_on": "2017-05-20"}
    with pytest.raises(NeedsAnswers) as asked:
        imported(path, **told)
    # 11 stands for no answer and fits no scale.
    assert [q.code for q in asked.value.questions] == ["nps_scale"]

    result = imported(path, **told, nps_scale="0-10")

    def net(counted: str) -> float:
        weighed = "sum({0}) FILTER (value >= 9 AND {1}) - sum({0}) FILTER (value <= 6 AND {1})".format(
            counted, "question_kind = 'nps'"
        )
        return 100 * float(
            result.rows("survey_answers", f"({weighed}) / sum({counted}) FILTER (question_kind = 'nps')")[0][0]
        )

    assert result.rows("survey_answers", "count(*) FILTER (question_kind = 'nps')") == [(2_746,)]
    assert net("1") == pytest.approx(39.8, abs=0.05)
    assert net("weight") == pytest.approx(40.4, abs=0.05)
    assert result.rows("survey_answers", "avg(value) FILTER (question_kind = 'csat')")[0][0] == pytest.approx(
        4.06, abs=0.005
    )
    assert {code for _, code in result.faults} == {"not_a_score", "off_scale"}


def test_answers_on_ten_points(imported) -> None:
    path = DATA / "survey_customer_sat" / "customer_sat_yellow_pages.csv.gz"
    told = {"table": "survey_answers", "mapping": {"q1": "csat"}, "respondents": "customer"}

    result = imported(path, **told, answered_on="1999-12-31", csat_scale="1-10")

    assert result.rows("survey_answers", "count(*)", "round(avg(value), 2)", "max(high)") == [(1_811, 6.07, 10)]
    assert result.rejected == ()
