from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest

from crmeter.warehouse.connectors.files import Answers, FileRefused, NeedsAnswers, inspect
from crmeter.warehouse.connectors.files.preview import preview
from crmeter.warehouse.imports import slug

from .biff import Error, Sheet, compound, xls

HEADERS = ("Mã đơn", "Ngày đặt", "Tổng tiền (VND)", "Mã khách hàng")
ROWS = (
    HEADERS,
    (1001, date(2026, 1, 5), 150000, "K1"),
    (1002, datetime(2026, 1, 6, 13, 30), 99000.5, "K2"),  # noqa: DTZ001 - cells know no zone
    ("Đ-7", date(2026, 2, 1), 1234.567, "K3"),
)


def saved(tmp_path: Path, content: bytes, name: str = "đơn.xls") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def refused(path: Path) -> FileRefused:
    with pytest.raises(FileRefused) as raised:
        inspect(path)
    assert raised.value.file == path.name
    return raised.value


@pytest.mark.parametrize("from_1904", [False, True])
def test_cells_of_an_old_workbook_are_read_as_what_they_are(imported, from_1904: bool) -> None:
    result = imported(xls([Sheet("Đơn", ROWS)], from_1904=from_1904), "đơn.xls")

    assert result.rows("orders", "source_key", "CAST(ordered_at AS VARCHAR)", "amount::DOUBLE") == [
        ("1001", "2026-01-05 00:00:00", 150000.0),
        ("1002", "2026-01-06 13:30:00", 99000.5),
        ("Đ-7", "2026-02-01 00:00:00", 1234.567),
    ]
    assert result.rejected == ()
    assert result.imported.source == "don"


def test_a_workbook_of_excel_95_is_read_too(imported) -> None:
    rows = [("order id", "order date", "total vnd"), ("é1", date(2026, 1, 5), 10)]

    result = imported(xls([Sheet("Sheet1", rows)], biff=5), "old.xls")

    assert result.rows("orders", "source_key", "ordered_on") == [("é1", date(2026, 1, 5))]


def test_cells_that_hold_an_error_are_empty(imported) -> None:
    rows = [*ROWS, (1004, Error("#REF!"), 5, "K4"), (1005, date(2026, 2, 2), 7, Error("#N/A"))]

    result = imported(xls([Sheet("Đơn", rows)]), "đơn.xls")

    assert result.faults == [(5, "missing")]
    assert result.rows("orders", "source_key")[-1] == ("1005",)


def test_merged_cells_titles_and_empty_rows_do_not_move_lines(imported) -> None:
    rows: list[Sequence[object]] = [("BẢNG KÊ BÁN HÀNG",), (), *ROWS[:2], (), ROWS[2]]

    result = imported(xls([Sheet("Đơn", rows, merged=[(0, 0, 0, 3)])]), "đơn.xls")

    assert result.rows("orders", "source_key", "source_line") == [("1001", 4), ("1002", 6)]


def test_sheets_that_are_alike_are_asked_for_and_hidden_ones_are_not(tmp_path) -> None:
    path = saved(
        tmp_path,
        xls([Sheet("Quý 1", ROWS), Sheet("Quý 2", ROWS), Sheet("Ẩn", ROWS, hidden=True), Sheet("Ghi chú", [("a",)])]),
    )

    with pytest.raises(NeedsAnswers) as needs:
        inspect(path)

    assert needs.value.questions[0].choices == ("Quý 1", "Quý 2")
    assert preview(path, Answers(sheet="Quý 2"))["sheets"] == ["Quý 1", "Quý 2"]
    assert inspect(path, Answers(sheet="Ẩn")).shape.sheet == "Ẩn"


def test_a_hidden_sheet_is_read_where_no_other_holds_a_table(tmp_path) -> None:
    path = saved(tmp_path, xls([Sheet("Ghi chú", [("a",)]), Sheet("Ẩn", ROWS, hidden=True)]))

    assert inspect(path).shape.sheet == "Ẩn"


def test_an_old_workbook_with_a_password_is_refused_with_what_to_do(tmp_path) -> None:
    assert refused(saved(tmp_path, xls([Sheet("Đơn", ROWS)], encrypted=True))).code == "encrypted"
    assert refused(saved(tmp_path, compound("EncryptedPackage", bytes(5000)), "mới.xlsx")).code == "encrypted"


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"<html><body><table><tr><td>a</td></tr></table>", "web_page", "HTML"),
        ("\ufeff<?xml version='1.0'?><Workbook/>".encode(), "web_page", "HTML"),
        ("\ufeff<html>".encode("utf-16-le"), "web_page", "HTML"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "web_page", "HTML"),
        (b'{\n  "orders": [1]}', "json", "JSON"),
        (b'[{"id": 1}]', "json", "JSON"),
        (compound("WordDocument", bytes(5000)), "not_a_table", "Word"),
        (compound("Other", bytes(5000)), "damaged", "hỏng"),
        (b"\xd0\xcf\x11\xe0" + bytes(3000), "damaged", "hỏng"),
        (xls([Sheet("Đơn", ROWS)])[:2000], "damaged", "hỏng"),
        (b"\x09\x00\x04\x00\x02\x00\x10\x00" + bytes(100), "old_workbook", "5.0"),
        (xls([Sheet("Đơn", [])]), "empty", "trống"),
    ],
)
def test_what_is_no_workbook_says_what_it_is(tmp_path, content: bytes, code: str, words: str) -> None:
    reason = refused(saved(tmp_path, content))

    assert (reason.code, words in reason.reason.vi) == (code, True)


def test_text_under_the_name_of_a_workbook_is_read_as_text(imported) -> None:
    result = imported("order id\torder date\ttotal vnd\n1\t2026-01-05\t10\n", "đơn.xls")

    assert result.rows("orders", "source_key") == [("1",)]


def test_an_old_workbook_gives_its_name_to_the_source() -> None:
    assert slug(Path("Đơn hàng 2003.xls")) == "don-hang-2003"


def test_a_long_sheet_is_read_in_several_parts(imported, monkeypatch) -> None:
    monkeypatch.setattr("crmeter.warehouse.connectors.files.rawpass._ROWS_AT_ONCE", 2)
    rows = [HEADERS, *((n, date(2026, 1, 5), n, f"K{n}") for n in range(1, 8))]

    result = imported(xls([Sheet("Đơn", rows)]), "đơn.xls")

    assert [row[0] for row in result.rows("orders", "source_key")] == [str(n) for n in range(1, 8)]
