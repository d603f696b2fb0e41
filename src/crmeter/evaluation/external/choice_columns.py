"""Which columns of a file tell of which brand, and which brand a word means."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from crmeter.evaluation.external.said_words import placed_by_name
from crmeter.vocabulary import Misused, Text

_BETWEEN = (".", "_", ":", "-", " ", "/")
_SHOWN = 10


def columns_of(driver: str, headers: Sequence[str]) -> dict[str, str]:
    """Return by brand the column of a driver, however the two are put together: `price.A`, `A_price`, `price1`.

    Raises:
        Misused: fewer than two columns are of the driver.
    """
    found: dict[str, str] = {}
    for header in headers:
        for mark in _BETWEEN:
            if header.startswith(driver + mark):
                found.setdefault(header[len(driver) + 1 :], header)
            elif header.endswith(mark + driver):
                found.setdefault(header[: -len(driver) - 1], header)
    if len(found) < 2:
        found = {rest: header for header in headers if _begins(rest := _after(driver, header))}
    if len(found) < 2:
        raise Misused("unknown_driver", _UNKNOWN_DRIVER.fill(driver=driver, headers=", ".join(headers)))
    return found


def brands_of(columns: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """Return the brands that everything that was asked for has a column of, in their order of the file.

    Args:
        columns: by what is told, by brand.

    Raises:
        Misused: they have columns of different brands.
    """
    of_each = [list(each) for each in columns.values()]
    brands = tuple(brand for brand in of_each[0] if all(brand in others for others in of_each[1:]))
    if len(brands) < 2 or any(len(each) != len(brands) for each in of_each):
        told = "; ".join(f"{name}: {', '.join(each)}" for name, each in zip(columns, of_each, strict=True))
        raise Misused("brands_differ", _BRANDS_DIFFER.fill(brands=told))
    return brands


def brands_named(
    column: str, words: NDArray[np.object_], brands: Sequence[str], codes: Mapping[str, str]
) -> NDArray[np.int64]:
    """Return the place of the brand that each cell of a column means; −1 where it means none.

    Args:
        column: its header.
        words: of it, None where it says nothing.
        brands: in their order.
        codes: brands by the words that stand for them.

    Raises:
        Misused: the column says something, and nothing of it is a brand.
    """
    said = {str(each) for each in words if each is not None}
    meant = placed_by_name(brands, {codes.get(each, each) for each in said})
    places = {word: brands.index(meant[codes.get(word, word)]) for word in said if codes.get(word, word) in meant}
    if said and not places:
        raise no_brand_said(column, said, brands)
    return np.array([places.get(each, -1) for each in words], dtype=np.int64)


def no_brand_said(column: str, said: set[str], brands: Sequence[str]) -> Misused:
    """Return the complaint that a column names no brand, with the flag that says what its words mean."""
    words = sorted(said, key=lambda each: (len(each), each))
    of_each = list(zip(words, brands, strict=False))[:_SHOWN] if len(words) == len(brands) else [(words[0], brands[0])]
    example = ",".join(f"{word}={brand}" for word, brand in of_each)
    told = {"column": column, "words": ", ".join(words[:_SHOWN]), "brands": ", ".join(brands[:_SHOWN])}
    return Misused("no_brand_said", _NO_BRAND_SAID.fill(example=example, **told))


def _after(driver: str, header: str) -> str:
    return header[len(driver) :] if header.startswith(driver) else ""


def _begins(rest: str) -> bool:
    """Whether a brand may begin here: price1 and priceDannon are of price, priceless is not."""
    return rest[:1].isdigit() or rest[:1].isupper()


_UNKNOWN_DRIVER = Text(
    "không có cột nào của yếu tố {driver} cho từng thương hiệu, như {driver}.A; nếu mỗi dòng là một thương hiệu, "
    "hãy chỉ cột tên thương hiệu bằng --brand; các cột là: {headers}",
    "no column is of the driver {driver} and one brand, such as {driver}.A; if each row is a brand, say by --brand "
    "which column names it; the columns are: {headers}",
)
_BRANDS_DIFFER = Text(
    "các yếu tố có cột cho các thương hiệu khác nhau: {brands}", "drivers have columns for different brands: {brands}"
)
_NO_BRAND_SAID = Text(
    "cột {column} ghi {words}, không có thương hiệu nào trong đó ({brands}); hãy cho biết mỗi mã là thương hiệu nào, "
    'như --codes "{example}"',
    "the column {column} says {words}, none of which is a brand ({brands}); say which brand each stands for, such as "
    '--codes "{example}"',
)
