"""The flags that answer what a file leaves open."""

import argparse
import json
from pathlib import Path

from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.tables import TABLES


def add_answer_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags to a command that reads files."""
    group = parser.add_argument_group("trả lời cho câu hỏi về tệp / answers to questions about a file")
    group.add_argument("--table", choices=sorted(TABLES), help="mỗi dòng là gì / what a row is about")
    group.add_argument("--map", type=Path, metavar="FILE", help="JSON: tiêu đề → cột / header → column")
    group.add_argument("--date-order", choices=("dmy", "mdy", "ymd"), help="thứ tự ngày / order of dates")
    group.add_argument("--decimal", choices=("comma", "point"), help="dấu thập phân / decimal mark")
    group.add_argument("--currency", metavar="CODE", help="tiền tệ, ISO 4217 / currency")
    group.add_argument("--encoding", help="bảng mã / character encoding")
    group.add_argument("--sheet", help="trang tính / sheet of a workbook")


def answers_from(arguments: argparse.Namespace, source: str | None = None) -> Answers:
    """Return the answers that the flags give.

    Raises:
        OSError: the mapping cannot be read.
        ValueError: the mapping is not a JSON object of words.
    """
    mapping = None
    if arguments.map is not None:
        mapping = json.loads(arguments.map.read_text(encoding="utf-8-sig"))
        if not isinstance(mapping, dict) or not all(isinstance(value, str) for value in mapping.values()):
            raise ValueError(f"{arguments.map}: a JSON object of header → column is wanted")
    return Answers(
        table=arguments.table,
        mapping=mapping,
        date_order=arguments.date_order,
        decimal=arguments.decimal,
        currency=arguments.currency.upper() if arguments.currency else None,
        encoding=arguments.encoding,
        source=source,
        sheet=arguments.sheet,
    )
