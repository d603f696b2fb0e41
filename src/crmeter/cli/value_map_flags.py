"""Flags that say what the columns of a file of products or ratings are."""

import argparse
from pathlib import Path

from crmeter.cli.equity_words import pair
from crmeter.cli.flag_values import positive_number
from crmeter.evaluation.external.product_values import ProductFile, Score
from crmeter.evaluation.external.rated_file import RatedFile
from crmeter.vocabulary import Misused, Text


def add_value_map_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags by which a file of products or of ratings is read."""
    parser.add_argument("file", type=Path, metavar="FILE", help="tệp / file")
    parser.add_argument(
        "--product",
        metavar="COLUMN",
        help="cột tên sản phẩm; bỏ khi mỗi thương hiệu một cột, như Highlands_vị / names the product; left out where "
        "each brand has columns of its own, such as Highlands_taste",
    )
    parser.add_argument("--price", required=True, metavar="COLUMN", help="giá, hay giá cảm nhận / price, or perceived")
    parser.add_argument("--us", required=True, metavar="PRODUCT", help="sản phẩm của mình / our product")
    parser.add_argument("--currency", metavar="CODE|COLUMN", help="loại tiền / currency of the prices")
    parser.add_argument("--wave", metavar="COLUMN", help="đợt khảo sát / wave of the survey")
    parser.add_argument(
        "--price-weight", type=positive_number, default=0.5, metavar="N", help="giá quan trọng đến đâu / of price: 0.4"
    )
    products = parser.add_argument_group("mỗi dòng một sản phẩm / a row for each product")
    products.add_argument("--quality", metavar="COLUMN", help="điểm chất lượng / quality")
    products.add_argument("--set", metavar="COLUMN", help="nhóm tương đương / set of equivalent products")
    products.add_argument("--share", metavar="COLUMN", help="thị phần / market share")
    products.add_argument("--quality-error", metavar="COLUMN", help="sai số chuẩn / standard error of the quality")
    ratings = parser.add_argument_group("mỗi dòng một người và một sản phẩm / a row for each respondent and product")
    ratings.add_argument("--respondent", metavar="COLUMN", help="cột người trả lời / who rates")
    ratings.add_argument("--attributes", metavar="A,B", help="các tiêu chí được chấm / columns of ratings")
    ratings.add_argument("--weights", metavar="A=40,B=60|COLUMNS|derived", help="trọng số / how much each counts")
    ratings.add_argument("--overall", metavar="COLUMN", help="điểm chung, để suy ra trọng số / to derive weights from")
    ratings.add_argument("--against", metavar="PRODUCT", help="so trực tiếp với / one competitor to compare with")
    parser.add_argument("--decimal", choices=("comma", "point"))
    parser.add_argument("--encoding")


def told_of(arguments: argparse.Namespace) -> ProductFile | RatedFile:
    """Return what the columns are: with a respondent the file holds ratings, else products.

    Raises:
        Misused: a flag is missing, or is of the other shape.
    """
    is_rated = arguments.respondent is not None
    _check(arguments, ("attributes",) if is_rated else ("quality",), is_wanted=True)
    others = ("quality", "set", "share", "quality_error") if is_rated else _OF_RATINGS
    _check(arguments, others, is_wanted=False)
    if not is_rated:
        _check(arguments, ("product",), is_wanted=True)
        return ProductFile(
            arguments.product,
            arguments.price,
            (Score(arguments.quality),),
            arguments.set,
            arguments.currency,
            arguments.share,
            arguments.quality_error,
            arguments.wave,
        )
    weights, overall = arguments.weights, arguments.overall
    if (weights == _DERIVED and overall is None) or (overall is not None and weights not in (None, _DERIVED)):
        raise Misused(
            "no_overall",
            Text(
                "trọng số suy ra đi cùng cột điểm chung: --weights derived --overall CỘT",
                "derived weights go with an overall rating: --weights derived --overall COLUMN",
            ),
        )
    given = stated = None
    if weights is not None and weights != _DERIVED:
        if "=" in weights:
            given = dict(_weight(each) for each in _listed(weights))
        else:
            stated = _listed(weights)
    return RatedFile(
        arguments.respondent,
        arguments.product,
        _listed(arguments.attributes),
        arguments.price,
        given,
        stated,
        overall,
        arguments.currency,
        arguments.wave,
    )


def _check(arguments: argparse.Namespace, names: tuple[str, ...], *, is_wanted: bool) -> None:
    for name in names:
        if bool(getattr(arguments, name)) != is_wanted:
            flag = "--" + name.replace("_", "-")
            words = _MISSING if is_wanted else _OTHER_SHAPE
            raise Misused("flag_missing" if is_wanted else "flag_of_other_shape", words.fill(flag=flag))


def _listed(word: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in word.split(",") if each.strip())


def _weight(word: str) -> tuple[str, float]:
    name, value = pair(word)
    try:
        return name, float(value)
    except ValueError:
        raise Misused(
            "wrong_weights", Text("{word}: trọng số là một số", "{word}: a weight is a number").fill(word=word)
        ) from None


_DERIVED = "derived"
_OF_RATINGS = ("attributes", "weights", "overall", "against")
_MISSING = Text("thiếu {flag}", "{flag} is missing")
_OTHER_SHAPE = Text(
    "{flag} không dùng cho tệp này: có --respondent là tệp điểm, không có là tệp sản phẩm",
    "{flag} is not of this file: with --respondent it holds ratings, without it products",
)
