from datetime import datetime

import pytest

from crmeter.warehouse.connectors.files import NeedsAnswers
from crmeter.warehouse.connectors.files.matching import match

at = datetime.fromisoformat


def table_of(headers: str) -> str | None:
    found = match(headers.split(","), {})
    return found.form.table if found.form else None


def test_a_vietnamese_list_says_what_became_of_each_ticket(imported) -> None:
    result = imported(
        "Mã phiếu;Ngày mở;Ngày xử lý xong;Nhóm yêu cầu;Mức ưu tiên;Người xử lý;Trạng thái\n"
        "P1;01/03/2026 08:00;02/03/2026 09:30;Giao hàng;Cao;An;Đã xử lý\n"
        "P2;13/03/2026 10:00;;Đổi trả;;Bình;Chờ khách\n"
        "P3;14/03/2026;;Đổi trả;Thấp;;Đang xử lý\n"
    )

    columns = ("source_key", "opened_at", "solved_at", "category", "priority", "owner", "status", "queue")
    assert result.rows("tickets", *columns) == [
        ("P1", at("2026-03-01 08:00"), at("2026-03-02 09:30"), "Giao hàng", "Cao", "An", "solved", "–"),
        ("P2", at("2026-03-13 10:00"), None, "Đổi trả", "–", "Bình", "waiting", "–"),
        ("P3", at("2026-03-14 00:00"), None, "Đổi trả", "Thấp", None, "open", "–"),
    ]
    assert result.rows("tickets", "paused_seconds", "reopened") == [(0, 0)] * 3
    # A list tells how tickets stand, and nothing of the way there.
    assert list(result.imported.tables) == ["tickets"]


def test_a_list_tells_the_product_the_cause_and_who_went_up(imported) -> None:
    result = imported(
        "Mã phiếu;Ngày mở;Ngày xử lý xong;Trạng thái;Sản phẩm;Nguyên nhân;Leo thang\n"
        "P1;01/03/2026 08:00;02/03/2026;Đã xử lý;Máy lọc H7;Gioăng hở;Có\n"
        "P2;13/03/2026 10:00;;Chờ khách;;;Không\n"
        "P3;14/03/2026;;Đang xử lý;Máy lọc H9;Lắp sai;L2\n"
    )

    # That a ticket is with the second level says neither that it went up nor that it did not.
    assert result.rows("tickets", "source_key", "product", "cause", "is_escalated", "escalated_at") == [
        ("P1", "Máy lọc H7", "Gioăng hở", True, None),
        ("P2", None, None, False, None),
        ("P3", "Máy lọc H9", "Lắp sai", None, None),
    ]
    assert result.faults == []


def test_where_the_moment_has_a_column_an_empty_one_says_that_nothing_went_up(imported) -> None:
    result = imported(
        "ticket id,opened at,status,product,root cause,escalated at\n"
        "1,2026-03-01 08:00,open,Pump,Seal,2026-03-02 09:00\n"
        "2,2026-03-01 08:00,open,Pump,,\n"
    )

    assert result.rows("tickets", "source_key", "product", "cause", "is_escalated", "escalated_at") == [
        ("1", "Pump", "Seal", True, at("2026-03-02 09:00")),
        ("2", "Pump", None, False, None),
    ]


def test_a_list_without_such_a_column_does_not_say_who_went_up(imported) -> None:
    result = imported("ticket id,opened at,resolved at,status\n1,2026-03-01 08:00,2026-03-02 08:00,Closed\n")

    assert result.rows("tickets", "product", "cause", "is_escalated") == [(None, None, None)]


def test_days_and_words_that_contradict_each_other_are_counted_and_nothing_is_guessed(imported) -> None:
    result = imported(
        "ticket id,opened at,resolved at,status\n"
        "1,2026-03-01 08:00,2026-03-02 08:00,purple\n"
        "2,2026-03-01 08:00,,purple\n"
        "3,2026-03-01 08:00,,Resolved\n"
        "4,2026-03-01 08:00,2026-03-02 08:00,In progress\n"
        "5,2026-03-05 08:00,2026-03-02 08:00,Closed\n"
        "6,,2026-03-02 08:00,Closed\n"
        "7,yesterday,2026-03-02 08:00,Closed\n"
    )

    solved = at("2026-03-02 08:00")
    assert result.rows("tickets", "source_key", "status", "solved_at") == [
        ("1", "solved", solved),
        ("2", "open", None),
        ("3", "solved", None),
        ("4", "open", None),
        ("5", "closed", solved),
    ]
    apart = result.imported.apart
    assert (apart["tickets.unknown_state"], apart["tickets.solved_without_date"]) == (2, 1)
    assert (apart["tickets.solved_and_open"], apart["tickets.solved_before_opened"]) == (1, 1)
    assert result.faults == [(7, "missing"), (8, "not_a_date")]


def test_a_list_that_names_a_ticket_again_keeps_the_last_row(imported) -> None:
    result = imported(
        "ticket id,created at,updated at,status,solved at\n"
        "1,2026-03-01 08:00,2026-03-01 08:00,open,\n"
        "2,2026-03-01 09:00,2026-03-01 09:00,open,\n"
        "1,2026-03-01 08:00,2026-03-02 08:00,solved,2026-03-02 08:00\n"
    )

    assert result.rows("tickets", "source_key", "status") == [("2", "open"), ("1", "solved")]
    assert result.faults == [(2, "same_key")]
    assert "ticket_events" not in result.imported.tables


