"""Files that were sent in: looked at, imported, taken out again; the figures follow by themselves."""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings

from crmeter.demo import SOURCE
from crmeter.evaluation.coverage import REASONS
from crmeter.evaluation.measurable import grouped, measurable
from crmeter.evaluation.store import pinned_snapshots
from crmeter.records.adoption.queries import adoption_of
from crmeter.records.imports import job_actions
from crmeter.records.imports.queries import UploadView, is_imported, remembered, upload
from crmeter.records.ledger.actor import Actor
from crmeter.records.readings.actions import set_aside_runs
from crmeter.vocabulary import Cancelled, Misused, Text, Work
from crmeter.vocabulary.failpoints import failpoint
from crmeter.warehouse.connectors.files import Answers, FileRefused, NeedsAnswers
from crmeter.warehouse.connectors.files.answers import OF_SURVEYS
from crmeter.warehouse.imported import Imported
from crmeter.warehouse.imports import IN_RECORDS, count_import, list_imports, rejected_rows, undo_import
from crmeter.warehouse.limited import import_limited, look
from crmeter.warehouse.refresh import refresh
from crmeter.warehouse.tables import PERSONAL, TABLES
from crmeter.worker.asking import actor_for, ask_for_figures
from crmeter.worker.handlers import Order
from crmeter.worker.mended import answers_of_mended, mends_rows, with_mended_rows
from crmeter.worker.sample_company import take_out_sample

COUNTING = Text("Đưa các dòng vào dữ liệu", "Putting the rows among the data")
LOOKING = Text("Xem tệp có gì", "Looking at what the file holds")
TITLES = {name: table.title for name, table in {**TABLES, **PERSONAL}.items()}
_APART: Mapping[str, Text] = {
    "repeated": Text("Dòng lặp lại y hệt, tính một lần", "Rows that say the same again, counted once"),
    "phones.unreadable": Text("Số điện thoại không đọc được, giữ như đã viết", "Phone numbers that cannot be read"),
    "employees.left_without_date": Text("Nhân viên đã nghỉ nhưng không có ngày nghỉ", "Employees who left on no day"),
    "leads.converted_without_date": Text(
        "Khách tiềm năng đã chuyển đổi nhưng không có ngày", "Leads that were converted on no day"
    ),
    "tickets.unknown_state": Text(
        "Phiếu có trạng thái lạ, tính theo ngày giải quyết hoặc coi là đang mở",
        "Tickets with a state nobody knows: told by the day of the solution, else open",
    ),
    "tickets.solved_without_date": Text("Phiếu đã xong nhưng không có ngày xong", "Tickets that were solved on no day"),
    "tickets.solved_and_open": Text(
        "Phiếu đang mở mà có ngày xong; ngày đó không tính",
        "Open tickets with a day of solution, which does not count",
    ),
    "tickets.solved_before_opened": Text(
        "Phiếu ghi xong trước khi mở; thời gian không tính",
        "Tickets solved before they were opened: how long they took is left out",
    ),
    "supplier_deliveries.more_rejected_than_received": Text(
        "Dòng từ chối nhiều hơn nhận; không tính vào tỷ lệ hàng lỗi",
        "Rows with more rejected than received: left out of the share that is defective",
    ),
    "warranty_claims.unknown_state": Text(
        "Yêu cầu bảo hành có trạng thái lạ, để trống", "Claims with a state that nobody knows, left empty"
    ),
    "warranty_claims.no_order": Text(
        "Yêu cầu bảo hành không rõ của đơn nào; không tính vào tỷ lệ bảo hành",
        "Claims that name no order: left out of the share of sales with a claim",
    ),
    "deals.unknown_state": Text(
        "Cơ hội có giai đoạn lạ, coi là đang mở", "Deals with a stage that nobody knows, taken as open"
    ),
    "deals.closed_without_result": Text(
        "Cơ hội có ngày chốt nhưng không rõ thắng hay thua, coi là đang mở",
        "Deals with a closing day and no word of win or loss, taken as open",
    ),
    "deals.ended_before_created": Text(
        "Cơ hội kết thúc trước ngày tạo; số ngày không tính",
        "Deals that ended before they were created: how long they took is left out",
    ),
    "deals.lost_without_amount": Text(
        "Cơ hội thua ghi số tiền 0: tệp chỉ ghi số tiền thu được, nên giá trị để trống",
        "Lost deals with an amount of 0: the file names only what came in, so their value is left empty",
    ),
    "deals.chance_off_scale": Text(
        "Cơ hội có khả năng thắng ngoài 0–100 %, để trống", "Deals with a chance outside of 0 to 100%, left empty"
    ),
    "erased": Text(
        "Khách đã xóa dữ liệu cá nhân: tên và địa chỉ liên lạc không được đưa vào lại",
        "Customers who were erased: their names and ways to reach them were left out",
    ),
}
# How many refused rows the page shows; the rest is in the file to download.
SHOWN_REJECTED = 50
# Answers that hold for the next file of the same headers. The encoding and the sheet are found anew.
_REMEMBERED = (
    *("table", "mapping", "date_order", "decimal", "currency", "country"),
    *(name for name in OF_SURVEYS if name != "answered_on"),
)


