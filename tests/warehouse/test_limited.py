import json
import os
import resource
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from crmeter.vocabulary import Busy, Cancelled, Misused, Text, Work
from crmeter.warehouse import limited
from crmeter.warehouse.connectors.files import Answers, FileRefused, NeedsAnswers, Question
from crmeter.warehouse.connectors.files.carried import carried, raise_carried
from crmeter.warehouse.connectors.files.preview import preview
from crmeter.warehouse.imports import import_file, list_imports
from crmeter.warehouse.limited import Limits, import_limited, look
from crmeter.warehouse.workspace import Workspace

from .conftest import ORDERS
from .connectors.biff import Sheet, xls


def many_orders(path: Path, rows: int = 200_000) -> Path:
    with path.open("w") as file:
        file.write("order id,order date,total vnd,customer id,note\n")
        file.writelines(f"{n},2026-01-{n % 28 + 1:02},{n % 977},K{n % 331},{'x' * 40}\n" for n in range(rows))
    return path


def eventually(holds: Callable[[], bool], seconds: float = 10) -> bool:
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def test_a_look_in_a_child_finds_what_a_look_here_finds(orders) -> None:
    assert look(orders) == json.loads(json.dumps(preview(orders)))


def test_an_import_in_a_child_stages_what_an_import_here_stages(workspace, orders, tmp_path) -> None:
    steps: list[tuple[Text, int, int | None]] = []

    imported = import_limited(workspace, orders, Answers(source="shop"), Work(lambda *step: steps.append(step)))

    here = import_file(Workspace(tmp_path / "here"), orders, Answers(source="shop"))
    assert imported.to_json() | {"imported_at": ""} == here.to_json() | {"imported_at": ""}
    assert [i.import_id for i in list_imports(workspace)] == [imported.import_id]
    assert (Text("Đọc tệp", "Reading the file"), len(ORDERS), len(ORDERS)) in steps
    assert import_limited(workspace, orders, Answers(source="shop")).already_imported


