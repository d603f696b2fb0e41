"""The flags that answer what a file leaves open."""

import argparse
import json
from pathlib import Path

from crmeter.cli.flag_values import country_code, currency_code
from crmeter.vocabulary import Misused, Text
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.connectors.files.answers import OF_SURVEYS
from crmeter.warehouse.connectors.files.fields import FORMS
from crmeter.warehouse.connectors.files.survey_words import RESPONDENTS, SCALED


def add_answer_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags to a command that reads files."""
    group = parser.add_argument_group("trả lời cho câu hỏi về tệp / answers to questions about a file")
    group.add_argument("--table", choices=sorted(FORMS), help="mỗi dòng là gì / what a row is about")
    group.add_argument("--map", type=Path, metavar="FILE", help="JSON: tiêu đề → cột / header → column")
    group.add_argument("--date-order", choices=("dmy", "mdy", "ymd"), help="thứ tự ngày / order of dates")
    group.add_argument("--decimal", choices=("comma", "point"), help="dấu thập phân / decimal mark")
    group.add_argument("--currency", type=currency_code, metavar="CODE", help="tiền tệ, ISO 4217 / currency")
    group.add_argument(
        "--country",
        type=country_code,
        metavar="CODE",
        help="nước của số điện thoại không ghi mã nước, ISO 3166 / country of phone numbers that name none",
    )
    group.add_argument(
        "--answered-on", metavar="DAY", help="ngày của câu trả lời khảo sát / day of answers to a survey"
    )
    group.add_argument("--respondents", choices=RESPONDENTS, help="ai trả lời khảo sát / who answered a survey")
    for kind in SCALED:
        group.add_argument(f"--{kind}-scale", metavar="0-10", help=f"thang của {kind} / scale of {kind}")
    group.add_argument(
        "--brands", metavar="A,B", help="thương hiệu mà các cột điểm chấm; - nếu không / brands rated by columns; -"
    )
    group.add_argument("--encoding", help="bảng mã / character encoding")
    group.add_argument("--sheet", help="trang tính / sheet of a workbook")


def answers_from(arguments: argparse.Namespace, source: str | None = None) -> Answers:
    """Return the answers that the flags give.

    Raises:
        OSError: the mapping cannot be read.
        Misused: the mapping is not a JSON object of words.
    """
    mapping = None if arguments.map is None else _mapping(arguments.map)
    return Answers(
        table=arguments.table,
        mapping=mapping,
        date_order=arguments.date_order,
        decimal=arguments.decimal,
        currency=arguments.currency,
        encoding=arguments.encoding,
        source=source,
        sheet=arguments.sheet,
        country=arguments.country,
        **{name: getattr(arguments, name) for name in OF_SURVEYS},
    )


def _mapping(path: Path) -> dict[str, str]:
    content = path.read_bytes()
    try:
        mapping = json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as broken:
        where = Text("dòng {line}, cột {column}", "line {line}, column {column}")
        raise _no_mapping(path, where.fill(line=broken.lineno, column=broken.colno)) from None
    except UnicodeDecodeError:
        raise _no_mapping(path, Text("không phải UTF-8", "not UTF-8")) from None
    if not isinstance(mapping, dict) or not all(isinstance(value, str) for value in mapping.values()):
        raise _no_mapping(path, Text("không phải các cặp chữ", "no pairs of words"))
    return mapping


def _no_mapping(path: Path, what: Text) -> Misused:
    return Misused(
        "mapping_unreadable",
        Text(
            '{path} không phải bảng ghép cột ({what}); cần JSON dạng {{"tiêu đề": "orders.amount"}}',
            '{path} is no mapping of columns ({what}); it takes JSON such as {{"header": "orders.amount"}}',
        ).fill(path=str(path), what=what),
    )
