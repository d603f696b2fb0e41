import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from crmeter.warehouse.connectors.files import FileRefused, NeedsAnswers

HEAD = ["Mã đơn hàng", "Ngày đặt", "Tổng tiền (VND)", "Mã KH"]


def local(*parts: int) -> datetime:
    return datetime(*parts)  # noqa: DTZ001 - the warehouse keeps local time without a zone


def book(*sheets: tuple[str, list[list[object]]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_workbook_is_read_with_its_typed_cells(imported) -> None:
    rows = [
        ["Báo cáo bán hàng"],
        [],
        HEAD,
        ["001", local(2026, 11, 20, 8, 5), 1.234, 7],
        ["002", date(2025, 4, 3), 1500000, "7"],
    ]

    result = imported(book(("Đơn", rows)), name="đơn hàng.xlsx")

    assert result.imported.source == "don-hang"
    assert result.rows("orders", "source_key", "ordered_at", "amount", "source_line") == [
        ("001", local(2026, 11, 20, 8, 5), Decimal("1.234"), 4),
        ("002", local(2025, 4, 3), Decimal(1500000), 5),
    ]
    assert result.rows("customers", "source_key") == [("7",)]


def test_serial_numbers_are_days(imported) -> None:
    result = imported(book(("a", [HEAD, ["1", 46346, 5, "K"]])), name="a.xlsx")

    assert result.rows("orders", "ordered_on") == [(date(2026, 11, 20),)]


def test_a_sheet_of_instructions_is_not_taken_for_the_table(imported) -> None:
    notes = [["Hướng dẫn"], ["Cột", "Ý nghĩa"], ["Mã", "là mã"], ["Ngày", "là ngày"]]

    result = imported(book(("Hướng dẫn", notes), ("Dữ liệu", [HEAD, ["1", "2026-01-05", 5, "K"]])), name="a.xlsx")

    assert result.imported.tables["orders"] == 1


def test_two_tables_in_a_workbook_are_asked_about(imported) -> None:
    data = book(("T1", [HEAD, ["1", "2026-01-05", 5, "K"]]), ("T2", [HEAD, ["2", "2026-02-05", 5, "K"]]))

    with pytest.raises(NeedsAnswers) as asked:
        imported(data, name="a.xlsx")

    assert (asked.value.questions[0].code, asked.value.questions[0].choices) == ("sheet", ("T1", "T2"))
    assert imported(data, name="a.xlsx", sheet="T2").rows("orders", "source_key") == [("2",)]


def test_line_breaks_and_formulas_are_text(imported) -> None:
    rows = [["Mã KH", "Tên khách hàng"], ["1", "An\nBình"], ["2", "'=1+1"]]

    result = imported(book(("a", rows)), name="a.xlsx")

    assert sorted(result.rows("identities", "name")) == [("'=1+1",), ("An\nBình",)]


def _swap(data: bytes, entry: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            new.writestr(item.filename, content if item.filename == entry else old.read(item))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_a_workbook_that_unpacks_a_thousandfold_is_refused(imported) -> None:
    bomb = _swap(book(("a", [HEAD])), SHEET, b"<worksheet>" + b" " * 200_000_000)

    with pytest.raises(FileRefused) as refused:
        imported(bomb, name="a.xlsx")

    assert refused.value.code == "bomb"
    assert refused.value.reason.vi.startswith("tệp nén phình ra quá mức cho phép nên bị từ chối")


def test_entities_that_multiply_are_refused(imported) -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'

    with pytest.raises(FileRefused) as refused:
        imported(_swap(book(("a", [HEAD])), SHEET, laughs), name="a.xlsx")

    assert refused.value.code == "damaged"


def test_a_zip_of_too_many_entries_is_refused(imported) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for n in range(3000):
            archive.writestr(f"x{n}", b"")

    with pytest.raises(FileRefused) as refused:
        imported(out.getvalue(), name="a.xlsx")

    assert refused.value.code == "bomb"