LOG = (
    "number,incident_state,opened_at,sys_updated_at,assignment_group,assigned_to,reopen_count,resolved_at,caller_id\n"
    "I1,New,2026-03-01 08:00,2026-03-01 08:05,G1,?,0,?,K1\n"
    "I1,Active,2026-03-01 08:00,2026-03-01 09:00,G1,An,0,?,K1\n"
    "I1,Awaiting User Info,2026-03-01 08:00,2026-03-01 10:00,G1,An,0,?,K1\n"
    "I1,-100,2026-03-01 08:00,2026-03-01 10:30,G1,An,0,?,K1\n"
    "I1,Active,2026-03-01 08:00,2026-03-01 11:00,G2,Bình,0,?,K1\n"
    "I1,Resolved,2026-03-01 08:00,2026-03-01 12:00,G2,Bình,0,2026-03-02 09:00,K1\n"
    "I1,Active,2026-03-01 08:00,2026-03-01 13:00,G2,Bình,1,2026-03-02 09:00,K1\n"
    "I1,Resolved,2026-03-01 08:00,2026-03-02 09:00,G2,Bình,1,2026-03-02 09:00,K1\n"
    "I1,Closed,2026-03-01 08:00,2026-03-07 09:00,G2,?,1,2026-03-02 09:00,K1\n"
    "I2,New,2026-03-03 08:00,2026-03-03 08:05,G1,?,0,?,K2\n"
    "I2,Active,2026-03-03 08:00,2026-03-03 08:09,G1,?,0,?,K2\n"
)


def test_a_log_is_a_ticket_for_each_key_with_all_that_happened_to_it(imported) -> None:
    result = imported(LOG)

    columns = ("source_key", "opened_at", "solved_at", "status", "queue", "owner", "reopened")
    assert sorted(result.rows("tickets", *columns)) == [
        ("I1", at("2026-03-01 08:00"), at("2026-03-02 09:00"), "closed", "G2", "Bình", 1),
        ("I2", at("2026-03-03 08:00"), None, "open", "G1", None, 0),
    ]
    day = "strftime(happened_at, '%d %H:%M')"
    events = result.rows("ticket_events", day, "kind", "before", "after", "source_line")
    # -100 is no state, and changes none; an empty cell does not take a ticket out of anybody's hands.
    assert sorted(events) == [
        ("01 08:05", "created", None, "new", 2),
        ("01 09:00", "assigned", None, "An", 3),
        ("01 09:00", "status", "new", "open", 3),
        ("01 10:00", "paused", "open", "waiting", 4),
        ("01 11:00", "assigned", "An", "Bình", 6),
        ("01 11:00", "resumed", "waiting", "open", 6),
        ("01 12:00", "solved", "open", "solved", 7),
        ("01 13:00", "reopened", "solved", "open", 8),
        ("02 09:00", "solved", "open", "solved", 9),
        ("03 08:05", "created", None, "new", 11),
        ("03 08:09", "status", "new", "open", 12),
        ("07 09:00", "closed", "solved", "closed", 10),
    ]
    assert result.rows("ticket_events", "count(DISTINCT event_key)") == [(12,)]
    assert sorted(result.rows("customers", "source_key")) == [("K1",), ("K2",)]
    assert result.imported.rejected == 0
    assert result.imported.apart["tickets.unknown_state"] == 1


def test_a_log_without_days_of_opening_and_solution_tells_them_by_its_steps(imported) -> None:
    result = imported(
        "case_id,activity,resource,timestamp\n"
        "C1,Assign seriousness,V1,2026-03-01T08:00:00+07:00\n"
        "C1,Take in charge ticket,V1,2026-03-01T09:00:00+07:00\n"
        "C1,Resolve ticket,V2,2026-03-01T12:00:00+07:00\n"
        "C1,Wait,V2,2026-03-02T12:00:00+07:00\n"
        "C1,Resolve ticket,V2,2026-03-03T12:00:00+07:00\n"
        "C1,Closed,V2,2026-03-13T12:00:00+07:00\n"
        ",Closed,V2,2026-03-13T12:00:00+07:00\n"
    )

    # Solved for good on the third: that it is closed later is no second solution. Who wrote a row need not own it.
    assert result.rows("tickets", "source_key", "opened_at", "solved_at", "status", "reopened", "owner") == [
        ("C1", at("2026-03-01 08:00"), at("2026-03-03 12:00"), "closed", 1, None)
    ]
    assert result.faults == [(8, "missing")]


@pytest.mark.parametrize(
    ("headers", "table"),
    [
        ("number,incident_state,caller_id,opened_at,resolved_at,assignment_group,assigned_to,made_sla", "tickets"),
        ("Issue key,Issue Type,Status,Priority,Assignee,Reporter,Created,Updated,Resolved,Due date", "tickets"),
        ("Ticket ID,Status,Priority,Source,Type,Agent,Group,Created time,Due by Time,Resolved time", "tickets"),
        ("Mã phiếu,Ngày mở,Ngày xử lý xong,Nhóm yêu cầu,Mức ưu tiên,Người xử lý", "tickets"),
        ("Mã phiếu,Ngày bán,Khách,Thành tiền,Trạng thái", "orders"),
        ("Số phiếu,Ngày,Khách hàng,Tổng tiền,Hạn xử lý", "orders"),
        ("lead id,created date,lead source,status,converted date", "leads"),
        ("Response ID,NPS,Comment,Ticket ID,Submitted at", "survey_answers"),
    ],
)
def test_tickets_are_told_from_orders_leads_and_answers(headers: str, table: str) -> None:
    assert table_of(headers) == table


def test_a_list_of_subjects_and_people_is_asked_about(imported) -> None:
    with pytest.raises(NeedsAnswers) as asked:
        imported("Id,Created at,Status,Subject,Requester\n1,2026-03-01,open,x,y\n")

    assert "tickets" in asked.value.questions[0].choices
