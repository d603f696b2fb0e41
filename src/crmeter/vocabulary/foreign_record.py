"""A record as another system has it, on its way into the records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class ForeignRecord:
    """One record of another system.

    Args:
        key: how that system calls it; once among those of its kind.
        name: by which people know it.
        at: when it was made there.
        values: its own columns by name, as records keep them.
        links: by link, how that system calls the record that it leads to.
        owner: the word by which that system names whoever looks after it.
        beside: by kind, what is kept beside it: lines, deliveries, events.
        tags: the words that it is marked with.
    """

    key: str
    name: str
    at: datetime
    values: Mapping[str, Any] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    owner: str = ""
    beside: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    tags: Sequence[str] = ()