def look_at_upload(order: Order, work: Work) -> dict[str, Any] | None:
    """Look at the beginning of a file, offering the answers to an earlier one with the same headers."""
    sent = _own(order)
    if sent is None:
        return None
    actor = actor_for(order)
    work.step(LOOKING)
    try:
        found, answers = _looked(sent, work)
    except FileRefused as refused:
        job_actions.keep_failure(actor, sent.id, order.job, refused.reason)
        return {"refused": refused.code}
    except Misused as wrong:
        job_actions.keep_failure(actor, sent.id, order.job, wrong.text)
        return {"refused": wrong.code}
    kept = job_actions.keep_look(
        actor,
        sent.id,
        order.job,
        _storable(found | {"measurable": _measurable(found)}),
        answers=answers,
        headers_sha256=_headers_sha256(found),
    )
    return {"table": found.get("table")} if kept else None


def import_upload(order: Order, work: Work) -> dict[str, Any] | None:
    """Stage a file, bring the tables up to date, and ask for an evaluation; what an earlier attempt did is used."""
    sent = _own(order)
    if sent is None:
        return None
    actor = actor_for(order)
    if sent.state != "done":
        ended = _import(actor, sent, order, work)
        if ended is not None:
            return ended
    # An attempt that broke off after its rows were in goes on here.
    if sent.without_sample:
        take_out_sample(settings.WORKSPACE, actor, _to_the_end(work))
    ask_for_figures(actor)
    return {"imported": sent.id}


def _import(actor: Actor, sent: UploadView, order: Order, work: Work) -> dict[str, Any] | None:
    """Bring the rows in and keep what became of them; return what the job ends with where they did not come in."""
    try:
        _refuse_adopted(sent.source)
        path, answers = with_mended_rows(sent) if mends_rows(sent) else (_path(sent), sent.answers)
        staged = import_limited(settings.WORKSPACE, path, _answers(answers, sent.source), work, counts=False)
    except NeedsAnswers as needs:
        job_actions.keep_questions(actor, sent.id, order.job, [q.to_json() for q in needs.questions])
        return {"asked": [question.code for question in needs.questions]}
    except FileRefused as refused:
        job_actions.keep_failure(actor, sent.id, order.job, refused.reason)
        return {"refused": refused.code}
    except Misused as wrong:
        job_actions.keep_failure(actor, sent.id, order.job, wrong.text)
        return {"refused": wrong.code}
    failpoint("upload-staged")
    # Whoever stops it up to here leaves nothing that counts; from here on the rows are in, whole.
    work.step(COUNTING)
    imported = count_import(settings.WORKSPACE, staged.import_id)
    refresh(settings.WORKSPACE, _to_the_end(work), pinned_snapshots(settings.WORKSPACE))
    details = _details(imported) | {"already": is_imported(imported.import_id, other_than=sent.id)}
    job_actions.keep_result(actor, sent.id, order.job, imported.to_json(), _storable(details))
    failpoint("upload-kept")
    return None


def _refuse_adopted(source: str) -> None:
    """Refuse a file of a source that is in the records, or on its way there: its rows would count twice."""
    if adoption_of(source) is not None:
        raise Misused("adopted", IN_RECORDS.fill(source=source))


def undo_import_of_upload(order: Order, work: Work) -> dict[str, Any] | None:
    """Take the rows of a file out of the tables; where nothing else is left, pages show how to begin."""
    sent = _own(order)
    if sent is None:
        return None
    actor = actor_for(order)
    take_back(actor, sent.import_id, work)
    return {"import": sent.import_id}


