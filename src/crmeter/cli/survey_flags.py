"""Flags that say what the columns of a file of answers are."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from crmeter.cli.equity_words import pair, scale
from crmeter.estimators import AnswerScale
from crmeter.evaluation.external.survey_file import SurveyFile
from crmeter.vocabulary import Misused, Text


def add_survey_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags by which a file of answers is read."""
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="mỗi dòng một người trả lời; với themes cũng là tên khảo sát đã nhập / a row per respondent; with themes "
        "also the name of an imported survey",
    )
    parser.add_argument(
        "part", nargs="?", choices=("themes",), help="chỉ chủ đề của lời viết / only themes of what was written"
    )
    parser.add_argument("--nps", metavar="COLUMN", help="sẵn lòng giới thiệu, 0–10 / would recommend, 0–10")
    parser.add_argument("--csat", action="append", default=[], metavar="COLUMN", help="hài lòng / satisfied, 1–5")
    parser.add_argument("--ces", metavar="COLUMN", help="dễ dàng đến đâu, 1–7 / how easy it was, 1–7")
    parser.add_argument(
        "--scale", action="append", default=[], metavar="COLUMN=LOW-HIGH", help="thang điểm / scale: Q1=1-10, *=1-7"
    )
    parser.add_argument(
        "--blank", action="append", default=[], metavar="COLUMN=A,B", help="mã để trống / no answer: Q1=11,0, *=99"
    )
    parser.add_argument("--weight", metavar="COLUMN", help="trọng số / weight of the respondent")
    parser.add_argument("--by", metavar="COLUMN", help="điểm theo phân khúc / scores by segment")
    parser.add_argument(
        "--wave",
        metavar="COLUMN",
        help="đợt khảo sát: theo số hay năm, còn không thì theo thứ tự trong tệp / wave: by number or year, else as in "
        "the file",
    )
    parser.add_argument(
        "--rake",
        action="append",
        default=[],
        metavar="COLUMN:A=N,B=N",
        help="tỷ lệ đã biết, để tính trọng số / known shares, by which weights are computed: sex:f=0.52,m=0.48",
    )
    parser.add_argument("--text", metavar="COLUMN", help="viết tự do, gom theo chủ đề / written freely, by theme")
    parser.add_argument(
        "--leave-out", default="", metavar="A,B", help="từ không thành chủ đề / words that make no theme"
    )
    parser.add_argument("--drivers", default="", metavar="A,B", help="các yếu tố, 1–5 / parts of the experience, 1–5")
    parser.add_argument("--overall", metavar="COLUMN", help="hài lòng chung / overall score that drivers go with")
    parser.add_argument("--ridge", type=float, default=0.0, metavar="N", help="cho yếu tố đi cùng nhau / steadies")
    parser.add_argument("--decimal", choices=("comma", "point"))
    parser.add_argument("--encoding")


def survey_file_of(arguments: argparse.Namespace, headers: Sequence[str]) -> SurveyFile:
    """Return which columns the flags name.

    Raises:
        Misused: a flag is written otherwise than it is meant, or the ridge is negative.
    """
    if not 0 <= arguments.ridge < float("inf"):
        raise Misused("wrong_ridge", _WRONG_RIDGE)
    blanks = [pair(word) for word in arguments.blank]
    return SurveyFile(
        nps=arguments.nps,
        csat=tuple(dict.fromkeys(arguments.csat)),
        ces=arguments.ces,
        drivers=tuple(dict.fromkeys(each.strip() for each in arguments.drivers.split(",") if each.strip())),
        overall=arguments.overall,
        weight=arguments.weight,
        by=arguments.by,
        wave=arguments.wave,
        text=arguments.text,
        left_out_words=tuple(each.strip().lower() for each in arguments.leave_out.split(",") if each.strip()),
        rake=dict(margin_of(word, headers) for word in arguments.rake),
        scales=dict(_scale_of(word) for word in arguments.scale),
        blanks={column: tuple(each.strip() for each in codes.split(",")) for column, codes in blanks},
    )


def margin_of(word: str, headers: Sequence[str]) -> tuple[str, dict[str, float]]:
    """Read the known shares of one column, `sex:f=0.52,m=0.48`; a header may hold a colon itself.

    Raises:
        Misused: there is no such column, or a share is no positive number or is told twice.
    """
    column = max((each for each in headers if word.startswith(each + ":")), key=len, default=None)
    if column is None:
        raise Misused("wrong_margin", _WRONG_MARGIN.fill(word=word, headers=", ".join(headers)))
    margin: dict[str, float] = {}
    for each in word[len(column) + 1 :].split(","):
        category, share = pair(each)
        if category in margin:
            raise Misused("share_told_twice", _TWICE.fill(column=column, category=category))
        margin[category] = _share(share)
    return column, margin


def _share(word: str) -> float:
    try:
        share = float(word.removesuffix("%")) / (100 if word.endswith("%") else 1)
    except ValueError:
        share = float("nan")
    if not 0 < share < float("inf"):
        raise Misused("wrong_share", _WRONG_SHARE.fill(word=word))
    return share


def _scale_of(word: str) -> tuple[str, AnswerScale]:
    column, written = pair(word)
    ends = scale(written)
    if ends is None or not all(each.is_integer() for each in ends):
        raise Misused("wrong_scale", _WRONG_SCALE.fill(word=written))
    return column, AnswerScale(int(ends[0]), int(ends[1]))


_WRONG_RIDGE = Text("--ridge không thể âm", "--ridge cannot be negative")
_WRONG_SCALE = Text(
    "{word}: hai đầu thang điểm là số nguyên, như 1-5", "{word}: both ends of a scale are whole numbers, such as 1-5"
)
_WRONG_MARGIN = Text(
    "{word}: viết như CỘT:nữ=0.52,nam=0.48; các cột có trong tệp: {headers}",
    "{word}: write it like COLUMN:f=0.52,m=0.48; there are {headers}",
)
_WRONG_SHARE = Text(
    "tỷ lệ là một số dương như 0.52 hoặc 52%, không phải {word}",
    "a share is a positive number such as 0.52 or 52%, not {word}",
)
_TWICE = Text("{column}: tỷ lệ của {category} được nói hai lần", "{column}: the share of {category} is told twice")
