import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from crmeter.warehouse.connectors.files import Answers, NeedsAnswers
from crmeter.warehouse.connectors.files.preview import preview
from crmeter.warehouse.connectors.files.titles import TITLES

PEOPLE = "Tên KH,SĐT,Nhóm,Ghi chú\nAn,0903111222,F&B,x\nBình,0903111223,F&B,\nChi,0903111224,Spa,y\n"


def seen(tmp_path: Path, content: str, **answers: Any) -> dict[str, Any]:
    path = tmp_path / "file.csv"
    path.write_text(content)
    found = preview(path, Answers(**answers))
    return dict(json.loads(json.dumps(found)))


def test_each_column_is_shown_with_what_it_was_taken_for_and_examples(tmp_path) -> None:
    columns = {column["header"]: column for column in seen(tmp_path, PEOPLE)["columns"]}

    assert list(columns) == ["Tên KH", "SĐT", "Nhóm", "Ghi chú"]
    assert columns["Tên KH"]["field"] == "identities.name"
    assert columns["Tên KH"]["confidence"] == 1.0
    assert columns["Nhóm"]["examples"] == ["F&B", "Spa"]
    assert columns["Ghi chú"] == {"header": "Ghi chú", "field": None, "confidence": None, "examples": ["x", "y"]}


def test_a_column_can_be_told_to_mean_nothing(tmp_path) -> None:
    found = seen(tmp_path, PEOPLE, table="customers", mapping={"SĐT": "", "Ghi chú": "segment", "Nhóm": ""})

    fields = {column["header"]: column["field"] for column in found["columns"]}
    assert fields == {
        "Tên KH": "identities.name",
        "SĐT": None,
        "Nhóm": None,
        "Ghi chú": "customers.segment",
    }
    assert found["tables"] == ["customers", "identities"]


def test_the_fields_to_choose_from_are_told_by_table_with_their_names(tmp_path) -> None:
    found = seen(tmp_path, "Mã đơn,Ngày đặt,Tổng tiền (VND),Khách hàng\n1,2026-01-05,10,An\n")

    assert found["table"] == "orders"
    assert [group["table"] for group in found["fields"]] == ["orders", "customers", "identities", "deliveries"]
    [ordered_at] = [f for group in found["fields"] for f in group["fields"] if f["field"] == "orders.ordered_at"]
    assert ordered_at == {
        "field": "orders.ordered_at",
        "title": {"vi": "Thời điểm đặt", "en": "Ordered at"},
        "required": True,
    }
    assert ["orders.ordered_at"] in found["needs"]
    assert found["missing"] == []
    likely = [choice["table"] for choice in found["table_choices"] if choice["likely"]]
    assert "orders" in likely
    assert len(found["table_choices"]) == 18


def test_a_file_of_nothing_known_says_what_it_may_be(tmp_path) -> None:
    found = seen(tmp_path, "gió,nắng\n1,2\n3,4\n")

    assert (found["table"], found["fields"]) == (None, [])
    assert [question["code"] for question in found["questions"]] == ["table"]


def test_only_the_beginning_of_long_files_and_cells_is_shown(tmp_path) -> None:
    content = "Mã đơn,Ngày đặt,Tổng tiền (VND),Ghi chú\n" + "".join(
        f"{n},2026-01-05,10,{'dài ' * 200}\n" for n in range(1200)
    )

    found = seen(tmp_path, content)

    assert found["size_bytes"] == len(content.encode())
    assert found["rows"] == {"sample": 1000, "whole": False}
    assert len(found["sample"]) == 20
    assert len(found["sample"][0][3]) == 200
    assert found["columns"][0]["examples"] == ["0", "1", "2", "3", "4"]


def test_a_workbook_tells_its_sheets_with_tables(tmp_path) -> None:
    path = tmp_path / "sổ.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "Đơn"
    book.active.append(["Mã đơn", "Ngày đặt", "Tổng tiền (VND)"])
    book.active.append(["1", "2026-01-05", 10])
    book.create_sheet("Ghi chú").append(["chỉ một ô"])
    book.create_sheet("Khác").append(["a", "b"])
    book.save(path)

    found = preview(path, Answers(sheet="Đơn"))

    assert (found["container"], found["sheet"], found["sheets"]) == ("xlsx", "Đơn", ["Đơn", "Khác"])


def test_sheets_that_are_alike_are_asked_for(tmp_path) -> None:
    path = tmp_path / "sổ.xlsx"
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("Hai")):
        sheet.append(["Mã đơn", "Ngày đặt", "Tổng tiền (VND)"])
        sheet.append(["1", "2026-01-05", 10])
    book.save(path)

    with pytest.raises(NeedsAnswers) as needs:
        preview(path)

    assert needs.value.questions[0].choices == ("Sheet", "Hai")


def test_every_field_has_a_name_and_no_table_has_two_of_the_same() -> None:
    names = [(field.partition(".")[0], title.vi, title.en) for field, title in TITLES.items()]

    assert len(set(names)) == len(names)
