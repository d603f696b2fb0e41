import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from crmeter.evaluation.report.json import to_json
from crmeter.evaluation.report.xlsx import write_xlsx
from crmeter.evaluation.result import Evaluation
from crmeter.vocabulary import Language

from .sample import bare_evaluation, evaluation
from .sample_firm import HOSTILE


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Workbook]:
    folder = tmp_path_factory.mktemp("books")
    found = {}
    languages: tuple[Language, ...] = ("vi", "en")
    for language in languages:
        write_xlsx(evaluation(), folder / f"{language}.xlsx", language)
        found[language] = load_workbook(folder / f"{language}.xlsx")
    return found


def rows_of(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    lines = list(book[sheet].iter_rows(values_only=True))
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def test_has_a_sheet_for_readings_each_table_findings_levels_and_the_run(books: dict[str, Workbook]) -> None:
    tables = [table.title.en for table in evaluation().tables.values()]
    assert books["en"].sheetnames == ["Readings", *tables, "Findings", "Levels", "Run"]
    assert books["vi"].sheetnames[0] == "Chỉ số"
    assert all(len(name) <= 31 for book in books.values() for name in book.sheetnames)


def test_readings_are_typed_numbers_with_the_format_of_their_unit(books: dict[str, Workbook]) -> None:
    sheet = books["en"]["Readings"]
    heads = [cell.value for cell in sheet[1]]
    found = {
        (row[0].value, row[heads.index("From")].value): row
        for row in sheet.iter_rows(min_row=2)
        if not row[3].value and row[5].value.month == 10
    }
    value = heads.index("Value")
    equity = found["customer_equity", datetime(2025, 11, 1)][value]  # noqa: DTZ001 - a cell holds a day
    assert equity.value == 182_600_000_000
    assert equity.data_type == "n"
    assert equity.number_format == '#,##0" ₫";-#,##0" ₫"'
    retention = found["retention_rate", datetime(2025, 11, 1)]  # noqa: DTZ001 - a cell holds a day
    assert retention[value].value == 0.813
    assert retention[value].number_format == "0.0%"
    assert retention[heads.index("Low 80%")].value == pytest.approx(0.79674)
    assert retention[heads.index("Rows left out")].value == 1942


def test_money_follows_the_decimals_of_the_currency(tmp_path: Path) -> None:
    whole = evaluation()
    write_xlsx(replace(whole, run=replace(whole.run, currency="USD")), tmp_path / "usd.xlsx", "en")
    sheet = load_workbook(tmp_path / "usd.xlsx")["Keep now"]
    assert sheet["H2"].number_format == '#,##0.00" $";-#,##0.00" $"'


def test_head_row_stays_in_sight(books: dict[str, Workbook]) -> None:
    assert all(sheet.freeze_panes is not None for sheet in books["vi"])


def test_no_word_becomes_a_formula_or_a_link(books: dict[str, Workbook]) -> None:
    for book in books.values():
        for sheet in book:
            assert not sheet._hyperlinks
            assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    words = {row["Customer"] for row in rows_of(books["en"], "Keep now")}
    assert {'=HYPERLINK("http://x")', HOSTILE} <= words
    assert [row["Product"] for row in rows_of(books["en"], "Price levels")] == ["@SUM(A1)", "-2+3", "+84905318642"]


def test_words_come_in_the_chosen_language(books: dict[str, Workbook]) -> None:
    assert rows_of(books["vi"], "Điều cần biết")[0]["Mức"] == "khẩn"
    assert rows_of(books["en"], "Findings")[0]["Severity"] == "urgent"
    assert rows_of(books["en"], "Moves between stages")[0]["Before"] == "new"


def test_undefined_figures_have_an_empty_value_and_a_reason(books: dict[str, Workbook]) -> None:
    row = next(r for r in rows_of(books["en"], "Readings") if r["Name"] == "leads_converted")
    assert row["Value"] is None
    assert row["Why there is none"] == "there is no lead in the period"
    assert row["Needs"] == "about 32 leads with the day they were made"


def test_without_a_table_of_them_what_is_not_computed_is_listed(tmp_path: Path) -> None:
    write_xlsx(bare_evaluation(), tmp_path / "bare.xlsx", "en")
    listed = rows_of(load_workbook(tmp_path / "bare.xlsx"), "Not computed")
    assert len(listed) == len(bare_evaluation().readings)
    assert listed[0]["Code"] == "too_few_leads"


def test_tables_with_the_same_or_a_forbidden_name_get_their_own_sheet(tmp_path: Path) -> None:
    whole = evaluation()
    title = replace(whole.tables["documents"].title, en="Moves: [a/b] and a name far too long for a sheet")
    twice = {name: replace(whole.tables["documents"], name=name, title=title) for name in ("one", "two")}
    write_xlsx(Evaluation(whole.run, whole.readings, twice, (), (), ()), tmp_path / "two.xlsx", "en")
    names = load_workbook(tmp_path / "two.xlsx").sheetnames
    assert names[1] == "Moves   a b  and a name far too"
    assert names[2] == "Moves   a b  and a name far t 2"


def test_writing_again_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_xlsx(evaluation(), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_workbook_and_json_agree(books: dict[str, Workbook]) -> None:
    written = json.loads(json.dumps(to_json(evaluation())))
    listed = rows_of(books["en"], "Readings")
    assert len(listed) == len(written["readings"])
    for line, reading in zip(listed, written["readings"], strict=True):
        if reading["value"] is not None:
            assert line["Value"] == pytest.approx(float(reading["value"]))
