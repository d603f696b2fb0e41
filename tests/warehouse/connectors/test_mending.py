"""Refused rows taken out of a text as it has them, and put back mended among the good ones."""

import gzip
from pathlib import Path

import pytest

from crmeter.warehouse.connectors.files import FileRefused
from crmeter.warehouse.connectors.files.mending import TextShape, is_of_mended_rows, put_back, rows_to_mend

PLAIN = TextShape("utf-8", ",", gzipped=False, width=3)
SENT_BACK = TextShape("utf-8", ";", gzipped=False, width=3)
HEADER = "crmeter_line;crmeter_reason;Mã;Ngày;Ghi chú\n"


@pytest.fixture
def mended(tmp_path: Path) -> Path:
    return tmp_path / "mended.csv"


def test_rows_are_taken_out_with_line_and_reason_over_all_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('Mã,Ngày,Ghi chú\nA,x,"hai\ndòng, ""trích"""\nB,1/1/2025,\nC,1/1\n', "utf-8")

    found = list(rows_to_mend(path, PLAIN, {2: "ngày", 5: "thiếu cột"}))

    assert found == [["2", "ngày", "A", "x", 'hai\ndòng, "trích"'], ["5", "thiếu cột", "C", "1/1", ""]]


@pytest.mark.parametrize("ending", ["\n", ""])
def test_mended_rows_come_after_the_good_ones(tmp_path: Path, mended: Path, ending: str) -> None:
    path, target = tmp_path / "a.csv", tmp_path / "whole.csv"
    path.write_text('Mã,Ngày,Ghi chú\nA,x,"hai\ndòng"\nB,1/1/2025,tốt' + ending, "utf-8")
    mended.write_text(HEADER + '2;ngày;A;2/1/2025;"một, dòng"\n', "utf-8-sig")

    assert put_back(path, PLAIN, mended, SENT_BACK, target, [2]) == 1

    assert target.read_text("utf-8") == 'Mã,Ngày,Ghi chú\nB,1/1/2025,tốt\nA,2/1/2025,"một, dòng"\n'


def test_rows_that_are_not_sent_back_are_left_out(tmp_path: Path, mended: Path) -> None:
    path, target = tmp_path / "a.csv", tmp_path / "whole.csv"
    path.write_text("Mã,Ngày,Ghi chú\nA,x,\nB,y,\nC,1/1/2025,\n", "utf-8")
    mended.write_text(HEADER + "3;ngày;B;3/1/2025;\n;;;;\n", "utf-8")

    assert put_back(path, PLAIN, mended, SENT_BACK, target, [2, 3]) == 1
    assert target.read_text("utf-8").splitlines() == ["Mã,Ngày,Ghi chú", "C,1/1/2025,", "B,3/1/2025,"]


@pytest.mark.parametrize("bad", ['B,y,Ống 21"', 'B,y,"Ống 21'])
def test_a_stray_quotation_mark_costs_its_own_row_and_no_other(tmp_path: Path, mended: Path, bad: str) -> None:
    path, target = tmp_path / "a.csv", tmp_path / "whole.csv"
    path.write_text(f"Mã,Ngày,Ghi chú\nA,1/1/2025,\n{bad}\nC,2/1/2025,\nD,3/1/2025,\n", "utf-8")
    mended.write_text(HEADER + "3;ngày;B;4/1/2025;\n", "utf-8")

    ((line, reason, *cells),) = rows_to_mend(path, PLAIN, {3: "ngày"})
    assert (line, reason, cells) == ("3", "ngày", bad.split(","))
    put_back(path, PLAIN, mended, SENT_BACK, target, [3])
    assert target.read_text("utf-8").splitlines()[1:] == ["A,1/1/2025,", "C,2/1/2025,", "D,3/1/2025,", "B,4/1/2025,"]


def test_what_another_encoding_could_not_say_is_kept(tmp_path: Path, mended: Path) -> None:
    path, target = tmp_path / "a.csv.gz", tmp_path / "whole.csv"
    path.write_bytes(gzip.compress("Mã,Ngày,Ghi chú\nA,x,\nB,1/1/2025,é\n".encode("cp1252")))
    mended.write_text(HEADER + "2;ngày;A;2/1/2025;việc\n", "utf-8")
    shape = TextShape("cp1252", ",", gzipped=True, width=3)

    put_back(path, shape, mended, SENT_BACK, target, [2])
    assert target.read_text("utf-8").splitlines() == ["Mã,Ngày,Ghi chú", "B,1/1/2025,é", "A,2/1/2025,việc"]


def test_the_apostrophe_that_kept_a_cell_from_being_run_goes_again(tmp_path: Path, mended: Path) -> None:
    path, target = tmp_path / "a.csv", tmp_path / "whole.csv"
    path.write_text("Mã,Ngày,Ghi chú\nA,x,-5\n", "utf-8")
    mended.write_text(HEADER + "2;ngày;A;2/1/2025;'-5\n", "utf-8")

    put_back(path, PLAIN, mended, SENT_BACK, target, [2])
    assert target.read_text("utf-8").splitlines()[1] == "A,2/1/2025,-5"


def test_rows_with_other_columns_are_refused_and_nothing_is_written(tmp_path: Path, mended: Path) -> None:
    path, target = tmp_path / "a.csv", tmp_path / "whole.csv"
    path.write_text("Mã,Ngày,Ghi chú\nA,x,\n", "utf-8")
    mended.write_text("crmeter_line;crmeter_reason;Mã;Ngày\n2;ngày;A;2/1/2025\n", "utf-8")

    with pytest.raises(FileRefused):
        put_back(path, PLAIN, mended, SENT_BACK, target, [2])
    assert not target.exists()


def test_only_a_file_of_downloaded_rows_is_taken_for_one() -> None:
    assert is_of_mended_rows(["crmeter_line", "crmeter_reason", "Mã"])
    assert not is_of_mended_rows(["Mã", "Ngày"])
