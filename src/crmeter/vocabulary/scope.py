"""Whose rows a reader may see."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Scope:
    """All rows, or those of named teams or owners; hidden columns are shown to nobody in it."""

    kind: Literal["all", "teams", "owners"] = "all"
    names: tuple[str, ...] = ()
    hidden_columns: frozenset[str] = frozenset()
