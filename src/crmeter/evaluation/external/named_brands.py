"""Which brand a word of a file means."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from crmeter.evaluation.external.said_words import placed_by_name
from crmeter.vocabulary import Misused, Text

_SHOWN = 10


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


_NO_BRAND_SAID = Text(
    "cột {column} ghi {words}, không có thương hiệu nào trong đó ({brands}); hãy cho biết mỗi mã là thương hiệu nào, "
    'như --codes "{example}"',
    "the column {column} says {words}, none of which is a brand ({brands}); say which brand each stands for, such as "
    '--codes "{example}"',
)
