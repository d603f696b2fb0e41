import json
import os
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from crmeter.vocabulary import Cancelled, Text, Work
from crmeter.warehouse.connectors.files import Answers, FileRefused, NeedsAnswers
from crmeter.warehouse.imports import (
    count_import,
    import_file,
    list_imports,
    rejected_rows,
    slug,
    staged_files,
    undo_import,
)
from crmeter.warehouse.workspace import Workspace

from .conftest import ORDERS


def many_orders(path: Path, rows: int) -> Path:
    """Orders of some hundred thousand rows with faults, repeats and phones here and there."""
    with path.open("w") as file:
        file.write("order id,order date,total vnd,customer id,phone,note\n")
        for n in range(rows):
            day = "31/02/2026" if n % 9973 == 5 else f"{n % 28 + 1:02}/{n % 12 + 1:02}/2025"
            note = '"lời nhắn\ndài"' if n % 5003 == 7 else ("thừa,cột" if n % 7919 == 3 else "x" * 45)
            file.write(
                f"{n - n % 1000 if n % 1000 == 1 else n},{day},{n % 977},K{n % 331},09030322{n % 90 + 10},{note}\n"
            )
    return path


def contents(workspace: Workspace, import_id: str) -> dict[str, list[tuple[object, ...]]]:
    """Every staged and rejected row of an import, sorted."""
    folder = workspace.imports / import_id
    files = [*folder.glob("staged/*/*.parquet"), folder / "rejected.parquet"]
    with duckdb.connect() as connection:
        return {
            str(path.relative_to(folder)): connection.execute(f"SELECT * FROM '{path}' ORDER BY ALL").fetchall()
            for path in sorted(files)
        }


def test_the_same_content_counts_once_under_any_name(workspace, orders, tmp_path) -> None:
    first = import_file(workspace, orders)
    copy = tmp_path / "copy.csv"
    copy.write_text(ORDERS)

    second = import_file(workspace, copy)

    assert (first.already_imported, second.already_imported) == (False, True)
    assert second.import_id == first.import_id
    assert [i.import_id for i in list_imports(workspace)] == [first.import_id]


def test_other_answers_make_another_import(workspace, orders) -> None:
    first = import_file(workspace, orders)
    second = import_file(workspace, orders, Answers(source="shop"))

    assert first.import_id != second.import_id
    assert [staged.id for staged in staged_files(workspace)] == [first.import_id, second.import_id]


def test_an_undone_import_is_left_out_until_it_is_imported_again(workspace, orders) -> None:
    import_id = import_file(workspace, orders).import_id

    assert undo_import(workspace, import_id).state == "undone"
    assert staged_files(workspace) == ()
    assert [i.state for i in list_imports(workspace)] == ["undone"]

    again = import_file(workspace, orders)
    assert (again.state, again.already_imported) == ("finished", False)
    assert len(staged_files(workspace)) == 1


def test_a_file_read_in_turns_with_other_answers_counts_once_as_it_was_read_last(workspace, orders) -> None:
    one, other = Answers(source="shop"), Answers(source="shop", currency="USD")
    for answers in (one, other, one):
        last = import_file(workspace, orders, answers)

        assert [staged.id for staged in staged_files(workspace)] == [last.import_id]


def test_a_staged_import_counts_and_replaces_another_reading_once_it_is_told_to(workspace, orders) -> None:
    before = import_file(workspace, orders, Answers(source="shop"))

    staged = import_file(workspace, orders, Answers(source="shop", currency="USD"), counts=False)
    assert staged.state == "staged"
    assert [each.id for each in staged_files(workspace)] == [before.import_id]

    counted = count_import(workspace, staged.import_id)
    assert (counted.state, counted.already_imported) == ("finished", False)
    assert [each.id for each in staged_files(workspace)] == [staged.import_id]
    assert count_import(workspace, staged.import_id).already_imported


@pytest.mark.parametrize("unknown", ["0123456789abcdef", "../x", ""])
def test_undoing_what_is_not_there_is_an_error(workspace, unknown: str) -> None:
    with pytest.raises(KeyError):
        undo_import(workspace, unknown)


