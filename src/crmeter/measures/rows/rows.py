"""How rows are declared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import ibis.expr.types as ir

from crmeter.measures.bases import BASES
from crmeter.measures.view import View
from crmeter.vocabulary import Text

# Tables by name. A run binds them to stored results where it has them; an explanation binds everything
# down to the warehouse tables, so that its SQL stands alone.
Tables = Mapping[str, ir.Table]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that measures can be taken over.

    Args:
        name: what measures call them; what they are made of stands under it in `measures/bases.py`.
        grain: what one row stands for.
        build: the expression of the rows for a view.
        whose: the column that tells whose a row is, where somebody may have several and intervals must know.
    """

    name: str
    grain: Text
    build: Callable[[Tables, View], ir.Table]
    whose: str = ""

    @property
    def needs(self) -> tuple[str, ...]:
        """The warehouse or run tables without which they do not exist."""
        return BASES[self.name].needs

    @property
    def stands_on(self) -> Literal["customers", "orders", "own"]:
        """What is missing from them when it is not known (see `Basis`)."""
        return BASES[self.name].stands_on
