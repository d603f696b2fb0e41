"""Flags that say what the columns of a file of products or ratings are."""

import argparse
from pathlib import Path

from crmeter.cli.equity_words import pair
from crmeter.cli.flag_values import positive_number
from crmeter.cli.reading_flags import add_reading_flags
from crmeter.evaluation.external.product_table import ProductTable
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
    products = parser.add_argument_group("mỗi dòng, hoặc mỗi cột, một sản phẩm / a row, or a column, for each product")
    products.add_argument(
        "--quality", metavar="COLUMN", help="một điểm chất lượng; nhiều: --attributes / one; several: --attributes"
    )
    products.add_argument(
        "--less", metavar="A,B", help="tiêu chí thấp hơn là tốt hơn / attributes of which less is better"
    )
    products.add_argument("--set", metavar="COLUMN", help="nhóm tương đương / set of equivalent products")
    products.add_argument("--share", metavar="COLUMN", help="thị phần / market share")
    products.add_argument("--quality-error", metavar="COLUMN", help="sai số chuẩn / standard error of the quality")
    parser.add_argument("--attributes", metavar="A,B", help="các tiêu chí được chấm / columns of scores or ratings")
    parser.add_argument(
        "--weights",
        metavar="A=40,B=60|NAME|COLUMNS|derived",
        help="trọng số; NAME là dòng hay cột trọng số / how much each counts; NAME of a row or column of weights",
    )
    ratings = parser.add_argument_group("mỗi dòng một người và một sản phẩm / a row for each respondent and product")
    ratings.add_argument("--respondent", metavar="COLUMN", help="cột người trả lời / who rates")
    ratings.add_argument("--overall", metavar="COLUMN", help="điểm chung, để suy ra trọng số / to derive weights from")
    ratings.add_argument("--against", metavar="PRODUCT", help="so trực tiếp với / one competitor to compare with")
    add_reading_flags(parser)


def told_of(arguments: argparse.Namespace) -> ProductTable | RatedFile:
    """Return what the columns are: with a respondent the file holds ratings, else products.

    Raises:
        Misused: a flag is missing, or is of the other shape.
    """
    is_rated = arguments.respondent is not None
    if not is_rated:
        _check(arguments, ("product",), is_wanted=True)
        return _of_products(arguments)
    _check(arguments, ("attributes",), is_wanted=True)
    _check(arguments, ("quality", "less", "set", "share", "quality_error"), is_wanted=False)
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


def _of_products(arguments: argparse.Namespace) -> ProductTable:
    _check(arguments, ("overall", "against"), is_wanted=False)
    weights, less = arguments.weights, _listed(arguments.less or "")
    named = (arguments.quality,) if arguments.quality else _listed(arguments.attributes or "")
    given = dict(_weight(each) for each in _listed(weights)) if weights and "=" in weights else {}
    if not named or (arguments.quality and (arguments.attributes or weights)):
        raise Misused("flag_of_other_shape" if named else "flag_missing", _ONE_OR_SEVERAL)
    unknown = sorted({*given, *less} - set(named)) or (sorted(set(named) - set(given)) if given else [])
    if unknown:
        raise Misused("wrong_weights", _NO_ATTRIBUTE.fill(names=", ".join(unknown), attributes=", ".join(named)))
    if arguments.quality_error and (len(named) > 1 or less):
        raise Misused("error_of_many", _ERROR_OF_ONE)
    columns = ProductFile(
        arguments.product,
        arguments.price,
        tuple(Score(each, given.get(each, 1.0), each in less) for each in named),
        arguments.set,
        arguments.currency,
        arguments.share,
        arguments.quality_error,
        arguments.wave,
    )
    return ProductTable(columns, None if given else weights)


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
_ONE_OR_SEVERAL = Text(
    "với tệp sản phẩm, chỉ một cột điểm bằng --quality, hoặc nhiều cột bằng --attributes A,B và --weights A=60,B=40",
    "of products, name one column of scores by --quality, or several by --attributes A,B and --weights A=60,B=40",
)
_NO_ATTRIBUTE = Text(
    "trọng số và --less đi cùng các tiêu chí {attributes}; xem lại: {names}",
    "weights and --less go with the attributes {attributes}; look again at: {names}",
)
_ERROR_OF_ONE = Text(
    "--quality-error đi cùng một điểm, cao hơn là tốt hơn", "--quality-error goes with one score, more being better"
)
_MISSING = Text("thiếu {flag}", "{flag} is missing")
_OTHER_SHAPE = Text(
    "{flag} không dùng cho tệp này: có --respondent là tệp điểm, không có là tệp sản phẩm",
    "{flag} is not of this file: with --respondent it holds ratings, without it products",
)