def test_the_manifest_tells_how_the_file_was_read(workspace, orders) -> None:
    imported = import_file(workspace, orders, Answers(source="shop"))

    manifest = json.loads((workspace.imports / imported.import_id / "manifest.json").read_text())

    assert manifest["schema"] == "crmeter.import/1"
    assert manifest["file"]["name"] == "orders.csv"
    assert manifest["read"] == {
        "container": "text",
        "encoding": "utf-8",
        "delimiter": ",",
        "sheet": None,
        "header_lines": 1,
        "date_order": [],
        "decimal": [],
        "currency": "VND",
        "export": None,
    }
    assert manifest["mapping"]["total vnd"] == "orders.amount"
    assert manifest["tables"] == {"orders": 2, "returns": 0, "customers": 2}
    assert list_imports(workspace)[0].to_json()["rows"] == 2


def test_staged_files_are_listed_by_table_and_hold_the_contract(workspace, orders) -> None:
    import_file(workspace, orders)

    [staged] = staged_files(workspace)

    assert set(staged.files) == {"orders", "returns", "customers"}
    assert [path.name for path in staged.files["orders"]] == ["part-00001.parquet"]


def test_drafts_with_personal_values_are_gone_when_the_import_is_finished(workspace, orders) -> None:
    imported = import_file(workspace, orders)

    folder = workspace.imports / imported.import_id
    assert sorted(path.name for path in folder.iterdir()) == [
        "manifest.json",
        "progress.json",
        "rejected.parquet",
        "staged",
    ]
    assert list((workspace.imports / ".drafts").iterdir()) == []


def test_a_question_keeps_what_was_read_for_the_answer(workspace, tmp_path) -> None:
    path = tmp_path / "o.csv"
    path.write_text("order id,order date,total\n1,2026-01-05,10\n")

    with pytest.raises(NeedsAnswers):
        import_file(workspace, path)

    assert list_imports(workspace) == ()
    assert import_file(workspace, path, Answers(currency="VND")).tables["orders"] == 1


def test_a_file_without_one_usable_row_is_refused_and_not_listed(workspace, tmp_path) -> None:
    path = tmp_path / "o.csv"
    path.write_text("order id,order date,total vnd\n1,31/02/2026,10\n")

    with pytest.raises(FileRefused) as refused:
        import_file(workspace, path)

    assert refused.value.code == "nothing_usable"
    assert list_imports(workspace) == ()


def test_rejected_rows_can_be_read_a_few_at_a_time(workspace, tmp_path) -> None:
    path = tmp_path / "o.csv"
    path.write_text(ORDERS + "3,hôm qua,10,C\n4,2026-01-05,abc1,C\n")

    imported = import_file(workspace, path)

    assert [row.line for row in rejected_rows(workspace, imported.import_id)] == [4, 5]
    [first] = rejected_rows(workspace, imported.import_id, limit=1)
    assert (first.column, first.value, first.raw) == ("order date", "hôm qua", "3,hôm qua,10,C")
    assert first.reason == Text("Không phải một ngày có thật.", "This is not a day that exists.")


@pytest.mark.parametrize(
    ("name", "source"), [("Đơn hàng 2026.csv.gz", "don-hang-2026"), ("A_B.xlsx", "a-b"), ("---.csv", "file")]
)
def test_a_source_is_named_after_its_file(name: str, source: str) -> None:
    assert slug(Path(name)) == source


def test_a_cancelled_import_goes_on_where_it_stopped(workspace, tmp_path) -> None:
    path = many_orders(tmp_path / "many.csv", 100_000)
    steps: list[tuple[str, int, int | None]] = []
    stop_after = [1]

    def report(step: Text, done: int, total: int | None) -> None:
        steps.append((step.en, done, total))
        stop_after[0] -= 1

    with pytest.raises(Cancelled):
        import_file(workspace, path, work=Work(report, lambda: stop_after[0] <= 0))
    assert list_imports(workspace) == ()
    stop_after[0] = 10**9
    already = len(steps)
    imported = import_file(workspace, path, work=Work(report, lambda: False))

    whole = import_file(Workspace(tmp_path / "other"), path)
    assert steps[already][1] > steps[already - 1][1]
    assert all(total is not None and done <= total for _, done, total in steps)
    # Both workspaces know these customers by id, so that no key depends on the secret of either.
    assert contents(workspace, imported.import_id) == contents(Workspace(tmp_path / "other"), whole.import_id)


