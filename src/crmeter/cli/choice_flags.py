"""Flags that say what the columns of a file of choices are."""

import argparse
import math
import re
from dataclasses import dataclass
from pathlib import Path

from crmeter.cli.console import Console
from crmeter.cli.equity_words import pair
from crmeter.cli.reading_flags import add_reading_flags, reading_of
from crmeter.estimators import MultinomialLogit
from crmeter.estimators.choice.principal_components import PrincipalComponentLogit
from crmeter.evaluation.external.brand_choices import BrandChoices
from crmeter.evaluation.external.choice_file import ChoiceFile, read_choices
from crmeter.evaluation.external.choice_study import DriverEffect
from crmeter.vocabulary import Misused, Text, formats

_MOVE = re.compile(r"(?P<brand>.+?)\.(?P<driver>.+?)(?P<by>[+-]\d+(?:\.\d+)?)(?P<percent>%?)")


def add_choice_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags by which a file of choices is read."""
    parser.add_argument("file", type=Path, metavar="FILE", help="tệp / file")
    parser.add_argument("--respondent", metavar="COLUMN", help="cột người trả lời / who answers or buys")
    parser.add_argument(
        "--drivers", required=True, metavar="A,B", help="các yếu tố / what brands are rated or known by: price,quality"
    )
    parser.add_argument("--chosen", required=True, metavar="COLUMN", help="thương hiệu chọn tiếp / chosen next")
    parser.add_argument("--brand", metavar="COLUMN", help="cột thương hiệu của dòng / names the brand of a row")
    parser.add_argument("--last", metavar="COLUMN", help="thương hiệu mua lần trước / the brand bought last")
    parser.add_argument("--purchase", metavar="COLUMN", help="lần chọn, khi mỗi dòng một thương hiệu / which choice")
    parser.add_argument("--date", metavar="COLUMN", help="ngày mua, để xếp thứ tự / day, to order purchases by")
    parser.add_argument("--available", metavar="A", help="thương hiệu có bán không / whether a brand was at hand: 1, 0")
    parser.add_argument("--codes", metavar="1=A,2=B", help="mã của thương hiệu / what stands for a brand")
    parser.add_argument("--missing", type=float, metavar="N", help="số thay cho ô trống / stands for none: 999")
    parser.add_argument("--weight", metavar="COLUMN", help="trọng số / weight of the respondent")
    parser.add_argument("--constants", action="store_true", help="phần riêng của thương hiệu / brand constants")
    parser.add_argument("--ridge", type=float, default=0.0, metavar="NUMBER", help="cho yếu tố đi cùng nhau / steadies")
    parser.add_argument("--components", type=int, metavar="N", help="số thành phần chính / principal components")
    add_reading_flags(parser, has_days=True)


def choices_of(
    arguments: argparse.Namespace,
    console: Console,
    *,
    path: Path | None = None,
    spend: str | None = None,
    frequency: str | None = None,
) -> BrandChoices:
    """Read the choices that the flags name, of another file where one is given, and say what was left out."""
    told = ChoiceFile(
        respondent=arguments.respondent,
        drivers=tuple(each.strip() for each in arguments.drivers.split(",") if each.strip()),
        chosen=arguments.chosen,
        brand=arguments.brand,
        last=arguments.last,
        purchase=arguments.purchase,
        date=arguments.date,
        available=arguments.available,
        codes=_codes(arguments.codes),
        missing=arguments.missing,
        weight=arguments.weight,
        spend=spend,
        frequency=frequency,
        has_constants=arguments.constants,
    )
    answers = reading_of(arguments)
    choices = read_choices(path or arguments.file, told, answers, console.work())
    if choices.has_last and arguments.last is None and arguments.date is None:
        console.say(_IN_ORDER)
    for left in choices.left_out:
        console.say(Text("Không dùng {n}: {reason}", "Left out {n}: {reason}").fill(n=left.n, reason=left.reason))
    for cell in choices.unread:
        console.say(
            Text(
                "Dòng {line}, cột {column}: {cell} không phải là số", "Line {line}, {column}: {cell} is no number"
            ).fill(line=cell.line, column=cell.column, cell=cell.cell)
        )
    return choices


def _codes(word: str | None) -> dict[str, str]:
    return dict(pair(each) for each in word.split(",")) if word else {}


@dataclass(frozen=True, slots=True)
class Steadying:
    """How drivers that go together are steadied.

    Args:
        ridge: 0 for none.
        components: how many, or None for the drivers as they are.
    """

    ridge: float
    components: int | None


def steadying_of(arguments: argparse.Namespace, drivers: int) -> Steadying:
    """Read `--ridge` and `--components`.

    Raises:
        Misused: both are given, or one has no meaning.
    """
    ridge, components = arguments.ridge, arguments.components
    is_good = 0 <= ridge < float("inf") and (components is None or 1 <= components <= drivers)
    if not is_good or (components is not None and ridge > 0):
        raise Misused("wrong_steadying", _WRONG_STEADYING.fill(drivers=drivers))
    return Steadying(ridge, components)


def move_of(word: str) -> tuple[str, str, float, bool]:
    """Read a move such as `A.price-10%` or `A.quality+0.5`: brand, driver, by how much, and whether in percent.

    Raises:
        Misused: it is written otherwise.
    """
    found = _MOVE.fullmatch(word)
    if found is None:
        raise Misused(
            "wrong_move",
            Text(
                "{word}: viết như A.price-10% hoặc A.quality+0.5", "{word}: write it like A.price-10% or A.quality+0.5"
            ).fill(word=word),
        )
    return found["brand"], found["driver"], float(found["by"]), bool(found["percent"])


def show_steadying(console: Console, logit: MultinomialLogit) -> None:
    """Print how much the drivers go together, and what was kept of them."""
    number = formats.number(logit.condition_number_, console.language, 1)
    words = Text("Số điều kiện của các yếu tố: {number}", "Condition number of the drivers: {number}")
    console.show(words.fill(number=number).in_(console.language))
    if isinstance(logit, PrincipalComponentLogit):
        kept = Text(
            "{n} thành phần chính, giữ {share} khác biệt giữa các thương hiệu",
            "{n} principal components, which hold {share} of what differs between brands",
        )
        share = formats.percent(logit.explained_, console.language)
        console.show(kept.fill(n=logit.components, share=share).in_(console.language))
    if isinstance(logit, PrincipalComponentLogit) or logit.ridge > 0:
        console.show(_OF_WHAT.in_(console.language))


def show_effects(console: Console, effects: tuple[DriverEffect, ...]) -> None:
    """Print what each driver does."""

    width = max(len(each.name) for each in effects)
    for each in effects:
        # A price in đồng has an effect of a hundred thousandth; the bounds say which digits tell anything.
        digits = _digits(each.high - each.low)

        def number(value: float, digits: int = digits) -> str:
            return formats.number(value, console.language, digits) if math.isfinite(value) else formats.EMPTY

        share = "" if each.importance is None else formats.percent(each.importance, console.language)
        bounds = formats.span(number(each.low), number(each.high))
        console.show(f"  {each.name:<{width}} {number(each.coefficient):>10}   [{bounds}]   {share}")


def _digits(width: float) -> int:
    return max(4, 2 - math.floor(math.log10(width))) if 0 < width < math.inf else 4


def effects_as_json(effects: tuple[DriverEffect, ...]) -> list[dict[str, object]]:
    """Return what each driver does as JSON."""
    return [
        {
            "name": each.name,
            "coefficient": each.coefficient,
            "interval": [each.low, each.high] if math.isfinite(each.high - each.low) else None,
            "importance": each.importance,
        }
        for each in effects
    ]


_IN_ORDER = Text(
    "Các lần mua của một khách lấy theo thứ tự trong tệp; --date chỉ cột ngày để xếp lại",
    "Purchases of one customer are taken in the order of the file; --date names a column of days to order them by",
)
_OF_WHAT = Text(
    "Các khoảng là của mô hình đã làm ổn định, nếu hỏi tất cả khách; không phải của các yếu tố khi để nguyên",
    "Intervals are of what the steadied model would give if all customers were asked, not of the drivers as they are",
)
_WRONG_STEADYING = Text(
    "chỉ dùng một cách: --ridge từ 0 trở lên, hoặc --components từ 1 đến {drivers}",
    "steady drivers in one way: --ridge from 0 on, or --components from 1 to {drivers}",
)