def take_back(actor: Actor, import_id: str, work: Work) -> None:
    """Undo an import and let tables, files and figures follow."""
    workspace = settings.WORKSPACE
    if any(imported.import_id == import_id for imported in list_imports(workspace)):
        undo_import(workspace, import_id)
    snapshot = refresh(workspace, work, pinned_snapshots(workspace))
    job_actions.keep_undone(actor, import_id)
    if snapshot.tables["orders"].rows:
        ask_for_figures(actor)
    else:
        # Without orders there is nothing to evaluate, and what pages show is of rows that are gone.
        set_aside_runs(actor)


def _own(order: Order) -> UploadView | None:
    """The file that a job is for, unless another job has taken its place or its bytes are gone."""
    found = upload(int(order.payload["upload"]))
    return None if found is None or found.job is None or found.job.id != order.job else found


def _looked(sent: UploadView, work: Work) -> tuple[dict[str, Any], Mapping[str, Any]]:
    """Return what a look found, with the answers that it was taken with."""
    first = _look(sent, sent.answers, work)
    if sent.answers or not first.get("columns"):
        return first, sent.answers
    if sent.mends is not None:
        answers = answers_of_mended(sent, [column["header"] for column in first["columns"]])
        return (first, sent.answers) if answers is None else (_look(sent, answers, work), answers)
    known = remembered(_headers_sha256(first), sent.source, sent.id)
    if known is None:
        return first, sent.answers
    answers = {name: known.answers[name] for name in _REMEMBERED if known.answers.get(name) is not None}
    try:
        second = _look(sent, answers, work)
    except (FileRefused, Misused):
        return first, sent.answers
    return second | {"remembered": known.file_name}, answers


def _look(sent: UploadView, answers: Mapping[str, Any], work: Work) -> dict[str, Any]:
    try:
        return look(_path(sent), _answers(answers, sent.source), work)
    except NeedsAnswers as needs:
        # Not even the cells can be read yet.
        return {"columns": [], "questions": [question.to_json() for question in needs.questions]}


def _measurable(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the file lets one measure beside the firm's own data, and what the rest lacks, by subject."""
    fields = [column["field"] for column in found.get("columns", ()) if column["field"]]
    own = [i for i in list_imports(settings.WORKSPACE) if i.state == "finished" and i.source != SOURCE]
    stored = {name for imported in own for name, rows in imported.tables.items() if rows}
    return [
        {
            "subject": group.subject.to_json(),
            "can": group.can,
            "told": group.told.to_json(),
            "needs": group.needs.to_json() if group.needs else None,
        }
        for group in grouped(measurable(fields, stored))
    ]


def _answers(kept: Mapping[str, Any], source: str) -> Answers:
    return Answers.from_json({**kept, "source": source})


def _path(sent: UploadView) -> Path:
    path: Path = settings.WORKSPACE.root / sent.place
    return path


def _headers_sha256(found: Mapping[str, Any]) -> str:
    headers = [column["header"] for column in found.get("columns", ())]
    return hashlib.sha256(json.dumps(headers, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()


def _details(imported: Imported) -> dict[str, Any]:
    first = rejected_rows(settings.WORKSPACE, imported.import_id, SHOWN_REJECTED) if imported.rejected else ()
    return {
        "apart": [
            {"title": title.to_json(), "rows": rows}
            for kind, rows in imported.apart.items()
            if rows and (title := _told_apart(kind)) is not None
        ],
        "titles": {name: TITLES[name].to_json() for name in imported.tables if name in TITLES},
        "rejected": [
            {"line": row.line, "reason": row.reason.to_json(), "column": row.column, "value": row.value}
            for row in first
        ],
    }


def _told_apart(kind: str) -> Text | None:
    """Return how rows that are kept and told apart are called, such as `orders.no_customer`."""
    if kind in _APART:
        return _APART[kind]
    table, _, reason = kind.partition(".")
    if table not in TITLES or reason not in REASONS:
        return None
    return Text.join([TITLES[table], REASONS[reason]], ": ")


def _to_the_end(work: Work) -> Work:
    """Return work that tells how far it is and is not stopped any more."""

    def report(step: Text, done: int, total: int | None) -> None:
        with suppress(Cancelled):
            work.step(step, done, total)

    return Work(report)


def _storable(content: Any) -> Any:
    """Return JSON without the two kinds of characters that a database does not keep."""
    if isinstance(content, str):
        return content.replace("\0", "\ufffd").encode("utf-8", "replace").decode()
    if isinstance(content, Mapping):
        return {_storable(name): _storable(value) for name, value in content.items()}
    return [_storable(value) for value in content] if isinstance(content, list | tuple) else content
