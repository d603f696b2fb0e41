"""How rows are declared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import ibis.expr.types as ir

from crmeter.measures.view import View
from crmeter.vocabulary import Text

# Tables by name. A run binds them to stored results where it has them; an explanation binds everything
# down to the warehouse tables, so that its SQL stands alone.
Tables = Mapping[str, ir.Table]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that measures can be taken over.

    Args:
        name: what measures call them.
        grain: what one row stands for.
        needs: the warehouse or run tables without which they do not exist.
        build: the expression of the rows for a view.
        stands_on: what is missing from them when it is not known: `customers` lack orders that name nobody, `orders`
            do not; `own` rows are made of neither.
    """

    name: str
    grain: Text
    needs: tuple[str, ...]
    build: Callable[[Tables, View], ir.Table]
    stands_on: Literal["customers", "orders", "own"] = "own"
