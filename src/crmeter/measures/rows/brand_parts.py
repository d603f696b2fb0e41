"""What each component adds to the score of the brand, by the weights of all and of each evaluator."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text


def _brand_parts(tables: Tables, _view: View) -> ir.Table:
    # The ends of the scale that every component is told on.
    return tables["brand_parts"].mutate(low=ibis.literal(0), high=ibis.literal(100))


brand_parts = Rows(
    name="brand_parts",
    grain=Text("một thành phần thương hiệu có trọng số và điểm", "a component of the brand with a weight and a score"),
    build=_brand_parts,
)
