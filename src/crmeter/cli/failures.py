"""What becomes of an error: what happened, where, what to do, in the chosen language, and the exit code."""

import errno
import re
import traceback
from dataclasses import dataclass
from pathlib import Path

from crmeter.cli.console import FAILED, NOT_ENOUGH_DATA, QUESTION_OR_USAGE, STOPPED, Console
from crmeter.vocabulary import Busy, Cancelled, Complaint, NotEnoughData, NotThere, Text

# A file that holds no rows is not broken: there is just not enough in it.
_WITHOUT_DATA = ("empty", "no_rows", "no_files")
_QUOTED = re.compile(r"[\"']([^\"']+)[\"']")
_MISUSED = Text("Không rõ: {text}.", "Not understood: {text}.")
_FAILED = Text("Không làm được: {text}.", "That failed: {text}.")


@dataclass(frozen=True, slots=True)
class Failure:
    """An error as it is told.

    Args:
        exit: the exit code.
        code: stable word for programs.
        text: what happened, where, what to do.
        file: the file that it is about, if it is about one.
    """

    exit: int
    code: str
    text: Text
    file: str | None = None


def tell(error: BaseException, console: Console) -> int:
    """Tell an error in words, with `--json` also as data, and return the exit code."""
    if isinstance(error, BrokenPipeError):
        return FAILED
    if isinstance(error, NotEnoughData):
        return _lacking(error, console)
    failure = _asked_wrongly(error)
    if failure is None:
        # Imported only now: `crmeter measures` needs neither the reader of files nor the engine.
        from crmeter.warehouse.connectors.files.answers import NeedsAnswers  # noqa: PLC0415 - see above

        if isinstance(error, NeedsAnswers):
            console.data({"questions": [question.to_json() for question in error.questions]})
            for question in error.questions:
                console.say(question.told())
            return QUESTION_OR_USAGE
        failure = _of_reading(error)
    if console.as_json:
        told = {"code": failure.code, "text": failure.text.to_json(), "file": failure.file, "exit": failure.exit}
        console.data({"schema": "crmeter.error/1", "error": told})
    console.say(failure.text)
    return failure.exit


def _asked_wrongly(error: BaseException) -> Failure | None:
    match error:
        case KeyboardInterrupt() | Cancelled():
            return Failure(STOPPED, "stopped", _STOPPED)
        case NotThere() | Busy():
            return Failure(FAILED, error.code, _FAILED.fill(text=error.text))
        case Complaint():
            return Failure(QUESTION_OR_USAGE, error.code, _MISUSED.fill(text=error.text))
        case OSError():
            return Failure(FAILED, "system", _FAILED.fill(text=_of_the_system(error)), _path_of(error))
    return None


def _of_reading(error: BaseException) -> Failure:
    import duckdb  # noqa: PLC0415 - see above

    from crmeter.warehouse.connectors.files.answers import FileRefused  # noqa: PLC0415 - see above

    match error:
        case FileRefused():
            code = NOT_ENOUGH_DATA if error.code in _WITHOUT_DATA else FAILED
            parts = [*([Text.same(f"{error.file}:")] if error.file else []), error.reason]
            return Failure(code, error.code, Text.join(parts, " "), error.file)
        case duckdb.OutOfMemoryException() | MemoryError():
            return Failure(FAILED, "out_of_memory", _FAILED.fill(text=_OUT_OF_MEMORY))
        case duckdb.IOException() | duckdb.InvalidInputException():
            # The engine's own words are English and long; what is of use in them is the name of the file.
            file = next(iter(_QUOTED.findall(str(error))), None)
            return Failure(
                FAILED, "data_unreadable", _FAILED.fill(text=_UNREADABLE.fill(file=file or type(error).__name__)), file
            )
    return Failure(FAILED, "unexpected", _FAILED.fill(text=_unexpected(error)))


