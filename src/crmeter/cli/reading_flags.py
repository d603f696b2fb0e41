"""Flags that say how a file is written, for commands that read its columns; what is not said is found out or asked."""

import argparse

from crmeter.warehouse.connectors.files import Answers


def add_reading_flags(parser: argparse.ArgumentParser, *, has_days: bool = False) -> None:
    """Add the flags.

    Args:
        parser: of the command.
        has_days: the command reads days.
    """
    if has_days:
        parser.add_argument("--date-order", choices=("dmy", "mdy", "ymd"), help="thứ tự ngày tháng / order of dates")
    parser.add_argument("--decimal", choices=("comma", "point"), help="dấu thập phân / decimal mark")
    parser.add_argument("--encoding", help="bảng mã / character encoding")
    parser.add_argument("--sheet", help="trang tính / sheet of a workbook")


def reading_of(arguments: argparse.Namespace) -> Answers:
    """Return what the flags say."""
    return Answers(
        date_order=getattr(arguments, "date_order", None),
        decimal=arguments.decimal,
        encoding=arguments.encoding,
        sheet=arguments.sheet,
    )
