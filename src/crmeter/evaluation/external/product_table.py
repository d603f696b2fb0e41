"""Tables of products as people make them: a row for each product or a column for each, weights among the products."""

import csv
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crmeter.evaluation.external.product_values import ProductFile, study_product_columns
from crmeter.evaluation.external.said_words import meant_by
from crmeter.evaluation.external.value_currency import currency_of
from crmeter.evaluation.external.value_study import ValueStudy
from crmeter.vocabulary import Misused, Text, Work
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.connectors.files.columns import Columns, headers_of, read_columns


@dataclass(frozen=True, slots=True)
class ProductTable:
    """A table of products.

    Args:
        columns: what they tell; where each product has a column, what its rows tell.
        weights_of: what the row, or column, is called that holds how much each score counts; None where none does.
    """

    columns: ProductFile
    weights_of: str | None = None


def study_product_table(
    path: Path,
    told: ProductTable,
    answers: Answers,
    *,
    us: str,
    price_weight: float = 0.5,
    level: float = 0.8,
    work: Work | None = None,
) -> ValueStudy:
    """Put the products of a file on one map for each set and wave.

    Args:
        path: the file, a row for each product, and wave; or a column for each product.
        told: what it holds.
        answers: encoding, sheet and decimal mark, as far as they were said.
        us: our product.
        price_weight: how much price counts in the market's choice.
        level: probability that an interval holds the truth.
        work: told the progress.

    Raises:
        Misused: a column, currency or product is not there, weights are none, or the weight of price is no share.
        NotEnoughData: no set has two products, or one has prices in different currencies.
    """
    columns = told.columns
    with _a_row_for_each(path, columns.product, columns.price, answers) as (table, reading):
        headers = headers_of(table, reading)
        by_row, _ = currency_of(columns.currency, headers)
        words = [*columns.words, *([by_row] if by_row else [])]
        found = read_columns(table, reading, words=words, numbers=columns.numbers, work=work)
    if told.weights_of is not None:
        columns, found = _weighed(columns, found, told.weights_of)
    return study_product_columns(found, columns, headers, us=us, price_weight=price_weight, level=level)


@contextmanager
def _a_row_for_each(path: Path, product: str, price: str, answers: Answers) -> Iterator[tuple[Path, Answers]]:
    """Turn a table over that has a column for each product: where the price is no column but stands in a row."""
    headers = headers_of(path, answers)
    if price in headers or product not in headers:
        yield path, answers
        return
    words = read_columns(path, answers, words=headers).words
    if price not in set(words[product]):
        yield path, answers
        return
    with tempfile.TemporaryDirectory(prefix="crmeter-products-") as folder:
        turned = Path(folder) / f"{path.name}.csv"
        with turned.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([product, *_named(words[product])])
            writer.writerows([[header, *_named(words[header])] for header in headers if header != product])
        yield turned, replace(answers, encoding="utf-8", sheet=None)


def _named(words: NDArray[np.object_]) -> list[str]:
    return ["" if each is None else str(each) for each in words]


def _weighed(columns: ProductFile, found: Columns, weights_of: str) -> tuple[ProductFile, Columns]:
    """Take the weights of the scores out of the table."""
    names = found.words[columns.product]
    meant = meant_by(weights_of, {str(each) for each in names if each is not None})
    rows = [row for row, each in enumerate(names) if each in meant]
    weights = [found.numbers[each.column][rows[0]] if rows else np.nan for each in columns.scores]
    if len(rows) != 1 or not np.isfinite(weights).all():
        raise Misused("wrong_weights", _NO_WEIGHTS.fill(name=weights_of))
    keep = np.array([row not in rows for row in range(len(names))], dtype=np.bool_)
    scores = tuple(replace(each, weight=float(w)) for each, w in zip(columns.scores, weights, strict=True))
    kept = replace(
        found,
        lines=found.lines[keep],
        words={header: words[keep] for header, words in found.words.items()},
        numbers={header: numbers[keep] for header, numbers in found.numbers.items()},
    )
    return replace(columns, scores=scores), kept


_NO_WEIGHTS = Text(
    "không có dòng hay cột {name} ghi đủ trọng số của các tiêu chí; hoặc viết --weights A=40,B=60",
    "no row or column {name} holds a weight of each attribute; or write --weights A=40,B=60",
)
