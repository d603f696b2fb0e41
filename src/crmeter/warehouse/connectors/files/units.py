"""Units that every number of a column carries, such as `85%`, `4.5/5`, `12 tháng`: they say nothing that differs."""

from crmeter.warehouse.connectors.files.amounts import CURRENCY_MARKS, SCALE_WORDS
from crmeter.warehouse.connectors.files.session import literal

# A number, then either what it is out of or words without digits.
_WITH_UNIT = r"^(.*\d)\s*(/\s*[^\s/]+|[^\d\s.,()/+−–-][^\d]*)$"


def unit_sql(value: str) -> str:
    """Return aggregates: filled values, those that carry a unit, how many units there are, one of them.

    One month and two months are of one unit. Marks of currencies and words that scale are none: they are read.
    """
    unit = _unit(value)
    # No letters but those of the unit say where a plural ends.
    one = f"regexp_replace(lower({unit}), 's$', '')"
    return f"count({value}), count(*) FILTER (WHERE {unit} <> ''), count(DISTINCT {one}), any_value({one})"


def without_unit_sql(value: str) -> str:
    """Return SQL for a value without its unit."""
    return f"regexp_replace({value}, {literal(_WITH_UNIT)}, '\\1')"


def is_unit(filled: int, carrying: int, units: int, unit: str | None) -> bool:
    """Whether all values of a column carry one unit, by the aggregates of `unit_sql`."""
    return filled > 0 and filled == carrying and units == 1 and (unit or "").strip() not in _READ


def _unit(value: str) -> str:
    return f"trim(regexp_extract({value}, {literal(_WITH_UNIT)}, 2))"


# Without their s as all units are.
_READ = {word.removesuffix("s") for word in (*(mark for mark, _ in CURRENCY_MARKS), *SCALE_WORDS)}
