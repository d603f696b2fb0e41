"""What is written behind the flags of `crmeter equity`, read."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from crmeter.vocabulary import Misused, Text


def amount(word: str) -> float:
    """Read a number that holds for everybody, where no column is named.

    Raises:
        Misused: it is no positive number.
    """
    value = _number(word)
    if value is None or not value > 0:
        raise Misused(
            "no_column",
            Text(
                "{word} không phải tên cột, cũng không phải số dương", "{word} is no column and no positive number"
            ).fill(word=word),
        )
    return value


def margins(word: str, brands: Sequence[str]) -> NDArray[np.float64]:
    """Read one margin for all brands, or one for each: `0.3` or `A=0.3,B=0.25`.

    Raises:
        Misused: one is missing, or is no share.
    """
    if "=" not in word:
        return np.full(len(brands), _share(word))
    told = dict(pair(each) for each in word.split(","))
    missing = [brand for brand in brands if brand not in told]
    if missing:
        words = Text("thiếu biên lợi nhuận của {brands}", "the margin of {brands} is missing")
        raise Misused("no_margin", words.fill(brands=", ".join(missing)))
    return np.array([_share(told[brand]) for brand in brands])


def group(word: str) -> tuple[str, tuple[str, ...]]:
    """Read a group of drivers: `value=price,quality`."""
    name, drivers = pair(word)
    return name, tuple(each.strip() for each in drivers.split(",") if each.strip())


def cost(word: str) -> tuple[str, float]:
    """Read what the move of a driver or a group costs: `quality=20000000`."""
    name, money = pair(word)
    return name, amount(money)


def scale(word: str | None) -> tuple[float, float] | None:
    """Read the ends of a scale: `1-5`.

    Raises:
        Misused: it is written otherwise.
    """
    if word is None:
        return None
    found = re.fullmatch(r"(-?\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)", word)
    if found is None or float(found[1]) >= float(found[2]):
        words = Text("{word}: thang điểm viết như 1-5", "{word}: a scale is written like 1-5")
        raise Misused("wrong_scale", words.fill(word=word))
    return float(found[1]), float(found[2])


def pair(word: str) -> tuple[str, str]:
    """Read a name and what it is.

    Raises:
        Misused: there is no equals sign between them.
    """
    name, is_there, value = word.partition("=")
    if not is_there:
        words = Text("{word}: viết như TÊN=GIÁ TRỊ", "{word}: write it like NAME=VALUE")
        raise Misused("wrong_pair", words.fill(word=word))
    return name.strip(), value.strip()


def _share(word: str) -> float:
    value = _number(word)
    if value is None or not -1 < value <= 1:
        words = Text(
            "biên lợi nhuận là một số như 0.3, không phải {word}", "a margin is a number such as 0.3, not {word}"
        )
        raise Misused("wrong_margin", words.fill(word=word))
    return value


def _number(word: str) -> float | None:
    try:
        return float(word)
    except ValueError:
        return None
