"""Bringing files in on pages: sent, mapped, previewed, asked, imported, rejected rows taken away, undone."""

import csv
import io
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from crmeter.records.imports.models import Upload
from crmeter.records.imports.queries import UploadView, upload, uploads
from crmeter.records.jobs.lease_actions import finish, take
from crmeter.records.jobs.queries import latest
from crmeter.records.ledger.log_queries import LogFilter, log_page
from crmeter.records.staff.queries import Person
from crmeter.vocabulary import Work
from crmeter.vocabulary.file_names import safe_name
from crmeter.worker.handlers import Order, handler

SignIn = Callable[..., Client]
ORDERS = (
    "Mã đơn;Ngày;Khách hàng;Số tiền;Ghi chú\n"
    + "\n".join(f"D{n};{1 + n % 9:02d}/0{1 + n % 9}/2025;K{n % 7};{n + 1}000;=1+{n}" for n in range(40))
    + "\nD90;05/05/2025;K1;rất nhiều;@x\n"
)


@pytest.fixture(autouse=True)
def empty_workspace() -> Iterator[None]:
    yield
    for name in ("files", "warehouse", "runs"):
        shutil.rmtree(settings.WORKSPACE.root / name, ignore_errors=True)


@pytest.fixture
def keeper(signed_in: SignIn, director: Person) -> Client:
    """Somebody who answers for data, in English."""
    return signed_in(director, "en")


def send(client: Client, *files: tuple[str, bytes | str], **fields: str) -> Any:
    sent = [SimpleUploadedFile(n, c.encode() if isinstance(c, str) else c) for n, c in files]
    return client.post("/imports/send", {"files": sent, **fields})


def work_off(*names: str) -> None:
    """Do what a worker would do."""
    wanted = frozenset(names or ("look_at_upload", "import_upload", "undo_import"))
    while lease := take("test", timedelta(seconds=300), wanted):
        does = handler(lease.name)
        assert does is not None
        finish(lease, does(Order(lease.job, lease.payload, lease.created_by, lease.attempt), Work()))


def newest() -> UploadView:
    found = upload(uploads()[0].id)
    assert found is not None
    return found


def accept(client: Client, sent: UploadView, **answers: str) -> Any:
    form = {"version": str(sent.version), "source": sent.source, "do": "import", **answers}
    return client.post(f"/imports/{sent.id}/answer", form)


def imported(client: Client, text: str = ORDERS, name: str = "orders.csv") -> UploadView:
    """Send a list of orders, answer what it leaves open, accept it."""
    send(client, (name, text), source="Shop")
    work_off()
    accept(client, newest(), date_order="dmy", currency="vnd")
    work_off()
    accept(client, newest())
    work_off()
    return newest()


def test_nothing_is_written_before_the_first_rows_are_accepted(keeper: Client) -> None:
    answer = send(keeper, ("orders.csv", ORDERS), source="Cửa hàng Số 1")
    sent = newest()
    assert (answer.status_code, answer["Location"]) == (302, f"/imports/{sent.id}")
    assert (sent.standing, sent.source, sent.size) == ("looking", "cua-hang-so-1", len(ORDERS.encode()))
    assert 'hx-trigger="every 1s"' in keeper.get(f"/imports/{sent.id}").content.decode()

    work_off()
    shown = keeper.get(f"/imports/{sent.id}").content.decode()
    assert "Answer 2 questions, then import" in shown
    assert "05/05/2025" in shown
    accept(keeper, newest(), date_order="dmy", currency="vnd")
    work_off()
    assert newest().standing == "looked"
    assert not list((settings.WORKSPACE.root / "files").glob("*/manifest.json"))

    accept(keeper, newest())
    assert newest().standing == "importing"
    work_off()
    done = newest()
    assert (done.standing, done.rows, done.rejected, done.tables["orders"]) == ("done", 41, 1, 40)
    assert [job.name for job in latest(most=1)] == ["evaluate"]


