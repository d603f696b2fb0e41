"""Commands, their flags, and what becomes of an error."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

from crmeter.cli.console import (
    FAILED,
    NOT_ENOUGH_DATA,
    QUESTION_OR_USAGE,
    STOPPED,
    Console,
    Misused,
    language_of,
)
from crmeter.vocabulary import Cancelled, NotEnoughData, Text
from crmeter.warehouse.workspace import Workspace

# Name → (module, one line of help). A module is imported when its command is asked for.
COMMANDS = {
    "evaluate": ("evaluate", "đánh giá tệp, thư mục hay dữ liệu đã nhập / evaluate files, folders or imported data"),
    "explain": ("explain", "giải thích một con số / explain one figure"),
    "import": ("import_files", "nhập tệp / import files"),
    "measures": ("measures", "danh mục chỉ số / the catalogue of measures"),
    "estimate": ("estimate", "ước lượng một mô hình từ tệp giao dịch / fit one model to a file of transactions"),
    "demo": ("demo", "viết công ty mẫu / write the sample company"),
    "doctor": ("doctor", "kiểm tra bản cài đặt và dữ liệu / check installation and data"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code.

    Args:
        argv: the words after `crmeter`; by default those of the process.

    Returns:
        0 done, 1 failed, 2 question or usage, 3 not enough data, 4 done with rejected rows, 130 stopped.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    asked = next((word for word in words if not word.startswith("-")), None)
    parser = argparse.ArgumentParser(prog="crmeter", description="CRM tự đo chính mình / the CRM that measures itself")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, (module, line) in COMMANDS.items():
        command = commands.add_parser(name, help=line, description=line)
        command.add_argument("--json", action="store_true", help="in dữ liệu dạng JSON / print data as JSON")
        command.add_argument("--language", choices=("vi", "en"), help="ngôn ngữ / language")
        command.add_argument(
            "--workspace", type=Path, metavar="FOLDER", help="nơi giữ dữ liệu / where data are kept (CRMETER_WORKSPACE)"
        )
        if name == asked or asked is None:
            loaded = importlib.import_module(f"crmeter.cli.{module}")
            loaded.add_flags(command)
            command.set_defaults(run=loaded.run)
    arguments = parser.parse_args(words)
    console = Console(language_of(arguments.language), as_json=arguments.json)
    workspace = Workspace(arguments.workspace.absolute()) if arguments.workspace else Workspace.default()
    return _run(arguments, workspace, console)


def _run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:
    try:
        code: int = arguments.run(arguments, workspace, console)
    except NotEnoughData as lacking:
        undefined = lacking.undefined
        if console.as_json:
            needs_json = undefined.needs and undefined.needs.to_json()
            held = {"code": undefined.code, "reason": undefined.reason.to_json(), "needs": needs_json}
            console.data({"schema": "crmeter.undefined/1", "undefined": held})
        needs = undefined.needs or Text("thêm dữ liệu", "more data")
        console.say(
            Text("Chưa đủ dữ liệu: {reason}. Cần {needs}.", "Not enough data: {reason}. Needs {needs}.").fill(
                reason=undefined.reason, needs=needs
            )
        )
        return NOT_ENOUGH_DATA
    except (KeyboardInterrupt, Cancelled):
        console.say(
            Text(
                "Đã dừng. Phần đã làm được giữ lại; chạy lại lệnh để làm tiếp.",
                "Stopped. What was done is kept; run the command again to go on.",
            )
        )
        return STOPPED
    except BrokenPipeError:
        return FAILED
    except Misused as slip:
        console.say(Text("Không rõ: {words}", "Not understood: {words}").fill(words=str(slip)))
        return QUESTION_OR_USAGE
    except (OSError, ValueError) as error:
        return _failed(error, console)
    except Exception as error:
        return _of_reading(error, console)
    return code


def _failed(error: Exception, console: Console) -> int:
    console.say(Text("Không làm được: {error}", "That failed: {error}").fill(error=str(error)))
    return FAILED


def _of_reading(error: Exception, console: Console) -> int:
    """Tell what a file leaves open or why it cannot be read; any other error goes on."""
    # Imported only now: `crmeter measures` needs neither the reader of files nor the engine.
    import duckdb  # noqa: PLC0415 - see above

    from crmeter.warehouse.connectors.files.answers import FileRefused, NeedsAnswers  # noqa: PLC0415 - see above

    match error:
        case NeedsAnswers():
            console.data({"questions": [question.to_json() for question in error.questions]})
            for question in error.questions:
                console.say(question.text)
            return QUESTION_OR_USAGE
        case FileRefused():
            console.say(error.reason)
            return FAILED
        case duckdb.Error():
            return _failed(error, console)
    raise error
