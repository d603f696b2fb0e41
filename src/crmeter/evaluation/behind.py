"""What single rows add, where sums do not tell a figure or its interval: asked once for all figures of a measure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from crmeter.evaluation.counting import NTH_PERIOD
from crmeter.measures.measure import Measure
from crmeter.measures.rows import ROWS
from crmeter.warehouse.engine import Engine

# Of which period a figure is, and its values of the columns that it is cut by.
Key = tuple[int, *tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Values:
    """What the rows of one figure add, sorted, so that the digits of a sum do not depend on the order of rows.

    Args:
        top: what each adds above the line, shape (n,).
        bottom: below it, shape (n,).
        whose: who gave each, where rows know that; whoever is not known is somebody else each time.
    """

    top: npt.NDArray[np.float64]
    bottom: npt.NDArray[np.float64]
    whose: npt.NDArray[np.int64] | None


def values_behind(
    engine: Engine, measure: Measure, columns: Sequence[str], keys: Sequence[Key]
) -> Mapping[Key, Values]:
    """Return what the rows of some figures add.

    Args:
        engine: where `counted` is readable.
        measure: of the figures.
        columns: that they are cut by.
        keys: which figures.
    """
    if not keys:
        return {}
    wanted, parameters = _wanted(keys)
    top, bottom = f'"{measure.name}__top"', f'"{measure.name}__bottom"'
    column = ROWS[measure.rows].whose
    person, told = "", ""
    if column:
        told = f', dense_rank() OVER (ORDER BY "{column}") AS person'
        person = f', CASE WHEN "{column}" IS NULL THEN -row_number() OVER () ELSE person END AS whose'
    found = engine.arrays(
        f"SELECT nth_key, {top}::DOUBLE AS top, {bottom}::DOUBLE AS bottom{person}"
        f" FROM (SELECT *{told} FROM counted WHERE {_where(measure, columns)}) JOIN {wanted} ON {_same(columns)}"
        " ORDER BY ALL",
        parameters,
    )
    ends = np.searchsorted(found["nth_key"], np.arange(len(keys) + 1))
    return {
        key: Values(found["top"][start:end], found["bottom"][start:end], found["whose"][start:end] if column else None)
        for key, start, end in zip(keys, ends[:-1], ends[1:], strict=True)
    }


def ranked_behind(
    engine: Engine, measure: Measure, columns: Sequence[str], ranks: Mapping[Key, Sequence[int]]
) -> Mapping[Key, Mapping[int, Any]]:
    """Return the tops with some ranks (from 1, ascending) of some figures.

    Args:
        engine: where `counted` is readable.
        measure: of the figures.
        columns: that they are cut by.
        ranks: of each figure.
    """
    keys = [key for key, asked in ranks.items() if asked]
    if not keys:
        return {}
    wanted, parameters = _wanted(keys)
    asked = ", ".join(str(rank) for rank in sorted({rank for of_key in ranks.values() for rank in of_key}))
    found = engine.rows(
        "SELECT nth_key, nth, top FROM"
        " (SELECT nth_key, top, row_number() OVER (PARTITION BY nth_key ORDER BY top) AS nth"
        f' FROM (SELECT *, "{measure.name}__top" AS top FROM counted WHERE {_where(measure, columns)})'
        f" JOIN {wanted} ON {_same(columns)}) WHERE nth IN ({asked})",
        parameters,
    )
    tops: dict[Key, dict[int, Any]] = {key: {} for key in keys}
    for nth_key, rank, top in found:
        tops[keys[nth_key]][rank] = top
    return tops


def _where(measure: Measure, columns: Sequence[str]) -> str:
    apart = f' AND "{measure.apart}" IS NULL' if measure.apart and measure.apart not in columns else ""
    return f'"{measure.name}__counts"{apart}'


def _wanted(keys: Sequence[Key]) -> tuple[str, list[Any]]:
    """The keys as a table with a number for each, and its parameters."""
    width = len(keys[0])
    names = ", ".join(f"key_{n}" for n in range(width))
    rows = ", ".join(f"({n}, {', '.join('?' * width)})" for n in range(len(keys)))
    return f"(VALUES {rows}) AS wanted(nth_key, {names})", [part for key in keys for part in key]


def _same(columns: Sequence[str]) -> str:
    same = [f"{NTH_PERIOD} = key_0", *(f'"{c}"::VARCHAR = key_{n}' for n, c in enumerate(columns, 1))]
    return " AND ".join(same)
