"""Own measures by name: the name of one is made of its definition, so that it means the same in every run."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from crmeter.measures.measure import Measure
from crmeter.measures.own.compiled import own_measure
from crmeter.vocabulary import Misused, Text

MOST = 50
# What was read in this process. A name stands for one definition, so that nothing here is ever another.
_READ: dict[str, Measure] = {}


@lru_cache(maxsize=256)
def own_measures_in(lines: str) -> Mapping[str, Measure]:
    """Return own measures by name, in the order of their lines.

    Args:
        lines: `title = definition`, one a line; empty lines count for nothing.

    Raises:
        Misused: one cannot be read, or there are too many.
    """
    said = [line for line in lines.split("\n") if line.strip()]
    if len(said) > MOST:
        raise Misused("own_measure", _TOO_MANY.fill(most=MOST))
    found = [own_measure(line) for line in said]
    # One definition is one object, whichever list it stands in: SQL that was written for it is found by it.
    return MappingProxyType({each.name: _READ.setdefault(each.name, each) for each in found})


def own_measure_read(name: str) -> Measure | None:
    """Return the own measure of a name, if this process has read its definition."""
    return _READ.get(name)


_TOO_MANY = Text("có không quá {most} chỉ số tự đặt", "there are at most {most} own measures")
