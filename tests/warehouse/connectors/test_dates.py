from datetime import date, datetime

import pytest

from crmeter.warehouse.connectors.files import NeedsAnswers


def local(*parts: int) -> datetime:
    return datetime(*parts)  # noqa: DTZ001 - the warehouse keeps local time without a zone


def orders(*days: str) -> str:
    lines = "".join(f'{n};"{day}";100000\n' for n, day in enumerate(days, start=1))
    return "order id;order date;total vnd\n" + lines


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-11-20", local(2026, 11, 20)),
        ("2026-11-20 08:05", local(2026, 11, 20, 8, 5)),
        ("2026/11/20 8:05:09", local(2026, 11, 20, 8, 5, 9)),
        ("2026.11.20", local(2026, 11, 20)),
        ("20/11/2026", local(2026, 11, 20)),
        ("20-11-2026 17:30", local(2026, 11, 20, 17, 30)),
        ("20.11.26", local(2026, 11, 20)),
        ("20/11/98", local(1998, 11, 20)),
        ("11/20/2026 5:30 PM", local(2026, 11, 20, 17, 30)),
        ("20/11/2026 5:30 CH", local(2026, 11, 20, 17, 30)),
        ("17:30 20/11/2026", local(2026, 11, 20, 17, 30)),
        ("20 Nov 2026", local(2026, 11, 20)),
        ("Nov 20, 2026", local(2026, 11, 20)),
        ("20-Nov-26", local(2026, 11, 20)),
        ("15 Apr, 2021 00:03:00", local(2021, 4, 15, 0, 3)),
        ("ngày 20 tháng 11 năm 2026", local(2026, 11, 20)),
        ("20 tháng 11, 2026", local(2026, 11, 20)),
        ("20261120", local(2026, 11, 20)),
        ("20261120173000", local(2026, 11, 20, 17, 30)),
        ("46346", local(2026, 11, 20)),
        ("46346.5", local(2026, 11, 20, 12)),
        ("2026-11-20T20:30:00.000Z", local(2026, 11, 21, 3, 30)),
        ("2026-11-20 20:30:00 +0700", local(2026, 11, 20, 20, 30)),
        ("2026-11-20T08:30:00-05:00", local(2026, 11, 20, 20, 30)),
        ("29/02/2024", local(2024, 2, 29)),
    ],
)
def test_each_way_of_writing_a_moment_is_read(imported, written: str, meant: datetime) -> None:
    result = imported(orders(written))

    assert result.rows("orders", "ordered_at", "ordered_on") == [(meant, meant.date())]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("31/02/2026", "not_a_date"),
        ("29/02/2025", "not_a_date"),
        ("13/25/2024", "not_a_date"),
        ("hôm qua", "not_a_date"),
        ("2 tuần trước", "not_a_date"),
        ("0202-03-04", "date_out_of_range"),
        ("9999-12-31", "date_out_of_range"),
        ("2031-01-01", "date_in_future"),
        ("", "missing"),
        ("0000-00-00", "missing"),
    ],
)
def test_days_that_cannot_be_are_refused_by_row(imported, written: str, code: str) -> None:
    result = imported(orders("25/12/2025", written))

    assert result.faults == [(3, code)]
    assert result.rejected[0].column == "order date"
    assert (result.rejected[0].value or "") == written


def test_one_day_beyond_twelve_settles_the_whole_file_even_at_its_end(imported) -> None:
    result = imported(orders("03/04/2026", *["05/06/2026"] * 3000, "25/12/2025"))

    assert result.rows("orders", "ordered_on")[0][0] == date(2026, 4, 3)


def test_american_order_is_found_the_same_way(imported) -> None:
    result = imported(orders("03/04/2026", "12/25/2025"))

    assert result.rows("orders", "ordered_on")[0][0] == date(2026, 3, 4)


def test_another_date_column_settles_the_order_of_the_file(imported) -> None:
    result = imported("order id,order date,total vnd,ngày hẹn giao\n1,03/04/2026,5,13/04/2026\n")

    assert result.rows("orders", "ordered_on") == [(date(2026, 4, 3),)]


def test_an_open_order_is_asked_with_examples(imported) -> None:
    with pytest.raises(NeedsAnswers) as asked:
        imported(orders("03/04/2026", "05/06/2026"))

    question = asked.value.questions[0]
    assert (question.code, question.choices, question.column) == ("date_order", ("dmy", "mdy", "ymd"), "order date")
    assert "03/04/2026" in question.examples


@pytest.mark.parametrize(("order", "day"), [("dmy", local(2026, 4, 3)), ("mdy", local(2026, 3, 4)), ("ymd", None)])
def test_the_answer_is_used(imported, order: str, day: datetime | None) -> None:
    written = "26/04/03" if order == "ymd" else "03/04/2026"

    result = imported(orders(written), date_order=order)

    assert result.rows("orders", "ordered_on") == [((day or local(2026, 4, 3)).date(),)]


def test_a_column_of_both_orders_is_guessed_for_no_row(imported) -> None:
    result = imported(orders("25/12/2025", "12/25/2025", "03/04/2026", "2026-01-02"))

    assert result.faults == [(2, "date_conflict"), (3, "date_conflict"), (4, "date_conflict")]
    assert "lẫn" in result.rejected[0].reason.vi


def test_an_answer_resolves_a_column_of_both_orders(imported) -> None:
    result = imported(orders("25/12/2025", "12/25/2025", "03/04/2026"), date_order="dmy")

    assert result.faults == [(3, "not_a_date")]
    assert result.imported.tables["orders"] == 2