# `ru_maxrss` of a child starts at what its parent once held, so the peak is read from the process's own status.
IMPORT = """
import sys, time
from pathlib import Path
from crmeter.warehouse.connectors.files import Answers, FileRefused
from crmeter.warehouse.imports import import_file
from crmeter.warehouse.workspace import Workspace
def peak_kib():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
before = peak_kib()
began, worked = time.monotonic(), time.process_time()
try:
    imported = import_file(Workspace(Path(sys.argv[1])), Path(sys.argv[2]), Answers(date_order="dmy"))
    print(imported.import_id)
except FileRefused as refused:
    print(refused.code)
print(before, peak_kib())
print(time.monotonic() - began, time.process_time() - worked)
"""


def run(workspace: Path, path: Path, failpoint: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = dict(os.environ)
    environment.pop("CRMETER_FAILPOINT", None)
    if failpoint:
        environment["CRMETER_FAILPOINT"] = failpoint
    return subprocess.run(
        [sys.executable, "-c", IMPORT, str(workspace), str(path)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def killed_and_resumed(tmp_path: Path, path: Path, points: list[int]) -> None:
    whole = run(tmp_path / "whole", path).stdout.split()[0]
    expected = contents(Workspace(tmp_path / "whole"), whole)
    for point in points:
        folder = tmp_path / f"killed-{point}"
        killed = run(folder, path, f"import-chunk:{point}")
        assert killed.returncode == -9, (point, killed.stderr)
        resumed = run(folder, path)
        assert resumed.returncode == 0, resumed.stderr
        assert contents(Workspace(folder), resumed.stdout.split()[0]) == expected, point
        assert [i.import_id for i in list_imports(Workspace(folder))] == [whole]


@pytest.mark.prove
def test_an_import_killed_before_and_after_a_checkpoint_ends_the_same(tmp_path) -> None:
    killed_and_resumed(tmp_path, many_orders(tmp_path / "many.csv", 100_000), [1, 4, 7])


@pytest.mark.prove
def test_an_import_killed_at_ten_points_ends_the_same(tmp_path) -> None:
    killed_and_resumed(tmp_path, many_orders(tmp_path / "many.csv", 150_000), list(range(1, 11)))


@pytest.mark.prove
def test_ten_million_rows_fit_in_half_a_gibibyte(tmp_path) -> None:
    path = tmp_path / "big.csv"
    with path.open("w") as file:
        file.write("order id,order date,total vnd,customer id,status,channel\n")
        for n in range(10_000_000):
            file.write(
                f"{n:08},{n % 28 + 1:02}/{n % 12 + 1:02}/2025,{n % 99_991}.50,K{n * 7919 % 1_500_000:07},paid,web\n"
            )

    started = time.monotonic()
    done = run(tmp_path / "workspace", path)
    seconds = time.monotonic() - started

    assert done.returncode == 0, done.stderr
    import_id, _, peak, _, _ = done.stdout.split()
    print(f"{10_000_000 / seconds:,.0f} rows/s, peak {int(peak) / 1024:.0f} MiB")  # noqa: T201 - the proof's figure
    assert int(peak) <= 512 * 1024
    [imported] = list_imports(Workspace(tmp_path / "workspace"))
    assert (imported.import_id, imported.tables["orders"]) == (import_id, 10_000_000)


@pytest.mark.prove
def test_a_line_of_a_gigabyte_is_refused_at_once(tmp_path) -> None:
    path = tmp_path / "line.csv"
    with path.open("wb") as file:
        file.write(b"order id,order date,total vnd\n1,2026-01-05,")
        for _ in range(1024):
            file.write(b"9" * (1 << 20))

    refused_at_once(tmp_path, path, "record_too_long")


@pytest.mark.prove
def test_a_gzip_bomb_is_refused_at_once(tmp_path) -> None:
    packed = tmp_path / "bomb.csv.gz"
    script = f"(echo 'order id,order date,total vnd'; yes '1,2026-01-05,10' | head -c 600000000) | gzip -9 > {packed}"
    subprocess.run(["sh", "-c", script], check=True)

    refused_at_once(tmp_path, packed, "bomb")


def refused_at_once(tmp_path: Path, path: Path, code: str) -> None:
    done = run(tmp_path / "workspace", path)

    said, before, peak, seconds, worked = done.stdout.split()
    swollen = (int(peak) - int(before)) / 1024
    figures = f"refused after {float(seconds):.2f} s ({float(worked):.2f} s of processor), +{swollen:.0f} MiB"
    print(figures)  # noqa: T201 - the proof's figure
    assert said == code
    # The time of the processor: a busy machine must not make the proof fail.
    assert float(worked) <= 2
    assert swollen <= 50
