"""Commands, their flags, and what becomes of an error."""

import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

from crmeter.cli.console import Console, language_of
from crmeter.cli.failures import tell
from crmeter.cli.parser import Parser
from crmeter.vocabulary import LANGUAGES
from crmeter.warehouse.workspace import Workspace

# Name → (module, one line of help). A module is imported when its command is asked for.
COMMANDS = {
    "run": ("run", "chạy tất cả trên máy này / run everything on this machine"),
    "serve": ("serve", "chạy máy chủ web / run the web server"),
    "worker": ("worker", "xử lý việc dài / do the long work"),
    "user": ("user", "mở tài khoản, tạo liên kết đăng nhập / open an account, make a sign-in link"),
    "mail": ("mail", "ghi nhận thư trả lại, bắt thư để xem thử / take in bounces, catch mail to look at"),
    "evaluate": ("evaluate", "đánh giá tệp, thư mục hay dữ liệu đã nhập / evaluate files, folders or imported data"),
    "explain": ("explain", "giải thích một con số / explain one figure"),
    "why": ("why", "điều gì làm một con số thay đổi / what moved a figure since the period before"),
    "import": ("import_files", "nhập tệp / import files"),
    "adopt": ("adopt", "đưa một nguồn tệp vào bản ghi / take a source of files into the records"),
    "measures": ("measures", "danh mục chỉ số / the catalogue of measures"),
    "estimate": ("estimate", "ước lượng một mô hình từ tệp giao dịch / fit one model to a file of transactions"),
    "choice": ("choice", "vì sao khách chọn một thương hiệu / why customers choose a brand"),
    "churn": ("churn", "ai sắp rời, mất bao nhiêu, vì sao / who is about to leave, at what loss, and why"),
    "retention": ("retention", "khách hợp đồng ở bao lâu / how long customers with a contract stay"),
    "uplift": ("uplift", "chăm sóc khách đem lại gì / what looking after customers changed"),
    "contacts": ("contacts", "liên hệ mấy lần thì thôi / after how many contacts replies end"),
    "response": ("response", "trả lời nhanh đến đâu thì kịp / how fast a lead has to be answered"),
    "views": ("views", "trang nào xem nhiều, làm ít / which pages are seen much and acted on little"),
    "equity": ("equity", "giá trị tài sản khách hàng bằng tiền / customer equity in money"),
    "balance": ("balance", "chi bao nhiêu để có khách, để giữ khách / how much for winning, how much for keeping"),
    "reconcile": ("reconcile", "giá trị theo lời nói và theo đơn hàng / value as said and as bought"),
    "links": ("links", "điểm khách chấm đi cùng việc mua thế nào / what ratings go with in what is bought"),
    "survey": ("survey", "điểm khảo sát: NPS, CSAT, CES, yếu tố / scores of a survey: NPS, CSAT, CES, drivers"),
    "ahp": ("ahp", "trọng số từ so sánh từng cặp / weights from comparing pairs"),
    "value-map": ("value_map", "sản phẩm đáng giá bao nhiêu so với giá / what products are worth against their price"),
    "influence": ("influence", "dữ liệu nào ảnh hưởng lớn nhất / which data matter most"),
    "methods": ("methods", "nhiều phương pháp cho một câu hỏi / several methods on one question"),
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
    # Complaints about the flags themselves come before the flags are read, and yet in the language they ask for.
    console = Console(language_of(_asked_language(words)), as_json="--json" in words)
    try:
        arguments = _parser(words).parse_args(words)
        workspace = Workspace(arguments.workspace.absolute()) if arguments.workspace else Workspace.default()
        code: int = arguments.run(arguments, workspace, console)
    except (Exception, KeyboardInterrupt) as error:
        return tell(error, console)
    return code


def _parser(words: Sequence[str]) -> Parser:
    asked = next((word for word in words if not word.startswith("-")), None)
    parser = Parser(prog="crmeter", description="CRM tự đo chính mình / the CRM that measures itself")
    parser.helped_by = f"crmeter {asked}" if asked in COMMANDS else None
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, (module, line) in COMMANDS.items():
        command = commands.add_parser(name, help=line, description=line)
        command.add_argument("--json", action="store_true", help="in dữ liệu dạng JSON / print data as JSON")
        command.add_argument("--language", choices=LANGUAGES, help="ngôn ngữ / language")
        command.add_argument(
            "--workspace", type=Path, metavar="FOLDER", help="nơi giữ dữ liệu / where data are kept (CRMETER_WORKSPACE)"
        )
        if name == asked or asked is None:
            loaded = importlib.import_module(f"crmeter.cli.{module}")
            loaded.add_flags(command)
            command.set_defaults(run=loaded.run)
    return parser


def _asked_language(words: Sequence[str]) -> str | None:
    for place, word in enumerate(words):
        flag, _, value = word.partition("=")
        # The parser takes the beginning of a flag for the flag; `--l` could also be `--list`.
        if len(flag) > len("--l") and "--language".startswith(flag):
            return value or next(iter(words[place + 1 : place + 2]), None)
    return None