def _lacking(lacking: NotEnoughData, console: Console) -> int:
    undefined = lacking.undefined
    if console.as_json:
        needs_json = undefined.needs and undefined.needs.to_json()
        held = {"code": undefined.code, "reason": undefined.reason.to_json(), "needs": needs_json}
        console.data({"schema": "crmeter.undefined/1", "undefined": held})
    needs = undefined.needs or Text("thêm dữ liệu", "more data")
    words = Text("Chưa đủ dữ liệu: {reason}. Cần {needs}.", "Not enough data: {reason}. Needs {needs}.")
    console.say(words.fill(reason=undefined.reason, needs=needs))
    return NOT_ENOUGH_DATA


def _of_the_system(error: OSError) -> Text:
    words = _SYSTEM.get(error.errno or 0)
    path = _path_of(error) or "–"
    if words is None:
        name = errno.errorcode.get(error.errno or 0, type(error).__name__)
        words = Text("hệ điều hành báo lỗi {name} ở {path}", "the system reports {name} at {path}")
        return words.fill(name=name, path=path)
    return words.fill(path=path)


def _path_of(error: OSError) -> str | None:
    path = error.filename2 or error.filename
    return str(path) if isinstance(path, str | Path) else None


def _unexpected(error: BaseException) -> Text:
    """Say that it is a mistake of the program, and the place by which it can be found."""
    places = traceback.extract_tb(error.__traceback__)
    place = f"{Path(places[-1].filename).name}:{places[-1].lineno}" if places else "–"
    return Text(
        "chương trình gặp lỗi chưa lường trước ({kind} ở {place}: {words}); xin báo lại kèm dòng này",
        "the program met an error that it did not expect ({kind} at {place}: {words}); please report it with this line",
    ).fill(kind=type(error).__name__, place=place, words=str(error).splitlines()[0] if str(error) else "–")


_STOPPED = Text(
    "Đã dừng. Phần đã làm được giữ lại; chạy lại lệnh để làm tiếp.",
    "Stopped. What was done is kept; run the command again to go on.",
)
_OUT_OF_MEMORY = Text(
    "không đủ bộ nhớ; hãy cho phép nhiều hơn bằng --memory, như --memory 4GB, hoặc đóng bớt chương trình khác",
    "memory does not suffice; allow more by --memory, such as --memory 4GB, or close other programs",
)
_UNREADABLE = Text(
    "dữ liệu trong không gian làm việc hỏng hay thiếu ({file}); kiểm tra và dựng lại bằng crmeter doctor --repair",
    "data of the workspace are damaged or missing ({file}); check and rebuild them by crmeter doctor --repair",
)
_NO_ACCESS = Text(
    "không có quyền đọc hay ghi {path}; hãy đổi quyền hoặc chọn nơi khác",
    "{path} may not be read or written; change its permissions or choose another place",
)
_NO_FOLDER = Text(
    "{path} là một tệp, chỗ đó phải là thư mục; hãy chọn đường dẫn khác",
    "{path} is a file where a folder is needed; choose another path",
)
_SYSTEM = {
    errno.ENOENT: Text(
        "không có {path}; hãy xem lại đường dẫn",
        "there is no {path}; check the path",
    ),
    errno.EACCES: _NO_ACCESS,
    errno.EPERM: _NO_ACCESS,
    errno.EROFS: Text(
        "{path} nằm trên ổ chỉ đọc; hãy chọn nơi khác", "{path} lies on a read-only disk; choose another place"
    ),
    errno.EEXIST: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
    errno.EISDIR: Text(
        "{path} là thư mục, chỗ đó phải là tệp; hãy ghi cả tên tệp",
        "{path} is a folder where a file is needed; give the name of the file too",
    ),
    errno.ENOSPC: Text(
        "ổ đĩa đầy khi ghi {path}; hãy giải phóng chỗ trống", "the disk is full at {path}; make room on it"
    ),
    errno.ENAMETOOLONG: Text("tên {path} quá dài", "the name {path} is too long"),
}