def test_the_page_says_what_can_be_measured_and_what_is_missing(keeper: Client) -> None:
    send(keeper, ("orders.csv", ORDERS))
    work_off()
    shown = keeper.get(f"/imports/{newest().id}").content.decode()
    assert "With this file you can measure" in shown
    assert "needs a file of leads" in shown


def test_a_column_that_is_missing_is_named_on_the_button(keeper: Client) -> None:
    send(keeper, ("orders.csv", ORDERS.replace("Số tiền", "Cột lạ")))
    work_off()
    sent = newest()
    shown = keeper.get(f"/imports/{sent.id}").content.decode()
    assert "Map 1 more column, then import" in shown

    accept(keeper, sent, **{"table": "orders", "column-4": "orders.amount"})
    work_off()
    assert newest().answers["mapping"]["Cột lạ"] == "orders.amount"
    assert "Map 1 more column" not in keeper.get(f"/imports/{sent.id}").content.decode()


def test_one_field_for_two_columns_is_refused_and_nothing_changes(keeper: Client) -> None:
    send(keeper, ("orders.csv", ORDERS))
    work_off()
    sent = newest()
    answer = accept(keeper, sent, **{"column-5": "orders.amount"})
    assert answer.status_code == 422
    assert "More than one column is taken for: Order amount" in answer.content.decode()
    assert newest() == sent


def test_several_columns_are_ratings_once_somebody_has_said_so(keeper: Client) -> None:
    rows = "\n".join(
        f"R{n},2026-03-0{1 + n % 9},G{n},{n % 11},{1 + n % 5},{1 + (n * 2) % 5},{30 + n}" for n in range(40)
    )
    send(keeper, ("stay.csv", f"Respondent ID,Survey date,Customer ID,NPS,Room,Breakfast,Age\n{rows}\n"))
    work_off()
    sent = newest()
    shown = keeper.get(f"/imports/{sent.id}").content.decode()
    assert "Is each of these columns the rating of an aspect?" in shown

    accept(keeper, sent)
    work_off()
    if newest().standing == "looked":
        accept(keeper, newest())
        work_off()

    # A score of recommending and two ratings of each; ages are nothing.
    assert (newest().standing, newest().tables["survey_answers"]) == ("done", 120)


def test_another_table_lets_the_columns_be_found_anew(keeper: Client) -> None:
    send(keeper, ("orders.csv", ORDERS))
    work_off()
    accept(keeper, newest(), table="returns", do="look")
    work_off()
    found = newest()
    assert found.look is not None
    assert (found.look["table"], "mapping" in found.answers) == ("returns", False)


def test_a_workbook_of_several_sheets_is_asked_for_one(keeper: Client) -> None:
    book = Workbook()
    for title, words in (("Tháng 1", "A"), ("Tháng 2", "B")):
        sheet = book.create_sheet(title)
        sheet.append(["Mã đơn", "Ngày", "Khách hàng", "Số tiền (VND)"])
        for n in range(30):
            sheet.append([f"{words}{n}", date(2025, 1, 1 + n % 28), f"K{n % 5}", 1000 + n])
    del book["Sheet"]
    out = io.BytesIO()
    book.save(out)
    send(keeper, ("orders.xlsx", out.getvalue()))
    work_off()
    shown = keeper.get(f"/imports/{newest().id}").content.decode()
    assert "Answer 1 question, then import" in shown

    accept(keeper, newest(), sheet="Tháng 2")
    work_off()
    found = newest()
    assert found.look is not None
    assert (found.look["sheet"], found.look["sample"][0][0]) == ("Tháng 2", "B0")
    assert 'name="sheet"' in keeper.get(f"/imports/{found.id}").content.decode()


def test_an_answer_that_means_nothing_is_told_and_given_again(keeper: Client) -> None:
    send(keeper, ("orders.csv", ORDERS))
    work_off()
    accept(keeper, newest(), date_order="dmy", currency="xyz")
    work_off()
    failed = newest()
    assert failed.standing == "failed"
    assert "XYZ is no currency code" in keeper.get(f"/imports/{failed.id}").content.decode()

    accept(keeper, failed, date_order="dmy", currency="vnd")
    work_off()
    assert (newest().standing, newest().answers["currency"]) == ("looked", "VND")


