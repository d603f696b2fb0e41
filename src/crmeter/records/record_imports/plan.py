"""How a file is written into records, as somebody decided."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

# What a row may be matched with a record by; with nothing, each row is a new record.
MATCHES = ("external_id", "email", "phone", "name", "")
# What a word of the file is taken for: nothing, so that the field stays empty; or its rows fail.
NOTHING, FAILS = "", "!"


@dataclass(frozen=True, slots=True)
class Plan:
    """What columns mean and what is done with a row.

    Args:
        source: the system that the file is from; keys are of it.
        columns: by target, the header that tells it.
        same: by target, what all new records have, as typed.
        words: by target and word of the file, the value that is meant; `NOTHING` or `FAILS`.
        match: what records are found by, one of `MATCHES`.
        changes_found: a record that is there is changed; else it is left as it is.
        makes_new: a record that is not there is made; else its row is skipped.
        date_order: how days are written, where the file leaves it open.
        decimal: the decimal mark, where the file leaves it open.
    """

    source: str
    columns: Mapping[str, str] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    match: str = ""
    changes_found: bool = True
    makes_new: bool = True
    date_order: str | None = None
    decimal: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> "Plan":
        """Return what `to_json` told."""
        return cls(**content)
