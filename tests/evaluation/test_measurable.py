import csv
from collections.abc import Sequence

import pytest

from crmeter.evaluation.measurable import grouped, measurable
from crmeter.evaluation.run import Request, evaluate_snapshot
from crmeter.evaluation.sources import take_sources
from crmeter.measures.bases import BASES
from crmeter.measures.catalogue import measures
from crmeter.measures.rows import ROWS
from crmeter.vocabulary import Text
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.connectors.files.preview import preview
from crmeter.warehouse.refresh import refresh
from crmeter.warehouse.workspace import Workspace

ORDERS = ("orders.source_key", "orders.ordered_at", "orders.amount")
NOBODY = Text("cần cột mã khách hàng", "needs a column: customer ID")


def needs_of(fields: Sequence[str], *tables: str) -> dict[str, Text | None]:
    """What each measure lacks, by name."""
    return {one.measure: one.needs for one in measurable(fields, tables)}


def test_orders_of_known_customers_feed_all_but_leads_contacts_and_margins() -> None:
    needs = needs_of([*ORDERS, "customers.source_key"])

    assert needs["retention_rate"] is None
    assert needs["customer_lifetime_value"] is None
    assert needs["revenue"] is None
    assert needs["days_since_last_outreach"] == Text("cần thêm tệp lần tiếp xúc", "needs a file of touches")
    assert needs["lead_conversion_rate"] == Text(
        "cần thêm tệp khách tiềm năng có cột ngày chuyển đổi", "needs a file of leads with a column: converted on"
    )
    assert needs["gross_margin"] == Text(
        "cần thêm tệp dòng đơn hàng có cột giá vốn", "needs a file of order lines with a column: unit cost"
    )


def test_orders_that_name_nobody_feed_only_what_is_taken_over_orders() -> None:
    needs = needs_of(ORDERS)

    assert needs["revenue"] is None
    assert needs["retention_rate"] == NOBODY
    # A list of customers would not say whose the orders are.
    assert needs_of(ORDERS, "customers")["retention_rate"] == NOBODY


def test_orders_without_amounts_need_them_or_their_lines() -> None:
    fields = ("orders.source_key", "orders.ordered_at", "customers.source_key")

    assert needs_of(fields)["revenue"] == Text("cần cột số tiền của đơn", "needs a column: order amount")
    assert needs_of(fields, "order_lines")["revenue"] is None


def test_deals_need_a_column_of_the_quote_for_the_days_until_it() -> None:
    fields = ("deals.source_key", "deals.created_on", "deals.stage", "deals.closed_on")

    assert needs_of(fields)["decision_time"] == Text(
        "cần cột ngày gửi báo giá hay duyệt", "needs a column: quote or approval sent on"
    )
    assert needs_of((*fields, "deals.quoted_on"))["decision_time"] is None


def test_a_list_of_customers_needs_orders_unless_they_are_there() -> None:
    fields = ("identities.name", "identities.phone")

    assert needs_of(fields)["retention_rate"] == Text("cần thêm tệp đơn hàng", "needs a file of orders")
    assert needs_of(fields, "orders")["retention_rate"] is None


def test_leads_without_a_day_of_conversion_need_that_column() -> None:
    fields = ("leads.source_key", "leads.created_on")

    assert needs_of(fields)["lead_conversion_rate"] == Text("cần cột ngày chuyển đổi", "needs a column: converted on")
    assert needs_of([*fields, "leads.converted_on"])["lead_conversion_rate"] is None


def test_what_no_file_can_tell_is_not_asked_of_one() -> None:
    fields = ("deals.source_key", "deals.created_on", "deals.won_on", "deals.lost_on")

    needs = needs_of(fields, "deals")

    assert needs["forecast_accuracy"] == Text(
        "cần dự báo đã lưu ghi trong CRMeter", "needs stored forecasts kept in CRMeter"
    )
    assert needs["quota_attainment"] == Text(
        "cần chỉ tiêu doanh số của từng người ghi trong CRMeter", "needs quotas of people kept in CRMeter"
    )


def test_columns_of_nothing_known_feed_nothing() -> None:
    assert not [one.measure for one in measurable((), ()) if one.can]


def test_days_of_history_are_told_by_the_settings() -> None:
    days = {one.measure: one.history_days for one in measurable(ORDERS, ())}

    assert days["retention_rate"] == 730
    assert days["revenue"] is None


def test_measures_that_lack_the_same_are_told_together_and_those_that_can_be_taken_first() -> None:
    groups = grouped(measurable([*ORDERS, "customers.source_key"], ()))

    assert sum(len(group.measures) for group in groups) == len(measures())
    can = [group.can for group in groups]
    assert can == sorted(can, reverse=True)
    assert [group.subject.en for group in groups if group.can] == ["Loyalty", "Value", "Supply"]
    leads = next(group for group in groups if group.needs is not None and "leads" in group.needs.en)
    assert {one.measure for one in leads.measures} == {
        "lead_conversion_rate",
        "lead_conversion_rate_all_time",
        "leads_converted",
    }
    assert groups[0].told.en.endswith(f"and {len(groups[0].measures) - 3} more")


def test_all_rows_of_measures_say_what_they_are_made_of() -> None:
    assert set(ROWS) <= set(BASES)
    for rows in ROWS.values():
        assert rows.needs


@pytest.mark.parametrize(
    ("headers", "row"),
    [
        (("order id", "order date", "total vnd", "customer id"), ("{n}", "2025-{m:02}-{d:02}", "{n}0", "K{k}")),
        (("order id", "order date", "total vnd"), ("{n}", "2025-{m:02}-{d:02}", "{n}0")),
        (
            ("order id", "order date", "phone", "product name", "quantity", "unit price vnd", "unit cost"),
            ("{n}", "2025-{m:02}-{d:02}", "09031112{k:02}", "P{k}", "2", "1{n}", "1"),
        ),
        (("ticket id", "opened at", "resolved at"), ("{n}", "2025-{m:02}-{d:02} 08:00", "2025-{m:02}-{d:02} 10:00")),
        (
            ("deal id", "deal stage", "create date", "close date", "amount vnd"),
            ("{n}", "Closed Won", "2025-{m:02}-{d:02}", "2025-{m:02}-{d:02}", "{n}"),
        ),
    ],
    ids=["customers", "nobody", "lines", "tickets", "deals"],
)
def test_what_is_promised_of_a_file_is_what_its_evaluation_has_data_for(tmp_path, headers, row) -> None:
    path = tmp_path / "file.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headers)
        for n in range(1, 120):
            writer.writerow([cell.format(n=n, m=n % 12 + 1, d=n % 28 + 1, k=n % 20) for cell in row])
    fields = [column["field"] for column in preview(path)["columns"] if column["field"]]

    workspace = Workspace(tmp_path / "workspace")
    take_sources(workspace, [path], Answers())
    refresh(workspace)
    evaluation = evaluate_snapshot(workspace, Request(explained=False))

    promised = {one.measure for one in measurable(fields, ()) if one.can}
    main = [r for r in evaluation.readings if not r.slice and r.period == evaluation.run.period]
    without_data = {
        r.measure for r in main if r.undefined is not None and r.undefined.code in ("no_table", "no_column")
    }
    assert promised.isdisjoint(without_data)
    if "customers.source_key" in fields or "identities.phone" in fields:
        assert promised | without_data == set(measures())