def test_another_encoding_is_chosen_by_hand(keeper: Client) -> None:
    send(keeper, ("orders.csv", ORDERS.encode("utf-16")))
    work_off()
    accept(keeper, newest(), encoding="utf-16", do="look")
    work_off()
    found = newest()
    assert found.look is not None
    assert [column["header"] for column in found.look["columns"]][:2] == ["Mã đơn", "Ngày"]


def test_the_second_of_two_tabs_is_told_and_loses_nothing(keeper: Client) -> None:
    send(keeper, ("orders.csv", ORDERS))
    work_off()
    seen = newest()
    accept(keeper, seen, date_order="dmy", currency="VND")
    work_off()

    answer = accept(keeper, seen, date_order="mdy", currency="USD")
    assert answer.status_code == 412
    assert "Somebody has changed this file in the meantime" in answer.content.decode()
    assert newest().answers["currency"] == "VND"
    without = keeper.post(f"/imports/{seen.id}/answer", {"do": "import"})
    assert without.status_code == 428


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([], "No file was chosen"),
        ([("empty.csv", "")], "empty.csv is empty"),
        ([("large.csv", "x" * 3000)], "large.csv is larger than is allowed here"),
    ],
)
def test_what_is_no_file_is_said_at_once(
    keeper: Client, files: list[tuple[str, str]], words: str, settings: Any
) -> None:
    settings.UPLOAD_LIMIT_BYTES = 2000
    answer = send(keeper, *files)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Upload.objects.exists()
    assert not list((settings.WORKSPACE.root / "files" / "uploads").glob("*/*"))


def test_good_files_come_in_beside_a_bad_one_and_share_a_source(keeper: Client) -> None:
    answer = send(keeper, ("Khách hàng.csv", "Tên,SĐT\nA,0901234567\n"), ("empty.csv", ""), ("orders.csv", ORDERS))
    assert answer["Location"] == "/imports"
    assert {(each.file_name, each.source) for each in uploads()} == {
        ("Khách hàng.csv", "khach-hang"),
        ("orders.csv", "khach-hang"),
    }
    shown = keeper.get("/imports").content.decode()
    assert "empty.csv is empty" in shown
    assert "2 files are here" in shown


def test_a_file_that_is_no_table_says_so_in_the_language_of_the_reader(signed_in: SignIn, director: Person) -> None:
    client = signed_in(director, "vi")
    send(client, ("orders.csv", b"%PDF-1.7\n\xe2\xe3"))
    work_off()
    shown = client.get(f"/imports/{newest().id}").content.decode()
    assert "tài liệu PDF" in shown
    assert "Gửi tệp khác" in shown


def test_rejected_rows_are_taken_away_with_line_reason_and_harmless_cells(keeper: Client) -> None:
    done = imported(keeper)
    shown = keeper.get(f"/imports/{done.id}").content.decode()
    assert "This is not a number as the column writes them." in shown

    answer = keeper.get(f"/imports/{done.id}/rejected.csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[arg-type]
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[1][:4] == ["42", "This is not a number as the column writes them.", "Số tiền", "rất nhiều"]
    answer = keeper.get(f"/imports/{done.id}/to-mend.csv")
    mend = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))  # type: ignore[arg-type]
    assert mend[0] == ["crmeter_line", "crmeter_reason", "Mã đơn", "Ngày", "Khách hàng", "Số tiền", "Ghi chú"]
    assert mend[1][2:] == ["D90", "05/05/2025", "K1", "rất nhiều", "'@x"]
    exported = [(entry.record, entry.after["rows"]) for entry in log_page(LogFilter(action="rows.exported")).entries]
    assert exported == [("import_to-mend", 1), ("import_rejected", 1)]


