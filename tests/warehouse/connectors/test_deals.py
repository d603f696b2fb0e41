from datetime import date
from decimal import Decimal

import pytest

from crmeter.warehouse.connectors.files import NeedsAnswers
from crmeter.warehouse.connectors.files.matching import match


def table_of(headers: str) -> str | None:
    found = match(headers.split(","), {})
    return found.form.table if found.form else None


def test_a_vietnamese_list_says_which_deals_were_won_lost_or_are_open(imported) -> None:
    result = imported(
        "Mã cơ hội;Khách hàng;Giai đoạn;Ngày tạo;Ngày chốt;Giá trị (VND);Xác suất;Phụ trách\n"
        "C1;An;Thắng;01/03/2026;20/03/2026;5.000.000;100%;Hà\n"
        "C2;Bình;Thua;02/03/2026;21/03/2026;7.000.000;0%;Hà\n"
        "C3;An;Đàm phán;03/03/2026;30/04/2026;9.000.000;40%;\n"
    )

    columns = ("source_key", "stage", "status", "created_on", "won_on", "lost_on", "expected_on", "probability")
    assert result.rows("deals", *columns) == [
        ("C1", "Thắng", "won", date(2026, 3, 1), date(2026, 3, 20), None, None, 100),
        ("C2", "Thua", "lost", date(2026, 3, 2), None, date(2026, 3, 21), None, 0),
        # The closing day of a deal that is open is the one on which it is meant to close.
        ("C3", "Đàm phán", "open", date(2026, 3, 3), None, None, date(2026, 4, 30), 40),
    ]
    assert result.rows("deals", "amount", "currency", "pipeline", "owner") == [
        (Decimal(5_000_000), "VND", "–", "Hà"),
        (Decimal(7_000_000), "VND", "–", "Hà"),
        (Decimal(9_000_000), "VND", "–", None),
    ]
    keys = [key for (key,) in result.rows("deals", "customer_key")]
    assert keys[0] == keys[2] != keys[1]
    assert len(result.rows("customers", "customer_key")) == 2
    assert "deal_stages" not in result.imported.tables


def test_what_the_words_do_not_say_stays_open_and_is_counted(imported) -> None:
    result = imported(
        "deal id,create date,close date,deal stage,amount usd\n"
        "1,2026-03-01,2026-03-09,purple,5\n"
        "2,2026-03-01,,purple,5\n"
        "3,2026-03-01,,Closed Won,5\n"
        "4,2026-03-05,2026-03-02,Closed Won,5\n"
        "5,,2026-03-02,Closed Won,5\n"
    )

    assert result.rows("deals", "source_key", "status", "won_on", "expected_on") == [
        ("1", "open", None, None),
        ("2", "open", None, None),
        ("4", "won", date(2026, 3, 2), None),
    ]
    # Won on no day it is of no period, and no open deal either.
    assert result.faults == [(4, "ended_without_day"), (6, "missing")]
    apart = result.imported.apart
    assert (apart["deals.unknown_state"], apart["deals.closed_without_result"]) == (2, 1)
    assert apart["deals.ended_before_created"] == 1


def test_flags_of_a_system_speak_before_its_stages(imported) -> None:
    result = imported(
        "opportunity id,stage name,is closed,is won,created date,close date,amount,currency,probability\n"
        "1,Ký,true,true,2026-03-01,2026-03-09,5,USD,1\n"
        "2,Ký,true,false,2026-03-01,2026-03-10,6,USD,0\n"
        "3,Ký,false,false,2026-03-01,2026-04-11,7,USD,0.45\n"
    )

    assert result.rows("deals", "status", "won_on", "lost_on", "expected_on", "probability", "currency") == [
        ("won", date(2026, 3, 9), None, None, 100, "USD"),
        ("lost", None, date(2026, 3, 10), None, 0, "USD"),
        ("open", None, None, date(2026, 4, 11), 45, "USD"),
    ]


