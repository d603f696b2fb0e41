import csv
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from crmeter.cli import main


@pytest.fixture(scope="module")
def evaluated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """A workspace evaluated from a file, with the report as JSON."""
    from_file = tmp_path_factory.mktemp("evaluated")
    source, out = from_file / "orders.csv", from_file / "report.json"
    source.write_text(
        "order id,order date,total vnd,customer id,channel\n"
        + "".join(f"{n},2026-01-{1 + n % 28:02},{10 + n},K{n % 7},{'web' if n % 3 else 'shop'}\n" for n in range(30))
    )
    code = main(["evaluate", "--source", str(source), "--out", str(out), "--workspace", str(from_file / "workspace")])
    assert code == 0
    return from_file, json.loads(out.read_text())


def test_the_report_as_json_keeps_its_schema(evaluated: tuple[Path, Any]) -> None:
    _, report = evaluated

    assert report["schema"] == "crmeter.evaluation/1"
    assert {"id", "as_of", "snapshot", "settings", "code"} <= set(report["run"])
    assert report["run"]["as_of"] == "2026-01-28"
    revenue = next(r for r in report["readings"] if r["measure"] == "revenue" and not r["slice"])
    assert float(revenue["value"]) == sum(10 + n for n in range(30))
    assert isinstance(revenue["value"], str)
    assert {"measure", "slice", "period", "value", "unit", "n", "intervals", "undefined", "coverage", "trust"} <= set(
        revenue
    )


def test_one_file_to_one_page(process: Any, folder: Path) -> None:
    out = folder / "report.html"

    said = process("evaluate", "--source", folder / "orders.csv", "--out", out, "--language", "en")

    assert (said.code, "Traceback" in said.err) == (0, False), said.err
    assert str(out) in said.err
    assert "Evaluation 20260128-" in said.out
    assert out.read_text().lstrip().lower().startswith("<!doctype html>")


def test_the_summary_speaks_vietnamese_by_default(evaluated: tuple[Path, Any], crmeter: Any) -> None:
    folder, _ = evaluated
    workspace = folder / "workspace"

    said = crmeter("evaluate", "--workspace", workspace, "--language", "vi", "--as-of", "2026-01-10")

    assert said.code == 0
    assert "đến hết ngày 10/01/2026" in said.out
    assert "Doanh thu" in said.out


def test_explaining_a_figure_and_a_slice_with_all_rows(
    evaluated: tuple[Path, Any], crmeter: Any, tmp_path: Path
) -> None:
    folder, report = evaluated
    run, rows = report["run"]["id"], tmp_path / "rows.csv"
    where = ("--workspace", folder / "workspace", "--run", run)

    whole = crmeter("explain", "revenue", *where, "--json").json()
    cut = crmeter("explain", "orders", *where, "--slice", "channel=shop", "--rows", rows, "--json")

    assert (whole["schema"], whole["run"]) == ("crmeter.explanation/1", run)
    assert "sql" in whole
    assert cut.code == 0
    with rows.open(newline="", encoding="utf-8-sig") as file:
        listed = list(csv.DictReader(file))
    # Every third of thirty orders.
    assert len(listed) == 10
    assert sum(int(float(row["top"])) for row in listed) == 10
    assert "10 rows" in cut.err
    told = crmeter("explain", "revenue", *where)
    assert "SELECT" in told.out
    assert "n = 30" in told.out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("nothing",), 2),
        (("revenue", "--slice", "channel"), 2),
        (("revenue", "--slice", "channel=moon"), 2),
        (("revenue", "--run", "never"), 1),
    ],
)
def test_explaining_what_is_not_there_is_said(
    evaluated: tuple[Path, Any], crmeter: Any, words: tuple[str, ...], code: int
) -> None:
    said = crmeter("explain", *words, "--workspace", evaluated[0] / "workspace")

    assert said.code == code
    assert said.err.strip()


def test_nothing_to_measure_ends_with_its_own_code(crmeter: Any, folder: Path) -> None:
    empty = crmeter("evaluate", "--language", "vi")
    early = crmeter("evaluate", "--source", folder / "orders.csv", "--as-of", "2020-01-01", "--json")

    assert empty.code == 3
    assert empty.err.startswith("Chưa đủ dữ liệu")
    assert early.code == 3
    assert early.json()["undefined"]["code"] == "no_valid_order"
    assert early.err.startswith("Not enough data")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--out", "report.pdf"), 2),
        (("--as-of", "2026-13-01"), 2),
        (("--source", "nowhere.csv"), 1),
        (("--snapshot", "000099"), 1),
        (("--memory", "plenty"), 2),
        (("--date-order", "ddd"), 2),
    ],
)
def test_what_makes_no_sense_is_said_without_a_traceback(crmeter: Any, words: tuple[str, ...], code: int) -> None:
    said = crmeter("evaluate", *words)

    assert said.code == code
    assert said.err.strip()


def test_an_open_question_stops_the_evaluation(crmeter: Any, folder: Path) -> None:
    (folder / "orders.csv").write_text("order id,order date,total,customer id\n1,2026-01-05,10,A\n")

    said = crmeter("evaluate", "--source", folder / "orders.csv")

    assert said.code == 2
    assert [question["code"] for question in said.json()["questions"]] == ["currency"]


def test_rejected_rows_do_not_stop_an_evaluation_into_a_workbook(crmeter: Any, folder: Path) -> None:
    with (folder / "orders.csv").open("a") as file:
        file.write("99,2026-02-31,5,K1\n")

    said = crmeter("evaluate", "--source", folder / "orders.csv", "--out", folder / "report.xlsx")

    assert said.code == 4
    assert zipfile.is_zipfile(folder / "report.xlsx")
    assert "1 rows could not be read" in said.err or "1 row" in said.err