def test_mended_rows_are_sent_again_without_a_question(keeper: Client) -> None:
    done = imported(keeper)
    answer = keeper.get(f"/imports/{done.id}/to-mend.csv")
    mended = b"".join(answer.streaming_content).decode().replace("rất nhiều", "70000")  # type: ignore[arg-type]
    keeper.post(f"/imports/{done.id}/mend", {"files": [SimpleUploadedFile("mended.csv", mended.encode())]})
    work_off()
    child = newest()
    assert (child.mends, child.standing) == (done.id, "looked")
    accept(keeper, child)
    work_off()
    assert (newest().rows, newest().rejected) == (41, 0)
    assert f"/imports/{child.id}" in keeper.get(f"/imports/{done.id}").content.decode()


def test_a_mended_file_with_other_columns_is_refused(keeper: Client) -> None:
    done = imported(keeper)
    wrong = "crmeter_line,crmeter_reason,Mã đơn,Số tiền\n42,x,D90,5000\n"
    keeper.post(f"/imports/{done.id}/mend", {"files": [SimpleUploadedFile("mended.csv", wrong.encode())]})
    work_off()
    failed = newest()
    assert failed.standing == "failed"
    assert failed.error is not None
    assert "keep the header of the download" in failed.error.en


def test_an_import_is_undone_and_taken_back(keeper: Client) -> None:
    done = imported(keeper)
    assert "Undo this import" in keeper.get(f"/imports/{done.id}").content.decode()
    keeper.post(f"/imports/{done.id}/undo", {"version": done.version})
    work_off()
    undone = newest()
    assert undone.standing == "undone"
    assert "Where would you like to begin?" in keeper.get("/").content.decode()

    accept(keeper, undone)
    work_off()
    assert newest().standing == "done"


def test_an_old_version_is_not_undone(keeper: Client) -> None:
    done = imported(keeper)
    assert keeper.post(f"/imports/{done.id}/undo", {"version": done.version - 1}).status_code == 412
    assert newest().standing == "done"


def test_a_file_is_thrown_away(keeper: Client) -> None:
    send(keeper, ("orders.csv", ORDERS))
    work_off()
    sent = newest()
    keeper.post(f"/imports/{sent.id}/discard", {"version": sent.version})
    assert uploads() == []
    assert keeper.get(f"/imports/{sent.id}").status_code == 404


def test_progress_is_a_fragment_that_lets_the_page_be_loaded_anew(keeper: Client) -> None:
    send(keeper, ("orders.csv", ORDERS))
    sent = newest()
    under_way = keeper.get(f"/imports/{sent.id}/state")
    assert (under_way.status_code, "<html" in under_way.content.decode()) == (200, False)
    keeper.post(f"/imports/{sent.id}/stop", headers={"HX-Request": "true"})
    ended = keeper.get(f"/imports/{sent.id}/state")
    assert (ended.status_code, ended["HX-Refresh"]) == (286, "true")
    assert newest().standing == "cancelled"


def test_who_does_not_answer_for_data_sends_nothing(signed_in: SignIn, rep: Person) -> None:
    answer = send(signed_in(rep), ("orders.csv", ORDERS))
    assert answer.status_code == 403
    assert not Upload.objects.exists()
    assert not list((settings.WORKSPACE.root / "files" / "uploads").glob("*"))


def test_a_file_for_any_other_page_is_not_kept(keeper: Client) -> None:
    keeper.post("/runs/start", {"files": [SimpleUploadedFile("orders.csv", ORDERS.encode())]})
    assert not list((settings.WORKSPACE.root / "files" / "uploads").glob("*"))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("D:\\ban hang\\Đơn hàng.csv", "Đơn hàng.csv"),
        ("a\x00b\n.csv", "ab.csv"),
        (".csv", "csv"),
        ("", "file"),
        ("ắ" * 200 + ".xlsx", "ắ" * 53 + ".xlsx"),
    ],
)
def test_the_name_of_a_file_is_made_harmless(given: str, kept: str) -> None:
    assert safe_name(given) == kept