def test_what_a_child_complains_of_is_raised_here_with_its_words(workspace, orders, tmp_path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_text("")
    open_amount = tmp_path / "open.csv"
    open_amount.write_text("order id,order date,total\n1,2026-01-05,10\n")

    with pytest.raises(FileRefused) as refused:
        look(empty)
    with pytest.raises(Misused) as misused:
        look(orders, Answers(table="orders", currency="XYZ"))
    with pytest.raises(NeedsAnswers) as needs:
        import_limited(workspace, open_amount)

    assert (refused.value.code, refused.value.file) == ("empty", "empty.csv")
    assert misused.value.code == "unknown_currency"
    assert "XYZ" in misused.value.text.vi
    [question] = needs.value.questions
    assert (question.code, question.file) == ("currency", "open.csv")
    assert "VND" in question.choices


@pytest.mark.parametrize(
    "error",
    [
        FileRefused("bomb", Text("nổ", "bang"), "x.csv"),
        Misused("unknown_field", Text("sai", "wrong")),
        Busy("import_running", Text("đợi", "wait")),
        NeedsAnswers((Question("sheet", Text("tờ nào?", "which?"), ("a", "b"), None, ("x",), "x.xlsx"),)),
    ],
)
def test_complaints_come_through_json_as_they_were(error: Exception) -> None:
    with pytest.raises(type(error)) as raised:
        raise_carried(json.loads(json.dumps(carried(error))))

    assert carried(raised.value) == carried(error)


def test_a_file_that_takes_too_much_memory_is_refused(tmp_path) -> None:
    path = tmp_path / "hungry.xlsx"
    with xlsxwriter.Workbook(tmp_path / "plain.xlsx") as book:
        book.add_worksheet().write_row(0, 0, ["order id", "order date"])
    with zipfile.ZipFile(tmp_path / "plain.xlsx") as plain, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as hungry:
        for entry in plain.infolist():
            content = plain.read(entry)
            if entry.filename == "xl/sharedStrings.xml":
                # Each of these five bytes becomes an element of a hundred.
                content = content.replace(b"</sst>", b"<si/>" * 5_000_000 + b"</sst>")
            hungry.writestr(entry.filename, content)

    with pytest.raises(FileRefused) as refused:
        look(path, limits=Limits(memory_bytes=400 << 20))

    assert (refused.value.code, refused.value.file) == ("too_much_memory", "hungry.xlsx")


def test_an_old_workbook_of_a_few_bytes_that_spans_whole_sheets_is_refused(tmp_path) -> None:
    path = tmp_path / "far.xls"
    far = [["order id", "order date"], [1, 2], *[[]] * 65_533, [*[None] * 255, "x"]]
    path.write_bytes(xls([Sheet(f"S{n}", far) for n in range(8)]))

    with pytest.raises(FileRefused) as refused:
        look(path)

    assert path.stat().st_size < 10_000
    assert (refused.value.code, refused.value.file) == ("too_much_memory", "far.xls")


def test_a_file_that_takes_too_long_is_refused(workspace, tmp_path) -> None:
    path = many_orders(tmp_path / "many.csv", 400_000)

    with pytest.raises(FileRefused) as by_processor:
        import_limited(workspace, path, limits=Limits(processor_seconds=1))
    with pytest.raises(FileRefused) as by_clock:
        import_limited(workspace, path, limits=Limits(seconds=0.01))

    assert by_processor.value.code == "took_too_long"
    assert by_clock.value.code == "took_too_long"
    assert import_limited(workspace, path).rows == 400_000


def test_a_cancelled_import_ends_its_child_and_goes_on_where_it_stopped(workspace, tmp_path) -> None:
    path = many_orders(tmp_path / "many.csv")
    steps: list[tuple[str, int]] = []

    def report(step: Text, done: int, _total: int | None) -> None:
        steps.append((step.en, done))

    with pytest.raises(Cancelled):
        import_limited(workspace, path, work=Work(report, lambda: bool(steps and steps[-1][1] > 0)))
    read = steps[-1]
    steps.clear()
    # The child is gone, and with it its lock: nobody has to wait.
    imported = import_limited(workspace, path, work=Work(report))

    assert read[0] == "Reading the file"
    assert next(step for step in steps if step[1] > 0) > read
    assert imported.rows == 200_000


def test_a_planned_crash_ends_the_child_alone_and_the_import_goes_on(workspace, tmp_path, monkeypatch) -> None:
    path = many_orders(tmp_path / "many.csv")
    monkeypatch.setenv("CRMETER_FAILPOINT", "import-chunk:2")

    with pytest.raises(FileRefused) as refused:
        import_limited(workspace, path)
    monkeypatch.delenv("CRMETER_FAILPOINT")

    assert refused.value.code == "reader_died"
    assert list_imports(workspace) == ()
    assert import_limited(workspace, path).rows == 200_000


PARENT = """
import sys
from pathlib import Path
from crmeter.vocabulary import Work
from crmeter.warehouse.limited import import_limited
from crmeter.warehouse.workspace import Workspace

def report(step, done, total):
    print(step.en, flush=True)
    if done:
        sys.stdin.read()

import_limited(Workspace(Path(sys.argv[1])), Path(sys.argv[2]), work=Work(report))
"""


def test_a_child_does_not_outlive_a_killed_parent(workspace, tmp_path) -> None:
    path = many_orders(tmp_path / "many.csv", 400_000)
    environment = os.environ | {"PYTHONPATH": str(Path(limited.__file__).parents[2])}
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(workspace.root), str(path)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert parent.stdout is not None
    assert parent.stdin is not None
    assert parent.stdout.readline()
    lock = workspace.imports / ".lock"
    assert eventually(lambda: lock.exists() and lock.read_text() != "")
    child = json.loads(lock.read_text())["process"]

    parent.send_signal(signal.SIGKILL)
    parent.wait()

    assert eventually(lambda: not alive(child))
    parent.stdin.close()
    parent.stdout.close()
    assert import_limited(workspace, path).rows == 400_000


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    # A process that ended and that nobody has asked after yet is still listed.
    listed = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False)
    return bool(listed.stdout.strip()) and not listed.stdout.startswith("Z")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems show nobody the environment of a process")
def test_a_child_gets_nothing_of_the_environment_that_it_does_not_need(monkeypatch) -> None:
    monkeypatch.setenv("CRMETER_SECRET_OF_TEST", "hush")

    with limited._child(json.dumps({"do": "look"})) as child:  # no order asks a child for its environment
        environment = Path(f"/proc/{child.pid}/environ")
        assert eventually(lambda: b"MALLOC_ARENA_MAX" in environment.read_bytes())
        assert b"hush" not in environment.read_bytes()


def test_the_limits_are_those_of_the_child_and_not_ours(orders) -> None:
    before = resource.getrlimit(resource.RLIMIT_AS)

    look(orders)

    assert resource.getrlimit(resource.RLIMIT_AS) == before