def test_days_of_winning_and_losing_have_columns_of_their_own(imported) -> None:
    result = imported(
        "Deal - ID,Deal - Status,Deal - Stage,Deal - Deal created,Deal - Won time,Deal - Lost time,Deal - Value,"
        "Deal - Pipeline,Deal - Owner,Deal - Lost reason\n"
        "1,Won,Demo,2026-03-01,2026-03-09 10:00,,5,Máy,An,\n2,Lost,Demo,2026-03-01,,2026-03-10 10:00,6,Máy,An,Giá\n"
        "3,Open,Demo,2026-03-01,,,6,Máy,An,\n",
        currency="USD",
    )

    assert result.rows("deals", "status", "stage", "won_on", "lost_on", "pipeline", "lost_reason", "amount") == [
        ("won", "Demo", date(2026, 3, 9), None, "Máy", None, 5),
        ("lost", "Demo", None, date(2026, 3, 10), "Máy", "Giá", 6),
        ("open", "Demo", None, None, "Máy", None, 6),
    ]


def test_a_column_of_the_quote_says_when_it_was_sent_and_which_deals_wait_for_it(imported) -> None:
    told = imported(
        "Mã cơ hội;Giai đoạn;Ngày tạo;Ngày chốt;Ngày gửi báo giá\n"
        "C1;Thắng;01/03/2026;20/03/2026;04/03/2026\n"
        "C2;Đàm phán;03/03/2026;;\n"
    )
    silent = imported("deal id,create date,close date,deal stage\n1,2026-03-01,2026-03-09,Closed Won\n")
    english = imported("deal id,create date,close date,deal stage,Quote Sent Date\n1,2026-03-01,,Open,2026-03-02\n")
    unfilled = imported("deal id,create date,close date,deal stage,Quote Sent Date\n1,2026-03-01,,Open,\n", "b.csv")

    assert told.rows("deals", "source_key", "is_quoted", "quoted_on") == [
        ("C1", True, date(2026, 3, 4)),
        ("C2", False, None),
    ]
    assert silent.rows("deals", "is_quoted", "quoted_on") == [(None, None)]
    assert unfilled.rows("deals", "is_quoted", "quoted_on") == [(None, None)]
    assert english.rows("deals", "is_quoted", "quoted_on") == [(True, date(2026, 3, 2))]


def test_zeros_of_all_lost_deals_are_what_came_in_and_not_what_was_at_stake(imported) -> None:
    head = "opportunity_id,deal_stage,engage_date,close_date,close_value\n"
    won = "1,Won,2026-03-01,2026-03-09,5\n"
    nothing = imported(head + won + "2,Lost,2026-03-01,2026-03-10,0\n", currency="USD")
    some = imported(
        head + won + "2,Lost,2026-03-01,2026-03-10,0\n3,Lost,2026-03-01,2026-03-10,4\n", "b.csv", currency="USD"
    )

    assert nothing.rows("deals", "amount") == [(5,), (None,)]
    assert nothing.imported.apart["deals.lost_without_amount"] == 1
    assert some.rows("deals", "amount") == [(5,), (0,), (4,)]


def test_amounts_of_deals_need_a_currency(imported) -> None:
    with pytest.raises(NeedsAnswers) as asked:
        imported("deal id,deal stage,create date,close date,amount\n1,Won,2026-03-01,2026-03-09,5\n")

    assert [question.code for question in asked.value.questions] == ["currency"]


@pytest.mark.parametrize(
    ("headers", "table"),
    [
        ("opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value", "deals"),
        ("Mã cơ hội,Giai đoạn,Ngày tạo,Ngày chốt,Giá trị,Phụ trách", "deals"),
        ("Mã cơ hội,Khách hàng,Giai đoạn,Ngày tạo,Ngày chốt,Giá trị,Phụ trách", "deals"),
        ("Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Create Date,Deal owner", "deals"),
        ("Opportunity ID,Opportunity Name,Stage,Amount,Close Date,Created Date,Opportunity Owner", "deals"),
        ("lead id,created date,lead source,status,converted date", "leads"),
        ("Mã khách tiềm năng,Ngày tạo,Nguồn,Giai đoạn,Ngày chốt", "leads"),
        ("order id,created at,status,amount,customer id", "orders"),
    ],
)
def test_deals_are_told_from_leads_and_orders(headers: str, table: str) -> None:
    assert table_of(headers) == table
